// Getting the inventory in and out: a file is looked into before anything is replaced, and what is wrong with it is a table.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { eventually, expectReport } from "./support/screen.js";

const { site, open, another } = useBrowser();

const bells = (count) => ({
  format: "oversold/1",
  shops: [{ id: "s", name: "Shop" }],
  items: Array.from({ length: count }, (_, n) => ({ id: `bell-${n}`, description: `Bell ${n}` })),
  levels: Array.from({ length: count }, (_, n) => ({ itemId: `bell-${n}`, shopId: "s", qoh: -1 - n })),
});
const text = (snapshot) => Buffer.from(JSON.stringify(snapshot));

const dialog = (page) => page.getByRole("dialog", { name: "This inventory" });
const openData = async (page) => {
  await page.getByRole("button", { name: "Data" }).click();
  await dialog(page).waitFor();
};
const choose = (page, name, buffer) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

/** As a person drops a file on the page. */
async function drop(page, name, buffer, onto = "main") {
  const bytes = [...buffer];
  const transfer = await page.evaluateHandle(
    ([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    [name, bytes],
  );
  for (const type of ["dragenter", "dragover", "drop"]) await page.locator(onto).first().dispatchEvent(type, { dataTransfer: transfer });
}

for (const [kind, name, packed] of [
  ["JSON", "bells.json", (bytes) => bytes],
  ["gzip", "bells.json.gz", gzipSync],
]) {
  test(`a snapshot as ${kind}, dropped on the page: shown beside what is here, then in its place, and there after a reload`, async (t) => {
    const page = await open(t);
    await drop(page, name, packed(text(bells(3))));
    await dialog(page).getByRole("heading", { name: `${name} can be loaded` }).waitFor();
    const counts = await dialog(page).getByRole("row").filter({ hasText: "Rows in the report" }).getByRole("cell").allTextContents();
    assert.deepEqual(counts, [site.inventory.report().total.toLocaleString("en-GB"), "3"]);
    await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
    await dialog(page).getByText("Loaded.").waitFor();
    await dialog(page).getByRole("button", { name: "Close" }).click();
    const inventory = Inventory.fromObjects(bells(3));
    await expectReport(page, inventory);
    await page.reload();
    await expectReport(page, inventory);
  });
}

test("another tab shows the new inventory too", async (t) => {
  const page = await open(t);
  const other = await another(page);
  await openData(page);
  await choose(page, "bells.json", text(bells(2)));
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await expectReport(other, Inventory.fromObjects(bells(2)));
});

test("a snapshot with mistakes: each with its place, in a table, and nothing changed", async (t) => {
  const page = await open(t);
  const wrong = bells(400);
  for (const level of wrong.levels) level.qoh = "many";
  delete wrong.items[7].description;
  await openData(page);
  await choose(page, "wrong.json", text(wrong));
  await dialog(page).getByRole("heading", { name: "wrong.json was refused" }).waitFor();
  const rows = await dialog(page).getByRole("region", { name: "What is wrong with it" }).getByRole("row").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  let refusal;
  try {
    Inventory.fromObjects(wrong);
  } catch (error) {
    refusal = error;
  }
  assert.deepEqual(rows.slice(1), [[refusal.path, refusal.message], ...refusal.details.findings.map(({ path, message }) => [path, message])]);
  assert.ok(rows.length > 100);
  assert.match(await dialog(page).textContent(), /The first \d+ of 401\./);
  await dialog(page).getByRole("button", { name: "Another file" }).click();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expectReport(page, site.inventory);
});

test("files that are none: refused in words, and nothing changed", async (t) => {
  const page = await open(t);
  const hostile = {
    "empty.json": Buffer.alloc(0),
    "random.bin": Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 251)),
    "cut.json.gz": gzipSync(text(bells(50))).subarray(0, 60),
    "deep.json": Buffer.from("[".repeat(200_000)),
    "other.json": Buffer.from('{"hello": "<img src=x onerror=window.taken=1>"}'),
    "none.zip": Buffer.from("PK\u0003\u0004 and then nothing that belongs to an archive"),
    "image.bin": Buffer.concat([Buffer.from("oversold"), Buffer.alloc(500)]),
    "bomb.json.gz": gzipSync(Buffer.alloc(50_000_000, " ")),
    "<img src=x onerror=window.taken=1>.json": Buffer.from("<img src=x onerror=window.taken=1>"),
  };
  await openData(page);
  for (const [name, bytes] of Object.entries(hostile)) {
    await choose(page, name, bytes);
    await dialog(page).getByRole("alert").waitFor();
    assert.ok((await dialog(page).getByRole("alert").textContent()).length > 20, name);
    assert.equal(await page.evaluate(() => window.taken), undefined);
    await dialog(page).getByRole("button", { name: "Another file" }).click();
  }
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expectReport(page, site.inventory);
});

