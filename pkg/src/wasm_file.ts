/** `oversold/oversold.wasm`: what your tool makes of the file when a program imports it, to be given to `init`. */
import type { WasmSource } from "./contract/options.js";

/** Its address (bundlers with a loader for files), or the module compiled from it (workerd). */
declare const file: WasmSource;
export default file;
