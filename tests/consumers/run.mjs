// The packed tarball, used as people use it: each project of this folder is copied, gets the tarball installed, is built by
// its tool and asserts a report and a transition. `node run.mjs vite csp` runs only what begins with one of these words.
import { browser } from "./support/browser.mjs";
import { built, page } from "./support/pages.mjs";
import { next } from "./support/next.mjs";
import { hotReload } from "./support/react.mjs";
import { program, workerd } from "./support/programs.mjs";
import { prepare } from "./support/projects.mjs";
import { devServer } from "./support/vite.mjs";
import { NotRun } from "./support/run.mjs";

/** In words; then which project, and how it is run. */
const ENVIRONMENTS = [
  ["Node, an ES module", "node-esm", program("node", "main.js")],
  ["Node, CommonJS through import()", "node-cjs", program("node", "main.cjs")],
  ["Deno", "deno", program("deno", "run", "--allow-read", "main.js")],
  ["Bun", "bun", program("bun", "main.js")],
  ["workerd, the module given to init()", "workerd", workerd],
  ["Vite, built, with a worker and the imports", "vite", built(["vite", "build"], { wasm: 2 })],
  ["Vite, development server, with a worker", "vite", devServer],
  ["React in StrictMode with hot reload, Vite's development server", "react", hotReload],
  ["webpack 5", "webpack", built("webpack", { wasm: 1 })],
  ["Rollup", "rollup", built("rollup", { wasm: 1 })],
  ["esbuild, the file by its import", "esbuild", built(["esbuild", "main.js", "--loader:.wasm=file"], { wasm: 1 })],
  ["esbuild, oversold/inline", "esbuild-inline", built(["esbuild", "main.js"], { wasm: 0 })],
  ["Parcel", "parcel", built(["parcel", "build", "index.html", "--no-autoinstall", "--cache-dir=.parcel-cache", "--public-url=./"], { wasm: 1 })],
  ["Next.js, rendered on the server and used in the browser", "next", next],
  ["a page with only <script type=module>", "page", page("index.html")],
  ["a module worker without a bundler", "module-worker", page("index.html")],
  [
    "a page under a strict Content-Security-Policy", "csp",
    page("index.html", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'"),
  ],
  ["oversold/inline under a policy that forbids every request", "csp", page("inline.html", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")],
  [
    "a policy that forbids WebAssembly: the error says what to add", "csp",
    page("forbidden.html", "default-src 'none'; script-src 'self'; connect-src 'self'", /^badWasm: .*Add 'wasm-unsafe-eval' to its script-src/),
  ],
];

const wanted = process.argv.slice(2);
const chosen = ENVIRONMENTS.filter(([, project]) => wanted.length === 0 || wanted.some((word) => project.startsWith(word)));
const projects = await prepare([...new Set(chosen.map(([, project]) => project))]);
const counts = { passed: 0, failed: 0, "not run": 0 };
for (const [words, project, run] of chosen) {
  const started = Date.now();
  let state = "passed";
  let said = "";
  try {
    said = (await run(projects.get(project))) ?? "";
  } catch (error) {
    state = error instanceof NotRun ? "not run" : "failed";
    said = error.message;
  }
  counts[state]++;
  console.log(`${state.padEnd(8)}${words.padEnd(64)}${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${said}`);
}
await browser.close();
console.log(Object.entries(counts).map(([state, count]) => `${count} ${state}`).join(", "));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
