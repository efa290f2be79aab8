// What a visit costs: bytes over the wire, packed as a server would, and the time until the report can be used.
//   node tests/browser/measure.mjs [visits]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { executablePath, flags } from "./support/browser.js";
import { openSite } from "./support/site.js";

const visits = Number(process.argv[2] ?? 5);
const PACKED = /\.(html|js|css|json|wasm|svg|webmanifest)$/;

/** The site, behind a server that packs with Brotli and counts what it sends. */
async function packing(origin) {
  const packed = new Map();
  const count = { bytes: 0, requests: 0, data: 0 };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, origin);
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    if (!packed.has(path)) {
      const answer = await fetch(new URL(path, origin));
      const body = Buffer.from(await answer.arrayBuffer());
      const isPacked = answer.ok && PACKED.test(path);
      const bytes = isPacked ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : body;
      packed.set(path, { status: answer.status, type: answer.headers.get("content-type") ?? "", bytes, isPacked });
    }
    const { status, type, bytes, isPacked } = packed.get(path);
    count.requests += 1;
    count[path.startsWith("/data/") ? "data" : "bytes"] += bytes.length;
    response.writeHead(status, {
      "content-type": type,
      "content-length": bytes.length,
      ...(isPacked && { "content-encoding": "br" }),
      "cache-control": path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
    });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, count, close: () => server.close() };
}

/** Milliseconds from the start of the visit until a row is on the screen and the page answers a key. */
async function visit(page, url) {
  page.setDefaultTimeout(120_000);
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("[role=grid] [data-id]").first().waitFor();
  await page.getByRole("searchbox").press("End");
  return page.evaluate(() => performance.now());
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const site = await openSite();
const server = await packing(site.url);
const browser = await chromium.launch({ executablePath, headless: false, args: flags.split(" ") });
// Once, unmeasured: what is packed is packed by then.
const warm = await browser.newContext();
await visit(await warm.newPage(), server.url);
await warm.close();

const times = { first: [], second: [], offline: [] };
const wire = [];
for (let n = 0; n < visits; n++) {
  // The copies for working offline are fetched once the page is there; they are no part of what a person waits for.
  const first = await browser.newContext({ serviceWorkers: "block" });
  Object.assign(server.count, { bytes: 0, requests: 0, data: 0 });
  times.first.push(await visit(await first.newPage(), server.url));
  wire.push({ ...server.count });
  await first.close();

  const context = await browser.newContext();
  const page = await context.newPage();
  await visit(page, server.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  times.second.push(await visit(page, server.url));
  await context.setOffline(true);
  times.offline.push(await visit(page, server.url));
  await context.close();
}
await browser.close();
server.close();
site.close();

const kB = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
const { model } = cpus()[0];
const load = (await readFile("/proc/loadavg", "utf8").catch(() => "unknown")).split(" ")[0];
console.log(`${model}, ${cpus().length} cores, load ${load}; median of ${visits} visits`);
console.log(`first visit over the wire: ${kB(median(wire.map(({ bytes }) => bytes)))} of page and engine, ${kB(median(wire.map(({ data }) => data)))} of data, ${median(wire.map(({ requests }) => requests))} requests`);
for (const [name, values] of Object.entries(times)) console.log(`${name}: ${Math.round(median(values))} ms until the report answers`);
