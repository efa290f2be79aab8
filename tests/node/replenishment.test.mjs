// A plan as commands: the host makes ids and numbers, what cannot be made now is left out, and the whole is done or nothing.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { init, Inventory, thrown } from "./support.mjs";

await init();
const made = [];
after(() => made.forEach((inventory) => inventory.dispose()));

/** Helmets and gloves are short in two shops; the harbour can spare a helmet. */
function load() {
  const inventory = Inventory.fromObjects({
    format: "oversold/1",
    shops: [{ id: "main", name: "Main Street" }, { id: "harbour", name: "Harbour" }],
    vendors: [{ id: "v1", name: "Alpine", leadTimeDays: 2 }],
    items: [
      { id: "helmet", description: "Road helmet", defaultVendorId: "v1", packSize: 6, unitCost: "39.90" },
      { id: "gloves", description: "Winter gloves" },
    ],
    levels: [
      { itemId: "helmet", shopId: "main", qoh: -3 },
      { itemId: "helmet", shopId: "harbour", qoh: 1 },
      { itemId: "gloves", shopId: "harbour", qoh: -2 },
    ],
  });
  made.push(inventory);
  return inventory;
}

/** A head that counts, and remembers what it was asked for. */
function counting(more = {}) {
  const asked = [];
  const next = (kind) => `${kind} ${asked.push(kind)}`;
  return { asked, at: 1_000, by: "Ida", newId: next, newNumber: (kind) => `no. ${next(kind)}`, ...more };
}

