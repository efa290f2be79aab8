// What is published: the files, their types, and how bundlers will see them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { EXAMPLES, TAKEN_BACK, warehouse } from "./commands.mjs";
import { DIST, init, Inventory, wasmBytes } from "./support.mjs";

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
  const names = async (entry) => Object.keys(await import(new URL(entry, DIST))).sort();
  assert.deepEqual(await names("index.js"), ["Inventory", "InventoryError", "NO_TEXT", "NO_WORD", "REPORT_WORDS", "init"]);
  assert.deepEqual(await names("inline.js"), await names("index.js"));
  assert.deepEqual(await names("worker.js"), ["InventoryError", "connect", "serve"]);
  assert.deepEqual(await names("lightspeed.js"), ["InventoryError", "LightspeedReader", "fromLightspeed", "init", "toLightspeed"]);
  assert.deepEqual(await names("arrow.js"), ["InventoryError", "columnsFromArrow"]);
  assert.deepEqual(await names("spreadsheet.js"), ["InventoryError", "csvMapping", "csvTemplate", "fromCsv", "init"]);
});

test("each entry brings the WebAssembly along in its own way", async () => {
  const brings = async (entry) => {
    const options = { entryPoints: [fileURLToPath(new URL(entry, DIST))], bundle: true, minify: true, format: "esm", write: false, metafile: true };
    const { outputFiles, metafile } = await build(options);
    const modules = Object.keys(metafile.inputs).map((path) => path.split("/").at(-1));
    const files = [...outputFiles[0].text.matchAll(/new URL\("\.\/(\w+\.wasm)", ?import\.meta\.url\)/g)].map(([, file]) => file);
    return { files, text: modules.includes("inline_wasm.js"), bindings: modules.filter((name) => ["oversold.js", "oversold_imports.js"].includes(name)) };
  };
  assert.deepEqual(await brings("index.js"), { files: ["oversold_bg.wasm"], text: false, bindings: ["oversold.js"] });
  assert.deepEqual(await brings("inline.js"), { files: [], text: true, bindings: ["oversold.js"] });
  assert.deepEqual(await brings("worker.js"), { files: [], text: false, bindings: [] });
  assert.deepEqual(await brings("arrow.js"), { files: [], text: false, bindings: [] });
  for (const entry of ["lightspeed.js", "spreadsheet.js"]) {
    assert.deepEqual(await brings(entry), { files: ["oversold_imports_bg.wasm"], text: false, bindings: ["oversold_imports.js"] });
  }
});

test("the inline entry holds the same WebAssembly, and fetches nothing", async () => {
  const { default: packed } = await import(new URL("inline_wasm.js", DIST));
  assert.deepEqual(gunzipSync(Buffer.from(packed, "base64")), await wasmBytes());
  const program = `
    globalThis.fetch = () => { throw new Error("fetched"); };
    ${"FROM_BASE64"}
    const { init, Inventory } = await import(${JSON.stringify(new URL("inline.js", DIST).href)});
    await init();
    const other = await import(${JSON.stringify(new URL("index.js", DIST).href)});
    await other.init();
    console.log(Inventory === other.Inventory, Inventory.fromJson('{"format":"oversold/1","shops":[],"items":[],"levels":[]}').report().total);
  `;
  // With the decoder that newer engines have, and without.
  for (const decoder of ["delete Uint8Array.fromBase64;", "Uint8Array.fromBase64 = (text) => new Uint8Array(Buffer.from(text, 'base64'));"]) {
    const run = spawnSync(process.execPath, ["--input-type=module"], { encoding: "utf8", input: program.replace("FROM_BASE64", decoder) });
    assert.equal(run.stdout, "true 0\n", run.stderr);
  }
});

test("every script has its source map, with the sources in it", async () => {
  for (const { name, text } of await texts(".js")) {
    if (["oversold.js", "oversold_imports.js", "inline_wasm.js"].includes(name)) continue;
    const [, map] = text.match(/\/\/# sourceMappingURL=(.*)\s*$/) ?? [];
    const { sources, sourcesContent } = JSON.parse(await readFile(new URL(map, new URL(name, DIST)), "utf8"));
    assert.deepEqual([sources.length, sourcesContent.length], [1, 1], name);
    assert.equal(sourcesContent[0], await readFile(new URL(sources[0], new URL(name, DIST)), "utf8"));
  }
});

test("there is one address of each WebAssembly file, as bundlers look for it", async () => {
  const sources = await texts(".js");
  const found = sources.flatMap(({ text }) => withoutComments(text).match(/new URL\([^)]*import\.meta\.url\s*\)/g) ?? []);
  assert.deepEqual(found.sort(), ['new URL("./oversold_bg.wasm", import.meta.url)', 'new URL("./oversold_imports_bg.wasm", import.meta.url)']);
  assert.equal(sources.filter(({ text }) => withoutComments(text).includes("import.meta")).length, 2);
});

