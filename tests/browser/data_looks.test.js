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
