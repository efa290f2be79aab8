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
import { eventually, fill, send, serve, workingSet } from "./support.mjs";

const { BrowserStorage, MemoryStorage, connectionOf, openBackOffice, serviceAt, withServiceEncoded, workingSetOf } = await builtHost();

const sell = (quantity) => ({ type: "adjustStock", itemId: "helmet", shopId: "main", quantity: -quantity });
const qoh = ({ inventory }) => inventory.item("helmet").levels.find(({ shopId }) => shopId === "main").qoh;

/** The network between the back office and the service: `cut`, with answers that get lost on their way back, or with another who answers. */
const network = { isCut: false, loses: 0, answers: null, asked: [] };
const itself = globalThis.fetch;
const isPost = (init) => init?.method === "POST";
globalThis.fetch = async (url, init) => {
  // Others ask in their own way, from elsewhere.
  if (init?.cache !== "no-store") return itself(url, init);
  if (network.isCut) throw new TypeError("the network is cut");
  network.asked.push(new URL(url).pathname);
  const answer = await network.answers?.(url, init);
  const response = answer ?? (await itself(url, init));
  if (network.loses > 0 && isPost(init)) {
    network.loses -= 1;
    throw new TypeError("the answer was lost");
  }
  return response;
};

/** The next question for changes is held until `release`: before it arrives, or its answer. `reached`: it is there. */
function held({ answered = true } = {}) {
  let reach, release;
  const reached = new Promise((resolve) => (reach = resolve));
  const released = new Promise((resolve) => (release = resolve));
  network.answers = async (url, init) => {
    if (!url.includes("changes")) return null;
    network.answers = null;
    const response = answered ? await itself(url, init) : null;
    reach();
    await released;
    return response;
  };
  return { reached, release };
}

/** Locks as a browser has them, which this version of Node may not have. */
function useLocks(t, request) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
  t.after(() => (before ? Object.defineProperty(globalThis, "navigator", before) : delete globalThis.navigator));
}

function oneAtATime() {
  let last = Promise.resolve();
  return (_name, work) => (last = last.then(work));
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

/** Twelve sales of a level of which two are missing: the two newest are of orders. */
function longHistory() {
  const sales = Array.from({ length: 12 }, (_, n) => ({ id: `s${n}`, number: `${n}`, shopId: "main", completedAt: 1000 + n, ...(n > 9 && { orderId: `o${n}` }) }));
  const adjustments = sales.map(({ id }, n) => ({ id: `a${n}`, itemId: "helmet", shopId: "main", quantity: -1, at: 1000 + n, reason: "sale", sourceId: id }));
  const orders = [10, 11].map((n) => ({
    id: `o${n}`, number: `E${n}`, placedAt: 900, payment: "paid", fraud: "cleared", delivery: "ship",
    lines: [{ id: "l", itemId: "helmet", shopId: "main", quantity: 1, adjustmentId: `a${n}` }],
  }));
  return {
    format: "oversold/1", shops: [{ id: "main", name: "Main Street" }], items: [{ id: "helmet", description: "Helmet" }],
    levels: [{ itemId: "helmet", shopId: "main", qoh: -2 }], sales, adjustments, orders,
  };
}

/** How far what is stored and the service know of each other. */
async function connectionIn(storage) {
  const { lineage } = await storage.read("newest");
  return storage.service(lineage);
}

/** As a browser does that needs the room. */
async function cleared(name) {
  const stores = ["head", "images", "events"];
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(stores, "readwrite");
      for (const store of stores) transaction.objectStore(store).clear();
      transaction.oncomplete = () => (opening.result.close(), resolve());
      transaction.onerror = reject;
    };
  });
}

