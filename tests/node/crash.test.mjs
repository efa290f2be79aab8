// A crash inside the engine: what was loaded is lost and says so, and a fresh engine can be had.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { adopt, enter } from "../../pkg/dist/instance.js";
import { initSync } from "../../pkg/dist/oversold.js";
import { SEQUENCE, warehouse } from "./commands.mjs";
import { init, Inventory, InventoryError, shop, thrown } from "./support.mjs";

await init();

/** Makes the running engine crash, as a trap inside it would. */
function crash(error = new WebAssembly.RuntimeError("unreachable")) {
  return thrown(() =>
    enter(() => {
      throw error;
    }),
  );
}

describe("a crash", () => {
  test("is told with its cause, and again by everything made before", async () => {
    const before = Inventory.fromObjects(shop());
    const error = crash();
    assert.equal(error.code, "poisoned");
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    assert.match(error.message, /Call init\(\) again/);
    assert.equal(thrown(() => before.report()).code, "poisoned");
    assert.equal(thrown(() => before.memoryBytes).code, "poisoned");
    assert.equal(thrown(() => Inventory.fromObjects(shop())).code, "poisoned");

    await init();
    const after = Inventory.fromObjects(shop());
    assert.equal(after.report().total, 2);
    assert.equal(thrown(() => before.report()).code, "poisoned");
    before.dispose();
    assert.equal(thrown(() => before.report()).code, "disposed");
    assert.equal(after.report().total, 2);
    after.dispose();
  });

  test("can come again", async () => {
    for (let round = 0; round < 5; round++) {
      const inventory = Inventory.fromObjects(shop());
      crash();
      assert.equal(thrown(() => inventory.totals()).code, "poisoned");
      await init();
    }
    Inventory.fromObjects(shop()).dispose();
  });

  test("gives the memory back", async () => {
    const items = Array.from({ length: 50_000 }, (_, at) => ({ id: `item ${at}`, description: `Item number ${at}` }));
    const big = Inventory.fromObjects(shop({ items: [...shop().items, ...items] }));
    const before = big.memoryBytes;
    crash();
    await init();
    const small = Inventory.fromObjects(shop());
    assert.ok(small.memoryBytes < before, `${small.memoryBytes} is less than ${before}`);
    small.dispose();
  });

  test("is also a stack that ran out, and whatever else is no refusal", async () => {
    for (const error of [new RangeError("Maximum call stack size exceeded"), new Error("null pointer passed to rust"), "text", undefined]) {
      assert.equal(crash(error).code, "poisoned");
      await init();
    }
  });

  test("is no refusal of the core, which does no harm", () => {
    const inventory = Inventory.fromObjects(shop());
    const error = thrown(() =>
      enter(() => {
        throw { code: "tooLarge", message: "too much", path: "levels", details: { most: 1 } };
      }),
    );
    assert.ok(error instanceof InventoryError && error instanceof Error);
    assert.deepEqual([error.name, error.code, error.message, error.path, error.details], ["InventoryError", "tooLarge", "too much", "levels", { most: 1 }]);
    assert.equal(inventory.report().total, 2);
    inventory.dispose();
  });
});

/** Overwrites the engine's memory, so that its next steps trap: no stand-in for a trap, but one. */
function ruin(inventory) {
  new Uint8Array(initSync().memory.buffer).fill(0xff);
  return thrown(() => inventory.report());
}

test("after a real trap everything comes back from the image and the events since", async () => {
  const inventory = Inventory.fromObjects(warehouse());
  const store = { image: inventory.toBytes(), events: [] };
  const commands = SEQUENCE.map(({ command }, at) => ({ ...command, id: `b${at}`, expectedRevision: null }));
  commands.forEach((command, at) => {
    if (at === 3) Object.assign(store, { image: inventory.toBytes(), events: [] });
    store.events.push(...inventory.apply(command).events);
  });
  const told = (inventory) => ({
    revision: inventory.revision, report: inventory.report(), snapshot: inventory.toSnapshot(), history: inventory.history(), bytes: inventory.toBytes(),
  });
  const expected = told(inventory);
  assert.ok(store.events.length > 0);

  const error = ruin(inventory);
  assert.equal(error.code, "poisoned");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
  await init();
  const restored = Inventory.fromBytes(store.image, store.events);
  assert.deepEqual(told(restored), expected);
  // And it goes on where it was: what had been done is known, what is new is done.
  assert.equal(restored.apply(commands.at(-1)).duplicate, true);
  const next = restored.apply({ id: "next", at: 1, type: "countStock", itemId: "gloves", shopId: "main", counted: 5 });
  assert.deepEqual([next.ok, next.revision], [true, expected.revision + 1]);
  restored.dispose();
});

test("an engine that cannot be made anew is started from its file", async () => {
  adopt({
    Core: {},
    memory: () => ({ buffer: new ArrayBuffer(8) }),
    reset() {
      throw new Error("out of memory");
    },
  });
  crash();
  await init();
  Inventory.fromObjects(shop()).dispose();
});
