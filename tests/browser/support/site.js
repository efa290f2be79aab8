// Where the page is: OVERSOLD_URL, or www/dist served from here.
import { createServer } from "node:http";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../../www/dist", import.meta.url));

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** @returns {Promise<{ url: string, close(): void }>} */
export async function openSite() {
  if (process.env.OVERSOLD_URL) return { url: new URL("./", process.env.OVERSOLD_URL).href, close() {} };
  return served(dist);
}

/** A copy of the page in a folder of its own, which a test may change: a new version of it is there then. */
export async function openCopy() {
  const folder = await mkdtemp(join(tmpdir(), "oversold-page-"));
  await cp(dist, folder, { recursive: true });
  const { url, close } = await served(folder);
  const change = async (name, edit) => writeFile(join(folder, name), edit(await readFile(join(folder, name), "utf8")));
  const path = (name) => join(folder, name);
  return { url, change, path, close: () => (close(), rm(folder, { recursive: true })) };
}

async function served(folder) {
  await readFile(join(folder, "index.html")).catch(() => {
    throw new Error("www/dist is not built: run `npm ci && npm run build` in www, or set OVERSOLD_URL to a page that is served.");
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
    try {
      const body = await readFile(join(folder, path));
      const headers = { "content-type": types[extname(path)] ?? "application/octet-stream", "content-length": body.length, "cache-control": "no-cache" };
      response.writeHead(200, headers);
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
