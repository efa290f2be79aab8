// Every page and drawer of the morning's work for every eye: axe finds nothing, light and dark, at 320 pixels (which is 1280 at
// 400%), mirrored, without motion, on paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { looksRight } from "./support/looks.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();

/** What there is to see: its name, its address, and what tells that it is there. */
function sights() {
  const { inventory } = site;
  const incoming = inventory.backorders({ states: ["incoming"], limit: 1000 }).rows.find(({ lines }) => lines.length > 1);
  const [ready] = inventory.backorders({ states: ["ready"], blockedBy: ["notPaid"], limit: 1 }).rows;
  const [ordered] = inventory.purchaseOrders({ status: ["checkIn"], limit: 1 }).rows;
  const [sent] = inventory.transfers({ status: ["sent"], limit: 1 }).rows;
  const [returned] = inventory.vendorReturns({ status: ["sent"], limit: 1 }).rows;
  const [{ source, itemId }] = inventory.report({ ecomOnly: true, limit: 1 }).rows;
  const at = (page, type, { id, orderId, number }) => [`${type}`, `?page=${page}&open=${type}:${orderId ?? id}`, number];
  return [
    ["backorders", "?page=backorders&picture=1"],
    ["receive", "?page=receive"],
    ["purchase-orders", "?page=purchase-orders"],
    ["transfers", "?page=transfers"],
    ["vendor-returns", "?page=vendor-returns"],
    ["shipments", "?page=shipments"],
    ["replenish", "?page=replenish"],
    ["activity", "?page=activity"],
    ["pictures", "?pictures=1"],
    ["order-incoming", `?page=backorders&open=order:${incoming.orderId}`, incoming.number],
    ["order-ready", `?page=backorders&open=order:${ready.orderId}`, ready.number],
    at("purchase-orders", "purchaseOrder", ordered),
    at("transfers", "transfer", sent),
    at("vendor-returns", "vendorReturn", returned),
    at("report", "sale", source),
    ["item", `?open=item:${itemId}`, inventory.item(itemId).description],
    ["allocation", "?page=backorders&deal=mostOrders", "Who gets scarce stock"],
    ["new", "?page=purchase-orders&open=new:purchaseOrder", "New purchase order"],
  ];
}

/** Within the page: the inventory need not be loaded again for each. */
async function visit(page, address, dialog) {
  await page.evaluate((address) => {
    history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, address);
  // Pages, drawers and pictures come when they are wanted.
  if (dialog) await page.getByRole("dialog").getByRole("heading", { name: dialog, exact: true }).first().waitFor();
  else {
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const title = page.getByRole("heading", { level: 1 });
    const current = page.locator("nav a[aria-current]");
    await eventually(async () => assert.deepEqual(await title.allTextContents(), await current.allTextContents()), 60_000);
    if (/picture/.test(address)) await page.locator("figure svg").first().waitFor();
  }
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("pages and drawers, light and dark", async (t) => {
  const page = await open(t);
  const bothSchemes = async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await looksRight(page, `${name}-${colorScheme}`);
    }
  };
  for (const [name, address, dialog] of sights()) {
    await visit(page, address, dialog);
    await bothSchemes(name);
  }
  await visit(page, "?page=backorders");
  await page.keyboard.press("Control+k");
  await page.getByRole("menuitem").first().waitFor();
  await bothSchemes("palette");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await bothSchemes("shortcuts");
});

test("320 pixels wide, as a desk's screen is at 400%: nothing but tables scrolls sideways", async (t) => {
  const page = await open(t, { context: { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" } });
  for (const [name, address, dialog] of sights()) {
    await visit(page, address, dialog);
    // The same parts as on a wide screen, in other places: axe looks at those that differ most.
    if (["backorders", "receive", "replenish", "order-incoming", "new"].includes(name)) await looksRight(page, `${name}-320`);
    assert.equal(await overflow(page), 0, name);
  }
});

test("mirrored, where people read from the right: the drawer comes from the other side, and the arrows follow", async (t) => {
  const page = await open(t);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const [name, address, dialog] of sights().filter(([name]) => ["backorders", "pictures", "order-ready"].includes(name))) {
    await visit(page, address, dialog);
    await looksRight(page, `${name}-rtl`);
    assert.equal(await overflow(page), 0, name);
  }
  const { x, width } = await page.getByRole("dialog").boundingBox();
  assert.ok(x <= 1 && width < 1440, "the drawer stands at the left");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const cells = page.locator("[role=grid] [role=row]").nth(1).locator("[data-cell]");
  await cells.nth(1).locator("a").focus();
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await cells.nth(2).evaluate((cell) => cell.contains(document.activeElement)), true));
});

test("4K, and paper", async (t) => {
  const page = await open(t, { context: { viewport: { width: 3840, height: 2160 } } });
  await visit(page, "?page=purchase-orders");
  await looksRight(page, "purchase-orders-4k");
  const rows = () => page.locator("[role=grid] [data-id]").count();
  await page.setViewportSize({ width: 1000, height: 700 });
  await eventually(async () => assert.ok((await rows()) < 40));
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const { total } = site.inventory.purchaseOrders({ status: ["open", "ordered", "checkIn"], limit: 1 });
  assert.equal(await rows(), total, "every row is on paper");
  assert.equal(await page.getByRole("navigation").isVisible(), false);
  await looksRight(page, "purchase-orders-print");
});

test("a list that is longer than its paper says how many rows are not on it", async (t) => {
  const page = await open(t);
  const items = Array.from({ length: 2200 }, (_, n) => ({ id: `i${n}`, description: `Bell ${n}` }));
  const levels = items.map(({ id }) => ({ itemId: id, shopId: "s", qoh: -1 }));
  const snapshot = { format: "oversold/1", shops: [{ id: "s", name: "Shop" }], items, levels };
  await page.getByRole("button", { name: "Data" }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "bells.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(snapshot)) });
  await page.getByRole("button", { name: "Replace what is here" }).click();
  await page.getByRole("dialog").getByText("Loaded.").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  const notice = page.getByText("The first 2,000 of 2,200 rows: 200 are not on this paper.");
  await notice.waitFor({ state: "attached" });
  assert.equal(await notice.isVisible(), false, "on the screen all rows can be reached");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await notice.waitFor();
  assert.equal(await page.locator("[role=grid] [data-id]").count(), 2000);
});
