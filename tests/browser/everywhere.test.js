// What must hold in every engine, beside the walks, the tabs and the delivery: the report, what is stored, what works without a network.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { expectReport, header } from "./support/screen.js";

const { site, open, another } = useBrowser();

// Without a network Chromium says so in the console, whoever asked.
const mayLog = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;

test("the report: shown, searched, filtered, sorted, and as its address says", async (t) => {
  const page = await open(t);
  const { inventory } = site;
  const [row] = await expectReport(page, inventory);
  const search = row.description.split(/[\s,]+/)[0];
  await page.getByRole("searchbox", { name: "Search items" }).fill(search);
  await expectReport(page, inventory, { search });
  await page.getByText("Show eCom orders").click();
  await expectReport(page, inventory, { search, ecomOnly: true });
  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await page.getByRole("button", { name: "Shop filter", exact: true }).click();
  await page.getByRole("option", { name: row.shop }).click();
  await page.keyboard.press("Escape");
  const query = { shopIds: [row.shopId], sort: [{ by: "qoh" }] };
  await header(page, "QOH").getByRole("button").click();
  await expectReport(page, inventory, query);
  await header(page, "QOH").getByRole("button").click();
  query.sort = [{ by: "qoh", descending: true }];
  await expectReport(page, inventory, query);
  await page.reload();
  await expectReport(page, inventory, query);
});

test("what was done is stored: there after a reload, in another tab, and without a network", async (t) => {
  const books = Inventory.fromJson(site.bytes);
  const [first, second] = books.purchaseOrders({ status: ["ordered"], limit: 2 }).rows;
  const receive = async (page, { id, number }) => {
    const drawer = page.getByRole("dialog", { name: number });
    await drawer.getByRole("button", { name: "Receive all", exact: true }).click();
    await drawer.getByText("Check-in", { exact: true }).waitFor();
    assert.ok(books.apply({ id: `receipt of ${id}`, at: Date.now(), type: "receivePurchaseOrder", purchaseOrderId: id }).ok);
    await page.keyboard.press("Escape");
  };
  const address = ({ id }) => `?open=purchaseOrder:${encodeURIComponent(id)}`;

  const page = await open(t, { address: address(first), context: { serviceWorkers: "allow" }, mayLog });
  await receive(page, first);
  await expectReport(page, books);
  await page.reload();
  await expectReport(page, books);

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.reload();
  await expectReport(page, books);
  const other = await another(page, { address: address(second), mayLog });
  await receive(other, second);
  await expectReport(other, books);
  await expectReport(page, books);
  await page.context().setOffline(false);
});

test("a back-up is restored, in place of what is here, and stays", async (t) => {
  const bells = Inventory.fromObjects({
    format: "oversold/1",
    shops: [{ id: "s", name: "Shop" }],
    items: [{ id: "bell", description: "Bell" }],
    levels: [{ itemId: "bell", shopId: "s", qoh: -1 }],
  });
  bells.apply({ id: "sold", at: 1, type: "adjustStock", itemId: "bell", shopId: "s", quantity: -2 });
  const folder = await mkdtemp(join(tmpdir(), "oversold-back-up-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "oversold.json.gz");
  await writeFile(file, gzipSync(JSON.stringify(bells.toSnapshot())));

  const page = await open(t);
  await page.getByRole("button", { name: "Data" }).click();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByRole("dialog").getByText("Loaded.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await expectReport(page, bells);
  await page.reload();
  await expectReport(page, bells);
  assert.ok(allRows(bells).length > 0);
});
