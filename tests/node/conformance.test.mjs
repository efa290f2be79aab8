// The runner of the conformance cases: it must see what fails.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const RUNNER = fileURLToPath(new URL("conformance.mjs", import.meta.url));
const given = {
  format: "oversold/1",
  shops: [{ id: "main", name: "Main Street" }],
  items: [{ id: "helmet", description: "Helmet" }],
  levels: [{ itemId: "helmet", shopId: "main", qoh: -2 }],
};
const bad = { ...given, format: "oversold/2" };

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "oversold-conformance-"));
});
after(() => rm(folder, { recursive: true }));

async function run(name, cases) {
  const directory = join(folder, name);
  for (const [file, content] of Object.entries(cases)) {
    const path = join(directory, file);
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  const { stdout, status } = spawnSync(process.execPath, [RUNNER, directory], { encoding: "utf8" });
  return { lines: stdout.trimEnd().split("\n"), status };
}

test("a case passes whose steps all match, as a subset", async () => {
  const { lines, status } = await run("good", {
    "one.json": {
      name: "one",
      given,
      steps: [
        { call: "report", expect: { total: 1, rows: [{ uncovered: 2, source: null }] } },
        { call: "report", with: { limit: 0 }, expect: { rows: [] } },
        { call: "incoming", with: ["helmet", "main"], expect: [] },
        { call: "item", with: "helmet", expect: { description: "Helmet" } },
        { call: "revision", expect: 0 },
        { call: "load", with: bad, expect: { error: { code: "invalidInput", path: "format" } } },
        { call: "load", with: given, expect: { revision: 0 } },
      ],
    },
    "below/two.json": { name: "two", given, options: { onUnknown: "skip" }, steps: [{ call: "totals", expect: { rows: 1 } }] },
  });
  assert.deepEqual(lines, ["2 passed, 0 failed"]);
  assert.equal(status, 0);
});

test("every step that fails is named, with what differs and where", async () => {
  const { lines, status } = await run("bad", {
    "broken.json": "{",
    "empty.json": { name: "empty", given, steps: [] },
    "refused.json": { name: "refused", given: bad, steps: [{ call: "totals", expect: {} }] },
    "wrong.json": {
      name: "wrong",
      given,
      steps: [
        { call: "report", expect: { total: 2, rows: [{ uncovered: 2, source: {}, colour: null }] } },
        { call: "report", expect: { rows: [] } },
        { call: "rows", with: ["nobody"], expect: [{}] },
        { call: "load", with: bad, expect: { error: { code: "invalidInput", path: "levels" } } },
        { call: "load", with: given, expect: { error: { code: "invalidInput" } } },
        { call: "report", with: { limit: -1 }, expect: { total: 1 } },
        { call: "fly", expect: {} },
        { call: "totals", expect: { rows: 1 } },
      ],
    },
  });
  const expected = [
    /^wasm: broken\.json: no JSON: /,
    /^wasm: empty\.json: it has no steps$/,
    /^wasm: refused\.json: refused: given: expected to load, got .*"path":"format"/,
    /^wasm: wrong\.json: wrong: step 1 \(report\): total: expected 2, got 1; rows\[0\]\.source: expected \{\}, got null; rows\[0\]\.colour: expected null, got nothing$/,
    /^wasm: wrong\.json: wrong: step 2 \(report\): rows: expected 0 entries, got 1: /,
    /^wasm: wrong\.json: wrong: step 3 \(rows\): \[0\]: expected \{\}, got null$/,
    /^wasm: wrong\.json: wrong: step 4 \(load\): error\.path: expected "levels", got "format"$/,
    /^wasm: wrong\.json: wrong: step 5 \(load\): error: expected \{"code":"invalidInput"\}, got nothing$/,
    /^wasm: wrong\.json: wrong: step 6 \(report\): expected \{"total":1\}, got \{"error":\{"code":"invalidInput".*"path":"limit"/,
    /^wasm: wrong\.json: wrong: step 7 \(fly\): .*Inventory has no fly/,
    /^0 passed, 4 failed$/,
  ];
  assert.equal(lines.length, expected.length, lines.join("\n"));
  expected.forEach((pattern, at) => assert.match(lines[at], pattern));
  assert.equal(status, 1);
});
