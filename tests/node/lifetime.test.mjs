// From loading to disposal: memory comes back, and what is disposed says so.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { DIST, init, Inventory, shop, thrown } from "./support.mjs";

await init();

/** A shop with so many levels that one too many inventories would be seen. */
function large() {
  const items = Array.from({ length: 20_000 }, (_, at) => ({ id: `item ${at}`, description: `Item number ${at}` }));
  return JSON.stringify(shop({ items: [...shop().items, ...items], levels: items.map(({ id }) => ({ itemId: id, shopId: "main", qoh: -1 })) }));
}

const NOTHING_TO_BUY = { purchaseOrders: [], transfers: [], alreadyCovered: [] };
const HEAD = { at: 1, newId: () => "id", newNumber: () => "1" };

describe("dispose", () => {
  test("a second time is harmless, any other use is refused", () => {
    const inventory = Inventory.fromObjects(shop());
    inventory.dispose();
    inventory.dispose();
    inventory[Symbol.dispose]();
    const uses = {
      report: () => inventory.report(), rows: () => inventory.rows(["a1"]), totals: () => inventory.totals(), facets: () => inventory.facets(),
      reportColumns: () => inventory.reportColumns(), csv: () => inventory.csv(), incoming: () => inventory.incoming("helmet", "main"),
      explain: () => inventory.explain("helmet", "main"), item: () => inventory.item("helmet"), sale: () => inventory.sale("s1"),
      order: () => inventory.order("o1"), orders: () => inventory.orders(), purchaseOrder: () => inventory.purchaseOrder("p1"),
      purchaseOrders: () => inventory.purchaseOrders(), transfer: () => inventory.transfer("t1"), transfers: () => inventory.transfers(),
      vendorReturn: () => inventory.vendorReturn("r1"), vendorReturns: () => inventory.vendorReturns(), shipments: () => inventory.shipments(),
      backorders: () => inventory.backorders(), sortDelivery: () => inventory.sortDelivery({ shopId: "main", scanned: [] }),
      allocate: () => inventory.allocate({ strategy: "fifo" }), replenish: () => inventory.replenish({ at: 1 }),
      replenishmentCommands: () => inventory.replenishmentCommands(NOTHING_TO_BUY, HEAD), check: () => inventory.check(),
      decide: () => inventory.decide([]), apply: () => inventory.apply([]), replay: () => inventory.replay([]), history: () => inventory.history(),
      toSnapshot: () => inventory.toSnapshot(), toBytes: () => inventory.toBytes(), revision: () => inventory.revision, memoryBytes: () => inventory.memoryBytes,
    };
    const surface = Object.getOwnPropertyNames(Inventory.prototype).filter((name) => !["constructor", "dispose"].includes(name));
    assert.deepEqual(Object.keys(uses).sort(), surface.sort());
    for (const [name, use] of Object.entries(uses)) assert.equal(thrown(use).code, "disposed", name);
  });

  test("gives the memory back", () => {
    const json = new TextEncoder().encode(large());
    const keeper = Inventory.fromObjects(shop());
    const load = () => {
      const inventory = Inventory.fromJson(json);
      assert.equal(inventory.report().total, 20_000);
      inventory.dispose();
    };
    for (let round = 0; round < 3; round++) load();
    const before = keeper.memoryBytes;
    assert.ok(before > 0);
    for (let round = 0; round < 30; round++) load();
    assert.equal(keeper.memoryBytes, before);
    keeper.dispose();
  });

  test("leaves other inventories alone", () => {
    const one = Inventory.fromObjects(shop());
    const other = Inventory.fromObjects(shop({ levels: [{ itemId: "gloves", shopId: "main", qoh: -7 }] }));
    one.dispose();
    assert.equal(other.report().rows[0].qoh, -7);
    other.dispose();
  });
});

test("an inventory that is forgotten gives its memory back too", () => {
  const program = `
    import { init, Inventory } from ${JSON.stringify(new URL("index.js", DIST).href)};
    await init();
    const json = new TextEncoder().encode(${JSON.stringify(large())});
    const keeper = Inventory.fromJson(json);
    const turn = () => new Promise((done) => setTimeout(done, 5));
    let highest = 0;
    for (let round = 0; round < 40; round++) {
      Inventory.fromJson(json);
      globalThis.gc();
      await turn();
      if (round === 9) highest = keeper.memoryBytes;
    }
    console.log(keeper.memoryBytes === highest ? "same" : \`\${highest} became \${keeper.memoryBytes}\`);
  `;
  const run = spawnSync(process.execPath, ["--expose-gc", "--input-type=module"], { encoding: "utf8", input: program });
  assert.equal(run.stdout, "same\n", run.stderr);
});
