// Rows from a working set against rows from everything, in every sort: `node compare.mjs EVERYTHING.json EXTRACT.json ARROW SHOPS`, where
// the folder ARROW holds the extract's tables as Arrow, and SHOPS are the ids of the shops whose extract it is, none for all. Prints what was compared, as JSON; the exit code says whether it is equal.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { columnsFromArrow } from "../../pkg/dist/arrow.js";
import { init, Inventory } from "../../pkg/dist/index.js";

const SORTS = [
  "id", "description", "code", "shop", "qoh", "reason", "source", "occurredAt", "sold", "uncovered", "ecomOrder", "customer", "onPurchaseOrder",
  "onTransfer", "elsewhere", "vendor", "expectedAt",
];

const [everything, extract, arrow, ...shops] = process.argv.slice(2);
const asked = shops.length > 0 ? { shopIds: shops } : {};
await init();
const all = Inventory.fromJson(await readFile(everything));
const some = Inventory.fromJson(await readFile(extract));

const files = await readdir(arrow);
const tables = await Promise.all(files.map(async (file) => [file.replace(/\.arrow$/, ""), await readFile(join(arrow, file))]));
const columns = Inventory.fromColumns(columnsFromArrow(Object.fromEntries(tables)));
assert.deepEqual(columns.toSnapshot(), some.toSnapshot(), "the extract as Arrow is the extract as JSON");

const short = some.check().filter(({ rule }) => rule === "needsHistory");
if (short.length > 0) throw new Error(`the extract holds too little of ${short.length} levels: ${JSON.stringify(short[0])}`);

let rows = 0;
for (const by of SORTS) {
  for (const descending of [false, true]) {
    const query = { sort: [{ by, descending }], limit: 10_000_000 };
    const [expected, found] = [all.report({ ...query, ...asked }).rows, some.report(query).rows];
    rows = expected.length;
    const at = expected.findIndex((row, at) => JSON.stringify(row) !== JSON.stringify(found[at]));
    if (at >= 0 || expected.length !== found.length) {
      const told = [expected[at], found[at]].map((row) => JSON.stringify(row)).join("\n  ");
      throw new Error(`sorted by ${by}${descending ? ", descending" : ""}: ${expected.length} and ${found.length} rows; the first that differ:\n  ${told}`);
    }
  }
}
if (shops.length === 0) {
  const [expected, found] = [all, some].map((inventory) => inventory.backorders({ limit: 10_000_000 }));
  assert.deepEqual(found, expected, "the waiting orders");
}
const levels = JSON.parse(await readFile(extract, "utf8")).levels.length;
console.log(JSON.stringify({ rows, sorts: 2 * SORTS.length, levels }));
