// Data from elsewhere: spreadsheets with their columns shown and corrected, and Lightspeed's pages, any number in any order.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { zipSync } from "fflate";
import { Inventory } from "oversold";
import { init as startImports, LightspeedReader } from "oversold/lightspeed";
import { csvTemplate, fromCsv } from "oversold/spreadsheet";
import { useBrowser } from "./support/browser.js";
import { storePages } from "./support/lightspeed.js";
import { expectReport } from "./support/screen.js";

const { site, open } = useBrowser();
await startImports();

/** How many items the store has that is loaded with progress: a page holds a hundred. */
const STORE = Number(process.env.OVERSOLD_STORE ?? 3000);

const dialog = (page) => page.getByRole("dialog", { name: "This inventory" });
const press = (page, name) => dialog(page).getByRole("button", { name, exact: true }).click();
const openData = async (page) => {
  await page.getByRole("button", { name: "Data" }).click();
  await dialog(page).waitFor();
};
const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
const bodies = (pages) => pages.map(({ name, body }) => file(name, JSON.stringify(body)));
const choose = (page, files) => page.locator("input[type=file]").setInputFiles(files);
const chooseOption = async (page, within, label, name) => {
  await within.getByRole("button", { name: label }).click();
  await page.getByRole("option", { name, exact: true }).click();
};

/** As the desktop drops it: with the browser's own way into a folder. */
async function dropped(page, path) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
}

const LEVELS = "Artikelnummer;Bezeichnung;Filiale;Bestand;Bemerkung\nH1;Helm;Mitte;-1,5;alt\nG1;Handschuh;Mitte;4;\n";
const SALES = "Bon,Datum,Filiale,Artikel,Menge\n68,02.03.2026 09:30,Mitte,H1,1\n69,13.03.2026,Mitte,H1,1\n";

test("spreadsheets: which is which is guessed, corrected by hand, and loaded; what is wrong is told by row and column", async (t) => {
  const page = await open(t);
  await openData(page);
  await choose(page, [file("lager.csv", LEVELS), file("verkauf.csv", SALES)]);
  const levels = dialog(page).getByRole("region", { name: "lager.csv", exact: true });
  const sales = dialog(page).getByRole("region", { name: "verkauf.csv", exact: true });
  await levels.getByRole("button", { name: "What it is" }).filter({ hasText: "Stock levels" }).waitFor();
  await levels.getByRole("button", { name: "Column for QOH" }).filter({ hasText: "Bestand" }).waitFor();
  await levels.getByText("Not used: Bemerkung").waitFor();
  await sales.getByRole("button", { name: "What it is" }).filter({ hasText: "Sales" }).waitFor();
  await dialog(page).getByRole("status").getByText("verkauf.csv: choose the column for “Number”.").waitFor();
  assert.ok(await dialog(page).getByRole("button", { name: "Read the files" }).isDisabled());

  // No synonym of a sale's number: said by hand. Only now can the dates be looked at, which are all of one kind.
  await chooseOption(page, sales, "Column for Number", "Bon");
  await dialog(page).getByRole("button", { name: "Dates" }).filter({ hasText: "DD.MM.YYYY" }).waitFor();
  await chooseOption(page, levels, "Column for QOH", "Bemerkung");
  await press(page, "Read the files");
  const wrong = dialog(page).getByRole("region", { name: "What is wrong with it" });
  await wrong.getByRole("row").filter({ hasText: "lager.csv · 2 · Bemerkung" }).filter({ hasText: "alt" }).waitFor();

  await chooseOption(page, levels, "Column for QOH", "Bestand");
  await press(page, "Read the files");
  await dialog(page).getByRole("heading", { name: "2 files can be loaded" }).waitFor();
  await press(page, "Back to the columns");
  await levels.waitFor();
  await press(page, "Read the files");
  await press(page, "Replace what is here");
  await dialog(page).getByText("Loaded.").waitFor();
  await press(page, "Close");
  const columns = { sales: { number: "Bon" } };
  const { snapshot } = fromCsv({ levels: LEVELS, sales: SALES }, { dateFormat: "DD.MM.YYYY", utcOffset: "+01:00", columns });
  await expectReport(page, Inventory.fromObjects(snapshot));
});

