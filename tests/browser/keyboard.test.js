// Without a mouse: go anywhere by letters or by name, do what is shown, take it back; the focus is never lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();

test("letters, palette, arrows, and back; a receipt takes the row away but not the focus", async (t) => {
  const page = await open(t);
  const press = (key) => page.keyboard.press(key);
  const isAt = (heading) => page.getByRole("heading", { level: 1, name: heading }).waitFor();

  await press("g");
  await press("p");
  await isAt("Purchase orders");
  await press("/");
  await page.getByRole("searchbox").and(page.locator(":focus")).waitFor();

  // By name, from anywhere.
  const [order] = site.inventory.backorders({ states: ["incoming"], limit: 1 }).rows;
  await press("Control+k");
  await page.keyboard.type(order.number);
  await page.getByRole("menuitem", { name: new RegExp(order.number) }).waitFor();
  await press("Enter");
  const drawer = page.getByRole("dialog", { name: order.number });
  await drawer.waitFor();
  await press("Control+Enter");
  await drawer.getByText("Ready", { exact: true }).waitFor();
  await eventually(async () => assert.ok(await drawer.evaluate((dialog) => dialog.contains(document.activeElement))), 30_000);
  await press("Escape");
  await drawer.waitFor({ state: "detached" });
  await eventually(async () => assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY"), 30_000);

  // Taken back by one key, from the page.
  await page.getByRole("main").focus();
  await press("Control+z");
  await eventually(async () => assert.match(await page.getByRole("log").first().textContent(), /Taken back/), 30_000);

  // The report: Enter on the order's cell opens it, Escape leads back to the cell.
  await press("g");
  await press("n");
  await isAt("Negative inventory");
  const cell = page.locator("[data-id] [data-column=ecomOrder] button").first();
  await cell.focus();
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await cell.and(page.locator(":focus")).waitFor();
  await press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
});
