// What can go wrong with a browser's storage: each said in words, with a way out, and nothing lost that the tab holds.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { openPlain, stateOf } from "./support/plainPage.js";
import { eventually, expectReport } from "./support/screen.js";

const { site, open, another } = useBrowser();

// The head that version 3 of an image would begin with: magic, version, length, and the checksum of these.
const NEWER_HEAD = [...Buffer.from("6f766572736f6c64030000001c0000000000000028cea026e2ab6b66", "hex")];

const bells = JSON.stringify({
  format: "oversold/1",
  shops: [{ id: "s", name: "Shop" }],
  items: [{ id: "bell", description: "Bell" }],
  levels: [{ itemId: "bell", shopId: "s", qoh: -1 }],
});
const choose = (page, name, buffer) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
const notice = (page) => page.getByRole("region", { name: "About your data" });
const download = async (page, button) => {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFile(await (await downloading).path());
};
/** Something that anybody may do at any time. */
const act = (page, id = crypto.randomUUID()) =>
  page.evaluate(async (id) => {
    const [{ itemId, shopId }] = window.office.inventory.report({ limit: 1 }).rows;
    const purchaseOrder = { id, number: id, shopId, lines: [{ id: "l", itemId, quantity: 1 }] };
    try {
      return (await window.office.run({ type: "createPurchaseOrder", purchaseOrder })).ok;
    } catch (error) {
      return error.code;
    }
  }, id);

test("no room: nothing is done that is not stored, and what fits goes on", async (t) => {
  const roomy = 6_000_000;
  const page = await open(t, {
    mayLog: /quota/i,
    prepare: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: roomy });
    },
  });
  const plain = await openPlain(page.context(), site.url);
  assert.equal(await act(plain), true);
  const before = await stateOf(plain);
  assert.equal(await act(plain, "x".repeat(2 * roomy)), "full");
  assert.deepEqual(await stateOf(plain), before);
  assert.equal(await plain.evaluate(() => window.office.keeping.trouble?.code), "full");

  const large = JSON.parse(bells);
  large.items[0].description = "Bell".repeat(roomy / 2);
  await page.getByRole("button", { name: "Data" }).click();
  await choose(page, "large.json", Buffer.from(JSON.stringify(large)));
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  assert.match(await page.getByRole("dialog").getByRole("alert").textContent(), /could not be stored.*make room/);
  await page.getByRole("button", { name: "Close" }).click();
  assert.match(await notice(page).textContent(), /no room left/);
  const backUp = await download(page, "Download a back-up");
  assert.deepEqual([...backUp.subarray(0, 2)], [0x1f, 0x8b], "packed with gzip");
  await notice(page).getByRole("button", { name: "Try again" }).click();
  await notice(page).waitFor({ state: "detached" });

  assert.deepEqual(await stateOf(plain), before, "nothing of it is in the other tab either");
  assert.equal(await act(plain), true);
  assert.equal((await stateOf(plain)).revision, before.revision + 1);
});

test("the storage was cleared under an open page: said, and stored again from what the tab holds", async (t) => {
  const page = await open(t);
  const plain = await openPlain(page.context(), site.url);
  assert.equal(await act(plain), true);
  const before = await stateOf(plain);
  // The page stores again what it holds: it must have heard of the other tab's command before all is gone.
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("grid", { name: "Activity" }).getByRole("row").nth(1).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(site.url).origin, storageTypes: "indexeddb" });
  assert.equal(await act(plain), "gone");
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await notice(page).getByText("has cleared what was stored").waitFor();
  await download(page, "Download a back-up");
  await notice(page).getByRole("button", { name: "Store it again" }).click();
  await notice(page).waitFor({ state: "detached" });
  const again = await openPlain(page.context(), site.url);
  assert.deepEqual(await stateOf(again), before);
  assert.equal(await act(plain), true, "and the tab that first missed it goes on");
});

