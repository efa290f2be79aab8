// Backorders: what the package answers, asked by filters and a picture; several orders shipped at once; taken back from Activity.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { expectList } from "./support/grid.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();
const idOf = ({ orderId }) => orderId;

test("the list is the package's answer, by state, word, shop and hold-up; each filter is in the address", async (t) => {
  const page = await open(t, { address: "?page=backorders" });
  const ask = (query) => site.inventory.backorders({ at: Date.now(), limit: 1000, ...query });
  await expectList(page, ask({}), idOf);

  await page.getByRole("radio", { name: /^Ready/ }).click();
  await expectList(page, ask({ states: ["ready"] }), idOf);
  await page.getByRole("button", { name: "Held up by filter" }).click();
  await page.getByRole("option", { name: "Not paid" }).click();
  await page.keyboard.press("Escape");
  await expectList(page, ask({ states: ["ready"], blockedBy: ["notPaid"] }), idOf);

  await page.goto(`${site.url}?page=backorders&state=incoming&sort=-promisedAt`);
  await expectList(page, ask({ states: ["incoming"], sort: [{ by: "promisedAt", descending: true }] }), idOf);
  const [{ customer }] = ask({ states: ["incoming"] }).rows;
  await page.getByRole("searchbox").fill(customer);
  await expectList(page, ask({ states: ["incoming"], search: customer, sort: [{ by: "promisedAt", descending: true }] }), idOf);
});

test("the picture adds up to what waits, and a column of it is a filter", async (t) => {
  const page = await open(t, { address: "?page=backorders&picture=1" });
  const { rows } = site.inventory.backorders({ limit: 1000 });
  const waits = rows.flatMap(({ lines }) => lines).reduce((sum, { unshipped }) => sum + unshipped, 0);
  const table = page.getByRole("table", { name: "What arrives for waiting orders" });
  await table.waitFor({ state: "attached" });
  const units = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.children[1].textContent)));
  assert.equal(Math.round(units.reduce((sum, value) => sum + value, 0) * 1e4), Math.round(waits * 1e4));

  await page.getByRole("button", { name: /^To order: / }).click();
  const missing = rows.filter(({ lines }) => lines.some((line) => line.missing > 0));
  await expectList(page, { total: missing.length, rows: missing }, idOf);
});

test("several ready orders ship at once: those that are held up say why, until a person says that they are not", async (t) => {
  const page = await open(t, { address: "?page=backorders&state=ready" });
  const ready = site.inventory.backorders({ states: ["ready"], limit: 1000 }).rows;
  const free = ready.find(({ blockedBy }) => blockedBy.length === 0);
  const unpaid = ready.find(({ blockedBy }) => blockedBy.join() === "notPaid");
  assert.ok(free && unpaid, "the data has both");
  for (const { number } of [free, unpaid]) await page.getByRole("checkbox", { name: `Order ${number}`, exact: true }).check();
  await page.getByRole("button", { name: "Ship 2 orders" }).click();
  const dialog = page.getByRole("dialog", { name: "Ship 2 orders" });
  const row = (number) => dialog.getByRole("row").filter({ hasText: number });
  assert.match(await row(unpaid.number).textContent(), /not paid/);
  await dialog.getByText("The money of all of these is there").click();
  await eventually(async () => assert.match(await row(unpaid.number).textContent(), /Can go/));
  await dialog.getByRole("button", { name: "Ship 2 orders" }).click();
  await dialog.waitFor({ state: "detached" });
  const left = ready.filter(({ orderId }) => orderId !== free.orderId && orderId !== unpaid.orderId);
  await expectList(page, { total: left.length, rows: left }, idOf);
  assert.match(await page.getByRole("log").first().textContent(), /2 orders are shipped/, "said aloud");

  // Every command is in Activity, newest first, and can be taken back from there.
  await page.getByRole("link", { name: "Activity" }).click();
  const grid = page.getByRole("grid", { name: "Activity" });
  await grid.getByText("SHIPPED ticked").first().waitFor();
  const before = Number(await grid.getAttribute("aria-rowcount"));
  await grid.getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
  await eventually(async () => assert.equal(Number(await grid.getAttribute("aria-rowcount")), before + 1), 30_000);
  assert.equal(await grid.getByText("Undone", { exact: true }).count(), 1);
});

