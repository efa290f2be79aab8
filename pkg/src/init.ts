import type { WasmSource } from "./contract/options.js";
import { start } from "./start.js";

/**
 * Starts the engine; everything else needs it. Call it as often as you like: all calls share one start, and a failed one
 * can be tried again. Without a source the file beside the package's own code is taken, in browsers and in Node alike.
 * After a crash (`poisoned`) it makes a fresh engine.
 *
 * @example
 * await init();
 * await init("/assets/oversold_bg.wasm");
 */
export function init(source?: WasmSource | (() => WasmSource)): Promise<void> {
  // Bundlers look for these words, and put the file where the address then leads.
  return start(source, () => new URL("./oversold_bg.wasm", import.meta.url));
}
