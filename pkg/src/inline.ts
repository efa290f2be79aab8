/** `oversold/inline`: the WebAssembly is inside the code, for where a file beside it cannot be. */
export * from "./api.js";
export { init } from "./inline_init.js";
