// `oversold/arrow`: tables as a warehouse answers them are the snapshot that their records are.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { decimal, dictionary, float64, tableFromArrays, tableToIPC, utf8 } from "@uwdata/flechette";
import { columnsFromArrow } from "../../pkg/dist/arrow.js";
import { init, Inventory, thrown } from "./support.mjs";

const ipc = (columns, options) => tableToIPC(tableFromArrays(columns, options), { format: "stream" });

/** Two helmets short to an order, an order's parts, receipts: every table that has lists inside lists. */
const SNAPSHOT = {
  format: "oversold/1",
  shops: [{ id: "main", name: "Main Street" }, { id: "harbour", name: "Hafen ü" }],
  items: [{ id: "helmet", description: "Road helmet", inventoried: true }, { id: "repair", description: "Repair", inventoried: false }],
  levels: [{ itemId: "helmet", shopId: "main", qoh: -2.5, historyFrom: 100 }, { itemId: "helmet", shopId: "harbour", qoh: 4 }],
  sales: [{ id: "s1", number: "1", shopId: "main", completedAt: 100, orderId: "o2" }],
  adjustments: [{ id: "a1", itemId: "helmet", shopId: "main", quantity: -3, at: 100, reason: "sale", sourceId: "s1" }],
  purchaseOrders: [
    {
      id: "p1", number: "P1", shopId: "main", orderedAt: 50, finished: false, archived: false,
      lines: [{ id: "1", itemId: "helmet", ordered: 4, received: 2 }, { id: "2", itemId: "helmet", ordered: 1 }],
      receipts: [
        { commandId: "c1", at: 60, by: "Ida", reversed: true, lines: [{ lineId: "1", quantity: 1 }] },
        { commandId: "c2", at: 70, reversed: false, lines: [{ lineId: "1", quantity: 1 }, { lineId: "2", quantity: 1 }] },
      ],
    },
    { id: "p2", number: "P2", shopId: "harbour", finished: false, archived: false, lines: [], receipts: [] },
  ],
  orders: [
    { id: "o1", number: "E1", placedAt: 80, payment: "paid", fraud: "cleared", delivery: "ship", cancelled: true, lines: [], shipments: [] },
    {
      id: "o2", number: "E2", placedAt: 90, payment: "paid", fraud: "cleared", delivery: "ship", cancelled: false, priority: 1,
      lines: [{ id: "1", itemId: "helmet", shopId: "main", quantity: 2 }, { id: "2", itemId: "helmet", shopId: "main", quantity: 1 }],
      shipments: [
        { id: "1", number: "S1", status: "shipped", shippedInPos: false, forced: { reason: "the customer called", at: 120 }, lines: [{ orderLineId: "2", quantity: 1 }] },
        { id: "2", number: "S2", status: "notShipped", shippedInPos: false, lines: [{ orderLineId: "1", quantity: 1 }] },
      ],
    },
  ],
};

/** The same, as a warehouse has it; the rows of the lists in no order. */
function tables() {
  return {
    shops: ipc({ id: ["main", "harbour"], name: ["Main Street", "Hafen ü"] }),
    items: ipc({ id: ["helmet", "repair"], description: ["Road helmet", "Repair"], inventoried: [true, false], upc: [null, null] }),
    levels: ipc(
      { item_id: ["helmet", "helmet"], shop_id: ["main", "harbour"], qoh: [-2.5, 4], history_from: [100, null] },
      { types: { item_id: dictionary(utf8()), history_from: float64() } },
    ),
    sales: ipc({ id: ["s1"], number: ["1"], shop_id: ["main"], completed_at: [100], order_id: ["o2"] }),
    adjustments: ipc({ id: ["a1"], item_id: ["helmet"], shop_id: ["main"], quantity: [-3], moved_at: [100], reason: ["sale"], source_id: ["s1"] }),
    purchaseOrders: ipc({ id: ["p1", "p2"], number: ["P1", "P2"], shopId: ["main", "harbour"], orderedAt: [50, null], finished: [false, false], archived: [false, false] }),
    purchaseOrderLines: ipc({ purchase_order_id: ["p1", "p1"], position: [1, 0], id: ["2", "1"], item_id: ["helmet", "helmet"], ordered: [1, 4], received: [null, 2] }),
    purchaseOrderReceipts: ipc({ purchase_order_id: ["p1", "p1"], position: [1, 0], command_id: ["c2", "c1"], received_at: [70, 60], received_by: [null, "Ida"], reversed: [false, true] }),
    purchaseOrderReceiptLines: ipc({ purchase_order_id: ["p1", "p1", "p1"], receipt_position: [1, 0, 1], position: [1, 0, 0], line_id: ["2", "1", "1"], quantity: [1, 1, 1] }),
    orders: ipc({ id: ["o1", "o2"], number: ["E1", "E2"], placed_at: [80, 90], payment: ["paid", "paid"], fraud: ["cleared", "cleared"], delivery: ["ship", "ship"], cancelled: [true, false], priority: [null, 1] }),
    orderLines: ipc({ order_id: ["o2", "o2"], position: [0, 1], id: ["1", "2"], item_id: ["helmet", "helmet"], shop_id: ["main", "main"], quantity: [2, 1] }),
    shipments: ipc({
      order_id: ["o2", "o2"], position: [1, 0], id: ["2", "1"], number: ["S2", "S1"], status: ["notShipped", "shipped"], shipped_in_pos: [false, false],
      forced_reason: [null, "the customer called"], forced_at: [null, 120],
    }),
    shipmentLines: ipc({ order_id: ["o2", "o2"], shipment_id: ["2", "1"], position: [0, 0], order_line_id: ["1", "2"], quantity: [1, 1] }),
  };
}

