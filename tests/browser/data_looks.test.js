// Where the inventory is kept, and what went wrong with it: axe finds nothing, light and dark, wide and narrow.
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { looksRight } from "./support/looks.js";
import { openPlain } from "./support/plainPage.js";

const { site, open, another } = useBrowser();

const bells = (qoh) => ({
  format: "oversold/1",
  shops: [{ id: "s", name: "Shop" }],
  items: [{ id: "bell", description: "Bell" }],
  levels: [{ itemId: "bell", shopId: "s", qoh }],
});
const choose = (page, snapshot) =>
  page.locator("input[type=file]").setInputFiles({ name: "monday.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(snapshot)) });

const chooseFiles = (page, files) =>
  page
    .locator("input[type=file]")
    .setInputFiles(Object.entries(files).map(([name, text]) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) })));

for (const colorScheme of ["light", "dark"]) {
  test(`data in and out, ${colorScheme}`, async (t) => {
    const page = await open(t, { context: { colorScheme } });
    await page.getByRole("button", { name: "Data" }).click();
    await page.getByText("The browser may clear it").waitFor();
    await looksRight(page, `data-${colorScheme}`);
    await page.getByRole("button", { name: "Look for contradictions" }).click();
    await choose(page, bells(-1));
    await page.getByRole("button", { name: "Replace what is here" }).waitFor();
    await looksRight(page, `data-ready-${colorScheme}`);
    await page.getByRole("button", { name: "Another file" }).click();
    await choose(page, bells("many"));
    await page.getByRole("alert").waitFor();
    await looksRight(page, `data-refused-${colorScheme}`);
    await page.getByRole("button", { name: "Another file" }).click();
    await chooseFiles(page, { "stock.csv": "SKU;Name;Shop;QOH;Remark\nH1;Helmet;Main;-1,5;\n", "sales.csv": "Ticket;Date;SKU;Qty\n68;02/03/2026;H1;1\n" });
    await page.getByText("The dates can be read in several ways").waitFor();
    await looksRight(page, `data-sheets-${colorScheme}`);
    await page.setViewportSize({ width: 320, height: 640 });
    await looksRight(page, `data-sheets-narrow-${colorScheme}`);
    await page.getByRole("button", { name: "Another file" }).click();
    await page.setViewportSize({ width: 1440, height: 900 });
    const level = { itemShopID: "1", itemID: "5", shopID: "9", qoh: "-2" };
    const item = { itemID: "5", description: "Bell" };
    await chooseFiles(page, { "items.json": JSON.stringify({ Item: item, Employee: {} }), "levels.json": JSON.stringify({ ItemShop: level }) });
    await page.getByText("2 records were odd").click();
    await page.getByText("What Lightspeed does not say").click();
    await looksRight(page, `data-pages-${colorScheme}`);
  });

  test(`what went wrong with the storage, ${colorScheme}`, async (t) => {
    const page = await open(t, { context: { colorScheme } });
    const plain = await openPlain(page.context(), site.url);
    await plain.evaluate(async () => {
      const stored = await window.storage.read("all");
      const images = stored.images.map((image) => ({ ...image, bytes: image.bytes.slice(0, 50) }));
      await window.storage.begin({ ...stored, images }, false);
    });
    const damaged = await another(page, { ready: false });
    await damaged.getByRole("alert").waitFor();
    await looksRight(damaged, `storage-damaged-${colorScheme}`);

    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(site.url).origin, storageTypes: "indexeddb" });
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await page.getByRole("button", { name: "Store it again" }).waitFor();
    await looksRight(page, `storage-gone-${colorScheme}`);
    await page.setViewportSize({ width: 320, height: 640 });
    await looksRight(page, `storage-gone-narrow-${colorScheme}`);
  });
}
