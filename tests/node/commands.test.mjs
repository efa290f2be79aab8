// Commands that are not done: refused, because the trade has a rule for it; or thrown, because they are none.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { EXAMPLES, warehouse } from "./commands.mjs";
import { disposeAll, init, load, thrown } from "./support.mjs";

await init();
afterEach(disposeAll);

const HEAD = { id: "c1", at: 1000 };
const COUNT = { id: "c0", at: 999, type: "adjustStock", itemId: "helmet", shopId: "main", quantity: 1 };
const SHIPMENT = { id: "c0", at: 999, type: "createShipment", orderId: "o1", shipment: { id: "sh1", number: "S1" } };

/** A code, its path, the command that is refused with it, and what is done before. */
const REFUSALS = [
  ["notFound", "purchaseOrderId", { type: "finishPurchaseOrder", purchaseOrderId: "p9" }],
  ["alreadyExists", "transfer.id", { type: "createTransfer", transfer: { id: "t1", number: "1", fromShopId: "main", toShopId: "harbour", lines: [] } }],
  ["idReused", "id", { ...COUNT, quantity: 2 }, [COUNT]],
  ["conflict", "expectedRevision", { ...COUNT, id: "c1", expectedRevision: 0 }, [COUNT]],
  ["illegalTransition", null, { type: "reopenPurchaseOrder", purchaseOrderId: "p1" }],
  ["overReceipt", "lines[0].quantity", { type: "receivePurchaseOrder", purchaseOrderId: "p1", lines: [{ lineId: "p1a", quantity: 5 }] }],
  ["overReturn", "lines[0].quantity", { type: "returnTransferExcess", transferId: "t2", lines: [{ lineId: "t2a", quantity: 4 }] }],
  ["overRefund", "lines[0].quantity", { type: "refundSale", saleId: "s2", lines: [{ adjustmentId: "a2", quantity: 2 }], restock: true }],
  [
    "overShipment", "shipment.lines[0].quantity",
    { type: "createShipment", orderId: "o1", shipment: { id: "sh9", number: "S9", lines: [{ lineId: "o1a", quantity: 1 }] } }, [SHIPMENT],
  ],
  [
    "notPaid", null, { type: "markReadyForPickup", orderId: "o2", shipmentId: "sh2" },
    [{ id: "c0", at: 999, type: "clearFraud", orderId: "o2" }],
  ],
  ["fraudNotCleared", null, { type: "markPickedUp", orderId: "o2", shipmentId: "sh2" }],
  ["notOnShelf", null, { type: "markShipped", orderId: "o1", shipmentId: "sh1" }, [SHIPMENT]],
  ["nothingToDo", null, { type: "clearFraud", orderId: "o1" }],
  ["notInventoried", "itemId", { type: "countStock", itemId: "advice", shopId: "main", counted: 1 }],
  ["notReversible", null, { type: "undo", commandId: "c0" }, [{ id: "c0", at: 999, type: "voidSale", saleId: "s2" }]],
  ["outOfRange", "quantity", { type: "adjustStock", itemId: "gloves", shopId: "main", quantity: 900_000_000 }],
];

describe("a refusal changes nothing and says why", () => {
  for (const [code, path, command, before = []] of REFUSALS) {
    test(code, () => {
      const inventory = load(warehouse());
      for (const command of before) assert.equal(inventory.apply(command).ok, true);
      const { snapshot, rows } = { snapshot: inventory.toSnapshot(), rows: inventory.report().rows };
      for (const method of ["decide", "apply"]) {
        const outcome = inventory[method]({ ...HEAD, ...command });
        const { message, details } = outcome.refusal ?? {};
        assert.deepEqual(outcome, { ok: false, revision: before.length, index: 0, refusal: { code, message, path, details } });
        assert.match(message, /./);
      }
      assert.deepEqual(inventory.toSnapshot(), snapshot);
      assert.deepEqual(inventory.report().rows, rows);
      assert.equal(inventory.revision, before.length);
    });
  }

  test("a refused id is not remembered", () => {
    const inventory = load(warehouse());
    const undone = { ...HEAD, type: "finishPurchaseOrder", purchaseOrderId: "p9" };
    assert.equal(inventory.apply(undone).refusal.code, "notFound");
    assert.equal(inventory.apply({ ...undone, purchaseOrderId: "p1" }).ok, true);
  });

  test("details name the status found and the ones expected", () => {
    const inventory = load(warehouse());
    const { refusal } = inventory.apply({ ...HEAD, type: "reopenPurchaseOrder", purchaseOrderId: "p1" });
    assert.deepEqual(refusal.details, { status: "ordered", expected: "finished" });
  });
});

