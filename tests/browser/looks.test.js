// For every eye: axe finds nothing, light and dark, wide and narrow. Leaves screenshots to look at.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { useBrowser } from "./support/browser.js";
import { looksRight } from "./support/looks.js";
import { allRows } from "./support/package.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();
/** A row whose stories are worth a picture: several sources, something on its way. */
function richRow() {
  const weight = (row) => {
    const { sources, coveredBy } = site.inventory.explain(row.itemId, row.shopId);
    return Math.min(sources.length, 6) + 2 * Math.min(coveredBy.length, 4);
  };
  return allRows(site.inventory)
    .filter((row) => row.onPurchaseOrder > 0)
    .reduce((best, row) => (weight(row) > weight(best) ? row : best));
}

for (const colorScheme of ["light", "dark"]) {
  const context = { colorScheme };

  test(`the report, ${colorScheme}`, async (t) => {
    await looksRight(await open(t, { context }), `report-${colorScheme}`);
  });

  test(`filters and an order's rows, ${colorScheme}`, async (t) => {
    const [{ value: shopId }] = site.inventory.facets({ ecomOnly: true }).shops;
    const page = await open(t, { context, address: `?ecom=1&shop=${encodeURIComponent(shopId)}&sort=source,-uncovered` });
    await looksRight(page, `filtered-${colorScheme}`);
    await page.getByRole("button", { name: "Diagnosis filter" }).click();
    await page.getByRole("option").first().waitFor();
    await looksRight(page, `diagnosis-filter-${colorScheme}`, { beside: true });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Date filter" }).click();
    await page.getByRole("button", { name: "Apply" }).waitFor();
    await looksRight(page, `date-filter-${colorScheme}`, { beside: true });
  });

  test(`why, and what is on its way, ${colorScheme}`, async (t) => {
    const row = richRow();
    const page = await open(t, {
      context,
      address: `?shop=${encodeURIComponent(row.shopId)}&sort=-onPurchaseOrder&q=${encodeURIComponent(row.code ?? row.description)}`,
    });
    const onScreen = page.locator(`[role=grid] [data-id="${row.id}"]`);
    await onScreen.locator("[data-column=onPurchaseOrder] button").click();
    await page.getByRole("dialog").waitFor();
    await looksRight(page, `incoming-${colorScheme}`, { beside: true });
    await page.keyboard.press("Escape");
    await onScreen.getByRole("button", { name: /^Why/ }).click();
    await page.getByRole("dialog").waitFor();
    await looksRight(page, `explain-${colorScheme}`);
  });
}

test("a laptop, and a telephone", async (t) => {
  await looksRight(await open(t, { context: { viewport: { width: 1280, height: 800 } } }), "report-laptop");
  const page = await open(t, { context: { viewport: { width: 390, height: 844 } } });
  await looksRight(page, "report-narrow");
  await page.locator("[role=grid] [data-id]").first().locator("[data-column=description]").press("Enter");
  await page.getByRole("dialog").waitFor();
  await looksRight(page, "explain-narrow");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0, "only the table scrolls sideways");
});

for (const width of [1280, 1440]) {
  test(`on a screen of ${width} every column is in sight at once`, async (t) => {
    const page = await open(t, { context: { viewport: { width, height: 800 } } });
    const [scroll, client] = await page
      .getByRole("grid", { name: "Negative inventory" })
      .evaluate((grid) => [grid.scrollWidth, grid.clientWidth]);
    assert.equal(scroll, client);
  });
}

test("nothing found, and an error, are looked after too", async (t) => {
  await looksRight(await open(t, { address: "?q=no-such-thing&ecom=1" }), "empty");
  const page = await open(t, {
    ready: false,
    mayLog: /404/,
    prepare: (page) => page.route("**/data/demo.json", (route) => route.fulfill({ status: 404 })),
  });
  await page.getByRole("alert").waitFor();
  await looksRight(page, "error");
});

test("the colours follow the system, or what was chosen, which is remembered", async (t) => {
  const page = await open(t);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background();
  assert.notEqual(light, dark, "follows the system");

  const choose = async (name) => {
    await page.getByRole("button", { name: "Colours" }).click();
    await page.getByRole("menuitemradio", { name }).click();
  };
  await choose("Light");
  await eventually(async () => assert.equal(await background(), light));
  await page.reload();
  await page.getByRole("status").waitFor();
  assert.equal(await background(), light, "remembered");
  await choose("As the system");
  await eventually(async () => assert.equal(await background(), dark));
});

test("who wants no motion gets none", async (t) => {
  const page = await open(t, { context: { reducedMotion: "reduce" } });
  await page.getByRole("button", { name: "Columns" }).click();
  const longest = await page.evaluate(() =>
    Math.max(0, ...document.getAnimations().map((animation) => Number(animation.effect.getComputedTiming().activeDuration))),
  );
  assert.ok(longest <= 1, `${longest} ms`);
});

if (process.env.OVERSOLD_README_SCREENSHOT) {
  test("the README's picture", async (t) => {
    const page = await open(t, { context: { viewport: { width: 1440, height: 810 }, deviceScaleFactor: 1.5 } });
    await page.evaluate(() => document.fonts.ready);
    const docs = fileURLToPath(new URL("../../docs", import.meta.url));
    await mkdir(docs, { recursive: true });
    await page.screenshot({ path: join(docs, "report.png") });
  });
}
