// What is published: the files, their types, and how bundlers will see them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DIST } from "./support.mjs";

const PACKAGE = new URL("../", DIST);
const files = (await readdir(DIST, { recursive: true })).sort();
const text = (name) => readFile(new URL(name, DIST), "utf8");
const texts = async (ending) => Promise.all(files.filter((name) => name.endsWith(ending)).map(async (name) => ({ name, text: await text(name) })));
const withoutComments = (source) => source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");

test("the package can be imported by its name, and by the name of its file", async () => {
  const { exports } = JSON.parse(await readFile(new URL("package.json", PACKAGE), "utf8"));
  for (const target of Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)))) {
    await readFile(new URL(target, PACKAGE));
  }
  const { init, Inventory, InventoryError } = await import(new URL(exports["."].default, PACKAGE));
  assert.equal(typeof init, "function");
  assert.equal(typeof Inventory.fromJson, "function");
  assert.ok(InventoryError.prototype instanceof Error);
});

test("importing does no work and exports nothing by accident", async () => {
  const names = Object.keys(await import(new URL("index.js", DIST))).sort();
  assert.deepEqual(names, ["Inventory", "InventoryError", "NO_TEXT", "NO_WORD", "REPORT_WORDS", "init"]);
});

test("there is one address of the WebAssembly file, as bundlers look for it", async () => {
  const sources = await texts(".js");
  const found = sources.flatMap(({ text }) => withoutComments(text).match(/new URL\([^)]*import\.meta\.url\s*\)/g) ?? []);
  assert.deepEqual(found, ['new URL("./oversold_bg.wasm", import.meta.url)']);
  assert.equal(sources.filter(({ text }) => withoutComments(text).includes("import.meta")).length, 1);
});

test("no import that a bundler would look for is missing, and nothing waits at the top", async () => {
  for (const { name, text } of await texts(".js")) {
    const source = withoutComments(text);
    for (const [, specifier] of source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/g)) {
      assert.ok(specifier.startsWith("./") && files.includes(specifier.slice(2)), `${name} imports ${specifier}`);
    }
    assert.doesNotMatch(source, /^await\b/m, name);
    assert.doesNotMatch(source, /\brequire\s*\(|\beval\s*\(|new Function\b/, name);
  }
});

test("the published types hold no any and name nothing internal", async () => {
  for (const { name, text } of await texts(".d.ts")) {
    assert.doesNotMatch(withoutComments(text), /\bany\b/, name);
  }
  for (const name of ["index.d.ts", "inventory.d.ts", "init.d.ts", "errors.d.ts", "contract.d.ts"]) {
    assert.doesNotMatch(await text(name), /raw\.js|handle\.js|oversold\.js/, name);
  }
});

test("the facade is small", async () => {
  const sources = (await texts(".js")).filter(({ name }) => name !== "oversold.js").map(({ text }) => withoutComments(text));
  const size = gzipSync(sources.join("\n")).length;
  assert.ok(size < 12 * 1024, `${size} bytes gzipped`);
});

test("the first example of the README prints what it says", async () => {
  const readme = await readFile(new URL("README.md", PACKAGE), "utf8");
  const [, example] = readme.match(/```js\n([\s\S]*?)```/);
  const said = [...example.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  assert.ok(said.length > 0);
  const program = example.replace('"oversold"', JSON.stringify(new URL("index.js", DIST).href));
  const printed = execFileSync(process.execPath, ["--input-type=module"], { encoding: "utf8", input: program });
  assert.deepEqual(printed.trimEnd().split("\n"), said);
});

test("a strict TypeScript program compiles against the published types, and mistakes in it do not", () => {
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", PACKAGE));
  const program = fileURLToPath(new URL("types/consumer.ts", import.meta.url));
  for (const resolution of [["--module", "nodenext"], ["--module", "esnext", "--moduleResolution", "bundler"]]) {
    const options = ["--noEmit", "--strict", "--ignoreConfig", "--target", "es2022", "--lib", "ES2022,DOM", ...resolution];
    const run = spawnSync(process.execPath, [compiler, ...options, program], { encoding: "utf8" });
    assert.equal(run.stdout, "");
    assert.equal(run.status, 0, run.stderr);
  }
});

test("what npm would pack is what is meant to be published", () => {
  const [{ files }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  const names = files.map(({ path }) => path);
  for (const needed of ["package.json", "README.md", "LICENSE", "dist/index.js", "dist/index.d.ts", "dist/oversold.js", "dist/oversold_bg.wasm"]) {
    assert.ok(names.includes(needed), `${needed} is packed`);
  }
  for (const name of names) assert.match(name, /^(package\.json|README\.md|LICENSE|dist\/[\w/]+\.(js|d\.ts|wasm))$/);
});
