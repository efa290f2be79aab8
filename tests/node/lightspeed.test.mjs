// `oversold/lightspeed` and `oversold/spreadsheet`: what the crate's own tests say natively, through the package.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, test } from "node:test";
import * as main from "../../pkg/dist/index.js";
import * as lightspeed from "../../pkg/dist/lightspeed.js";
import * as spreadsheet from "../../pkg/dist/spreadsheet.js";
import { DIST, rejected, thrown } from "./support.mjs";

const { fromLightspeed, LightspeedReader, toLightspeed } = lightspeed;
const { csvMapping, csvTemplate, fromCsv } = spreadsheet;

const MONDAY = "2026-03-02T08:00:00+00:00";
const stock = (qoh) => ({
  Shop: { shopID: "1", name: "Main Street" },
  Item: { itemID: "7", description: "Road helmet", customSku: "RH-1" },
  ItemShop: [{ itemShopID: "70", itemID: "7", shopID: "1", qoh }, { itemShopID: "71", itemID: "7", shopID: "0", qoh }],
});
const sale = { Sale: { saleID: "68", shopID: "1", completed: "true", completeTime: MONDAY, referenceNumber: "ORD1", SaleLines: { SaleLine: { saleLineID: "680", itemID: "7", unitQuantity: "2" } } } };
const order = (paymentStatus) => ({
  order: {
    id: 555, number: "ORD1", createdAt: MONDAY, status: "processing_awaiting_shipment", paymentStatus, firstname: "Ada", lastname: "Byron",
    products: { resource: { id: false, embedded: [{ id: 1, quantityOrdered: 2, quantityRefunded: 0, quantityReturned: 0, articleCode: "RH-1", variant: { resource: { id: 77 } } }] } },
  },
});

test("before it is started, the entry says so", () => {
  assert.equal(thrown(() => fromLightspeed([])).code, "notInitialised");
  assert.equal(thrown(() => csvTemplate("levels")).code, "notInitialised");
});

test("the wrong file is told, and the start can be tried again", async () => {
  const engine = await readFile(new URL("oversold_bg.wasm", DIST));
  assert.match((await rejected(lightspeed.init(engine))).message, /oversold_imports_bg\.wasm/);
  await lightspeed.init();
  await spreadsheet.init();
  assert.equal((await rejected(lightspeed.init(engine))).code, "alreadyInitialised");
});

describe("Lightspeed", () => {
  before(() => Promise.all([main.init(), lightspeed.init()]));

  test("bodies as objects, text and bytes give a snapshot that the engine takes", () => {
    const { snapshot, warnings } = fromLightspeed([stock("-2"), JSON.stringify(sale), new TextEncoder().encode(JSON.stringify(order("paid")))]);
    assert.deepEqual(warnings, []);
    const inventory = main.Inventory.fromObjects(snapshot);
    const [row] = inventory.report({ ecomOnly: true }).rows;
    assert.deepEqual([row.source.number, row.ecomOrder.number, row.customer, row.uncovered, row.description], ["68", "ORD1", "Ada Byron", 2, "Road helmet"]);
    inventory.dispose();
  });

  test("options say what no field does, and a key that does not exist is refused", () => {
    const { snapshot } = fromLightspeed([stock("-2"), sale], { ordersBySale: { 68: "E9" } });
    assert.equal(snapshot.orders[0].number, "E9");
    assert.equal(thrown(() => fromLightspeed([], { registerIDs: ["1"] })).path, "registerIDs");
    assert.equal(thrown(() => fromLightspeed([], { matchItemsBy: ["colour"] })).path, "options.matchItemsBy[0]");
    assert.equal(thrown(() => fromLightspeed("{}")).path, "bodies");
  });

  test("a refusal of Lightspeed's is no data", () => {
    const reader = new LightspeedReader();
    assert.match(thrown(() => reader.add({ httpCode: "401", message: "Token expired" })).message, /401 Token expired/);
    assert.match(thrown(() => reader.add("<html>")).message, /not JSON/);
    assert.equal(thrown(() => reader.add(null)).code, "invalidInput");
    reader.add(stock("3"));
    assert.equal(reader.snapshot().levels[0].qoh, 3);
    reader.dispose();
    reader.dispose();
    assert.equal(thrown(() => reader.add(stock("3"))).code, "disposed");
  });

  test("an address says whose lines a body has", () => {
    const products = order("paid").order.products.resource.embedded;
    const bare = { order: { ...order("paid").order, products: { resource: { id: false } } } };
    const { snapshot } = fromLightspeed([stock("-2"), sale, bare, { url: "https://api.shoplightspeed.com/us/orders/555/products.json", body: { orderProducts: products } }]);
    assert.equal(snapshot.orders[0].lines[0].itemId, "7");
  });

  test("a later batch becomes a merge, and what only the inventory knows of an order stays", () => {
    const reader = new LightspeedReader();
    for (const body of [stock("-2"), sale, order("not_paid")]) reader.add(body);
    const inventory = main.Inventory.fromJson(reader.json());
    assert.equal(reader.merge({ id: "m0", at: 1 }, inventory), null);
    inventory.apply({ id: "c1", at: 1, type: "clearFraud", orderId: "555" });
    reader.add(order("paid"));
    assert.deepEqual(reader.changedOrders(), ["555"]);
    const command = reader.merge({ id: "m1", at: 2, by: "Eva" }, inventory);
    const outcome = inventory.apply(command);
    assert.equal(outcome.ok, true);
    const { payment, fraud, lines } = inventory.order("555");
    assert.deepEqual([payment, fraud, lines.length], ["paid", "cleared", 1]);
    inventory.dispose();
    reader.dispose();
  });

  test("a large store comes page by page, with progress, and can be cancelled", async () => {
    const page = (at) => {
      const ids = Array.from({ length: 100 }, (_, n) => String(at * 100 + n + 1));
      return JSON.stringify({ Item: ids.map((id) => ({ itemID: id, description: `Item ${id}`, ItemShops: { ItemShop: { itemShopID: id, itemID: id, shopID: "1", qoh: "-1" } } })) });
    };
    async function* pages() {
      for (let at = 0; at < 500; at++) yield page(at);
    }
    const reader = new LightspeedReader();
    const told = [];
    await reader.addAll(pages(), { onProgress: (bodies) => told.push(bodies) });
    assert.deepEqual([told.length, told.at(-1), reader.counts().items], [500, 500, 50_000]);
    const inventory = main.Inventory.fromJson(reader.json());
    assert.equal(inventory.totals().levels, 50_000);
    inventory.dispose();
    const controller = new AbortController();
    const cancelled = reader.addAll(pages(), { signal: controller.signal, onProgress: () => controller.abort("enough") });
    assert.equal((await rejected(cancelled)).code, "aborted");
    reader.dispose();
    assert.equal((await rejected(new LightspeedReader().addAll([], { onProgess() {} }))).path, "onProgess");
  });

  test("events go back as requests, or say what to click", () => {
    const { snapshot } = fromLightspeed([stock("4"), { Order: { orderID: "12", shopID: "1", orderedDate: MONDAY, OrderLines: { OrderLine: { orderLineID: "120", itemID: "7", quantity: "4" } } } }]);
    const inventory = main.Inventory.fromObjects(snapshot);
    const receipt = inventory.apply({ id: "c1", at: 0, type: "receivePurchaseOrder", purchaseOrderId: "12" });
    const { requests, manual, note } = toLightspeed(receipt.events[0]);
    assert.deepEqual(requests.map(({ method, path }) => `${method} ${path}`), ["PUT /API/V3/Account/{accountID}/OrderLine/120.json", "PUT /API/V3/Account/{accountID}/Order/12.json"]);
    assert.deepEqual([manual[0].place, manual[0].path, note], ["retailPos", "Inventory > Purchase Orders > 12", null]);
    const count = inventory.apply({ id: "c2", at: 0, type: "countStock", itemId: "7", shopId: "1", counted: 5 });
    assert.deepEqual(toLightspeed(count.events[0], { levels: count.changes.levels }).requests[0].body, { ItemShops: { ItemShop: { shopID: "1", qoh: 5 } } });
    assert.equal(thrown(() => toLightspeed({ type: "eaten" })).code, "invalidInput");
    assert.equal(thrown(() => toLightspeed(count.events[0], { level: [] })).path, "level");
    inventory.dispose();
  });
});