describe("replenishmentCommands", () => {
  test("asks the host for every id and number, and makes one command for each document", () => {
    const inventory = load();
    const head = counting();
    const commands = inventory.replenishmentCommands(inventory.replenish({ at: 1_000 }), head);
    assert.deepEqual(commands.map(({ type, at, by }) => [type, at, by]), [
      ["createPurchaseOrder", 1_000, "Ida"], ["createPurchaseOrder", 1_000, "Ida"], ["createTransfer", 1_000, "Ida"],
    ]);
    const [helmets, gloves, moved] = commands;
    const { id, number, lines, ...purchaseOrder } = helmets.purchaseOrder;
    assert.deepEqual(purchaseOrder, { vendorId: "v1", shopId: "main", expectedAt: 1_000 + 2 * 86_400_000 });
    assert.match(`${id}, ${number}`, /^purchaseOrder \d+, no\. purchaseOrder \d+$/);
    assert.deepEqual(lines.map(({ id, ...line }) => line), [{ itemId: "helmet", quantity: 6, unitCost: 39.9 }]);
    assert.equal(gloves.purchaseOrder.vendorId, null);
    assert.deepEqual([moved.transfer.fromShopId, moved.transfer.toShopId], ["harbour", "main"]);
    const ids = commands.flatMap(({ id, purchaseOrder, transfer }) => [id, (purchaseOrder ?? transfer).id, ...(purchaseOrder ?? transfer).lines.map(({ id }) => id)]);
    assert.equal(new Set(ids).size, 9);
    const count = (kind) => head.asked.filter((asked) => asked === kind).length;
    assert.deepEqual([count("command"), count("purchaseOrder"), count("transfer"), count("line")], [3, 4, 2, 3]);
  });

  test("what they make is not asked for again, and received it covers every row", () => {
    const inventory = load();
    const rows = inventory.report().rows.map(({ id }) => id);
    const commands = inventory.replenishmentCommands(inventory.replenish({ at: 1_000 }), counting());
    const outcome = inventory.apply(commands);
    assert.equal(outcome.ok, true);
    assert.equal(outcome.events.length, 3);
    const again = inventory.replenish({ at: 2_000 });
    assert.deepEqual([again.purchaseOrders, again.transfers, [...again.alreadyCovered].sort()], [[], [], [...rows].sort()]);
    const done = commands.flatMap(({ purchaseOrder, transfer }, at) =>
      purchaseOrder ? [{ id: `r${at}`, at: 3_000, type: "receivePurchaseOrder", purchaseOrderId: purchaseOrder.id }]
        : [{ id: `s${at}`, at: 3_000, type: "sendTransfer", transferId: transfer.id }, { id: `r${at}`, at: 3_000, type: "receiveTransfer", transferId: transfer.id }]);
    assert.equal(inventory.apply(done).ok, true);
    assert.equal(inventory.report().total, 0);
  });

  test("onward transfers are left out, for when the goods are there", () => {
    const inventory = load();
    const plan = inventory.replenish({ at: 1_000, consolidateAt: "harbour" });
    assert.deepEqual(plan.transfers.map(({ onward, lines }) => [onward, lines[0].quantity]), [[false, 1], [true, 2]]);
    const head = counting();
    const commands = inventory.replenishmentCommands(plan, head);
    assert.deepEqual(commands.map(({ type }) => type), ["createPurchaseOrder", "createPurchaseOrder", "createTransfer"]);
    assert.equal(head.asked.filter((kind) => kind === "transfer").length, 2, "one id and one number");
  });

  test("a plan that the person edited is taken as it is, and refused whole where it cannot be", () => {
    const inventory = load();
    const plan = inventory.replenish({ at: 1_000 });
    plan.purchaseOrders[0].lines[0].quantity = 12;
    plan.transfers = [];
    const commands = inventory.replenishmentCommands(plan, counting({ by: undefined }));
    assert.deepEqual(commands.map(({ purchaseOrder }) => purchaseOrder.lines[0].quantity), [12, 2]);
    assert.equal(commands[0].by, null);
    const before = inventory.toBytes();
    const sameId = inventory.replenishmentCommands(plan, counting({ newId: (kind) => kind }));
    assert.equal(inventory.apply(sameId.map((command, at) => ({ ...command, id: `c${at}` }))).refusal.code, "alreadyExists");
    assert.deepEqual(inventory.toBytes(), before);
  });

  test("a head whose methods use themselves", () => {
    const inventory = load();
    class Counter {
      at = "2026-03-02T08:00:00Z";
      #last = 0;
      newId(kind) { return `${kind}-${++this.#last}`; }
      newNumber() { return String(++this.#last); }
    }
    const commands = inventory.replenishmentCommands(inventory.replenish({ at: 1 }), new Counter());
    assert.equal(inventory.apply(commands).ok, true);
  });

  test("what is wrong is named with its place", () => {
    const inventory = load();
    const plan = inventory.replenish({ at: 1_000 });
    const cases = [
      [undefined, counting(), "plan"], [{}, counting(), "plan.purchaseOrders"], [{ ...plan, transfers: {} }, counting(), "plan.transfers"],
      [{ ...plan, purchaseOrders: [null] }, counting(), "plan.purchaseOrders[0]"],
      [{ ...plan, purchaseOrders: [{ shopId: "main" }] }, counting(), "plan.purchaseOrders[0].lines"],
      [{ ...plan, transfers: [{ lines: [7] }] }, counting(), "plan.transfers[0].lines[0]"],
      [plan, undefined, "head"], [plan, { at: 1 }, "head.newId"], [plan, counting({ newId: () => 7 }), "head.newId"],
      [plan, counting({ newNumber: () => { throw new Error("no more"); } }), "head.newNumber"],
    ];
    for (const [given, head, path] of cases) {
      const error = thrown(() => inventory.replenishmentCommands(given, head));
      assert.deepEqual([error.code, error.path], ["invalidInput", path]);
    }
    assert.throws(() => inventory.replenishmentCommands(plan, cases.at(-1)[1]), (error) => error.cause.message === "no more");
  });
});

describe("replenish", () => {
  test("an unknown key is refused, with the one that was probably meant", () => {
    const error = thrown(() => load().replenish({ at: 1, consolidatedAt: "main" }));
    assert.deepEqual([error.code, error.path], ["invalidInput", "consolidatedAt"]);
    assert.match(error.message, /did you mean consolidateAt\?/);
  });

  test("changes nothing", () => {
    const inventory = load();
    const before = inventory.toBytes();
    inventory.replenish({ at: 1, consolidateAt: "main", upTo: "desiredLevel" });
    inventory.check();
    assert.deepEqual(inventory.toBytes(), before);
  });
});
