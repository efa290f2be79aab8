// A page without a framework that embeds www/src/host, beside the back office on the same origin: the second of two embedders
// of one storage, and a tab that a test can do things in.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PATIENCE } from "./browser.js";
import { serve } from "./serve.js";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const script = `
  import { init, Inventory } from "oversold";
  export * from "./office";
  export * from "./browserStorage";
  export * from "./storage";
  export * from "./backUp";
  export * from "./loading";
  export { init, Inventory };
`;

const page = `<!doctype html><title>plain</title>
<script type="module">
  window.host = import("./host.js");
</script>`;

let files = null;

const bundled = async (entry) => {
  const { outputFiles } = await build({ ...entry, bundle: true, format: "esm", platform: "browser", logLevel: "error", write: false });
  return { contentType: "text/javascript", body: outputFiles[0].text };
};

async function built() {
  const resolveDir = file("../../../www/src/host");
  return {
    "": { contentType: "text/html", body: page },
    "host.js": await bundled({ stdin: { contents: script, resolveDir } }),
    // The name by which the code asks for it, which a bundler would change.
    "engine.worker.ts": await bundled({ entryPoints: [`${resolveDir}/engine.worker.ts`] }),
    "oversold_bg.wasm": { contentType: "application/wasm", body: await readFile(file("../../../pkg/dist/oversold_bg.wasm")) },
  };
}

/** Opens one in a context; `window.office` is its door, by default to the storage that the back office has too. */
export async function openPlain(context, url, { name = "oversold" } = {}) {
  files ??= await built();
  const root = new URL("plain/", url).href;
  await serve(context, root, files);
  const page = await context.newPage();
  page.setDefaultTimeout?.(PATIENCE);
  await page.goto(root);
  await page.evaluate(
    async ([name, data]) => {
      const host = (window.host = await window.host);
      const first = async () => {
        const inventory = host.Inventory.fromJson(await (await fetch(data)).arrayBuffer());
        const image = { revision: inventory.revision, bytes: inventory.toBytes() };
        inventory.dispose();
        return image;
      };
      await host.init();
      const storage = (window.storage = new host.BrowserStorage(name));
      window.office = await host.openBackOffice({ storage, channel: name, first, person: () => "Plain" });
    },
    [name, new URL("data/demo.json", url).href],
  );
  return page;
}

/** What a tab holds, in short: which state, and a hash of all of it. */
export const stateOf = (page) =>
  page.evaluate(async () => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", window.office.inventory.toBytes()));
    return { revision: window.office.inventory.revision, hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  });