describe("spreadsheets", () => {
  before(() => Promise.all([main.init(), spreadsheet.init()]));

  const levels = "Artikel;Name;Filiale;Bestand\r\nH1;Helm;Zürich;-1,5\r\n";

  test("files give a snapshot, with how each was read", () => {
    const { snapshot, warnings, mappings } = fromCsv({ levels, sales: new TextEncoder().encode("sale,date,sku,qty,store\n68,02.03.2026,H1,\"1.5\",Zürich\n") }, { dateFormat: "DD.MM.YYYY" });
    assert.deepEqual(warnings, []);
    assert.deepEqual(mappings.map(({ file, delimiter, decimalComma }) => [file, delimiter, decimalComma]), [["levels", ";", true], ["sales", ",", false]]);
    const inventory = main.Inventory.fromObjects(snapshot);
    const [row] = inventory.report().rows;
    assert.deepEqual([row.source.number, row.shop, row.uncovered], ["68", "Zürich", 1.5]);
    inventory.dispose();
  });

  test("a mapping can be shown, corrected, and handed over", () => {
    const file = "what,there\nH1,-2\n";
    const guessed = csvMapping("levels", file);
    assert.deepEqual([guessed.headers, guessed.fields.find(({ field }) => field === "qoh").header, guessed.unused], [["what", "there"], null, ["what", "there"]]);
    const columns = { levels: { item: "what", qoh: "there" } };
    assert.deepEqual(csvMapping("levels", file, { columns }).unused, []);
    assert.equal(fromCsv({ levels: file }, { columns }).snapshot.levels[0].qoh, -2);
  });

  test("what is wrong is told with row and column", () => {
    const error = thrown(() => fromCsv({ levels: "sku,qoh\nH1,many\nH2,more\n" }));
    assert.deepEqual([error.code, error.path, error.details.findings.length], ["invalidInput", "levels[2].qoh", 1]);
    assert.match(error.message, /row 2, column "qoh"/);
    assert.equal(thrown(() => fromCsv({ leevels: "" })).path, "leevels");
    assert.equal(thrown(() => fromCsv({ levels: 5 })).path, "levels");
    assert.equal(thrown(() => fromCsv({ levels }, { seperator: ";" })).path, "seperator");
  });

  test("there is a template for each file", () => {
    const files = ["items", "levels", "sales", "purchaseOrders", "transfers", "vendors", "orders"];
    const { mappings } = fromCsv(Object.fromEntries(files.map((file) => [file, csvTemplate(file)])));
    assert.equal(mappings.length, files.length);
    for (const { unused } of mappings) assert.deepEqual(unused, []);
    assert.equal(thrown(() => csvTemplate("shelves")).code, "invalidInput");
  });
});
