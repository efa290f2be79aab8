/** The same core, its rows handed out by serde-wasm-bindgen: only the way out is measured. Built by `cargo xtask bench`. */
import init, { Loaded } from "../serde/dist/by_serde.js";

export const name = "serde";
export const notRun = {};

export async function start() {
  const module = new URL("../serde/dist/by_serde_bg.wasm", import.meta.url);
  const isNode = module.protocol === "file:";
  await init({ module_or_path: isNode ? await (await import("node:fs/promises")).readFile(module) : module });
}

/** Rows as objects is all it has: the package's columns are compared with them too. */
export function fromJson(bytes) {
  const loaded = new Loaded(bytes);
  return { rows: () => loaded.rows(), dispose: () => loaded.free() };
}
