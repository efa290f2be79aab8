// The engine traps at random places, in a page and in a page's worker: what the host stored brings everything back. As
// tests/node/traps.test.mjs, whose state machine this is.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { useBrowser } from "./support/browser.js";
import { serve } from "./support/serve.js";

const { site, open, another } = useBrowser();
const SEEDS = Number(process.env.OVERSOLD_TRAP_SEEDS ?? 10);
const STEPS = 40;

const folder = fileURLToPath(new URL("../node", import.meta.url));
const page = `<!doctype html><title>traps</title><script type="module">window.traps = import("./traps.js");</script>`;
const script = `
  export { arm } from "./trapping.mjs";
  export { init, Inventory } from "oversold";
  export { connect } from "oversold/worker";
  export { driveAll } from "./state_machine.mjs";
`;

const bundled = async (entry) => {
  const options = { bundle: true, format: "esm", platform: "browser", logLevel: "error", write: false, external: ["node:worker_threads"] };
  const { outputFiles } = await build({ ...options, ...entry });
  return { contentType: "text/javascript", body: outputFiles[0].text };
};

let files;
before(async () => {
  files = {
    "": { contentType: "text/html", body: page },
    "traps.js": await bundled({ stdin: { contents: script, resolveDir: folder } }),
    "worker.js": await bundled({ entryPoints: [`${folder}/trapping_worker.mjs`] }),
    "oversold_bg.wasm": { contentType: "application/wasm", body: await readFile(new URL("../../pkg/dist/oversold_bg.wasm", import.meta.url)) },
  };
});

for (const where of ["a page", "a page's worker"]) {
  test(`an engine in ${where}, ${SEEDS} seeds`, async (t) => {
    const beside = await open(t, { ready: false });
    await serve(beside.context(), new URL("traps/", site.url).href, files);
    const page = await another(beside, { address: "traps/", ready: false });
    const told = await page.evaluate(
      async ([inWorker, seeds, steps]) => {
        const { arm, init, Inventory, connect, driveAll } = await window.traps;
        if (inWorker) {
          const worker = new Worker("worker.js", { type: "module" });
          return driveAll(connect(worker), (places) => worker.postMessage({ arm: places }), seeds, steps);
        }
        const engine = { init, fromObjects: (snapshot) => Inventory.fromObjects(snapshot), fromBytes: (image, events) => Inventory.fromBytes(image, events) };
        return driveAll(engine, arm, seeds, steps);
      },
      [where !== "a page", SEEDS, STEPS],
    );
    t.diagnostic(JSON.stringify(told));
    assert.ok(told.traps > SEEDS && told.acknowledged > SEEDS && told.refused > SEEDS, "chance brings all of it");
  });
}
