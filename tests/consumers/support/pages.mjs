// Pages: as they are, and as bundlers build them.
import { createServer } from "node:http";
import { access, cp, readdir, readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { EXPECTED } from "../scenario.js";
import { browser, said } from "./browser.mjs";
import { expect, run } from "./run.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".map": "application/json", ".wasm": "application/wasm", ".css": "text/css" };

/** A page of the project, served as it is. */
export const page = (name, policy, expected = EXPECTED) => async (folder) => {
  const site = await serve(folder, policy === undefined ? {} : { "content-security-policy": policy });
  try {
    await shows(`${site.address}/${name}`, expected);
  } finally {
    site.close();
  }
};

/** A project that a bundler builds into `dist`, with so many files of WebAssembly in it. */
export const built = (command, { wasm }) => async (folder) => {
  const [tool, ...given] = [command].flat();
  await run(folder, ...build(tool, given));
  const dist = join(folder, "dist");
  // Bundlers of scripts alone leave the page to the host.
  await access(join(dist, "index.html")).catch(() => cp(join(folder, "index.html"), join(dist, "index.html")));
  const modules = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith(".wasm"));
  expect(modules.length, wasm);
  const site = await serve(dist);
  try {
    await shows(`${site.address}/index.html`, EXPECTED);
  } finally {
    site.close();
  }
  const sizes = await Promise.all(modules.map(async (name) => (await stat(join(dist, name))).size));
  return wasm === 0 ? "no .wasm beside it" : `${sizes.length} .wasm of ${sizes.join(" and ")} bytes`;
};

/** How each tool is called. */
function build(tool, given) {
  if (tool === "webpack") return ["node", ["webpack.build.cjs"]];
  if (tool === "rollup") return ["rollup", ["--config", "--silent"]];
  if (tool === "esbuild") return ["esbuild", [...given, "--bundle", "--minify", "--format=esm", "--outdir=dist"]];
  return [tool, given];
}

export async function shows(address, expected) {
  const opened = await browser.page();
  try {
    await opened.page.goto(address);
    expect(await said(opened), expected);
  } finally {
    await opened.page.context().close();
  }
}

export async function serve(folder, headers = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const body = await readFile(join(folder, normalize(decodeURIComponent(pathname))));
      response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? "application/octet-stream", ...headers }).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => (server.close(), server.closeAllConnections()) };
}