test("a long load can be cancelled, and changes nothing", async (t) => {
  const page = await open(t);
  await openData(page);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/data/demo.json", async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await dialog(page).getByRole("button", { name: "Load the sample" }).click();
  await dialog(page).getByRole("progressbar", { name: "Reading the sample" }).waitFor();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page).getByText("Cancelled: nothing was changed.").waitFor();
  release();

  await choose(page, "many.json", text(bells(60_000)));
  await dialog(page).getByRole("progressbar", { name: "Reading many.json" }).waitFor();
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page).getByText("Cancelled: nothing was changed.").waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expectReport(page, site.inventory);
});

test("a back-up is a snapshot of everything, and loading it brings everything back", async (t) => {
  const page = await open(t);
  await openData(page);
  const downloading = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Download a back-up" }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^inventory-\d{4}-\d\d-\d\d\.json\.gz$/);
  const bytes = await readFile(await download.path());
  const inventory = Inventory.fromJson(gunzipSync(bytes));
  assert.deepEqual(allRows(inventory), allRows(site.inventory));

  await choose(page, "bells.json", text(bells(1)));
  await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
  await dialog(page).getByText("Loaded.").waitFor();
  await choose(page, "back-up.json.gz", bytes);
  await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
  await dialog(page).getByText("Loaded.").waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expectReport(page, site.inventory);
});

test("the browser is asked to keep it, with the reason beside", async (t) => {
  const page = await open(t, {
    prepare: (page) =>
      page.addInitScript(() => {
        let persisted = false;
        navigator.storage.persisted = async () => persisted;
        navigator.storage.persist = async () => (persisted = true);
      }),
  });
  await openData(page);
  await dialog(page).getByText("The browser may clear it when the disk is full.").waitFor();
  await dialog(page).getByRole("button", { name: "Ask the browser to keep it" }).click();
  await dialog(page).getByText("The browser has promised not to clear it by itself.").waitFor();
  await eventually(async () => assert.equal(await dialog(page).getByRole("button", { name: "Ask the browser to keep it" }).count(), 0));
});

test("contradictions: of a file before it is loaded, and of what is here when asked for", async (t) => {
  const page = await open(t);
  const snapshot = bells(1);
  const line = { id: "l", itemId: "bell-0", ordered: 1, received: 5 };
  snapshot.purchaseOrders = [{ id: "po", number: "7", shopId: "s", orderedAt: 0, lines: [line] }];
  const [finding] = Inventory.fromObjects(snapshot).check();
  await openData(page);
  await choose(page, "odd.json", text(snapshot));
  await dialog(page).getByText("1 contradiction was found").click();
  const table = dialog(page).getByRole("region", { name: "What is wrong with it" });
  await table.waitFor();
  assert.ok((await table.textContent()).includes(finding.message));
  assert.ok((await table.textContent()).includes("Received more than ordered"));
  await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
  await dialog(page).getByText("Loaded.").waitFor();
  await dialog(page).getByRole("button", { name: "Look for contradictions" }).click();
  await dialog(page).getByText("1 contradiction was found").click();
  assert.ok((await dialog(page).getByRole("row").last().textContent()).includes(finding.path));
});