const receive = (lines, more) => ({ ...HEAD, type: "receivePurchaseOrder", purchaseOrderId: "p1", lines, ...more });
const count = (more) => ({ ...HEAD, type: "countStock", itemId: "gloves", shopId: "main", counted: 1, ...more });
const self = {};
self.self = self;
const merge = (upsert, remove) => ({ ...HEAD, type: "merge", upsert, remove });

/** What is wrong, the path that must be named, the command, and what the message must say. */
const MISTAKES = [
  ["nothing", "", undefined],
  ["null", "", null],
  ["a number", "", 5],
  ["a text", "", "receive"],
  ["a function", "", () => 1],
  ["a number in a list", "[1]", [count(), 5]],
  ["a list in a list", "[0]", [[count()]]],
  ["no id", "id", count({ id: undefined })],
  ["an empty id", "id", count({ id: "" })],
  ["no instant", "at", count({ at: undefined })],
  ["an instant that is NaN", "at", count({ at: NaN })],
  ["an instant that is a Date", "at", count({ at: new Date(0) })],
  ["a number for a name", "by", count({ by: 5 })],
  ["a revision that is none", "expectedRevision", count({ expectedRevision: 0.5 })],
  ["no type", "type", { ...HEAD, itemId: "gloves" }],
  ["a type that is no text", "type", { ...HEAD, type: 5 }],
  ["a type that does not exist", "type", { ...receive(), type: "recievePurchaseOrder" }, /did you mean receivePurchaseOrder\?/],
  ["a type that every object has", "type", { ...HEAD, type: "constructor" }, /known are createPurchaseOrder, /],
  ["a document that is not named", "purchaseOrderId", { ...receive(), purchaseOrderId: undefined }],
  ["lines that are no array", "lines", receive({ lineId: "p1a", quantity: 1 })],
  ["a line that is null", "lines[0]", receive([null])],
  ["a hole in the lines", "lines[1]", receive([{ lineId: "p1a", quantity: 1 }, ,])],
  ["a quantity that is NaN", "lines[0].quantity", receive([{ lineId: "p1a", quantity: NaN }])],
  ["a quantity that is infinite", "counted", count({ counted: Infinity })],
  ["a quantity that is negative", "lines[1].quantity", receive([{ lineId: "p1a", quantity: 1 }, { lineId: "p1a", quantity: -1 }])],
  ["a quantity of too many decimals", "counted", count({ counted: "1.00001" })],
  ["a quantity that is a bigint", "counted", count({ counted: 5n }), /a bigint/],
  ["a quantity that is a symbol", "counted", count({ counted: Symbol("five") })],
  ["a quantity that is an object", "counted", count({ counted: { units: 5 } })],
  ["a quantity that is missing", "counted", count({ counted: undefined })],
  ["a text for a flag", "allowOver", receive(undefined, { allowOver: "yes" })],
  ["a text for a number", "priority", { ...HEAD, type: "prioritiseOrder", orderId: "o1", priority: "high" }],
  ["a key that does not exist", "alowOver", receive(undefined, { alowOver: true }), /did you mean allowOver\?/],
  ["a key of another command", "restock", { ...HEAD, type: "voidSale", saleId: "s1", restock: false }, /known are id, type, at, by/],
  ["a key of a line that does not exist", "lines[0].qty", receive([{ lineId: "p1a", qty: 1 }])],
  ["a key of a line in a list of commands", "[1].lines[0].lineID", [count(), receive([{ lineID: "p1a", quantity: 1 }])], /did you mean lineId\?/],
  ["a mistake in a list of commands", "[1].counted", [count(), count({ counted: -1 })]],
  [
    "a mistake inside a document", "purchaseOrder.lines[1].id",
    { ...HEAD, type: "createPurchaseOrder", purchaseOrder: { id: "p9", number: "9", shopId: "main", lines: [{ id: "x", itemId: "helmet", quantity: 1 }, { id: "x", itemId: "helmet", quantity: 1 }] } },
  ],
  ["a key of a document that does not exist", "transfer.toShop", { ...HEAD, type: "createTransfer", transfer: { toShop: "main" } }, /did you mean toShopId\?/],
  ["a key of a sale that does not exist", "sale.orderID", { ...HEAD, type: "recordSale", sale: { id: "s9", orderID: "o1" }, lines: [] }, /did you mean orderId\?/],
  ["a key of an order that does not exist", "order.lines[0].qty", { ...HEAD, type: "recordSale", order: { lines: [{ qty: 1 }] } }],
  ["a key of a force that does not exist", "force.why", { ...HEAD, type: "markShipped", orderId: "o1", shipmentId: "sh1", force: { why: "?" } }],
  ["a force without a reason", "force.reason", { ...HEAD, type: "markShipped", orderId: "o1", shipmentId: "sh1", force: { reason: " " } }],
  ["a table that does not exist, to remove from", "remove.sale", merge(undefined, { sale: ["s1"] }), /did you mean sales\?/],
  ["a mistake in a record merged", "upsert.levels[0].qoh", merge({ levels: [{ itemId: "gloves", shopId: "main", qoh: "many" }] })],
  ["a record merged that is none", "upsert.items[0]", merge({ items: [5] })],
  ["half of a surrogate pair in an id", "id", count({ id: "\ud83d" }), /surrogate/],
  ["half of a surrogate pair in a record", "upsert.shops[0].name", merge({ shops: [{ id: "s", name: "\ud83d" }] }), /surrogate/],
  ["what contains itself", /^purchaseOrderId(\.self)+$/, { ...receive(), purchaseOrderId: self }, /contain itself/],
];

