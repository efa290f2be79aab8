/** `oversold`: the WebAssembly is a file beside the code, which bundlers copy. */
export * from "./api.js";
export { init } from "./init.js";
