// Starting the engine: every way it can fail says what to do, a failed start can be tried again, a good one is shared.
// The tests of this file build on each other: there is one engine in a process.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { DIST, init, Inventory, rejected, shop, thrown, WASM, wasmBytes } from "./support.mjs";

let server;
let address;

before(async () => {
  const bytes = await wasmBytes();
  const answers = {
    "/good.wasm": [200, "application/wasm", bytes],
    "/page.wasm": [200, "text/html; charset=utf-8", "<!doctype html><title>Shop</title>"],
    "/page-as-wasm.bin": [200, undefined, "\n<!doctype html><title>Shop</title>"],
    "/octets.wasm": [200, "application/octet-stream", bytes],
    "/untyped.wasm": [200, undefined, bytes],
    "/cut.wasm": [200, "application/wasm", bytes.subarray(0, bytes.length >> 1)],
  };
  server = createServer((request, response) => {
    const [status, type, body] = answers[request.url] ?? [404, "text/plain", "not here"];
    response.writeHead(status, type === undefined ? {} : { "content-type": type });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

async function refused(source, message) {
  const error = await rejected(init(source));
  assert.equal(error.code, "badWasm");
  assert.match(error.message, message);
  return error;
}

test("before init, everything says so", () => {
  assert.equal(thrown(() => Inventory.fromJson("{}")).code, "notInitialised");
  assert.equal(thrown(() => Inventory.fromObjects(shop())).code, "notInitialised");
});

test("a missing file is named with its status", async () => {
  const error = await refused(`${address}/nowhere.wasm`, /nowhere\.wasm answered with status 404/);
  assert.equal(error.details.status, 404);
});

test("a page in place of the file is named, however it is served", async () => {
  await refused(`${address}/page.wasm`, /an HTML page came instead/);
  await refused(`${address}/page-as-wasm.bin`, /an HTML page came instead/);
  await refused(new TextEncoder().encode("<html>"), /an HTML page came instead/);
});

test("a wrong MIME type is named", async () => {
  const error = await refused(`${address}/octets.wasm`, /MIME type application\/octet-stream.*application\/wasm/s);
  assert.equal(error.details.contentType, "application/octet-stream");
});

test("a file that is cut short is named", async () => {
  await refused(`${address}/cut.wasm`, /cut\.wasm could not be compiled/);
  const bytes = await wasmBytes();
  await refused(bytes.subarray(0, 5000), /could not be compiled/);
});

test("what is no WebAssembly, or another one, is named", async () => {
  await refused(new Uint8Array([1, 2, 3, 4]), /this is no WebAssembly/);
  await refused(new Uint8Array(0), /this is no WebAssembly/);
  await refused(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), /not the one of this package/);
});

test("a server that does not answer is named", async () => {
  await refused("http://127.0.0.1:1/oversold_bg.wasm", /could not be fetched.*connect-src/s);
});

test("a file that is not there is named", async () => {
  await refused(new URL("nowhere.wasm", DIST), /nowhere\.wasm could not be read: ENOENT/);
});

test("what is no source at all is refused", async () => {
  await refused(42, /init\(\) takes an address.*this is a number/s);
  await refused(null, /this is null/);
  await refused(() => undefined, /this is nothing/);
  await refused(() => {
    throw new Error("no source today");
  }, /no source today/);
  await refused(Promise.reject(new Error("fetch was cancelled")), /fetch was cancelled/);
  await refused("not an address", /not an address could not be fetched/);
});

test("a Content-Security-Policy that forbids WebAssembly is named", async (context) => {
  const refuse = async () => {
    throw new WebAssembly.CompileError("Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source");
  };
  context.mock.method(WebAssembly, "compile", refuse);
  await refused(await wasmBytes(), /Content-Security-Policy forbids WebAssembly\. Add 'wasm-unsafe-eval'/);
});

test("after failures it starts, and all calls share one start", async () => {
  const source = `${address}/good.wasm`;
  const first = init(source);
  assert.equal(init(source), first);
  assert.equal(init(new URL(source)), first);
  assert.equal(init(), first);
  assert.equal(await first, undefined);
  assert.equal(init(), first);
  Inventory.fromObjects(shop()).dispose();
});

test("another source is refused, and the engine goes on", async () => {
  const error = await rejected(init(WASM));
  assert.equal(error.code, "alreadyInitialised");
  assert.equal((await rejected(init(await wasmBytes()))).code, "alreadyInitialised");
  await init();
  Inventory.fromObjects(shop()).dispose();
});

test("every kind of source starts it", () => {
  const sources = {
    nothing: "undefined",
    "a URL": "new URL(wasm)",
    "a string": "wasm",
    bytes: "await readFile(new URL(wasm))",
    "an ArrayBuffer": "(await readFile(new URL(wasm))).buffer.slice(0)",
    "a module": "await WebAssembly.compile(await readFile(new URL(wasm)))",
    "a Response": "new Response(await readFile(new URL(wasm)))",
    "a promise of a Response": "fetch(address + '/good.wasm')",
    "a Response that names no type": "await fetch(address + '/untyped.wasm')",
    "a Request": "new Request(address + '/good.wasm')",
    "a function": "() => new URL(wasm)",
    "a function that fetches": "() => fetch(address + '/good.wasm')",
  };
  for (const [name, source] of Object.entries(sources)) {
    const program = `
      import { readFile } from "node:fs/promises";
      import { init, Inventory } from ${JSON.stringify(new URL("index.js", DIST).href)};
      const wasm = ${JSON.stringify(WASM.href)};
      const bytes = await readFile(new URL(wasm));
      const { createServer } = await import("node:http");
      const server = createServer((request, response) => {
        response.writeHead(200, request.url.includes("untyped") ? {} : { "content-type": "application/wasm" });
        response.end(bytes);
      });
      await new Promise((done) => server.listen(0, "127.0.0.1", done));
      const ours = \`http://127.0.0.1:\${server.address().port}\`;
      await init(${source.replaceAll("address", "ours")});
      const inventory = Inventory.fromJson('{"format":"oversold/1","shops":[],"items":[],"levels":[]}');
      console.log(inventory.report().total);
      server.close();
      server.closeAllConnections();
    `;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    assert.equal(run.stdout, "0\n", `${name}: ${run.stderr}`);
  }
});
