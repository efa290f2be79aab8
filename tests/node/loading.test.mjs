// The three ways of loading give the same inventory, and what comes out can be loaded again.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { columnsOf } from "../../pkg/dist/columns_in.js";
import { init, Inventory, shop, thrown } from "./support.mjs";

await init();

const folder = new URL("../conformance/", import.meta.url);
const loads = { "the small shop": { given: shop() } };
for (const file of await readdir(folder)) {
  if (file.endsWith(".json")) loads[file] = JSON.parse(await readFile(new URL(file, folder), "utf8"));
}

/** Everything an inventory says. */
function told(inventory) {
  return {
    snapshot: inventory.toSnapshot(),
    report: inventory.report({ limit: 1000 }),
    totals: inventory.totals(),
    facets: inventory.facets(),
    csv: inventory.csv(),
    orders: inventory.orders(),
    purchaseOrders: inventory.purchaseOrders(),
    transfers: inventory.transfers(),
    vendorReturns: inventory.vendorReturns(),
    shipments: inventory.shipments(),
  };
}

function using(inventory, ask) {
  try {
    return ask(inventory);
  } finally {
    inventory.dispose();
  }
}

describe("fromJson, fromObjects and fromColumns agree", () => {
  for (const [name, { given, options }] of Object.entries(loads)) {
    test(name, () => {
      const expected = using(Inventory.fromJson(JSON.stringify(given), options), told);
      assert.deepEqual(using(Inventory.fromObjects(given, options), told), expected);
      assert.deepEqual(using(Inventory.fromColumns(columnsOf(given), options), told), expected);
      assert.deepEqual(using(Inventory.fromObjects(expected.snapshot), told), expected);
      assert.deepEqual(using(Inventory.fromJson(JSON.stringify(expected.snapshot)), told), expected);
    });
  }
});

test("columns of every kind that is documented", () => {
  const ABSENT = 0xffffffff;
  const texts = (...values) => ({
    text: values.join(""),
    lengths: Uint32Array.from(values, (value) => (value === null ? ABSENT : value.length)),
  });
  const columns = {
    format: "oversold/1",
    revision: 7,
    shops: { count: 1, columns: { id: texts("main"), name: texts("Main Street") } },
    items: {
      count: 3,
      columns: {
        id: texts("helmet", "gloves", "advice"),
        description: { texts: ["Gloves", "Helmet", "Advice"], codes: Uint32Array.of(1, 0, 2) },
        customSku: { texts: ["H-1"], codes: Uint32Array.of(0, ABSENT, ABSENT) },
        inventoried: { flags: Uint8Array.of(1, 255, 0) },
      },
    },
    levels: {
      count: 2,
      columns: {
        itemId: texts("helmet", "gloves"),
        shopId: { texts: ["main"], codes: Uint32Array.of(0, 0) },
        qoh: { kinds: Uint8Array.of(4, 5), numbers: Float64Array.of(-2, 0), text: "-1.5", lengths: Uint32Array.of(ABSENT, 4) },
        reorderPoint: { numbers: Float64Array.of(NaN, 3) },
      },
    },
    purchaseOrders: {
      count: 2,
      columns: { id: texts("p1", "p2"), number: texts("1", "2"), shopId: texts("main", "main") },
      lists: {
        lines: {
          counts: Uint32Array.of(2, 1),
          table: {
            count: 3,
            columns: { id: texts("a", "b", "c"), itemId: texts("helmet", "gloves", "gloves"), ordered: { numbers: Float64Array.of(1, 2, 3) } },
          },
        },
      },
    },
    orders: {
      count: 1,
      columns: {
        id: texts("o1"), number: texts("E1"), placedAt: { numbers: Float64Array.of(5) }, payment: texts("paid"), fraud: texts("cleared"),
        delivery: texts("ship"),
      },
      lists: {
        lines: {
          counts: Uint32Array.of(1),
          table: {
            count: 1,
            columns: { id: texts("l1"), itemId: texts("helmet"), shopId: texts("main"), quantity: { numbers: Float64Array.of(2) } },
          },
        },
        shipments: {
          counts: Uint32Array.of(2),
          table: {
            count: 2,
            columns: {
              id: texts("sh1", "sh2"), number: texts("1", "2"), status: texts("notShipped", "notShipped"),
              "forced.reason": texts("known", null), "forced.at": { numbers: Float64Array.of(4, NaN) },
            },
            lists: {
              lines: {
                counts: Uint32Array.of(1, 0),
                table: { count: 1, columns: { orderLineId: texts("l1"), quantity: { numbers: Float64Array.of(1) } } },
              },
            },
          },
        },
      },
    },
  };
  const inventory = Inventory.fromColumns(columns);
  assert.equal(inventory.revision, 7);
  assert.deepEqual(inventory.report().rows.map(({ id, qoh, code }) => [id, qoh, code]).sort(), [
    ["unattributed:gloves:main", -1.5, null],
    ["unattributed:helmet:main", -2, "H-1"],
  ]);
  assert.deepEqual(inventory.incoming("gloves", "main").map(({ lineId }) => lineId), ["b", "c"]);
  assert.equal(inventory.item("advice").inventoried, false);
  assert.deepEqual(inventory.order("o1").shipments.map(({ forced }) => forced), [{ reason: "known", at: 4, by: null }, null]);
  inventory.dispose();
});