test("no import that a bundler would look for is missing, and nothing waits at the top", async () => {
  for (const { name, text } of await texts(".js")) {
    const source = withoutComments(text);
    for (const [, specifier] of source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/g)) {
      // The one entry that reads Arrow has the one peer.
      const isPeer = name === "arrow.js" && specifier === "@uwdata/flechette";
      assert.ok(isPeer || (specifier.startsWith("./") && files.includes(specifier.slice(2))), `${name} imports ${specifier}`);
    }
    assert.doesNotMatch(source, /^await\b/m, name);
    assert.doesNotMatch(source, /\brequire\s*\(|\beval\s*\(|new Function\b/, name);
  }
});

test("the published types hold no any and name nothing internal", async () => {
  for (const { name, text } of await texts(".d.ts")) {
    assert.doesNotMatch(withoutComments(text), /\bany\b/, name);
  }
  for (const name of ["index.d.ts", "inline.d.ts", "api.d.ts", "inventory.d.ts", "init.d.ts", "inline_init.d.ts", "errors.d.ts", "contract.d.ts", "worker.d.ts", "lightspeed.d.ts", "spreadsheet.d.ts", "arrow.d.ts"]) {
    assert.doesNotMatch(await text(name), /raw\.js|handle\.js|oversold\.js|oversold_imports\.js/, name);
  }
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

test("the README's first command does what it says", async () => {
  const readme = await readFile(new URL("README.md", PACKAGE), "utf8");
  const [first, apply] = ["## Starting", "## Storing"].map((end) => readme.slice(0, readme.indexOf(end)).match(/[\s\S]*```js\n([\s\S]*?)```/)[1]);
  const program = `${first.replace('"oversold"', JSON.stringify(new URL("index.js", DIST).href))}
    ${apply}
    const { rowsRemoved, rowsChanged, levels, ordersReady } = outcome.changes;
    console.log(JSON.stringify([outcome.ok, rowsRemoved, rowsChanged, levels.length, levels[0].itemId, ordersReady]));`;
  const printed = execFileSync(process.execPath, ["--input-type=module"], { encoding: "utf8", input: program });
  assert.equal(printed.trimEnd().split("\n").at(-1), '[true,["a1"],["a2"],1,"helmet",[]]');
  assert.match(apply, /rowsRemoved: \["a1"\], rowsChanged: \["a2"\].*ordersReady: \[\]/);
});

/** Compiles strict programs; what the compiler says. */
function compile(programs, ...resolution) {
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", PACKAGE));
  const options = ["--noEmit", "--strict", "--ignoreConfig", "--target", "es2022", "--lib", "ES2022,DOM", ...resolution];
  const run = spawnSync(process.execPath, [compiler, ...options, ...programs], { encoding: "utf8" });
  return `${run.stdout}${run.stderr}`;
}

test("strict TypeScript programs compile against the published types, and mistakes in them do not", () => {
  const programs = ["consumer.ts", "entries.ts", "events.ts"].map((name) => fileURLToPath(new URL(`types/${name}`, import.meta.url)));
  assert.equal(compile(programs, "--module", "nodenext"), "");
  assert.equal(compile(programs, "--module", "esnext", "--moduleResolution", "bundler"), "");
});

test("what the package answers has the published types, key for key", async () => {
  await init();
  const events = [];
  const answers = { Outcome: [], HistoryPage: [], BackorderPage: [], Delivery: [], Allocation: [], Replenishment: [], Finding: [], Changes: [] };
  for (const { command, before } of [...EXAMPLES, ...TAKEN_BACK]) {
    const inventory = Inventory.fromObjects(warehouse());
    for (const command of before) inventory.apply(command);
    const outcome = inventory.apply(command);
    events.push(...outcome.events);
    answers.Outcome.push(outcome, inventory.apply({ ...command, id: "again" }));
    answers.Changes.push(inventory.replay(outcome.events));
    answers.HistoryPage.push(inventory.history());
    inventory.dispose();
  }
  const inventory = Inventory.fromObjects(warehouse());
  answers.BackorderPage.push(inventory.backorders({ at: 1 }), inventory.backorders());
  answers.Delivery.push(inventory.sortDelivery({ shopId: "main", scanned: [{ code: "111", quantity: 3 }, { code: "222", quantity: 50 }, { code: "?", quantity: 1 }] }));
  for (const strategy of ["fifo", "skipIncomplete", "mostOrders"]) answers.Allocation.push(inventory.allocate({ strategy, arriving: [{ type: "purchaseOrder", id: "p1" }] }));
  answers.Replenishment.push(inventory.replenish({ at: 1 }), inventory.replenish({ at: 1, consolidateAt: "harbour", transfersFirst: false }));
  answers.Finding.push(...inventory.check());
  inventory.dispose();

  const lists = { InventoryEvent: events, Command: EXAMPLES.map(({ command }) => command), ...answers };
  const lines = Object.entries(lists).flatMap(([type, values]) => values.map((value, at) => `const ${type}${at}: ${type} = ${JSON.stringify(value)};`));
  const types = `import type { ${Object.keys(lists).join(", ")} } from ${JSON.stringify(fileURLToPath(new URL("index.js", DIST)))};`;
  // Every type of the union has an event here, and a key too many or one too few is told.
  const all = `const all: ${[...new Set(events.map(({ type }) => JSON.stringify(type)))].join(" | ")} = null! as InventoryEvent["type"];`;
  const folder = await mkdtemp(join(tmpdir(), "oversold-types-"));
  const program = join(folder, "answers.mts");
  try {
    await writeFile(program, [types, ...lines, all].join("\n"));
    assert.equal(compile([program], "--module", "nodenext"), "");
    await writeFile(program, [types, ...lines, all].join("\n").replace('"undoes"', '"undose"'));
    assert.match(compile([program], "--module", "nodenext"), /undose/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("what npm would pack is what is meant to be published", () => {
  const [{ files }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  const names = files.map(({ path }) => path);
  for (const needed of ["package.json", "README.md", "RULES.md", "LICENSE", "dist/index.js", "dist/index.d.ts", "dist/inline.js", "dist/inline_wasm.js", "dist/worker.js", "dist/oversold.js", "dist/oversold_bg.wasm", "dist/lightspeed.js", "dist/spreadsheet.js", "dist/arrow.js", "dist/oversold_imports_bg.wasm"]) {
    assert.ok(names.includes(needed), `${needed} is packed`);
  }
  for (const name of names) assert.match(name, /^(package\.json|README\.md|RULES\.md|LICENSE|dist\/[\w/]+\.(js|js\.map|d\.ts|wasm))$/);
});