for (const [what, damage, title] of [
  ["a damaged image", (image) => image.fill(0, 100), "What is stored is damaged"],
  ["an image of a newer version", (image, head) => image.set(head), "What is stored was written by a newer version"],
]) {
  test(`${what}: said, kept as it is until the person decides, and taken along`, async (t) => {
    const page = await open(t);
    const plain = await openPlain(page.context(), site.url);
    const sound = await stateOf(plain);
    await plain.evaluate(
      async ([damage, head]) => {
        const stored = await window.storage.read("all");
        const images = stored.images.map((image) => ({ ...image, bytes: image.bytes.slice() }));
        for (const { bytes } of images) new Function(`return ${damage}`)()(bytes, new Uint8Array(head));
        window.sound = stored;
        await window.storage.begin({ ...stored, images }, false);
      },
      [damage.toString(), NEWER_HEAD],
    );
    const bad = await another(page, { ready: false });
    await bad.getByRole("alert").waitFor();
    assert.match(await bad.getByRole("alert").textContent(), new RegExp(title));
    const zip = await download(bad, "Download what is stored");
    assert.equal(zip.subarray(0, 2).toString(), "PK");
    assert.equal(zip.includes("events.json"), true);

    await choose(bad, "stored.zip", zip);
    await bad.getByRole("heading", { name: title }).nth(1).waitFor();
    await bad.getByRole("button", { name: "Another file" }).click();
    await choose(bad, "bells.json", Buffer.from(bells));
    await bad.getByRole("button", { name: "Begin with this" }).click();
    await bad.getByRole("status").waitFor();
    await eventually(async () => assert.match(await bad.getByRole("grid").textContent(), /Bell/));

    // What was taken along can be brought back by a page that reads it.
    await plain.evaluate(() => window.storage.begin({ ...window.sound, lineage: "again" }, false));
    assert.equal((await stateOf(await openPlain(page.context(), site.url))).hash, sound.hash);
  });
}

test("what is stored, taken along as a ZIP, is brought back by loading it", async (t) => {
  const page = await open(t);
  const plain = await openPlain(page.context(), site.url);
  assert.equal(await act(plain), true);
  const before = await stateOf(plain);
  const zip = await plain.evaluate(async () => {
    const packed = await window.host.packed(await window.storage.read("all"));
    return Array.from(new Uint8Array(await packed.arrayBuffer()));
  });
  assert.equal(await act(plain), true);
  await page.getByRole("button", { name: "Data" }).click();
  await choose(page, "stored.zip", Buffer.from(zip));
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByRole("dialog").getByText("Loaded.").waitFor();
  await eventually(async () => assert.deepEqual(await stateOf(plain), before));
});

test("a newer version of the page takes the storage over: the older one lets go, and says so", async (t) => {
  const page = await open(t);
  const taken = await page.context().newPage();
  await taken.goto(`${site.url}favicon.svg`);
  await taken.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("oversold", 2);
        opening.onsuccess = () => (opening.result.close(), resolve());
        opening.onerror = reject;
      }),
  );
  await notice(page).getByText("A newer version of this page is open").waitFor();
  await download(page, "Download a back-up");
  await notice(page).getByRole("button", { name: "Reload" }).click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").textContent(), /newer version/);
});

for (const [what, script] of [
  ["no IndexedDB", () => Object.defineProperty(window, "indexedDB", { value: undefined })],
  ["an IndexedDB that refuses", () => (IDBFactory.prototype.open = () => { throw new DOMException("The user denied permission to access the database.", "SecurityError"); })],
]) {
  test(`${what}, as in a private window: the page works, and says that the tab holds it alone`, async (t) => {
    const page = await open(t, { prepare: (page) => page.addInitScript(script) });
    await expectReport(page, site.inventory);
    await notice(page).getByText("stores nothing for this page").waitFor();
    await download(page, "Download a back-up");
    await page.getByRole("button", { name: "Data" }).click();
    await page.getByText("In this tab only").waitFor();
    await choose(page, "bells.json", Buffer.from(bells));
    await page.getByRole("button", { name: "Replace what is here" }).click();
    await page.getByRole("dialog").getByText("Loaded.").waitFor();
  });
}

test("a crash of the engine while the page is drawn: a fresh one, and the page goes on", async (t) => {
  const page = await open(t, {
    mayLog: /unreachable|crashed|error occurred/i,
    prepare: (page) => page.addInitScript(crashable),
  });
  const plain = await openPlain(page.context(), site.url);
  const before = await stateOf(plain);
  await page.evaluate(() => (window.crash = true));
  await page.getByRole("searchbox").fill("a");
  await eventually(async () => assert.equal(await page.evaluate(() => window.crash), false));
  await expectReport(page, site.inventory, { search: "a" });
  assert.deepEqual(await stateOf(plain), before);
});

/** The next call into an engine that is made from here on traps once `window.crash` is set. */
function crashable() {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    const { exports } = new Instance(module, imports);
    const trapping = (call) => (...given) => {
      if (window.crash) {
        window.crash = false;
        throw new WebAssembly.RuntimeError("unreachable");
      }
      return call(...given);
    };
    return { exports: Object.fromEntries(Object.entries(exports).map(([name, it]) => [name, typeof it === "function" ? trapping(it) : it])) };
  };
}
