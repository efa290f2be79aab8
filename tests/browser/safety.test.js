// Text from the data is text, whatever it holds; and what goes wrong is said in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { eventually, expectReport } from "./support/screen.js";

const { site, open } = useBrowser();
const DATA = "**/data/demo.json";

const hostile = `<img src=x onerror="window.taken=1"><script>window.taken=1</script>"'&\u202e`;

/** The same data with names that an attacker would choose. */
function poisoned() {
  const snapshot = JSON.parse(new TextDecoder().decode(site.bytes));
  for (const shop of snapshot.shops) shop.name = `${hostile} ${shop.name}`;
  for (const vendor of snapshot.vendors ?? []) vendor.name = `${hostile} ${vendor.name}`;
  for (const item of snapshot.items) item.description = `${hostile} ${item.description}`;
  for (const list of ["sales", "purchaseOrders", "transfers", "vendorReturns", "orders"]) {
    for (const document of snapshot[list] ?? []) document.number = `${hostile} ${document.number}`;
  }
  for (const order of snapshot.orders ?? []) order.customer = `=cmd|' /C calc'!A0 ${hostile}`;
  return JSON.stringify(snapshot);
}

test("hostile names stay text: in the table, the lists, the chips and the dialogs", async (t) => {
  const body = poisoned();
  const inventory = Inventory.fromJson(body);
  const [row] = allRows(inventory, { coverage: ["full"], ecomOnly: true }).filter((row) => row.onPurchaseOrder > 0);
  assert.ok(row, "the data has a covered eCom row");
  const address = `?shop=${encodeURIComponent(row.shopId)}&ecom=1&coverage=full&q=${encodeURIComponent(row.code ?? "")}`;
  const page = await open(t, {
    address,
    prepare: (page) => page.route(DATA, (route) => route.fulfill({ body, contentType: "application/json" })),
  });
  await expectReport(page, inventory, { shopIds: [row.shopId], ecomOnly: true, coverage: ["full"], search: row.code });

  const harmless = async () => {
    assert.equal(await page.evaluate(() => window.taken), undefined);
    assert.equal(await page.locator("img[src=x], #root script").count(), 0);
  };
  await harmless();
  assert.ok(await page.getByRole("row", { name: `Shop: ${row.shop}` }).isVisible());

  await page.getByRole("button", { name: "Default vendor filter" }).click();
  await page.getByRole("option").first().waitFor();
  await harmless();
  await page.keyboard.press("Escape");

  const onScreen = page.locator(`[role=grid] [data-id="${row.id}"]`);
  await onScreen.locator("[data-column=onPurchaseOrder] button").click();
  const [line] = inventory.incoming(row.itemId, row.shopId).filter(({ type }) => type === "purchaseOrder");
  assert.ok((await page.getByRole("dialog").textContent()).includes(line.number));
  await harmless();
  await page.keyboard.press("Escape");

  await onScreen.getByRole("button", { name: /^Why/ }).click();
  assert.equal(await page.getByRole("dialog").getByRole("heading").first().textContent(), row.description);
  await harmless();
});

test("the page says what it may do, and that is little", async (t) => {
  const page = await open(t);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|\*|https?:|data:/);
  assert.equal(await page.locator("script:not([src])").count(), 0);
});

test("while the data comes, the page shows how far it is", async (t) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const page = await open(t, {
    ready: false,
    prepare: (page) =>
      page.route(DATA, async (route) => {
        await held;
        await route.continue();
      }),
  });
  await page.getByRole("progressbar", { name: "Loading the inventory" }).waitFor();
  release();
  await expectReport(page, site.inventory);
});

test("data that is not there: what to do, and a second try", async (t) => {
  const page = await open(t, {
    ready: false,
    mayLog: /404/,
    prepare: (page) => page.route(DATA, (route) => route.fulfill({ status: 404 })),
  });
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.textContent(), /not there.*404.*cargo xtask demo/);
  await page.unroute(DATA);
  await page.getByRole("button", { name: "Try again" }).click();
  await expectReport(page, site.inventory);
});

