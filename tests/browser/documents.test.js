// Purchase orders and transfers: received in part, with more than was ordered, taken back; returned; made anew. Bulk receive.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { expectList } from "./support/grid.js";
import { eventually } from "./support/screen.js";

const { site, open } = useBrowser();
const incoming = { status: ["open", "ordered", "checkIn"], sort: [{ by: "expectedAt" }], limit: 1000 };

test("a purchase order received in part, then more than was ordered, then taken back", async (t) => {
  const order = site.inventory.purchaseOrders({ ...incoming, status: ["ordered"] }).rows.find(({ lines }) => lines.length === 1 && lines[0].ordered > 2);
  const page = await open(t, { address: `?page=purchase-orders&open=purchaseOrder:${order.id}` });
  const drawer = page.getByRole("dialog", { name: order.number });
  const { description } = site.inventory.item(order.lines[0].itemId);
  const came = drawer.getByRole("textbox", { name: `Came of ${description}` });
  await came.fill(String(order.lines[0].ordered + 2));
  await came.blur();
  const confirm = drawer.getByRole("button", { name: "Receive these" });
  await drawer.getByRole("alert").filter({ hasText: "more than is outstanding" }).waitFor();
  assert.ok(await confirm.isDisabled(), "not by mistake");
  await drawer.getByText("More came than was ordered").click();
  await eventually(async () => assert.ok(await confirm.isEnabled()));
  await came.fill("1");
  await came.blur();
  await confirm.click();
  await drawer.getByText("Check-in", { exact: true }).waitFor();
  await drawer.getByRole("heading", { name: /can ship now|No further order/ }).and(page.locator(":focus")).waitFor();
  await drawer.getByRole("button", { name: "Take back" }).click();
  await drawer.getByText("Taken back", { exact: true }).waitFor();
  await drawer.getByText("Ordered", { exact: true }).first().waitFor();
});

test("several deliveries received at once, shown before: the sources that close and the orders that can ship", async (t) => {
  const page = await open(t, { address: "?page=purchase-orders" });
  const { rows } = site.inventory.purchaseOrders(incoming);
  await expectList(page, site.inventory.purchaseOrders(incoming));
  const books = Inventory.fromJson(site.bytes);
  const receive = ({ id }) => ({ id: `c-${id}`, at: 0, type: "receivePurchaseOrder", purchaseOrderId: id });
  const two = rows.filter((order) => books.decide(receive(order)).changes?.ordersReady.length > 0).slice(0, 2);
  const { changes } = books.apply(two.map(receive));
  for (const { number } of two) await page.getByRole("checkbox", { name: `PO ${number}`, exact: true }).check();
  await page.getByRole("button", { name: "Receive 2", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const preview = dialog.getByRole("region", { name: "What this will do" });
  assert.match(await preview.textContent(), new RegExp(`${changes.rowsRemoved.length} sources? will be covered`));
  assert.match(await preview.textContent(), new RegExp(`${changes.ordersReady.length} orders? can ship then`));
  await dialog.getByRole("button", { name: "Receive 2", exact: true }).click();
  await dialog.getByRole("button", { name: `Ship ${changes.ordersReady.length} orders` }).click();
  await page.getByRole("dialog", { name: `Ship ${changes.ordersReady.length} orders` }).waitFor();
});

test("a transfer: what never came is returned; and a new one of what is short", async (t) => {
  const transfer = site.inventory.transfers({ status: ["sent"], limit: 100 }).rows.find(({ lines }) => lines.length === 1 && lines[0].received > 0);
  const page = await open(t, { address: `?page=transfers&open=transfer:${transfer.id}` });
  const drawer = page.getByRole("dialog", { name: transfer.number });
  await drawer.getByRole("button", { name: /^Return / }).click();
  await drawer.getByText("Received", { exact: true }).first().waitFor();
  // The button that was pressed is gone: the drawer has the focus in its place.
  await drawer.and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "New transfer" }).click();
  const form = page.getByRole("dialog", { name: "New transfer" });
  const [from, to] = site.inventory.toSnapshot().shops;
  const choose = async (label, name) => {
    await form.getByRole("button", { name: new RegExp(label) }).click();
    await page.getByRole("option", { name, exact: true }).click();
  };
  await choose("From shop", from.name);
  await choose("To shop", to.name);
  const [{ description }] = site.inventory.report({ shopIds: [to.id], limit: 1 }).rows;
  await form.getByRole("combobox", { name: "Add an item" }).fill(description);
  await page.getByRole("option", { name: description }).first().click();
  await form.getByRole("button", { name: "Create" }).click();
  // The drawer now shows what was made.
  await page.getByRole("dialog").getByText("Open", { exact: true }).waitFor();
  await page.getByRole("dialog").getByText(`${from.name} → ${to.name}`).waitFor();
});
