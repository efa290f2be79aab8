/** A contender in a Chromium of its own: the same modules as in Node, found by an import map. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium as driver } from "playwright-core";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
const IMPORTS = { oversold: "/node_modules/oversold/dist/index.js", "@sqlite.org/sqlite-wasm": "/node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs" };
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
/** `gc`, exact figures of memory, and room for a snapshot's objects. */
const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-quic", "--no-first-run", "--enable-precise-memory-info", "--js-flags=--expose-gc --max-old-space-size=8000",
];

/** Null for what runs in Node alone. */
export async function inChromium(contender, part, { chromium, data, questions }) {
  if (contender === "duckdb" || part === "stream") return null;
  const server = await serve({ "/data": data, "/questions": questions });
  const browser = await driver.launch({ executablePath: chromium, args: FLAGS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(inPage, [contender, part]);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function inPage([contender, part]) {
  const [{ measure }, module] = await Promise.all([import("/harness/measure.mjs"), import(`/contenders/${contender}.mjs`)]);
  const questions = await (await fetch("/questions")).json();
  const bytes = new Uint8Array(await (await fetch("/data")).arrayBuffer());
  const here = {
    now: () => performance.now(),
    collect: async () => {
      for (let round = 0; round < 3; round++) {
        globalThis.gc();
        await new Promise((done) => setTimeout(done, 10));
      }
    },
    heapBytes: () => performance.memory.usedJSHeapSize,
  };
  const found = await measure(module, part, { bytes: () => bytes, questions }, here);
  return { ...found, notRun: module.notRun };
}

/** The benches' folder, and some files by name; isolated, so that the page's clock is a fine one. */
async function serve(files) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (path === "/") {
      response.setHeader("content-type", "text/html");
      response.end(PAGE);
      return;
    }
    const file = files[path] ?? join(HERE, normalize(path));
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.setHeader("content-length", found.size);
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}