describe("a snapshot from Arrow", () => {
  before(() => init());

  test("is the snapshot of the same records", () => {
    const expected = Inventory.fromObjects(SNAPSHOT);
    const found = Inventory.fromColumns(columnsFromArrow(tables()));
    assert.deepEqual(found.toSnapshot(), expected.toSnapshot());
    assert.deepEqual(found.toBytes(), expected.toBytes());
    assert.equal(found.report().rows[0].uncovered, 2.5);
  });

  test("takes a file's bytes as a stream's, and an ArrayBuffer", () => {
    const { shops, items, levels } = tables();
    const file = tableToIPC(tableFromArrays({ id: ["main", "harbour"], name: ["Main Street", "Hafen ü"] }), { format: "file" });
    const load = (shops) => Inventory.fromColumns(columnsFromArrow({ shops, items, levels })).toSnapshot();
    assert.deepEqual(load(file), load(shops));
    assert.deepEqual(load(shops.slice().buffer), load(shops));
  });

  test("takes decimals exactly", () => {
    for (const [scale, written] of [[4, [2.9999, -1.7916, 12.5]], [12, [2.5, -1.25, 0.0001]]]) {
      const options = { types: { qoh: decimal(38, scale, 128) } };
      const qoh = written.map((units) => BigInt(Math.round(units * 10_000)) * 10n ** BigInt(scale - 4));
      const levels = ipc({ item_id: ["helmet", "helmet", "repair"], shop_id: ["main", "harbour", "main"], qoh }, options);
      const { levels: found } = Inventory.fromColumns(columnsFromArrow({ ...tables(), levels })).toSnapshot();
      assert.deepEqual(found.map(({ qoh }) => qoh), written);
    }
  });

  test("says which table is no Arrow, and what it is", () => {
    const json = thrown(() => columnsFromArrow({ ...tables(), sales: "{}" }));
    assert.deepEqual([json.code, json.path], ["invalidInput", "sales"]);
    const broken = thrown(() => columnsFromArrow({ ...tables(), levels: tables().levels.slice(0, 100) }));
    assert.deepEqual([broken.code, broken.path], ["invalidInput", "levels"]);
  });

  test("says which row belongs to no record", () => {
    const orderLines = ipc({ order_id: ["o9"], position: [0], id: ["1"], item_id: ["helmet"], shop_id: ["main"], quantity: [2] });
    const error = thrown(() => columnsFromArrow({ ...tables(), orderLines }));
    assert.deepEqual([error.code, error.path], ["invalidInput", "orderLines[0].orderId"]);
    const nameless = thrown(() => columnsFromArrow({ ...tables(), orderLines: ipc({ id: ["1"] }) }));
    assert.deepEqual([nameless.code, nameless.path], ["invalidInput", "orderLines"]);
  });

  test("leaves what a value may be to the core, with its path", () => {
    const levels = ipc({ item_id: ["helmet"], shop_id: ["main"], qoh: [0.12345] });
    const error = thrown(() => Inventory.fromColumns(columnsFromArrow({ ...tables(), levels })));
    assert.deepEqual([error.code, error.path], ["invalidInput", "levels[0].qoh"]);
  });
});
