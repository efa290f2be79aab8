/** The WebAssembly file as text: gzip, then base64. `cargo xtask build` writes it to `dist/inline_wasm.js`. */
declare const wasm: string;
export default wasm;
