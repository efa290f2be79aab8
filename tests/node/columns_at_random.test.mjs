// Columns changed at random places: each is loaded whole or refused with a place, and whatever is loaded is all there again from an
// image and from a snapshot. OVERSOLD_COLUMN_SEEDS is how many.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { columnsOf } from "../../pkg/dist/columns_in.js";
import { warehouse } from "./commands.mjs";
import { chance } from "./state_machine.mjs";
import { init, Inventory, InventoryError, shop, wasmBytes } from "./support.mjs";

const SEEDS = Number(process.env.OVERSOLD_COLUMN_SEEDS ?? 3_000);
const ABSENT = 0xffffffff;

const NUMBERS = [NaN, Infinity, -Infinity, -0, 0, 1, -1, 0.5, 1e-9, 900_000_000, 900_000_001, 8.64e15, 2 ** 31, 2 ** 32 - 1, 2 ** 53, 1e308];
const WORDS = [ABSENT, ABSENT - 1, 0, 1, 2, 5, 255, 2 ** 31];
const TEXTS = ["", "main", "helmet", "sale", "\ud83d", "\u0000", "2026-03-02T08:00:00Z", "1.5", "é", "\ufeff"];
const ANYTHING = [undefined, null, true, 7, "text", [], {}, 1n, () => 0, new Date(0), new Uint8Array(3), new Float64Array(2), new Uint32Array(1), new DataView(new ArrayBuffer(4))];

before(async () => init(await wasmBytes()));

/** Numbers alone and flags alone, where a column holds nothing else. */
function plain(column) {
  const { kinds, numbers } = column;
  if (!(kinds instanceof Uint8Array)) return column;
  if (kinds.every((kind) => kind === 4 || kind === 0)) return { numbers: numbers.map((number, at) => (kinds[at] === 4 ? number : NaN)) };
  if (kinds.every((kind) => kind === 2 || kind === 3 || kind === 0)) return { flags: kinds.map((kind) => (kind === 0 ? 255 : kind - 2)) };
  return column;
}

function given(random) {
  const columns = structuredClone(columnsOf(random.once(2) ? shop() : warehouse()));
  const visit = (table) => {
    for (const [name, column] of Object.entries(table.columns)) if (random.once(2)) table.columns[name] = plain(column);
    for (const { table: inner } of Object.values(table.lists ?? {})) visit(inner);
  };
  for (const table of Object.values(columns)) if (table?.columns !== undefined) visit(table);
  return columns;
}

/** Every place in it: an object with one of its keys. */
function places(value, found = []) {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    places(value[key], found);
  }
  return found;
}

/** A copy, so that nothing contains itself. */
function copy(value) {
  if (typeof value !== "object" || value === null || value instanceof DataView) return value;
  if (ArrayBuffer.isView(value)) return value.slice();
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}

function spoil(random, [holder, key], all) {
  const value = holder[key];
  switch (random.below(6)) {
    case 0:
      delete holder[key];
      return;
    case 1:
      holder[key] = random.pick(ANYTHING);
      return;
    case 2: {
      const [other, name] = random.pick(all);
      holder[key] = copy(other[name]);
      return;
    }
  }
  if (ArrayBuffer.isView(value) && value.length > 0) {
    const at = random.below(value.length);
    if (random.once(4)) holder[key] = value.slice(0, at);
    else if (random.once(3)) value[at] = value[random.below(value.length)];
    else value[at] = value instanceof Float64Array ? random.pick(NUMBERS) : random.pick(WORDS);
  } else if (typeof value === "string") {
    const at = random.below(value.length + 1);
    holder[key] = random.once(2) ? random.pick(TEXTS) : value.slice(0, at) + random.pick(TEXTS) + value.slice(at);
  } else if (typeof value === "number") {
    holder[key] = random.pick([...NUMBERS, ...WORDS]);
  }
}

function load(columns, seed) {
  try {
    return Inventory.fromColumns(columns, seed % 3 === 0 ? { onUnknown: "skip" } : {});
  } catch (error) {
    assert.ok(error instanceof InventoryError, `seed ${seed}: ${error.stack}`);
    assert.ok(["invalidInput", "unsupportedVersion", "tooLarge"].includes(error.code), `seed ${seed}: ${error.code}: ${error.message}`);
    return null;
  }
}

test(`columns changed at random places, ${SEEDS} seeds`, (t) => {
  const counts = { loaded: 0, refused: 0 };
  for (let seed = 0; seed < SEEDS; seed++) {
    const random = chance(seed);
    const columns = given(random);
    for (let left = 1 + random.below(3); left > 0; left--) {
      const all = places(columns);
      if (all.length > 0) spoil(random, random.pick(all), all);
    }
    const inventory = load(columns, seed);
    if (inventory === null) {
      counts.refused++;
      continue;
    }
    counts.loaded++;
    const image = inventory.toBytes();
    const fromImage = Inventory.fromBytes(image);
    const fromSnapshot = Inventory.fromObjects(inventory.toSnapshot());
    assert.deepEqual(fromImage.report(), inventory.report(), `seed ${seed}`);
    assert.ok(Buffer.from(fromImage.toBytes()).equals(image), `seed ${seed}: by way of an image`);
    assert.ok(Buffer.from(fromSnapshot.toBytes()).equals(image), `seed ${seed}: by way of a snapshot`);
    inventory.check();
    for (const done of [inventory, fromImage, fromSnapshot]) done.dispose();
  }
  t.diagnostic(`${counts.loaded} loaded, ${counts.refused} refused`);
  assert.ok(counts.loaded > SEEDS / 20 && counts.refused > SEEDS / 20, `chance brings both: ${JSON.stringify(counts)}`);
});