describe("what is no command is thrown, with its path, and changes nothing", () => {
  for (const [name, path, command, message = /./] of MISTAKES) {
    test(name, () => {
      const inventory = load(warehouse());
      const before = inventory.toSnapshot();
      for (const method of ["decide", "apply"]) {
        const error = thrown(() => inventory[method](command));
        assert.equal(error.code, "invalidInput");
        if (typeof path === "string") assert.equal(error.path, path);
        else assert.match(error.path, path);
        assert.match(error.message, message);
      }
      assert.deepEqual(inventory.toSnapshot(), before);
      assert.equal(inventory.apply(count()).ok, true);
    });
  }

  test("a getter that throws, a proxy that does, one that was revoked", () => {
    const inventory = load(warehouse());
    const angry = {
      get quantity() {
        throw new Error("not today");
      },
    };
    const revoked = () => {
      const { proxy, revoke } = Proxy.revocable([], {});
      revoke();
      return proxy;
    };
    const told = (command) => {
      const { code, path } = thrown(() => inventory.apply(command));
      assert.equal(code, "invalidInput");
      return path;
    };
    assert.equal(told(receive([{ lineId: "p1a", quantity: 1 }, angry])), "lines[1].quantity");
    assert.equal(told(Object.defineProperty(count(), "type", { get: () => angry.quantity })), "type");
    assert.equal(told(receive(revoked())), "lines");
    assert.equal(told(revoked()), "");
    assert.equal(told([count(), new Proxy(count(), { get: () => angry.quantity })]), "[1].type");
    assert.equal(told(merge({ items: [new Proxy({}, { get: () => angry.quantity })] })), "upsert.items[0].id");
    assert.equal(told(new Proxy([], { get: () => angry.quantity })), "");
    assert.equal(inventory.revision, 0);
  });
});

test("inherited fields and harmless proxies are read as they are", () => {
  class Count {
    #units = 4;
    constructor() {
      Object.assign(this, { ...HEAD, type: "countStock", itemId: "gloves", shopId: "harbour" });
    }
    get counted() {
      return this.#units;
    }
  }
  const inventory = load(warehouse());
  assert.deepEqual(inventory.apply(new Count()).changes.levels, [{ itemId: "gloves", shopId: "harbour", qoh: 4 }]);
  const lines = new Proxy([new Proxy({ lineId: "p1a", quantity: "1.5" }, {})], {});
  assert.equal(inventory.apply(receive(lines, { id: "c2" })).ok, true);
});

test("unknown fields of records that are merged are ignored, and not kept", () => {
  const inventory = load(warehouse());
  const upsert = { vendors: [{ id: "v2", name: "Bolt", colour: "red" }], colours: ["red"], revision: 9, commands: [] };
  const { events } = inventory.apply(merge(upsert));
  assert.deepEqual(events[0].upsert, { vendors: [{ id: "v2", name: "Bolt" }] });
  assert.equal(inventory.revision, 1);
});

test("every key that a command knows is accepted, and any other refused", () => {
  for (const { command, before } of EXAMPLES) {
    const inventory = load(warehouse());
    for (const command of before) inventory.apply(command);
    assert.equal(thrown(() => inventory.apply({ ...command, colour: "red" })).path, "colour", command.type);
    assert.equal(inventory.apply(command).ok, true, command.type);
  }
});
