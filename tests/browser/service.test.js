// The back office before the example service, which serves the page too: loaded from it, worked in without it, and brought together
// again. Where there is no PostgreSQL, or the service is not built, a line says so.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Inventory } from "oversold";
import { Client } from "../service/client.mjs";
import { missing, openPostgres } from "../service/postgres.mjs";
import { fill, program, serve, workingSet } from "../service/support.mjs";
import { useBrowser } from "./support/browser.js";
import { openPlain } from "./support/plainPage.js";
import { eventually, expectReport } from "./support/screen.js";

const lacking = missing || (!existsSync(program) && `${program} is not built: cargo build --package oversold-service`);
if (lacking) {
  console.log(`NOT RUN: the back office before the example service: ${lacking}`);
  test("the back office before the example service", { skip: lacking });
} else all();

async function openSite() {
  const postgres = await openPostgres();
  const dist = fileURLToPath(new URL("../../www/dist", import.meta.url));
  const database = await postgres.database("stock");
  await fill(database, await readFile(`${dist}/data/demo.json`));
  const service = await serve(database, "--page", dist);
  const close = () => service.stop().then(() => postgres.close());
  return { url: new URL("/", service.url).href, service: service.url, close };
}

function all() {
  const { site, open } = useBrowser({ openSite });
  // Without a network the browser says so in the console, whoever asked.
  const mayLog = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;

  const notice = (page) => page.getByRole("region", { name: "About your data" });
  const dialog = (page) => page.getByRole("dialog", { name: "This inventory" });
  const section = (page) => dialog(page).locator("section").filter({ has: page.getByRole("heading", { name: "The service" }) });
  const openData = async (page) => {
    await page.getByRole("button", { name: "Data" }).click();
    await dialog(page).waitFor();
  };
  const loaded = async (shops) => Inventory.fromObjects(await workingSet(site.service, shops));
  const run = (plain, intent) => plain.evaluate(async (intent) => (await window.office.run(intent)).ok, intent);
  const order = (number, { itemId, shopId }) => ({ type: "createPurchaseOrder", purchaseOrder: { id: number, number, shopId, lines: [{ id: "l", itemId, quantity: 500 }] } });
  const receive = (purchaseOrderId, quantity) => ({ type: "receivePurchaseOrder", purchaseOrderId, lines: [{ lineId: "l", quantity }] });

  test("an address with a service: its report, what is done without a network, what others did meanwhile, and both together", async (t) => {
    const page = await open(t, { address: "?service=stock/", mayLog });
    await expectReport(page, site.inventory);
    const plain = await openPlain(page.context(), site.url);
    const [row] = site.inventory.report({ limit: 1 }).rows;
    assert.ok(await run(plain, order("shared", row)));
    await eventually(async () => assert.equal((await workingSet(site.service)).revision, 1), 30_000);

    await page.context().setOffline(true);
    assert.ok(await run(plain, receive("shared", 400)));
    await notice(page).getByText(/The service does not answer.* 1 thing done here waits to be sent/).waitFor();
    await eventually(async () => assert.equal(await page.locator(`[data-id="${row.id}"]`).count(), 0, "received here, though nobody else knows"));
    const other = await Client.open(site.service);
    assert.ok((await other.run({ id: crypto.randomUUID(), at: 5, by: "Ben", ...receive("shared", 450) })).ok);

    await page.context().setOffline(false);
    await plain.evaluate(() => window.office.askService());
    await notice(page).getByText(/^Others were quicker: 1 thing that you did could not be done after that./).waitFor();
    const { rows } = (await loaded()).report({ limit: 1 });
    assert.notEqual(rows[0].id, row.id);
    await expectReport(page, await loaded());
    await page.reload();
    await notice(page).getByText(/^Others were quicker/).waitFor();
    await notice(page).getByRole("button", { name: "I have seen it" }).click();
    await notice(page).getByText(/^Others were quicker/).waitFor({ state: "detached" });
  });

  test("in the data panel: looked into, taken over, left", async (t) => {
    const page = await open(t);
    await openData(page);
    const shop = site.inventory.report({ limit: 1 }).rows[0].shopId;
    await dialog(page).getByLabel("Address of a service").fill(`stock/?shop=${shop}`);
    await dialog(page).getByRole("button", { name: "Load from the service" }).click();
    await dialog(page).getByRole("heading", { name: `${site.service} can be loaded` }).waitFor();
    await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
    await section(page).getByText("It has everything that was done here.").waitFor();
    assert.match(await section(page).textContent(), new RegExp(`is of the service ${site.service}`));
    await page.keyboard.press("Escape");
    const extract = await loaded([shop]);
    assert.ok(extract.report({ limit: 1 }).total > 0 && extract.report({ limit: 1 }).total < site.inventory.report({ limit: 1 }).total);
    await expectReport(page, extract);

    await openData(page);
    await section(page).getByRole("button", { name: "Leave the service" }).click();
    await section(page).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.reload();
    await expectReport(page, extract);
    await openData(page);
    assert.equal(await section(page).count(), 0);
  });

  test("a service elsewhere: the page's policy lets nothing go there, and the page says so", async (t) => {
    const page = await open(t, { mayLog: /Content Security Policy|Fetch API cannot load|Refused to connect/ });
    await openData(page);
    await dialog(page).getByLabel("Address of a service").fill("https://stock.example/");
    await dialog(page).getByRole("button", { name: "Load from the service" }).click();
    await dialog(page).getByRole("alert").waitFor();
    assert.match(await dialog(page).getByRole("alert").textContent(), /could not be fetched/);
    await page.keyboard.press("Escape");
    await expectReport(page, site.inventory);
  });

  test("without a service, an inventory that holds too little history says what that means", async (t) => {
    const page = await open(t);
    const sale = (n) => ({ id: `s${n}`, number: `${n}`, shopId: "s", completedAt: 1000 + n, orderId: `o${n}` });
    const moved = (n) => ({ id: `a${n}`, itemId: "bell", shopId: "s", quantity: -1, at: 1000 + n, reason: "sale", sourceId: `s${n}` });
    const orderOf = (n) => ({
      id: `o${n}`, number: `E${n}`, placedAt: 900, payment: "paid", fraud: "cleared", delivery: "ship",
      lines: [{ id: "l", itemId: "bell", shopId: "s", quantity: 1, adjustmentId: `a${n}` }],
    });
    const extract = {
      format: "oversold/1", shops: [{ id: "s", name: "Shop" }], items: [{ id: "bell", description: "Bell" }],
      levels: [{ itemId: "bell", shopId: "s", qoh: -1, historyFrom: 1002 }], sales: [sale(2)], adjustments: [moved(2)], orders: [orderOf(2)],
    };
    await openData(page);
    await page.locator("input[type=file]").setInputFiles({ name: "extract.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(extract)) });
    await dialog(page).getByRole("button", { name: "Replace what is here" }).click();
    await dialog(page).getByText("Loaded.").waitFor();
    await page.keyboard.press("Escape");
    const plain = await openPlain(page.context(), site.url);
    assert.ok(await run(plain, { type: "prioritiseOrder", orderId: "o2", priority: 4 }));
    const warning = notice(page).getByText(/^For 1 item in a shop older movements are needed than this inventory holds/);
    await warning.waitFor();
    await page.reload();
    await warning.waitFor();
  });

  test("an address with two shops of a service: the report of both, and of all of the page's shops", async (t) => {
    const [first, ...others] = site.inventory.report({ limit: 500 }).rows.map(({ shopId }) => shopId);
    const second = others.find((shopId) => shopId !== first);
    const page = await open(t, { address: `?service=stock/?shop=${first}&shop=${second}` });
    const both = await loaded([first, second]);
    assert.ok(both.report({ limit: 1 }).total > (await loaded([first])).report({ limit: 1 }).total);
    await expectReport(page, both);
    await page.reload();
    await expectReport(page, both);
    assert.equal(new URL(page.url()).searchParams.get("service"), `stock/?shop=${first}&shop=${second}`);
  });
}
