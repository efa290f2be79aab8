// Runs conformance cases against the built package: node tests/node/conformance.mjs DIR
//
// Every case runs once for each way of loading its data (JSON bytes, objects) and passes when all its steps pass both
// times. Prints a line for each step that fails, and at the end how many cases passed and failed.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
// By path: this runs straight after a build, with nothing installed here.
import { init, Inventory, InventoryError } from "../../pkg/dist/index.js";

const LOADERS = {
  fromJson: (snapshot, options) => Inventory.fromJson(JSON.stringify(snapshot), options),
  fromObjects: (snapshot, options) => Inventory.fromObjects(snapshot, options),
};

/** Methods whose `with` is a list of arguments; the others take it as their one argument. */
const SPREAD = new Set(["incoming", "explain"]);

function perform(inventory, load, { call, with: argument }) {
  if (call === "load") {
    const loaded = load(argument);
    try {
      return { revision: loaded.revision };
    } finally {
      loaded.dispose();
    }
  }
  if (!(call in inventory)) throw new Error(`Inventory has no ${call}`);
  if (typeof inventory[call] !== "function") return inventory[call];
  if (argument === undefined) return inventory[call]();
  return SPREAD.has(call) ? inventory[call](...argument) : inventory[call](argument);
}

/** A method's answer, or what it threw in the form in which cases expect it. */
function answer(run) {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof InventoryError)) return { error: { code: thrown.name, message: thrown.message } };
    const { code, message, path, details } = thrown;
    return { error: { code, message, path, details } };
  }
}

/** What differs: an object needs the keys expected, an array the same length and order, anything else is equal. */
function* differences(expected, got, path = "") {
  const at = path === "" ? "(answer)" : path;
  const show = (value) => (value === undefined ? "nothing" : JSON.stringify(value));
  if (Array.isArray(expected) && Array.isArray(got)) {
    if (expected.length !== got.length) {
      yield `${at}: expected ${expected.length} entries, got ${got.length}: ${show(got)}`;
      return;
    }
    for (const [index, entry] of expected.entries()) yield* differences(entry, got[index], `${path}[${index}]`);
  } else if (isObject(expected) && isObject(got)) {
    for (const [key, value] of Object.entries(expected)) yield* differences(value, got[key], path === "" ? key : `${path}.${key}`);
  } else if (expected !== got) {
    yield `${at}: expected ${show(expected)}, got ${show(got)}`;
  }
}

const isError = (value) => isObject(value) && "error" in value;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The lines for the steps of a case that fail with one loader. */
async function failures({ given, options, steps }, loader) {
  await init();
  const load = (snapshot) => LOADERS[loader](snapshot, options);
  let inventory;
  const loaded = answer(() => void (inventory = load(given)));
  if (loaded !== undefined) return [`given: expected to load, got ${JSON.stringify(loaded)}`];
  const lines = steps.flatMap((step, index) => {
    const got = answer(() => perform(inventory, load, step));
    const found = isError(got) && !isError(step.expect) ? [`expected ${JSON.stringify(step.expect)}, got ${JSON.stringify(got)}`] : [...differences(step.expect, got)];
    return found.length === 0 ? [] : [`step ${index + 1} (${step.call}): ${found.join("; ")}`];
  });
  inventory.dispose();
  return lines;
}

async function casesIn(directory) {
  const entries = await readdir(directory, { recursive: true });
  const files = entries.filter((name) => name.endsWith(".json")).sort();
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(directory, file), "utf8") })));
}

/** The lines for all that fails in one file. */
async function failuresOf(file, text) {
  let one;
  try {
    one = JSON.parse(text);
  } catch (error) {
    return [`wasm: ${file}: no JSON: ${error.message}`];
  }
  if (!Array.isArray(one.steps) || one.steps.length === 0) return [`wasm: ${file}: it has no steps`];
  const lines = new Map();
  for (const loader of Object.keys(LOADERS)) {
    for (const line of await failures(one, loader)) lines.set(line, [...(lines.get(line) ?? []), loader]);
  }
  // A failure with one way of loading alone is named with it.
  return [...lines].map(([line, loaders]) => `wasm: ${file}: ${one.name}: ${line}${loaders.length === 1 ? ` [${loaders[0]}]` : ""}`);
}

async function main(directory) {
  const cases = await casesIn(directory);
  let failed = 0;
  for (const { file, text } of cases) {
    const lines = await failuresOf(file, text);
    for (const line of lines) console.log(line);
    if (lines.length > 0) failed += 1;
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

const directory = process.argv[2];
if (directory === undefined) {
  console.error("which folder? node tests/node/conformance.mjs DIR");
  process.exitCode = 2;
} else {
  await main(directory);
}