describe("the back office before the example service", { skip: missing }, () => {
  let postgres;
  let number = 0;
  before(async () => {
    postgres = await openPostgres();
  });
  after(() => postgres?.close());

  async function opened(t, { storageOf = (name) => new BrowserStorage(name), shops = [], snapshot = warehouse() } = {}) {
    Object.assign(network, { isCut: false, loses: 0, answers: null, asked: [] });
    const name = `office${++number}`;
    const database = await postgres.database(name);
    await fill(database, snapshot);
    const { url, stop } = await serve(database);
    const service = serviceAt(`${url}?${shops.map((shop) => `shop=${shop}`).join("&")}`);
    /** What a page loads of it. */
    const loaded = async (shops) => {
      const inventory = Inventory.fromObjects(await (await itself(workingSetOf({ ...service, shops }))).json());
      const image = { revision: inventory.revision, bytes: inventory.toBytes() };
      return { image, service: await connectionOf({ ...service, shops }, image) };
    };
    const first = async () => {
      const { image, service } = await loaded(shops);
      return { ...image, service };
    };
    const open = async () => {
      const office = await openBackOffice({ storage: storageOf(name), channel: name, first, person: () => "Ann" });
      t.after(() => office.close());
      return office;
    };
    /** What the tabs share, as it is stored. */
    const storage = new BrowserStorage(name);
    t.after(() => storage.close());
    t.after(stop);
    return { url, shops, open, loaded, database, name, storage };
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
      await office.dismissUndone([command.id]);
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
    const snapshot = longHistory();
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

  test("of one shop: a level of another one is asked for once, and never again", async (t) => {
    const { open } = await opened(t, { shops: ["main"] });
    const office = await open();
    assert.ok((await office.run({ type: "adjustStock", itemId: "gloves", shopId: "harbour", quantity: -50 })).ok);
    await settled(office);
    const { revision } = office.inventory;
    network.asked = [];
    for (let n = 0; n < 4; n++) {
      office.askService();
      await pause();
    }
    assert.deepEqual(network.asked.filter((asked) => asked.includes("history")), []);
    assert.equal(office.inventory.revision, revision);
  });

  test("several tabs fetch the same history once", async (t) => {
    useLocks(t, oneAtATime());
    const { open } = await opened(t, { snapshot: longHistory() });
    const tabs = [await open(), await open(), await open()];
    await tabs[0].run({ type: "prioritiseOrder", orderId: "o11", priority: 5 });
    await settled(...tabs);
    for (const tab of tabs) tab.askService();
    await pause();
    await settled(...tabs);
    assert.equal(network.asked.filter((asked) => asked.includes("history")).length, 1);
    assert.deepEqual(tabs.map(({ inventory }) => inventory.revision), [2, 2, 2], "the command, and what the service told");
  });

  const undoneOf = (...ids) => ids.map((id) => ({ command: { id, at: 0, ...sell(1) }, refusal: { code: "notFound", message: "", path: null, details: {} } }));
  const nothing = async () => {};
  const something = (office) => office.run(sell(1));
  for (const [name, meanwhile] of [["", nothing], [", and something is done meanwhile", something]]) {
    test(`what could not be done is seen while the service is asked${name}: it does not come back`, async (t) => {
      const { url, open, storage } = await opened(t);
      const office = await open();
      await settled(office);
      const { lineage } = await storage.read("newest");
      await storage.changeService(lineage, (stored) => ({ ...stored, undone: undoneOf("u1") }));
      const other = await Client.open(url);
      await other.run({ id: "other", at: 5, ...sell(1) });
      const { reached, release } = held();
      office.askService();
      await reached;
      assert.equal(office.keeping.service.undone.length, 1);
      await office.dismissUndone(["u1"]);
      await meanwhile(office);
      release();
      await eventually(async () => assert.ok((await connectionIn(storage)).revision > 0));
      await settled(office);
      assert.deepEqual((await connectionIn(storage)).undone, []);
      assert.deepEqual(office.keeping.service.undone, []);
      await asLoaded(office, url);
    });
  }

  test("what could not be done is seen as far as it was shown", async (t) => {
    const { open, storage } = await opened(t);
    const office = await open();
    await settled(office);
    const undone = undoneOf("u1", "u2");
    const { lineage } = await storage.read("newest");
    await storage.changeService(lineage, (stored) => ({ ...stored, undone }));
    await office.dismissUndone(["u1"]);
    assert.deepEqual((await connectionIn(storage)).undone, undone.slice(1), "what another tab added meanwhile stays");
    office.askService();
    await eventually(() => assert.deepEqual(office.keeping.service.undone, undone.slice(1)));
  });

  test("commands given as one are decided again as one", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    const other = await Client.open(url);
    network.isCut = true;
    const receive = { type: "receivePurchaseOrder", purchaseOrderId: "p1" };
    assert.ok((await office.run([{ type: "prioritiseOrder", orderId: "o1", priority: 3 }, receive])).ok);
    assert.ok((await office.run([sell(1), sell(1)])).ok);
    await eventually(() => assert.equal(office.keeping.service.waiting, 4));
    network.isCut = false;
    await other.run({ id: "other", at: 5, ...receive });
    office.askService();
    await eventually(() => assert.equal(office.keeping.service.undone.length, 2));
    assert.deepEqual(office.keeping.service.undone.map(({ command }) => command.type), ["prioritiseOrder", "receivePurchaseOrder"]);
    await settled(office);
    assert.equal(office.inventory.order("o1").priority, other.inventory.order("o1").priority, "one of them cannot be done: none is");
    assert.equal((await workingSet(url)).revision, 3);
    await asLoaded(office, url);
  });

  test("replaced while the service is asked, by the same one with other shops: they are not mixed", async (t) => {
    const { url, open, loaded, storage } = await opened(t, { shops: ["main"] });
    const office = await open();
    await settled(office);
    const { image, service } = await loaded(["harbour"]);
    const other = await Client.open(url);
    await other.run({ id: "other", at: 5, ...sell(3) });
    const { reached, release } = held();
    office.askService();
    await reached;
    await office.replace({ images: [image], events: [], service });
    release();
    await eventually(async () => assert.equal((await connectionIn(storage)).revision, 1));
    assert.deepEqual((await connectionIn(storage)).shops, ["harbour"]);
    await settled(office);
    await asLoaded(office, url, ["harbour"]);
  });

  test("the browser lends no lock: everything arrives all the same", async (t) => {
    useLocks(t, async () => {
      throw new DOMException("not here", "SecurityError");
    });
    const { url, open } = await opened(t);
    const office = await open();
    await office.run(sell(1));
    await eventually(async () => assert.equal((await workingSet(url)).revision, 1));
    await settled(office);
  });

  test("without a lock, two tabs that ask at once double nothing", async (t) => {
    const { url, open, storage } = await opened(t);
    const here = await open();
    await settled(here);
    const { reached, release } = held({ answered: false });
    here.askService();
    await reached;
    // Sent by the other tab, which hears nothing of it; and this one is told the same by the service, as of somebody else.
    network.loses = Number.POSITIVE_INFINITY;
    const there = await open();
    await there.run(sell(2));
    await eventually(async () => assert.equal((await workingSet(url)).revision, 1));
    const { length } = network.asked;
    release();
    await eventually(() => assert.ok(network.asked.length > length));
    network.loses = 0;
    here.askService();
    there.askService();
    await settled(here, there);
    assert.deepEqual([qoh(here), qoh(there)], [-4, -4]);
    assert.deepEqual((await connectionIn(storage)).undone, []);
    assert.equal((await workingSet(url)).revision, 1);
    await asLoaded(here, url);
  });

  test("what waits has arrived already, behind what others did: it is not done twice", async (t) => {
    const { url, open, storage } = await opened(t);
    const office = await open();
    const other = await Client.open(url);
    network.isCut = true;
    await office.run({ type: "receivePurchaseOrder", purchaseOrderId: "p1", lines: [{ lineId: "p1a", quantity: 1 }] });
    await office.run(sell(1));
    const { asked: _, ...event } = (await storage.read("newest")).events[0];
    await other.run({ id: "other", at: 5, ...sell(1) });
    await send(url, 1, [event]);
    network.isCut = false;
    office.askService();
    await settled(office);
    assert.deepEqual([qoh(office), office.keeping.service.undone], [-3, []]);
    assert.equal((await workingSet(url)).revision, 3);
    await asLoaded(office, url);
  });

  test("another program writes to the tables: what waits is decided again on that", async (t) => {
    const { url, open, database } = await opened(t);
    const office = await open();
    network.isCut = true;
    await office.run(sell(1));
    await postgres.sql(
      database,
      `update levels set qoh = 4 where item_id = 'helmet' and shop_id = 'main'; update head set revision = revision + 1;
       insert into changes (revision, kind, id, shop_id) select revision, 'levels', 'helmet', 'main' from head`,
    );
    network.isCut = false;
    office.askService();
    await settled(office);
    await eventually(async () => assert.equal((await workingSet(url)).revision, 2));
    assert.equal(qoh(office), 3);
    await asLoaded(office, url);
  });

  test("the service's database is made anew: nothing is sent there, and it is said", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    await settled(office);
    const anew = await postgres.database(`anew${number}`);
    await fill(anew, warehouse());
    const { url: another, stop } = await serve(anew);
    t.after(stop);
    network.answers = (asked, init) => itself(String(asked).replace(url, another), init);
    office.askService();
    await eventually(() => assert.equal(office.keeping.service.trouble?.code, "gone"));
    await office.run(sell(1));
    await eventually(() => assert.equal(office.keeping.service.waiting, 1));
    await pause();
    assert.equal(office.keeping.service.trouble.code, "gone");
    assert.equal((await workingSet(another)).revision, 0);
  });

  describe("what the service answers", () => {
    const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
    const page = (status) => new Response("<h1>No</h1>", { status, headers: { "content-type": "text/html" } });
    const refusal = { code: "idReused", path: "events[0].commandId", message: "used before" };
    const cases = [
      ["400: refused, and where", () => json(400, refusal), "refused", "used before", { code: "idReused", path: "events[0].commandId" }],
      ["413 from a proxy, which speaks no JSON: refused", () => page(413), "refused", /answered with status 413/, null],
      ["415: refused", () => json(415, { ...refusal, path: null }), "refused", "used before", { code: "idReused", path: null }],
      ["422: refused", () => json(422, refusal), "refused", "used before", { code: "idReused", path: "events[0].commandId" }],
      ["503: not now", () => json(503, { code: "busy", path: null, message: "later" }), "unreachable", "later", { code: "busy", path: null }],
      ["a page: not the service", () => page(200), "unreachable", /not as the service does/, null],
      ["no revision: not the service", () => json(200, { lineage: "a" }), "unreachable", /not as the service does/, null],
      ["a revision that is none: not the service", () => json(200, { lineage: "a", revision: 1.5 }), "unreachable", /not as the service does/, null],
      ["409 without a revision: not the service", () => json(409, { lineage: "a", events: [] }), "unreachable", /not as the service does/, null],
    ];
    for (const [name, answer, code, message, said] of cases) {
      test(name, async (t) => {
        const { url, open } = await opened(t);
        const office = await open();
        await settled(office);
        network.answers = (_, init) => (isPost(init) ? answer() : null);
        await office.run(sell(1));
        await eventually(() => assert.equal(office.keeping.service.trouble?.code, code));
        const { trouble } = office.keeping.service;
        assert.match(trouble.message, message instanceof RegExp ? message : new RegExp(`^${message}$`));
        assert.deepEqual(trouble.said, said);
        assert.equal(office.keeping.service.waiting, 1);
        network.answers = null;
        office.askService();
        await settled(office);
        assert.equal((await workingSet(url)).revision, 1);
      });
    }
  });

  test("no answer at all is not waited for without end: the other tabs wait for it too", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    await settled(office);
    // It comes sooner here than it does there.
    const stopping = new AbortController();
    const patience = t.mock.method(AbortSignal, "timeout", () => stopping.signal);
    const unanswered = async ({ signal }) => {
      signal.throwIfAborted();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    network.answers = (_, init) => (isPost(init) ? unanswered(init) : null);
    await office.run(sell(1));
    await eventually(() => assert.equal(office.keeping.service.waiting, 1));
    stopping.abort(new DOMException("too long", "TimeoutError"));
    await eventually(() => assert.equal(office.keeping.service.trouble?.code, "unreachable"));
    assert.equal(office.keeping.service.trouble.message, "too long");
    network.answers = null;
    patience.mock.restore();
    office.askService();
    await settled(office);
    assert.equal((await workingSet(url)).revision, 1);
  });

  test("what nobody thought of is told too", async (t) => {
    const storageOf = (name) => {
      const storage = new BrowserStorage(name);
      storage.service = async () => {
        throw new RangeError("what nobody thought of");
      };
      return storage;
    };
    const { open } = await opened(t, { storageOf });
    const office = await open();
    await eventually(() => assert.equal(office.keeping.service.trouble?.code, "failed"));
    assert.equal(office.keeping.service.trouble.message, "what nobody thought of");
  });

  test("much that waited is put into an image once the service has it", async (t) => {
    const { url, open, storage } = await opened(t);
    const office = await open();
    network.isCut = true;
    await office.run(Array.from({ length: 260 }, () => sell(1)));
    await office.run(sell(1));
    await pause();
    assert.equal(await storage.imageRevision(), 0, "decided again, it begins before what waits");
    network.isCut = false;
    office.askService();
    await settled(office);
    assert.equal((await workingSet(url)).revision, 261);
    await eventually(async () => assert.equal(await storage.imageRevision(), 261));
  });

  /** Asked again and again, and given the time, nothing more comes to the service. */
  const nothingIsSent = async (offices, url) => {
    const { revision } = await workingSet(url);
    for (let n = 0; n < 5; n++) {
      for (const office of offices) office.askService();
      await pause();
    }
    assert.equal((await workingSet(url)).revision, revision);
  };

  test("left, nothing is sent any more", async (t) => {
    const { url, open } = await opened(t);
    const office = await open();
    await office.leaveService();
    assert.equal(office.keeping.service, null);
    await office.run(sell(1));
    await nothingIsSent([office], url);
    assert.equal((await workingSet(url)).revision, 0);
    const again = await open();
    assert.equal(again.keeping.service, null, "after a reload too");
    await nothingIsSent([office, again], url);
  });

  test("left in one tab, while another one asks: it is left in both, and what waits is not sent", async (t) => {
    const { url, open, storage } = await opened(t);
    const [here, there] = [await open(), await open()];
    await settled(here, there);
    const other = await Client.open(url);
    await other.run({ id: "other", at: 5, ...sell(1) });
    const { reached, release } = held();
    here.askService();
    await reached;
    await there.leaveService();
    await here.run(sell(2));
    release();
    await eventually(() => assert.deepEqual([here.keeping.service, there.keeping.service], [null, null]));
    await here.run(sell(2));
    await there.run(sell(2));
    await nothingIsSent([here, there], url);
    assert.equal((await workingSet(url)).revision, 1);
    assert.equal(await connectionIn(storage), null);
  });

  test("stored again after the browser cleared it, it is of no service, in all tabs", async (t) => {
    const { url, open, name, storage } = await opened(t);
    const [here, there] = [await open(), await open()];
    await settled(here, there);
    await cleared(name);
    await assert.rejects(here.run(sell(1)), ({ code }) => code === "gone");
    await here.keepAgain();
    assert.equal(here.keeping.service, null);
    await eventually(() => assert.equal(there.keeping.service, null));
    assert.equal(await connectionIn(storage), null);
    await here.run(sell(1));
    await nothingIsSent([here, there], url);
  });
});

describe("a page's address with a service", () => {
  const base = "https://page.example/office/";
  const serviceIn = (search) => serviceAt(new URLSearchParams(withServiceEncoded(search)).get("service"), base);
  const stock = "https://page.example/office/stock/";
  for (const [search, shops] of [
    ["?service=stock/", []],
    ["?service=stock", []],
    ["?service=stock/?shop=a&shop=b", ["a", "b"]],
    ["?q=bell&service=stock/?shop=a&shop=b&shop=c", ["a", "b", "c"]],
    ["?service=stock/?shop=a%26b&shop=c", ["a&b", "c"]],
    [`?${new URLSearchParams({ service: "stock/?shop=a&shop=b", q: "why?" })}`, ["a", "b"]],
    ["?service=stock/&q=why?", []],
  ]) {
    test(search, () => assert.deepEqual(serviceIn(search), { url: stock, shops }));
  }
  test("elsewhere, and once more as it was written the first time", () => {
    const search = withServiceEncoded("?service=https://stock.example/?shop=a&shop=b");
    assert.deepEqual(serviceIn(search), { url: "https://stock.example/", shops: ["a", "b"] });
    assert.equal(withServiceEncoded(`${search}&q=why?`), `${search}&q=why?`);
  });
});
