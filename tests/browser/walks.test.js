// The two help articles, walked on the page: what each asks of a hand there, and what the same work asks here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { Person, said } from "./support/person.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();

const TRACKING = "CQ554345838DE";

/** Steps of an article as [words, clicks, keys], added up. */
const sumOf = (steps) => ({
  clicks: steps.reduce((sum, [, clicks]) => sum + clicks, 0),
  keys: steps.reduce((sum, [, , keys = 0]) => sum + keys, 0),
});

/** "Fulfill eCom backorders that have incoming stock", for one order of two items, each on a document of its own. */
const fulfilling = (order, tracking) => [
  ["Click Reports > Negative inventory", 2],
  ["Select the Show eCom orders checkbox and click Search", 2],
  ["Click the SOURCE column header", 1],
  ["Under SOURCE, click the Sale # of an item", 1],
  ["Click the Online Order button", 1],
  ["Click Negative inventory on the navigation bar", 1],
  ...[1, 2].flatMap(() => [
    ["Under PURCHASE ORDER or TRANSFER, click the in-transit quantity", 1],
    ["Click the PO# or Transfer ID", 1],
    ["Receive the in-transit quantity: receive all, and confirm", 2],
    ["Click Negative inventory on the navigation bar", 1],
  ]),
  ["Check if the eCom order is fraudulent", 0],
  ["Under Payment, click Mark as Paid", 1],
  ["Under Shipment, click the shipment number", 1],
  ["In the Tracking Number field, enter the tracking number and click Save", 2, tracking.length],
  ["Under Shipment, click Mark as Shipped", 1],
  ["From the main menu, click eCom and select Retail POS", 3],
  ["Click Inventory > Shipments", 2],
  ["Using the search bar, locate the eCom order", 1, order.length + 1],
  ["Under SHIPPED, select its checkbox", 1],
  ["Close the eCom tab", 1],
];

test("fulfilling an order of two items that are on their way", async (t) => {
  const [order] = site.inventory
    .backorders({ states: ["incoming"], limit: 1000 })
    .rows.filter(({ lines, orderId }) => {
      const documents = new Set(lines.flatMap(({ coveredBy }) => coveredBy.map(({ type, id }) => `${type} ${id}`)));
      return lines.length === 2 && documents.size === 2 && site.inventory.order(orderId).payment === "notPaid";
    });
  assert.ok(order, "the data has such an order");
  const page = await open(t);
  const hand = new Person(page);

  await hand.click(page.getByRole("link", { name: "Backorders" }));
  const grid = page.getByRole("grid", { name: "Backorders" });
  const link = grid.getByRole("link", { name: order.number, exact: true });
  await grid.waitFor();
  while ((await link.count()) === 0) {
    await grid.hover();
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(50);
  }
  await hand.click(link);
  const drawer = page.getByRole("dialog", { name: order.number });
  const preview = drawer.getByRole("region", { name: "What this will do" });
  for (const { description } of order.lines) assert.ok((await preview.textContent()).includes(description), "says which sources close");
  assert.ok(await preview.getByRole("link", { name: order.number }).isVisible(), "says that the order can ship then");
  await hand.click(drawer.getByRole("button", { name: "Receive all 2" }));
  await drawer.getByRole("textbox", { name: "Tracking number" }).and(page.locator(":focus")).waitFor();
  await hand.type(TRACKING);
  await hand.click(drawer.getByText("Checked: not fraudulent"));
  await hand.click(drawer.getByText("The money is there"));
  await hand.press("Control+Enter");
  await drawer.getByText("Completed: shipped").waitFor();

  // What the article ends with: the order is out of the report, and SHIPPED is ticked in the till.
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Shipments" }).click();
  await page.getByRole("searchbox").fill(`${order.number} ${TRACKING}`);
  const box = page.getByRole("grid", { name: "Shipments" }).getByRole("checkbox", { name: /^SHIPPED/ });
  await eventually(async () => assert.deepEqual([await box.count(), await box.isChecked()], [1, true]));
  await page.getByRole("link", { name: "Negative inventory" }).click();
  await page.getByRole("searchbox").fill(order.lines[0].description);
  const left = allRows(site.inventory, { search: order.lines[0].description }).filter(({ ecomOrder }) => ecomOrder?.id === order.orderId);
  assert.ok(left.length > 0, "it was there before");
  await eventually(async () => assert.equal(await page.locator(`[data-id="${left[0].id}"]`).count(), 0));

  const article = sumOf(fulfilling(order.number, TRACKING));
  t.diagnostic(`the article: ${said(article)}; here: ${said(hand)}`);
  assert.equal(article.clicks, 31);
  assert.ok(hand.clicks <= 5 && hand.keys <= article.keys, said(hand));
});