test("data that is refused: where, in the words of the package", async (t) => {
  const snapshot = JSON.parse(new TextDecoder().decode(site.bytes));
  snapshot.levels[1].qoh = "many";
  const body = JSON.stringify(snapshot);
  const page = await open(t, {
    ready: false,
    prepare: (page) => page.route(DATA, (route) => route.fulfill({ body, contentType: "application/json" })),
  });
  await page.getByRole("alert").waitFor();
  const text = await page.getByRole("alert").textContent();
  assert.match(text, /refused/);
  assert.ok(text.includes("levels[1].qoh"), `names the place: ${text}`);
});

test("no connection: said so", async (t) => {
  const page = await open(t, { ready: false, mayLog: /ERR_FAILED/, prepare: (page) => page.route(DATA, (route) => route.abort()) });
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").textContent(), /could not be fetched/);
});

test("an engine that the server does not send: said so", async (t) => {
  const page = await open(t, {
    ready: false,
    mayLog: /404|wasm/i,
    prepare: (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "<html>", contentType: "text/html" })),
  });
  await page.getByRole("alert").waitFor();
  await eventually(async () => assert.match(await page.getByRole("alert").textContent(), /could not start/));
});

test("no negative inventory at all", async (t) => {
  const body = JSON.stringify({
    format: "oversold/1",
    shops: [{ id: "s", name: "Shop" }],
    items: [{ id: "i", description: "Bell" }],
    levels: [{ itemId: "i", shopId: "s", qoh: 2 }],
  });
  const page = await open(t, { prepare: (page) => page.route(DATA, (route) => route.fulfill({ body, contentType: "application/json" })) });
  await page.getByRole("heading", { name: "Nothing is short" }).waitFor();
  assert.ok(await page.getByRole("button", { name: "CSV" }).isDisabled());
});

test("a locale with commas: numbers, dates and the date fields follow it", async (t) => {
  const page = await open(t, { context: { locale: "de-DE" } });
  const row = allRows(site.inventory).find((row) => !Number.isInteger(row.uncovered)) ?? allRows(site.inventory)[0];
  await page.getByRole("searchbox").fill(row.code ?? row.description);
  const cell = (column) => page.locator(`[role=grid] [data-id="${row.id}"] [data-column="${column}"]`);
  await eventually(async () =>
    assert.equal(await cell("uncovered").textContent(), new Intl.NumberFormat("de-DE", { maximumFractionDigits: 4 }).format(row.uncovered)),
  );
  assert.equal(
    await cell("occurredAt").textContent(),
    new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeZone: "Europe/Amsterdam" }).format(row.occurredAt),
  );
});

test("hostile names stay text on the pages of the morning: lists, drawers, pictures, palette, forms", async (t) => {
  const body = poisoned();
  const inventory = Inventory.fromJson(body);
  const [order] = inventory.backorders({ states: ["incoming"], limit: 1 }).rows;
  const [ordered] = inventory.purchaseOrders({ status: ["ordered"], limit: 1 }).rows;
  const page = await open(t, {
    prepare: (page) => page.route(DATA, (route) => route.fulfill({ body, contentType: "application/json" })),
  });
  const goTo = async (address, named) => {
    await page.evaluate((address) => {
      history.pushState(null, "", address);
      window.dispatchEvent(new PopStateEvent("popstate"));
    }, address);
    await page.getByText(named).first().waitFor();
    assert.equal(await page.evaluate(() => window.taken), undefined, address);
    assert.equal(await page.locator("img[src=x], #root script").count(), 0, address);
  };
  const { description } = inventory.item(order.lines[0].itemId);
  await goTo("?page=backorders", order.number);
  await goTo("?page=purchase-orders", ordered.number);
  await goTo("?page=replenish", hostile);
  await goTo("?pictures=1", "Missing, by vendor");
  await goTo(`?open=order:${order.orderId}`, order.customer);
  await goTo(`?open=purchaseOrder:${ordered.id}`, ordered.number);
  await goTo(`?open=item:${order.lines[0].itemId}`, description);
  await goTo("?page=backorders", order.number);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(order.number.slice(-6));
  await page.getByRole("menuitem").first().waitFor();
  await goTo("?page=backorders", order.number);
});
