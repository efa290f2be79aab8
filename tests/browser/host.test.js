// The door between the pages and the data, without a page: several of them on one storage are several tabs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InventoryError } from "oversold";
import { enter } from "../../pkg/dist/instance.js";
import { builtHost, imageOf, shop } from "./support/host.js";
import { eventually } from "./support/screen.js";

const { BrowserStorage, MemoryStorage, openBackOffice, StorageError } = await builtHost();

const sell = (quantity = 1) => ({ type: "adjustStock", itemId: "bell", shopId: "s", quantity: -quantity });
const receive = { type: "receivePurchaseOrder", purchaseOrderId: "po" };
const qoh = ({ inventory }) => inventory.item("bell").levels[0].qoh;

let databases = 0;

/** Opens tabs on a storage of their own: `tabs.open()` opens one more. */
function useTabs(t, { storageOf = (name) => new BrowserStorage(name), first = shop() } = {}) {
  const name = `test-${++databases}`;
  const tabs = [];
  const open = async () => {
    const storage = storageOf(name);
    const office = await openBackOffice({ storage, channel: name, first: async () => imageOf(first), person: () => "Ann" });
    tabs.push(office);
    return office;
  };
  t.after(() => tabs.forEach((tab) => tab.close()));
  return { name, open };
}

test("what is done is stored, and there after a reload", async (t) => {
  const { open } = useTabs(t);
  const tab = await open();
  const done = await tab.run(sell(2));
  assert.equal(done.ok, true);
  assert.deepEqual(done.changes.levels, [{ itemId: "bell", shopId: "s", qoh: 3 }]);
  assert.equal(qoh(tab), 3);
  assert.equal(tab.keeping.done, 1);
  const later = await open();
  assert.equal(qoh(later), 3);
  const [row] = later.inventory.history().rows;
  assert.deepEqual([row.commandId, row.by], [done.commandIds[0], "Ann"]);
});

test("tabs that begin at once begin with the same", async (t) => {
  const { open } = useTabs(t);
  const tabs = await Promise.all([open(), open(), open()]);
  await Promise.all(tabs.map((tab) => tab.run(sell())));
  await eventually(() => assert.deepEqual(tabs.map(qoh), [2, 2, 2]));
});

test("another tab hears of it, and of what became different", async (t) => {
  const { open } = useTabs(t);
  const [here, there] = [await open(), await open()];
  const heard = [];
  there.subscribe(({ changes, events, from, replaced }) => heard.push({ levels: changes.levels, events: events.length, from, replaced }));
  await here.run(sell(7));
  await eventually(() => assert.equal(heard.length, 1));
  assert.deepEqual(heard[0], { levels: [{ itemId: "bell", shopId: "s", qoh: -2 }], events: 1, from: "elsewhere", replaced: false });
  assert.equal(there.inventory.totals().rows, 1);
});

test("a preview changes nothing, and done twice it is done once", async (t) => {
  const { open } = useTabs(t);
  const tab = await open();
  const shown = tab.preview(sell());
  assert.equal(qoh(tab), 5);
  const [one, two] = await Promise.all([tab.run(sell(), { shown }), tab.run(sell(), { shown })]);
  assert.deepEqual([one.ok, two.ok], [true, true]);
  assert.deepEqual(one.commandIds, two.commandIds);
  assert.equal(qoh(tab), 4);
});

test("somebody was quicker: asked again only where it would do something else", async (t) => {
  const { open } = useTabs(t);
  const [here, there] = [await open(), await open()];
  const shown = here.preview(receive);
  await there.run(sell());
  const harmless = await here.run(receive, { shown });
  assert.equal(harmless.ok, true, "a sale elsewhere does not change what the delivery brings");

  const inPart = { ...receive, purchaseOrderId: "po2" };
  const line = { id: "l", itemId: "bell", quantity: 10 };
  await here.run({ type: "createPurchaseOrder", purchaseOrder: { id: "po2", number: "2", shopId: "s", lines: [line] } });
  const before = here.preview(inPart);
  await eventually(() => assert.ok(there.inventory.purchaseOrder("po2")));
  const first = there.run({ ...inPart, lines: [{ lineId: "l", quantity: 4 }] });
  const second = here.run(inPart, { shown: before });
  assert.equal((await first).ok, true);
  const changed = await second;
  assert.equal(changed.ok, false);
  assert.equal(changed.changed, true);
  assert.equal(changed.now.events[0].lines[0].quantity, 6, "what is left");
  const agreed = await here.run(inPart, { shown: changed.now });
  assert.equal(agreed.ok, true);
  await eventually(() => assert.deepEqual([qoh(here), qoh(there)], [24, 24]));
});

test("a refusal is the answer, and nothing is stored", async (t) => {
  const { open } = useTabs(t);
  const tab = await open();
  await tab.run(receive);
  const refused = await tab.run(receive);
  assert.equal(refused.ok, false);
  assert.equal(refused.refusal.code, "nothingToDo");
  assert.equal((await open()).inventory.revision, 1);
});

