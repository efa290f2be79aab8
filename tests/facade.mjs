// Prints what a page loads for the built package's main entry, without the WebAssembly file: bundled and minified as a
// bundler would; with "own", without wasm-bindgen's bindings too. `cargo xtask size` holds it against the budget.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../pkg/dist/index.js", import.meta.url))],
  external: process.argv[2] === "own" ? ["./oversold.js"] : [],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
});
process.stdout.write(outputFiles[0].contents);