test("dates that can be read in two ways are asked about; files that do not belong together, and workbooks, are named", async (t) => {
  const page = await open(t);
  await openData(page);
  await choose(page, [file("sales.csv", "Sale,Date,SKU,Qty\n1,02/03/2026,H1,1\n"), file("levels.csv", "SKU,QOH\nH1,-1\n")]);
  await dialog(page).getByRole("status").getByText("The dates can be read in several ways: choose one.").waitFor();
  assert.ok(await dialog(page).getByRole("button", { name: "Read the files" }).isDisabled());
  await chooseOption(page, dialog(page), "Dates", "MM/DD/YYYY");
  await press(page, "Read the files");
  await dialog(page).getByRole("heading", { name: "2 files can be loaded" }).waitFor();
  await press(page, "Another file");

  await choose(page, [file("levels.csv", "SKU,QOH\nH1,-1\n"), file("page.json", '{"Shop": {"shopID": "1", "name": "Main"}}')]);
  await dialog(page).getByRole("heading", { name: "These files do not belong together" }).waitFor();
  await dialog(page).getByRole("row").filter({ hasText: "page.json" }).filter({ hasText: "Lightspeed’s" }).waitFor();
  await press(page, "Another file");
  await choose(page, [file("book.xlsx", zipSync({ "[Content_Types].xml": new Uint8Array(3) }))]);
  await dialog(page).getByRole("heading", { name: "This is a workbook" }).waitFor();
  await press(page, "Another file");

  const downloading = page.waitForEvent("download");
  await press(page, "Templates");
  await page.getByRole("menuitem", { name: "Purchase orders" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "purchaseOrders.csv");
  assert.equal(await readFile(await download.path(), "utf8"), csvTemplate("purchaseOrders"));
});

test("Lightspeed's pages in a ZIP, then a later batch: only what is new comes in, and what was odd is counted", async (t) => {
  const page = await open(t);
  await openData(page);
  const sale = (saleID, shopID, line, more = {}) => {
    const completeTime = "2026-03-03T10:00:00+00:00";
    return { saleID, shopID, completed: "true", completeTime, SaleLines: { SaleLine: { saleLineID: `9${saleID}`, saleID, shopID, ...line } }, ...more };
  };
  const online = sale("777", "1", { itemID: "10", unitQuantity: "1" }, { registerID: "4" });
  const pages = [...storePages(250), { name: "online.json", body: { Sale: online } }];
  const zipped = zipSync(Object.fromEntries(bodies(pages).map(({ name, buffer }) => [`pages/${name}`, buffer])));
  await choose(page, [file("pages.zip", zipped)]);
  await dialog(page).getByRole("heading", { name: "pages.zip can be loaded" }).waitFor();
  // No field says that a sale is eCom: the person does, by its register.
  const orders = dialog(page).getByRole("row").filter({ hasText: "eCom orders" }).getByRole("cell").nth(1);
  assert.equal(await orders.textContent(), "0");
  await dialog(page).getByText("What Lightspeed does not say").click();
  await dialog(page).getByRole("textbox", { name: "Registers of eCom sales" }).fill("9, 4");
  await press(page, "Read again");
  await orders.getByText("1").waitFor();
  await dialog(page).getByText("1 record was odd").waitFor();
  await press(page, "Replace what is here");
  await dialog(page).getByText("Loaded.").waitFor();

  // A sale of an item with stock, its level after it, a refund of a sale of the first batch, and a sale in a shop nobody named.
  const later = [
    { Sale: [sale("900", "1", { itemID: "6", unitQuantity: "6" }), sale("901", "1", { itemID: "5", unitQuantity: "-1", parentSaleLineID: "95" })] },
    { ItemShop: { itemShopID: "61", itemID: "6", shopID: "1", qoh: "-2", timeStamp: "2026-03-03T10:00:00+00:00" } },
    { Sale: sale("902", "7", { itemID: "6", unitQuantity: "1" }) },
  ];
  const reader = new LightspeedReader({ registerIds: ["9", "4"] });
  for (const { body } of pages) reader.add(body);
  const inventory = Inventory.fromJson(reader.json());

  await choose(page, later.slice(0, 2).map((body, at) => file(`later-${at}.json`, JSON.stringify(body))));
  await dialog(page).getByRole("heading", { name: "2 files can be loaded" }).waitFor();
  assert.equal(await dialog(page).getByRole("radio", { name: "Add to what is here" }).isChecked(), true, "it is a later batch");
  for (const body of later.slice(0, 2)) reader.add(body);
  assert.ok(inventory.apply(reader.merge({ id: "m", at: 1 }, inventory)).ok);
  const counts = await dialog(page).getByRole("row").filter({ hasText: "Rows in the report" }).getByRole("cell").allTextContents();
  assert.deepEqual(counts, ["50", String(inventory.totals().rows)]);
  await press(page, "Add to what is here");
  await dialog(page).getByText("Added.").waitFor();

  // Said again: nothing. A shop that nobody named: odd, and refused in an addition, since it would have to be made up.
  await choose(page, [file("again.json", JSON.stringify(later[0]))]);
  await dialog(page).getByText("There is nothing in it that is not here already.").waitFor();
  await press(page, "Another file");
  await choose(page, [file("odd.json", JSON.stringify(later[2]))]);
  await dialog(page).getByRole("alert").getByText("odd.json was refused").waitFor();
  await press(page, "Another file");
  await press(page, "Close");
  await expectReport(page, inventory);
});

test(`a store of ${STORE} items in pages of a hundred loads with progress, and can be cancelled`, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "oversold-store-"));
  t.after(() => rm(folder, { recursive: true }));
  const pages = storePages(STORE);
  const paths = await Promise.all(
    bodies(pages).map(async ({ name, buffer }) => {
      await writeFile(join(folder, name), buffer);
      return join(folder, name);
    }),
  );
  const page = await open(t);
  await openData(page);
  const progress = dialog(page).getByRole("progressbar", { name: `Reading ${pages.length} files` });
  await choose(page, paths);
  await progress.and(page.locator("[aria-valuenow]")).waitFor();
  await press(page, "Cancel");
  await dialog(page).getByText("Cancelled: nothing was changed.").waitFor();

  // The folder that they are in, dropped somewhere on the page.
  await press(page, "Close");
  await dropped(page, folder);
  await progress.waitFor();
  await dialog(page).getByRole("heading", { name: `${pages.length} files can be loaded` }).waitFor({ timeout: 600_000 });
  const counts = await dialog(page).getByRole("row").filter({ hasText: "Rows in the report" }).getByRole("cell").allTextContents();
  assert.equal(counts[1], Math.floor(STORE / 5).toLocaleString("en-GB"), "every fifth item is short");
  await press(page, "Replace what is here");
  await dialog(page).getByText("Loaded.").waitFor();
});