test("who gets scarce stock: what each way means for whom, as the package says, and its priorities in one press", async (t) => {
  const page = await open(t, { address: "?page=backorders" });
  const deliveries = new Map();
  for (const { lines } of site.inventory.backorders({ limit: 1000 }).rows) {
    for (const { coveredBy } of lines) for (const { type, id, number } of coveredBy) deliveries.set(id, { type, id, number });
  }
  const planOf = (of, strategy = "mostOrders") => site.inventory.allocate({ strategy, arriving: [{ type: of.type, id: of.id }] });
  const delivery = [...deliveries.values()].find((one) => one.type === "purchaseOrder" && planOf(one).advanced.length > 0);
  assert.ok(delivery, "the data has a delivery that is better shared out");
  const plan = planOf(delivery);

  await page.getByRole("button", { name: "Who gets it" }).click();
  const dialog = page.getByRole("dialog", { name: "Who gets scarce stock" });
  await dialog.getByText("Nobody goes sooner or later").waitFor();
  await dialog.getByRole("button", { name: "As if received filter" }).click();
  await page.getByRole("searchbox", { name: /^Find in/ }).fill(delivery.number);
  await page.getByRole("option", { name: new RegExp(`^PO ${delivery.number}\\b`) }).click();
  // The search first, then the list.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const sooner = dialog.locator("div:has(> h3)").filter({ hasText: "sooner" }).getByRole("listitem");
  await sooner.first().waitFor();
  const number = (id) => site.inventory.order(id).number;
  assert.deepEqual(await sooner.getByRole("link").allTextContents(), plan.advanced.map(number));
  await dialog.getByRole("radio", { name: "First come" }).click();
  const { length } = planOf(delivery, "fifo").completed;
  await dialog.getByRole("status").getByText(`${length} orders can be completed.`).waitFor();
  assert.equal(await dialog.getByRole("button", { name: /^Serve/ }).count(), 0, "nothing to decide");

  await dialog.getByRole("radio", { name: "Most orders" }).click();
  const orders = plan.priorities.length;
  await dialog.getByRole("button", { name: orders === 1 ? "Serve 1 order sooner" : `Serve ${orders} orders sooner` }).click();
  await dialog.waitFor({ state: "detached" });
  await page.goto(`${site.url}?page=activity`);
  const done = page.getByRole("grid", { name: "Activity" }).getByText("Priority changed", { exact: true });
  await eventually(async () => assert.equal(await done.count(), orders));
});

test("a line that waits is served from another shop, which is offered with its stock", async (t) => {
  const ask = (id) => site.inventory.order(id);
  const elsewhere = ({ itemId, shopId }) => site.inventory.item(itemId).levels.some((level) => level.shopId !== shopId && level.qoh > 0);
  const waiting = site.inventory.backorders({ states: ["short"], limit: 1000 }).rows;
  const found = waiting.find(({ orderId }) => ask(orderId).lines.length === 1 && ask(orderId).lines.every(elsewhere));
  assert.ok(found, "the data has an order that another shop can serve");
  const [line] = ask(found.orderId).lines;
  const [best] = site.inventory.item(line.itemId).levels.filter(({ shopId }) => shopId !== line.shopId).sort((a, b) => b.qoh - a.qoh);
  const shop = site.inventory.toSnapshot().shops.find(({ id }) => id === best.shopId).name;

  const page = await open(t, { address: `?page=backorders&open=order:${found.orderId}` });
  await page.getByRole("dialog").getByRole("button", { name: "Move", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /from another shop\?$/ });
  await dialog.getByRole("button", { name: "From" }).filter({ hasText: `${shop} (QOH ${best.qoh})` }).waitFor();
  await dialog.getByRole("button", { name: "Move", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("dialog").getByRole("region", { name: "Lines" }).getByText(shop).waitFor();
});