test("a list is done whole or not at all", async (t) => {
  const { open } = useTabs(t);
  const tab = await open();
  const refused = await tab.run([sell(), { ...receive, purchaseOrderId: "none" }]);
  assert.deepEqual([refused.ok, refused.index], [false, 1]);
  assert.equal(qoh(tab), 5);
  const done = await tab.run([sell(), receive]);
  assert.equal(done.commandIds.length, 2);
  assert.equal(qoh(tab), 14);
});

test("images take the place of events, and a tab that slept catches up", async (t) => {
  const { name, open } = useTabs(t);
  const storage = new BrowserStorage(name);
  t.after(() => storage.close());
  const tab = await open();
  for (let n = 0; n < 3; n++) await tab.run(Array.from({ length: 260 }, () => sell()));
  await eventually(async () => {
    const { images, events } = await storage.read("all");
    assert.equal(images.length, 2, "the newest image, and the one before");
    assert.ok(events.length >= 260 && events.length < 780, `${events.length} events since the older one`);
  });
  const position = { lineage: (await storage.read("newest")).lineage, revision: 100 };
  assert.equal(await storage.since(position), null, "too far behind for events");
  assert.equal(qoh(await open()), 5 - 780);
});

test("a damaged image: the one before and more events lead to the same state", async (t) => {
  const { name, open } = useTabs(t);
  const storage = new BrowserStorage(name);
  t.after(() => storage.close());
  const tab = await open();
  for (let n = 0; n < 2; n++) await tab.run(Array.from({ length: 260 }, () => sell()));
  const stored = await eventually(async () => {
    const stored = await storage.read("all");
    assert.equal(stored.images.length, 2);
    return stored;
  });
  const bytes = stored.images[0].bytes.slice();
  bytes[bytes.length >> 1] ^= 1;
  await storage.begin({ ...stored, images: [{ ...stored.images[0], bytes }, stored.images[1]] }, false);
  assert.deepEqual((await open()).inventory.toBytes(), tab.inventory.toBytes());

  const both = stored.images.map((image) => ({ ...image, bytes: image.bytes.slice(0, 100) }));
  await storage.begin({ ...stored, images: both }, false);
  await assert.rejects(open(), (error) => error instanceof InventoryError && error.code === "corruptImage");
  assert.equal((await storage.read("all")).images.length, 2, "and nothing is thrown away");
});

test("another inventory in its place, in all tabs", async (t) => {
  const { open } = useTabs(t);
  const [here, there] = [await open(), await open()];
  await there.run(sell());
  const heard = [];
  there.subscribe(({ from, replaced }) => heard.push({ from, replaced }));
  const before = here.preview(sell());
  await here.replace({ images: [imageOf(shop(100))], events: [] });
  assert.equal(qoh(here), 100);
  await eventually(() => assert.deepEqual(heard, [{ from: "elsewhere", replaced: true }]));
  assert.equal(qoh(there), 100);
  assert.equal((await here.run(sell(), { shown: before })).changed, true, "what was agreed to was about the other one");
});

test("what was stored is gone: said, and stored again from what the tab holds", async (t) => {
  const { name, open } = useTabs(t);
  const tab = await open();
  await tab.run(sell());
  let told = 0;
  tab.watch(() => (told += 1));
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(["head", "images", "events"], "readwrite");
      for (const store of ["head", "images", "events"]) transaction.objectStore(store).clear();
      transaction.oncomplete = () => (opening.result.close(), resolve());
      transaction.onerror = reject;
    };
  });
  await assert.rejects(tab.run(sell()), (error) => error instanceof StorageError && error.code === "gone");
  assert.equal(tab.keeping.trouble.code, "gone");
  assert.equal(qoh(tab), 4, "the tab still holds it, and did nothing that is not stored");
  await tab.keepAgain();
  assert.equal(tab.keeping.trouble, null);
  assert.ok(told >= 2);
  await tab.run(sell());
  assert.equal(qoh(await open()), 3);
});

test("no storage at all: the tab keeps it, and says so", async (t) => {
  const refusing = () => ({ read: async () => { throw new StorageError("unavailable"); }, close() {} });
  const { open } = useTabs(t, { storageOf: refusing });
  const tab = await open();
  assert.equal(tab.keeping.where, "tab");
  await tab.run(sell());
  assert.equal(qoh(tab), 4);
  await tab.recover();
  assert.equal(qoh(tab), 4, "and a crash of the engine loses nothing");
});

test("no room for even the first image: the tab keeps it, and says so", async (t) => {
  const full = () => ({ read: async () => null, begin: async () => { throw new StorageError("full"); }, close() {} });
  const { open } = useTabs(t, { storageOf: full });
  const tab = await open();
  assert.equal(tab.keeping.where, "tab");
  await tab.run(sell());
  assert.equal(qoh(tab), 4);
});

