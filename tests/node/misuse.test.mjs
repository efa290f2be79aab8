// Ten thousand malformed calls of every kind: each refused, nothing changed, no memory taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLES, SEQUENCE, warehouse } from "./commands.mjs";
import { init, Inventory, shop, thrown } from "./support.mjs";

await init();

const BAD_VALUES = [NaN, Infinity, -0.00001, 1e300, "many", "", null, true, {}, [], 7n, Symbol("x"), () => {}, "\ud800", new Date(NaN)];
const QUERIES = [
  "report", "totals", "facets", "reportColumns", "csv", "orders", "purchaseOrders", "transfers", "vendorReturns", "shipments", "backorders", "history",
  "sortDelivery", "allocate", "replenish",
];
const BY_ID = ["item", "sale", "order", "purchaseOrder", "transfer", "vendorReturn", "incoming", "explain"];

/** Calls that are wrong in themselves, each a function of the inventory. */
function* calls(events, image) {
  for (const method of QUERIES) {
    for (const value of BAD_VALUES) yield (inventory) => inventory[method]({ offset: value, frobnicate: 1 });
    for (const limit of [-1, 1.5, NaN, "10", 1e300]) if (!["sortDelivery", "allocate", "replenish"].includes(method)) yield (inventory) => inventory[method]({ limit });
    yield (inventory) => inventory[method]("all");
    yield (inventory) => inventory[method]([]);
  }
  for (const method of BY_ID) for (const value of [1, null, undefined, {}, [], 7n]) yield (inventory) => inventory[method](value, value);
  yield (inventory) => inventory.rows("a1");
  yield (inventory) => inventory.rows([1]);

  for (const method of ["decide", "apply"]) {
    for (const { command } of EXAMPLES) {
      for (const field of Object.keys(command).filter((field) => field !== "by" && field !== "note")) {
        for (const value of [NaN, 7n, [7n], () => {}, { no: "such" }]) {
          if (field === "upsert" || field === "remove" || (field === "expectedRevision" && value === undefined)) continue;
          yield (inventory) => inventory[method]({ ...command, [field]: value });
        }
      }
      yield (inventory) => inventory[method]({ ...command, extra: 1 });
      yield (inventory) => inventory[method]([command, null]);
    }
    for (const value of BAD_VALUES) if (!Array.isArray(value)) yield (inventory) => inventory[method](value);
  }
  for (const value of BAD_VALUES) if (!Array.isArray(value)) yield (inventory) => inventory.replay(value);
  for (const event of events) {
    for (const field of Object.keys(event).filter((field) => field !== "by")) {
      for (const value of [() => {}, 7n, Symbol("x")]) yield (inventory) => inventory.replay([{ ...event, [field]: value }]);
    }
  }
  for (let at = 0; at < image.length; at += Math.ceil(image.length / 60)) {
    yield () => Inventory.fromBytes(image.subarray(0, at));
    yield () => Inventory.fromBytes(image.map((byte, place) => (place === at ? byte ^ 0xff : byte)));
  }
  const snapshot = shop();
  const text = JSON.stringify(snapshot);
  for (let at = 0; at < text.length; at += 20) yield () => Inventory.fromJson(text.slice(0, at));
  for (const table of Object.keys(snapshot).filter((table) => table !== "format")) {
    for (const value of BAD_VALUES) {
      if (value === null || (Array.isArray(value) && table !== "x")) continue;
      yield () => Inventory.fromObjects({ ...snapshot, [table]: value });
      yield () => Inventory.fromColumns({ ...snapshot, [table]: value });
    }
    for (const field of Object.keys(snapshot[table][0])) {
      for (const value of [{ no: "such" }, 7n, Symbol("x")]) {
        yield () => Inventory.fromObjects({ ...snapshot, [table]: [{ ...snapshot[table][0], [field]: value }, ...snapshot[table].slice(1)] });
      }
    }
  }
  for (const value of BAD_VALUES) {
    yield () => Inventory.fromJson(text, { locale: value ?? 1 });
    yield () => Inventory.fromJson(value);
    yield () => Inventory.fromBytes(value);
  }
}

test("10,000 malformed calls take no memory and change nothing", () => {
  const inventory = Inventory.fromObjects(warehouse());
  const commands = SEQUENCE.map(({ command }, at) => ({ ...command, id: `b${at}`, expectedRevision: null }));
  const events = commands.flatMap((command) => inventory.apply(command).events);
  const image = inventory.toBytes();
  const all = [...calls(events, image)];
  const codes = new Map();
  const pass = () => {
    for (const call of all) {
      const { code } = thrown(() => call(inventory));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  };
  pass();
  const before = inventory.memoryBytes;
  let made = 0;
  while (made < 10_000) {
    pass();
    made += all.length;
  }
  assert.equal(inventory.memoryBytes, before);
  assert.deepEqual(inventory.toBytes(), image);
  assert.deepEqual([...codes.keys()].sort(), ["corruptImage", "invalidInput"]);
  inventory.dispose();
});
