// Without a network: from the second visit on the page works; a new version waits until the person wants it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { eventually, expectReport } from "./support/screen.js";
import { openCopy } from "./support/site.js";

const { site, open, another } = useBrowser({ openSite: openCopy });
const context = { serviceWorkers: "allow" };
// Without a network the browser says so in the console, whoever asked.
const mayLog = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;

/** The first visit: the page's files are kept once its service worker is active. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

test("installable: a manifest with a name, a start and icons that are there", async (t) => {
  const page = await open(t, { context });
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.display, "standalone");
  for (const { src } of manifest.icons) assert.ok((await fetch(new URL(src, site.url))).ok, src);
  await kept(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"),
    [],
    "all that Chromium asks for, but for the private window that a test is",
  );
});

test("the second visit needs no network: the report, another section, a back-up, a spreadsheet", async (t) => {
  const page = await open(t, { context, mayLog });
  await kept(page);
  await page.context().setOffline(true);
  await page.reload();
  await expectReport(page, site.inventory);
  const other = await another(page, { address: "?page=backorders", ready: false, mayLog });
  await other.getByRole("navigation").locator("[aria-current=page]").filter({ hasText: "Backorders" }).waitFor();
  await page.getByRole("button", { name: "Data" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Download a back-up" }).click();
  await downloading;
  await page.getByRole("dialog").getByRole("button", { name: "Load the sample" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  assert.match(await page.getByRole("dialog").getByRole("alert").textContent(), /could not be fetched/);
  // What reads it is a WebAssembly file of its own, which nothing has asked for yet.
  await page.getByRole("button", { name: "Another file" }).click();
  await page.locator("input[type=file]").setInputFiles({ name: "levels.csv", mimeType: "text/csv", buffer: Buffer.from("SKU,QOH\nH1,-1\n") });
  await page.getByRole("button", { name: "Read the files" }).click();
  await page.getByRole("heading", { name: "levels.csv can be loaded" }).waitFor();
});

test("a new version is offered, and taken over when the person says so", async (t) => {
  const page = await open(t, { context, mayLog });
  await kept(page);
  const other = await another(page, { mayLog });
  const title = "A newer back office";
  await site.change("index.html", (html) => html.replace(/<title>.*<\/title>/, `<title>${title}</title>`));
  await site.change("sw.js", (script) => script.replace(/(url:`index\.html`,revision:`)\w/, "$1new"));
  const look = () => page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => undefined));
  await look();

  const offer = page.getByRole("region", { name: "About your data" });
  await offer.getByText("A new version of this page is ready.").waitFor();
  await page.reload();
  await page.getByRole("status").waitFor();
  assert.notEqual(await page.title(), title, "nothing changes without consent");
  await offer.getByRole("button", { name: "Reload" }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.querySelector("title").text), title));
  await expectReport(page, site.inventory);
  await other.getByText("A new version of this page is ready.").waitFor();
  await other.getByRole("button", { name: "Reload" }).click();
  await eventually(async () => assert.equal(await other.evaluate(() => document.querySelector("title").text), title));
});
