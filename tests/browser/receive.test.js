// Receive: a delivery without papers, scanned at the door and sorted as the package sorts it; then straight to the orders it made ready.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();

/** Codes of what a shop waits for, as a scanner sends them. */
function delivery() {
  const { inventory } = site;
  const { rows } = inventory.backorders({ states: ["incoming"], limit: 1000 });
  const shopId = rows[0].lines[0].shopId;
  const codes = rows
    .flatMap(({ lines }) => lines)
    .filter((line) => line.shopId === shopId && line.coveredBy.some(({ type }) => type === "purchaseOrder"))
    .map(({ itemId }) => inventory.item(itemId).ean)
    .filter((ean) => ean !== null);
  return { shopId, codes: [...new Set(codes)].slice(0, 3) };
}

test("scanned, sorted, received: the piles are the package's, and the orders that became ready are next", async (t) => {
  const { shopId, codes } = delivery();
  assert.ok(codes.length >= 2, "the shop waits for something with a code");
  const page = await open(t, { address: `?page=receive&shop=${shopId}` });
  const field = page.getByLabel("Scan, type or paste codes");
  await field.and(page.locator(":focus")).waitFor();
  // A scanner types fast, and ends with Enter; the focus never leaves the field.
  for (const code of codes) await page.keyboard.type(`${code}\n`);
  await page.keyboard.type("no-such-code\n");
  const scanned = [...codes, "no-such-code"].map((code) => ({ code, quantity: 1 }));
  const sorted = site.inventory.sortDelivery({ shopId, scanned });
  await eventually(async () => assert.match(await page.getByRole("status").textContent(), new RegExp(`^${scanned.length} units`)), 30_000);

  const main = page.getByRole("main");
  for (const { number, lines } of sorted.setAside) {
    const pile = main.locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(number) }) });
    assert.equal(await pile.locator("li").count(), lines.length, number);
  }
  assert.ok(await main.getByRole("heading", { name: "Unknown codes" }).isVisible());

  const books = Inventory.fromJson(site.bytes);
  const commands = sorted.receive.map(({ type, id, lines }, at) => ({
    id: `c${at}`,
    at: 0,
    lines,
    ...(type === "purchaseOrder" ? { type: "receivePurchaseOrder", purchaseOrderId: id } : { type: "receiveTransfer", transferId: id }),
  }));
  const { ordersReady } = books.apply(commands).changes;
  await page.keyboard.press("Control+Enter");
  const heading = main.getByRole("heading", { name: /can ship now|no further order/i });
  await heading.and(page.locator(":focus")).waitFor();
  for (const id of ordersReady) await main.getByRole("link", { name: books.order(id).number, exact: true }).waitFor();
  // What was not known is still there to be looked into.
  await eventually(async () => assert.match(await page.getByRole("status").textContent(), /^1 unit /));
});

const skip = process.env.OVERSOLD_ENGINE && "WebDriver gives no page the clipboard";
test("a pasted list: codes with how many, and the same code again counts up", { skip }, async (t) => {
  const { shopId, codes } = delivery();
  const page = await open(t, { address: `?page=receive&shop=${shopId}`, context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const field = page.getByLabel("Scan, type or paste codes");
  await field.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${codes[0]}\t2\n${codes[1]};3\n${codes[0]}`);
  await page.keyboard.press("Control+v");
  await eventually(async () => assert.match(await page.getByRole("status").textContent(), /^6 units/), 30_000);
  assert.equal(await page.getByRole("textbox", { name: `Units of ${codes[0]}` }).inputValue(), "3");
  await page.reload();
  await eventually(async () => assert.match(await page.getByRole("status").textContent(), /^6 units/), 90_000);
});