test("a crash of the engine in the middle: the command is done once, and the page goes on", async (t) => {
  const { open } = useTabs(t);
  const tab = await open();
  await tab.run(sell());
  const replaced = [];
  tab.subscribe((update) => update.replaced && replaced.push(update.from));
  const { inventory } = tab;
  inventory.decide = crash;
  const done = await tab.run(sell());
  assert.equal(done.ok, true);
  assert.equal(qoh(tab), 3);
  assert.deepEqual(replaced, ["here"]);
  assert.notEqual(tab.inventory, inventory);
});

/** Makes the running engine crash, as a trap inside it would. */
function crash() {
  return enter(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
}

test("another tab stored what only a newer version reads: said, and this tab stays as it is", async (t) => {
  const { name, open } = useTabs(t);
  const tab = await open();
  const storage = new BrowserStorage(name);
  t.after(() => storage.close());
  const { lineage } = await storage.read("newest");
  const { events } = tab.inventory.decide({ id: "c", at: 0, ...sell() });
  await storage.append({ lineage, revision: 0 }, events.map((event) => ({ ...event, format: "oversold/2" })));
  await assert.rejects(tab.run(sell()), (error) => error instanceof StorageError && error.code === "newer");
  assert.equal(tab.keeping.trouble.code, "newer");
  assert.equal(qoh(tab), 5);
});

test("events of another revision are refused by the storage: nobody is next twice", async (t) => {
  const { name, open } = useTabs(t);
  const tab = await open();
  const storage = new BrowserStorage(name);
  t.after(() => storage.close());
  const { lineage } = await storage.read("newest");
  const { events } = tab.inventory.decide({ id: "c", at: 0, ...sell() });
  const answers = await Promise.all([1, 2, 3].map(() => storage.append({ lineage, revision: 0 }, events)));
  assert.deepEqual(answers, [{ stored: true }, { stored: false, since: events }, { stored: false, since: events }]);
});

test("in memory as in the browser's storage", async () => {
  const storage = new MemoryStorage();
  const image = imageOf(shop());
  await storage.begin({ lineage: "a", revision: 0, images: [image], events: [] }, false);
  const event = { revision: 1 };
  assert.deepEqual(await storage.append({ lineage: "a", revision: 0 }, [event]), { stored: true });
  assert.deepEqual(await storage.append({ lineage: "a", revision: 0 }, [event]), { stored: false, since: [event] });
  assert.deepEqual(await storage.since({ lineage: "a", revision: 0 }), [event]);
  assert.equal(await storage.since({ lineage: "b", revision: 0 }), null);
  await storage.compact("a", { revision: 1, bytes: image.bytes });
  assert.equal(await storage.since({ lineage: "a", revision: 0 }), null);
});

for (const [kind, storageOf] of [["memory", () => new MemoryStorage()], ["the browser's storage", (name) => new BrowserStorage(name)]]) {
  test(`in ${kind}, what is known of a service is changed as it is then, or not at all`, async (t) => {
    const storage = storageOf(`test-${++databases}`);
    t.after(() => storage.close());
    const image = imageOf(shop());
    const service = { url: "https://stock.example/", shops: [], serviceLineage: "there", revision: 7, sent: 0, undone: [] };
    await storage.begin({ lineage: "here", revision: 0, images: [image], events: [], service }, false);
    assert.equal(await storage.service("there"), undefined, "the service's lineage is not the inventory's");
    assert.deepEqual(await storage.service("here"), service);
    const next = (stored) => ({ ...stored, revision: stored.revision + 1 });
    const answers = await Promise.all([storage.changeService("here", next), storage.changeService("there", next), storage.changeService("here", () => undefined)]);
    assert.deepEqual(answers, [true, false, false]);
    assert.equal((await storage.service("here")).revision, 8);

    await storage.append({ lineage: "here", revision: 0 }, [{ revision: 1 }]);
    const newer = { revision: 1, bytes: image.bytes };
    assert.equal(await storage.compact("here", newer), false, "the service has to hear of the event first");
    const again = { lineage: "here+again", revision: 1, images: [newer], events: [] };
    assert.equal(await storage.beginAfter({ lineage: "here", revision: 1 }, again, () => undefined), false);
    assert.equal(await storage.beginAfter({ lineage: "here", revision: 0 }, again, next), false, "that is not the newest");
    assert.equal(await storage.changeService("here", (stored) => ({ ...stored, sent: 1 })), true);
    assert.equal(await storage.beginAfter({ lineage: "here", revision: 1 }, again, next), true);
    assert.deepEqual(await storage.service("here+again"), { ...service, revision: 9, sent: 1 });

    assert.equal(await storage.changeService("here+again", () => null), true);
    assert.equal(await storage.service("here+again"), null);
    assert.equal(await storage.changeService("here+again", next), false, "left is left");
  });
}
