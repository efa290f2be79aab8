// The back office's own storage (www/src/host) before the example service: stored here first, sent when it answers, decided again
// after what others did. IndexedDB is fake-indexeddb's; the network is cut by answering for it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Inventory } from "oversold";
import { builtHost } from "../browser/support/host.js";
import { warehouse } from "../node/commands.mjs";
import { Client } from "./client.mjs";
import { sameDocuments, sameRows } from "./equal.mjs";
import { missing, openPostgres } from "./postgres.mjs";
import { fill, serve, workingSet } from "./support.mjs";

const { BrowserStorage, MemoryStorage, connectionOf, openBackOffice, serviceAt, workingSetOf } = await builtHost();

const sell = (quantity) => ({ type: "adjustStock", itemId: "helmet", shopId: "main", quantity: -quantity });
const qoh = ({ inventory }) => inventory.item("helmet").levels.find(({ shopId }) => shopId === "main").qoh;

/** Waits for what happens by itself. */
async function eventually(holds, patience = 30_000) {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** The network between the back office and the service: `cut`, or with answers that get lost on their way back. */
const network = { isCut: false, loses: 0 };
const itself = globalThis.fetch;
globalThis.fetch = async (url, init) => {
  if (network.isCut) throw new TypeError("the network is cut");
  const response = await itself(url, init);
  if (network.loses > 0 && init?.method === "POST") {
    network.loses -= 1;
    throw new TypeError("the answer was lost");
  }
  return response;
};

describe("the back office before the example service", { skip: missing }, () => {
  let postgres;
  let number = 0;
  before(async () => {
    postgres = await openPostgres();
  });
  after(() => postgres?.close());

  async function opened(t, { storageOf = (name) => new BrowserStorage(name), shops = [], snapshot = warehouse() } = {}) {
    Object.assign(network, { isCut: false, loses: 0 });
    const name = `office${++number}`;
    const database = await postgres.database(name);
    await fill(database, snapshot);
    const { url, stop } = await serve(database);
    const service = serviceAt(`${url}?${shops.map((shop) => `shop=${shop}`).join("&")}`);
    const first = async () => {
      const inventory = Inventory.fromObjects(await (await itself(workingSetOf(service))).json());
      const image = { revision: inventory.revision, bytes: inventory.toBytes() };
      return { ...image, service: connectionOf(service, image) };
    };
    const open = async () => {
      const office = await openBackOffice({ storage: storageOf(name), channel: name, first, person: () => "Ann" });
      t.after(() => office.close());
      return office;
    };
    t.after(stop);
    return { url, shops, open };
  }
  const settled = (...offices) =>
    eventually(() => {
      for (const { keeping } of offices) assert.deepEqual([keeping.service.waiting, keeping.service.trouble, keeping.needsHistory], [0, null, 0]);
    });
  /** The office shows what a fresh load shows. */
  const asLoaded = async (office, url, shops = []) => {
    const loaded = Inventory.fromObjects(await workingSet(url, shops));
    sameRows(office.inventory, loaded, shops);
    return loaded;
  };

  for (const [kind, storageOf] of [["IndexedDB", (name) => new BrowserStorage(name)], ["memory", () => new MemoryStorage()]]) {
    test(`in ${kind}: what is done arrives, and what others do comes`, async (t) => {
      const { url, open } = await opened(t, { storageOf });
      const office = await open();
      assert.ok((await office.run(sell(2))).ok);
      await eventually(async () => assert.equal((await workingSet(url)).revision, 1));
      await settled(office);
      const other = await Client.open(url);
      await other.run({ id: "other", at: 5, type: "receivePurchaseOrder", purchaseOrderId: "p1" });
      office.askService();
      await eventually(() => assert.equal(qoh(office), 0));
      sameDocuments(office.inventory, other.inventory);
      await asLoaded(office, url);
      await settled(office);
      const { revision } = office.inventory;
      for (let n = 0; n < 3; n++) {
        office.askService();
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      assert.equal(office.inventory.revision, revision, "where nothing happened, asking makes nothing");
    });

    test(`in ${kind}: without a network everything is stored here, and decided again after what others did`, async (t) => {
      const { url, open } = await opened(t, { storageOf });
      const office = await open();
      network.isCut = true;
      assert.ok((await office.run(sell(2))).ok);
      assert.ok((await office.run({ type: "receivePurchaseOrder", purchaseOrderId: "p1", lines: [{ lineId: "p1a", quantity: 4 }] })).ok);
      assert.ok((await office.run({ type: "prioritiseOrder", orderId: "o1", priority: 3 })).ok);
      await eventually(() => assert.equal(office.keeping.service.trouble?.code, "unreachable"));
      await eventually(() => assert.equal(office.keeping.service.waiting, 3));
      assert.equal(qoh(office), 0);
      network.isCut = false;
      const other = await Client.open(url);
      await other.run({ id: "other", at: 5, type: "receivePurchaseOrder", purchaseOrderId: "p1", lines: [{ lineId: "p1a", quantity: 3 }] });
      office.askService();
      await eventually(() => assert.equal(office.keeping.service.undone.length, 1));
      const [{ command, refusal }] = office.keeping.service.undone;
      assert.deepEqual([command.type, refusal.code], ["receivePurchaseOrder", "overReceipt"], "of four only one is left");
      await settled(office);
      assert.equal(qoh(office), -1);
      assert.equal(office.inventory.order("o1").priority, 3);
      await asLoaded(office, url);
      assert.equal((await workingSet(url)).revision, 3, "the other's, and two of three");
      await office.dismissUndone();
      assert.equal(office.keeping.service.undone.length, 0);
    });
  }

  test("answers that get lost double nothing", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    network.loses = 2;
    await office.run(sell(1));
    await eventually(() => assert.equal(office.keeping.service.trouble?.code, "unreachable"));
    await office.run(sell(1));
    await eventually(() => {
      office.askService();
      assert.equal(network.loses, 0);
    });
    office.askService();
    await settled(office);
    assert.equal((await workingSet(url)).revision, 2);
    await asLoaded(office, url);
  });

  test("several tabs and somebody elsewhere, all at once", async (t) => {
    const { url, open } = await opened(t);
    const tabs = [await open(), await open(), await open()];
    const other = await Client.open(url);
    const here = tabs.map(async (tab) => {
      for (let n = 0; n < 8; n++) assert.ok((await tab.run(sell(1))).ok);
    });
    const there = (async () => {
      for (let n = 0; n < 8; n++) assert.ok((await other.run({ id: `there ${n}`, at: 5, ...sell(1) })).ok);
    })();
    await Promise.all([...here, there]);
    await eventually(async () => {
      tabs[0].askService();
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual([(await workingSet(url)).revision, ...tabs.map(qoh)], [32, -34, -34, -34]);
    });
    await settled(tabs[0]);
    for (const tab of tabs) await asLoaded(tab, url);
    const { rows } = tabs[0].inventory.history({ limit: 1000 });
    const ids = rows.map(({ commandId }) => commandId);
    assert.equal(new Set(ids).size, ids.length, "no command twice");
  });

  test("closed while it waits: what was done is sent when the page is opened again", async (t) => {
    const { url, open } = await opened(t);
    const before = await open();
    network.isCut = true;
    await before.run(sell(2));
    before.close();
    network.isCut = false;
    const office = await open();
    await eventually(async () => assert.equal((await workingSet(url)).revision, 1));
    await settled(office);
    assert.equal(qoh(office), -4);
  });

  test("history that a command needs is fetched, and the rows are those of everything", async (t) => {
    const sales = Array.from({ length: 12 }, (_, n) => ({ id: `s${n}`, number: `${n}`, shopId: "main", completedAt: 1000 + n, ...(n > 9 && { orderId: `o${n}` }) }));
    const adjustments = sales.map(({ id }, n) => ({ id: `a${n}`, itemId: "helmet", shopId: "main", quantity: -1, at: 1000 + n, reason: "sale", sourceId: id }));
    const orders = [10, 11].map((n) => ({
      id: `o${n}`, number: `E${n}`, placedAt: 900, payment: "paid", fraud: "cleared", delivery: "ship",
      lines: [{ id: "l", itemId: "helmet", shopId: "main", quantity: 1, adjustmentId: `a${n}` }],
    }));
    const snapshot = {
      format: "oversold/1", shops: [{ id: "main", name: "Main Street" }], items: [{ id: "helmet", description: "Helmet" }],
      levels: [{ itemId: "helmet", shopId: "main", qoh: -2 }], sales, adjustments, orders,
    };
    const { url, open } = await opened(t, { snapshot });
    const office = await open();
    const all = Inventory.fromObjects(snapshot);
    assert.equal((await workingSet(url)).adjustments.length, 2, "of twelve, the two that the shortage reaches");
    network.isCut = true;
    await office.run({ type: "prioritiseOrder", orderId: "o11", priority: 5 });
    assert.equal(office.keeping.needsHistory, 1, "nobody knows who is last now");
    network.isCut = false;
    office.askService();
    await settled(office);
    all.apply({ id: "p", at: 0, type: "prioritiseOrder", orderId: "o11", priority: 5 });
    sameRows(office.inventory, all);
    assert.deepEqual(office.inventory.report().rows.map(({ id }) => id), ["a9", "a10"]);
  });

  test("of one shop: stock moved to another one, whose shortage is not known here", async (t) => {
    const snapshot = warehouse();
    snapshot.levels.find(({ itemId, shopId }) => itemId === "gloves" && shopId === "harbour").qoh = -5;
    const { url, open, shops } = await opened(t, { snapshot, shops: ["main"] });
    const office = await open();
    assert.ok((await office.run({ type: "receiveTransfer", transferId: "t2" })).ok);
    await settled(office);
    assert.ok((await office.run({ type: "adjustStock", itemId: "gloves", shopId: "main", quantity: -20 })).ok);
    await settled(office);
    await eventually(() => asLoaded(office, url, shops));
  });

  test("left, nothing is sent any more", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    await office.leaveService();
    assert.equal(office.keeping.service, null);
    await office.run(sell(1));
    assert.equal((await workingSet(url)).revision, 0);
    const again = await open();
    assert.equal(again.keeping.service, null, "after a reload too");
  });
});
