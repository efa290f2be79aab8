import type { WasmSource } from "./contract/options.js";
import { fromCore, InventoryError } from "./errors.js";
import { __wbg_reset_state, initSync } from "./oversold_imports.js";
import { bad, compile, keyOf, type Source } from "./wasm_source.js";

let shared: { key: unknown; ready: Promise<void> } | null = null;
let running = false;
/** Counts instances: what an earlier one made is lost. */
let generation = 0;

/**
 * Starts the imports, which have a WebAssembly file of their own: `oversold_imports_bg.wasm`. As `init` of the main entry:
 * all calls share one start, and a failed one can be tried again.
 *
 * @example
 * await init();
 */
export function init(source?: WasmSource | (() => WasmSource)): Promise<void> {
  if (shared !== null) {
    if (source === undefined || keyOf(source) === shared.key) return shared.ready;
    const message = "The imports are already running, from another source. Call init() with a source once, and without one elsewhere.";
    return Promise.reject(new InventoryError("alreadyInitialised", message));
  }
  // Bundlers look for these words, and put the file where the address then leads.
  const from = source ?? (() => new URL("./oversold_imports_bg.wasm", import.meta.url));
  const attempt = { key: source === undefined ? undefined : keyOf(source), ready: load(from) };
  shared = attempt;
  attempt.ready.catch(() => {
    if (shared === attempt) shared = null;
  });
  return attempt.ready;
}

async function load(source: Source): Promise<void> {
  const module = await compile(source);
  // Asked before the start: wasm-bindgen's glue would keep the wrong module.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "reader_add")) {
    throw bad("This WebAssembly is not the one of the imports (oversold_imports_bg.wasm), or not of this version of the package.");
  }
  initSync({ module });
  running = true;
}

/** The number of the present instance. */
export function instance(): number {
  if (!running) throw new InventoryError("notInitialised", "The imports have not been started: await init() first.");
  return generation;
}

/** Calls into the imports: the only way there. What they throw is an error as JSON; anything else is a crash. */
export function enter<T>(made: number, call: () => T): T {
  if (made !== instance()) throw lost();
  try {
    return call();
  } catch (thrown) {
    if (thrown instanceof InventoryError) throw thrown;
    if (typeof thrown === "string") throw fromCore(JSON.parse(thrown)) ?? thrown;
    // Its memory is in an unknown state: a fresh instance takes its place.
    generation += 1;
    __wbg_reset_state();
    throw lost(thrown);
  }
}

function lost(trap?: unknown): InventoryError {
  const message = "The imports crashed, and every reader made before is lost: make a new one, and add its bodies again.";
  return new InventoryError("poisoned", message, null, trap === undefined ? {} : { trap: String(trap) }, trap);
}
