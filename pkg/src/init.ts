import type { WasmSource } from "./contract/options.js";
import { InventoryError } from "./errors.js";
import { adopt, hasCrashed, revive } from "./instance.js";
import start, { __wbg_reset_state, Core, initSync } from "./oversold.js";
import { bad, compile, defaultUrl } from "./wasm_source.js";

type Source = WasmSource | (() => WasmSource);

let shared: { key: unknown; ready: Promise<void> } | null = null;

/**
 * Starts the engine; everything else needs it. Call it as often as you like: all calls share one start, and a failed one
 * can be tried again. Without a source the file beside the package's own code is taken, in browsers and in Node alike.
 * After a crash (`poisoned`) it makes a fresh engine.
 */
export function init(source?: Source): Promise<void> {
  if (shared === null) return begin(source);
  if (hasCrashed()) return revive() ? (shared.ready = Promise.resolve()) : begin(source);
  if (source !== undefined && keyOf(source) !== shared.key) {
    const message = "The engine is already running, from another source. Call init() with a source once, and without one elsewhere.";
    return Promise.reject(new InventoryError("alreadyInitialised", message));
  }
  return shared.ready;
}

function begin(source: Source | undefined): Promise<void> {
  const attempt = { key: keyOf(source), ready: load(source === undefined ? defaultUrl() : source) };
  shared = attempt;
  attempt.ready.catch(() => {
    if (shared === attempt) shared = null;
  });
  return attempt.ready;
}

async function load(source: Source): Promise<void> {
  const module = await compile(source);
  // Asked before the start: wasm-bindgen's glue would keep the wrong module.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "core_fromJson")) {
    throw bad("This WebAssembly is not the one of this package. Give init() the file oversold_bg.wasm that came with it.");
  }
  try {
    await start({ module_or_path: module });
  } catch (thrown) {
    const advice = "Give init() the file oversold_bg.wasm that came with this version of the package.";
    throw bad(`The engine could not be started: ${String(thrown)}. ${advice}`, {}, thrown);
  }
  adopt({ Core, memory: () => initSync().memory, reset: __wbg_reset_state });
}

/** Two addresses are the same source when they are equal, other things when they are one. */
function keyOf(source: Source | undefined): unknown {
  if (source === undefined) return defaultUrl().href;
  if (typeof source !== "string" && !(source instanceof URL)) return source;
  try {
    return new URL(source, globalThis.location?.href).href;
  } catch {
    return String(source);
  }
}