/** "Fulfill eCom backorders that don't have incoming quantity", for one order of two items: what is created is then received and shipped. */
const ordering = (documents, codes, order, tracking) => [
  ["Click Reports > Negative inventory report", 2],
  ["Select the Show eCom orders checkbox, and search", 2],
  ["Click the PURCHASE ORDER column header", 1],
  ["From the main menu, right-click Inventory and click Open Link in New Tab", 2],
  ...documents.flatMap(() => [
    ["In the new tab, create the purchase order: new, vendor, shop, create", 6],
    ["Order it", 1],
  ]),
  ...codes.map((code) => ["Enter the item and quantity you need: its code, and how many", 2, code.length + 1 + 1]),
  // "Once your purchase orders and/or transfers arrive, follow the steps of the other section."
  ...fulfilling(order, tracking),
];

test("fulfilling an order of two items that nobody has ordered yet", async (t) => {
  const { inventory } = site;
  const isShort = ({ missing, unshipped }) => missing === unshipped;
  const order = inventory
    .backorders({ states: ["short"], limit: 1000 })
    .rows.find(({ lines, blockedBy, orderId }) => {
      const { delivery } = inventory.order(orderId);
      return lines.length === 2 && lines.every(isShort) && blockedBy.join() === "notOnShelf" && delivery === "ship";
    });
  assert.ok(order, "the data has such an order");
  const page = await open(t);
  const hand = new Person(page);

  await hand.click(page.getByRole("link", { name: "Replenish" }));
  await hand.click(page.getByText("Show eCom orders"));
  await hand.click(page.getByText("Order and send at once"));
  await hand.click(page.getByRole("button", { name: /^Create \d+ documents$/ }));
  await page.getByText(/documents are created/).first().waitFor();
  await page.getByRole("heading", { name: "Nothing to order" }).waitFor();

  await hand.click(page.getByRole("link", { name: "Backorders" }));
  await hand.click(page.getByRole("searchbox"));
  await hand.type(order.number);
  const link = page.getByRole("grid", { name: "Backorders" }).getByRole("link", { name: order.number, exact: true });
  await hand.click(link);
  const drawer = page.getByRole("dialog", { name: order.number });
  await hand.click(drawer.getByRole("button", { name: /^Receive (it|all \d)$/ }));
  await drawer.getByRole("textbox", { name: "Tracking number" }).and(page.locator(":focus")).waitFor();
  await hand.type(TRACKING);
  await hand.press("Enter");
  await drawer.getByText("Completed: shipped").waitFor();

  const vendors = new Set(order.lines.map(({ itemId }) => inventory.item(itemId).defaultVendorId));
  const codes = order.lines.map(({ itemId }) => inventory.item(itemId).ean ?? inventory.item(itemId).systemSku);
  const article = sumOf(ordering([...vendors], codes, order.number, TRACKING));
  t.diagnostic(`the article: ${said(article)}; here, for all backorders of the morning: ${said(hand)}`);
  assert.ok(hand.clicks <= 8 && hand.keys < article.keys, said(hand));
});