describe("columns whose layout is wrong are refused with their place", () => {
  const good = () => columnsOf(shop());
  const wrong = [
    ["a count that is none", "levels.count", (columns) => (columns.levels.count = "two")],
    ["a column of another length", "levels.qoh", (columns) => (columns.levels.columns.qoh = { numbers: new Float64Array(3) })],
    ["a column of another type", "levels.qoh", (columns) => (columns.levels.columns.qoh = { numbers: [1, 2] })],
    ["lengths that do not fit the text", "shops.id", (columns) => (columns.shops.columns.id.lengths = Uint32Array.of(3))],
    ["a text with half of a pair", "shops.id", (columns) => (columns.shops.columns.id = { text: "\ud83d", lengths: Uint32Array.of(1) })],
    ["a code of nothing", "shops.id.codes[0]", (columns) => (columns.shops.columns.id = { texts: ["main"], codes: Uint32Array.of(1) })],
    ["a flag of nothing", "items.inventoried.flags[1]", (columns) => (columns.items.columns.inventoried = { flags: Uint8Array.of(1, 7) })],
    ["a table that is none", "levels", (columns) => (columns.levels = 5)],
    ["counts that do not fit", "purchaseOrders.lines", (columns) => (columns.purchaseOrders.lists.lines.counts = Uint32Array.of(2))],
  ];
  for (const [name, place, change] of wrong) {
    test(name, () => {
      const columns = good();
      change(columns);
      const error = thrown(() => Inventory.fromColumns(columns));
      assert.equal(error.code, "invalidInput");
      assert.ok(error.path === place || place.startsWith(error.path), `${error.path} names ${place}`);
    });
  }

  test("what is no set of columns at all", () => {
    for (const value of [undefined, null, 5, "x", []]) assert.equal(thrown(() => Inventory.fromColumns(value)).code, "invalidInput");
  });
});

test("the columns of a report hold what its rows hold", async () => {
  const { NO_TEXT, NO_WORD, REPORT_WORDS } = await import("../../pkg/dist/index.js");
  const inventory = Inventory.fromObjects(loads["03-seed-order-what-is-missing.json"].given);
  const query = { sort: [{ by: "uncovered", descending: true }] };
  const columns = inventory.reportColumns(query);
  const { rows, total } = inventory.report(query);
  assert.ok(total > 0);
  assert.equal(columns.total, total);
  assert.equal(columns.length, total);
  const text = (code) => (code === NO_TEXT ? null : columns.texts[code]);
  const word = (kind, code) => (code === NO_WORD ? null : REPORT_WORDS[kind][code]);
  const number = (value) => (Number.isNaN(value) ? null : value);
  rows.forEach((row, at) => {
    for (const name of ["id", "itemId", "description", "code", "shopId", "shop", "customer", "vendorId", "vendor"]) {
      assert.equal(text(columns[name][at]), row[name], name);
    }
    for (const name of ["reason", "coverage", "diagnosis", "soldBecause"]) assert.equal(word(name, columns[name][at]), row[name], name);
    for (const name of ["qoh", "occurredAt", "sold", "uncovered", "onPurchaseOrder", "onTransfer", "elsewhere", "expectedAt"]) {
      assert.equal(number(columns[name][at]), row[name], name);
    }
    assert.equal(word("sourceType", columns.sourceType[at]), row.source?.type ?? null);
    assert.equal(text(columns.sourceId[at]), row.source?.id ?? null);
    assert.equal(text(columns.sourceNumber[at]), row.source?.number ?? null);
    assert.equal(text(columns.ecomOrderId[at]), row.ecomOrder?.id ?? null);
    assert.equal(text(columns.ecomOrderNumber[at]), row.ecomOrder?.number ?? null);
  });
  inventory.dispose();
});
