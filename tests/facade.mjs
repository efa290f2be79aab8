// Prints what a page loads for an entry of the built package, without the WebAssembly file: bundled and minified as a
// bundler would. `cargo xtask size` holds its compressed size against the budget.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const entry = process.argv[2] ?? "index.js";
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL(`../pkg/dist/${entry}`, import.meta.url))],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
});
process.stdout.write(outputFiles[0].contents);
