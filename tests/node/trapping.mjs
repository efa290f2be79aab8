// Engines that trap when they are told to: in the middle of a call, at any of the places where the core asks JavaScript for
// something (a field of what was given, a place for an answer). Loaded before the first `init`; runs in Node, pages and workers.

/** A module whose one function traps. */
const { trap } = new WebAssembly.Instance(
  new WebAssembly.Module(
    new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1, 3, 0, 0, 11]),
  ),
).exports;

let left = Infinity;

/** The next trap, after so many of these places. */
export function arm(places) {
  left = places;
}

const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const trapping = (call) => (...given) => {
    left -= 1;
    if (left < 0) {
      left = Infinity;
      trap();
    }
    return call(...given);
  };
  const wrapped = (group) => Object.fromEntries(Object.entries(group).map(([name, it]) => [name, typeof it === "function" ? trapping(it) : it]));
  return new Instance(module, Object.fromEntries(Object.entries(imports).map(([from, group]) => [from, wrapped(group)])));
};
