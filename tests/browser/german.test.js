// In German, as the browser asks for it: every page and what stands around them, also where something went wrong.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { openPlain } from "./support/plainPage.js";
import { englishOnly } from "./support/words.js";

const { site, open, another } = useBrowser();
const context = { locale: "de-DE" };

let english = [];
before(async () => {
  english = await englishOnly(new TextDecoder().decode(site.bytes));
  assert.ok(english.length > 300, "the page's own words are known");
});

/** What is read, and what a screen reader says. */
async function isGerman(page, where) {
  const words = await page.evaluate(() => {
    const said = [...document.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap((element) =>
      ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name)),
    );
    return [document.body.innerText, ...said].filter(Boolean).join("\n");
  });
  const left = english.filter((phrase) => new RegExp(`(?<![\\w-])${phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`).test(words));
  assert.deepEqual(left, [], where);
}

test("every page has its name, and no English left on it", async (t) => {
  const page = await open(t, { context, address: "?page=backorders" });
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  const names = await page.getByRole("navigation").getByRole("link").allTextContents();
  assert.deepEqual(names, [
    "Negativer Bestand",
    "Rückstände",
    "Wareneingang",
    "Bestellungen",
    "Umlagerungen",
    "Retouren",
    "Sendungen",
    "Nachbestellen",
    "Verlauf",
  ]);
  for (const name of names) {
    await page.getByRole("navigation").getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await isGerman(page, name);
  }
});

test("the data, in and out: no English left", async (t) => {
  const page = await open(t, { context });
  const dialog = page.getByRole("dialog", { name: "Dieser Bestand" });
  const choose = (files) =>
    page
      .locator("input[type=file]")
      .setInputFiles(Object.entries(files).map(([name, text]) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) })));
  const again = () => dialog.getByRole("button", { name: "Andere Datei" }).click();
  await page.getByRole("button", { name: "Daten" }).click();
  await dialog.getByRole("button", { name: "Nach Widersprüchen suchen" }).click();
  await isGerman(page, "what is here");
  await choose({ "bestand.csv": "Artikel;Bestand\nH1;-1,5\n", "verkauf.csv": "Bon;Datum;Artikel;Menge\n1;02/03/26;H1;1\n" });
  await dialog.getByText("verkauf.csv: Wählen Sie die Spalte für „Nummer“.").waitFor();
  for (const details of await dialog.locator("summary").all()) await details.click();
  await isGerman(page, "spreadsheets");
  await again();
  await choose({ "page.json": '{"Shop": {"shopID": "1", "name": "Mitte"}, "Employee": {}}', "shops.json": '{"Shop": {"shopID": "2", "name": "Hafen"}}' });
  await dialog.getByRole("radio", { name: "Zu Hiesigem hinzufügen" }).click();
  await dialog.getByText("Neue und neuere Datensätze").waitFor();
  await isGerman(page, "pages of Lightspeed's");
  await again();
  await choose({ "a.csv": "x\n", "b.json": "{}" });
  await dialog.getByRole("alert").waitFor();
  await isGerman(page, "files that do not belong together");
});

test("what went wrong: no English left", async (t) => {
  const page = await open(t, { context });
  const plain = await openPlain(page.context(), site.url);
  await plain.evaluate(async () => {
    const stored = await window.storage.read("all");
    const images = stored.images.map((image) => ({ ...image, bytes: image.bytes.slice(0, 50) }));
    await window.storage.begin({ ...stored, images }, false);
  });
  const damaged = await another(page, { ready: false });
  await damaged.getByRole("heading", { name: "Das Gespeicherte ist beschädigt" }).waitFor();
  await isGerman(damaged, "damaged");

  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(site.url).origin, storageTypes: "indexeddb" });
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.getByRole("button", { name: "Erneut speichern" }).waitFor();
  await isGerman(page, "the storage was cleared");

  const prepare = (page) => page.route("**/data/demo.json", (route) => route.fulfill({ status: 404 }));
  const missing = await open(t, { context, ready: false, mayLog: /404/, prepare });
  await missing.getByRole("heading", { name: "Die Bestandsdaten sind nicht da" }).waitFor();
  await isGerman(missing, "no data");
});
