import { InventoryError } from "./errors.js";
import { adopt, hasCrashed, revive } from "./instance.js";
import { __wbg_reset_state, Core, initSync } from "./oversold.js";
import { bad, compile, keyOf, type Source } from "./wasm_source.js";

let shared: { key: unknown; ready: Promise<void> } | null = null;

/** Starts the engine from what the host gave, else from the entry's own source: once, whichever entries a program imports. */
export function start(given: Source | undefined, own: () => Source): Promise<void> {
  // The entry's own is asked for only where it is wanted: not everywhere does a module know its address.
  const begun = (): Promise<void> => begin(given === undefined ? own() : given);
  if (shared === null) return begun();
  if (hasCrashed()) return revive() ? (shared.ready = Promise.resolve()) : begun();
  if (given !== undefined && keyOf(given) !== shared.key) {
    const message = "The engine is already running, from another source. Call init() with a source once, and without one elsewhere.";
    return Promise.reject(new InventoryError("alreadyInitialised", message));
  }
  return shared.ready;
}

function begin(source: Source): Promise<void> {
  const attempt = { key: keyOf(source), ready: load(source) };
  shared = attempt;
  attempt.ready.catch(() => {
    if (shared === attempt) shared = null;
  });
  return attempt.ready;
}

async function load(source: Source): Promise<void> {
  const module = await compile(source);
  // Asked before the start: wasm-bindgen's glue would keep the wrong module.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "core_call")) {
    throw bad("This WebAssembly is not the one of this package, or not of this version of it.");
  }
  try {
    // The long part, compiling, is done by now. (The bindings' own asynchronous start would be dead weight beside it.)
    initSync({ module });
  } catch (thrown) {
    throw bad(`The engine could not be started: ${String(thrown)}. Is this the WebAssembly of this version of the package?`, {}, thrown);
  }
  adopt({ Core, memory: () => initSync().memory, reset: __wbg_reset_state });
}
