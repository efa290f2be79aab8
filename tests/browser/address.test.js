// What is shown is in the address: back, reload and a shared link bring it back, and nonsense does no harm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { expectReport, header } from "./support/screen.js";

const { site, open } = useBrowser();
const parameters = (page) => [...new URL(page.url()).searchParams];

test("back and forward walk through the filters", async (t) => {
  const page = await open(t);
  const word = allRows(site.inventory)[0].description.split(/[\s,]+/)[0];
  await page.getByText("Show eCom orders").click();
  await expectReport(page, site.inventory, { ecomOnly: true });
  await page.getByRole("searchbox").pressSequentially(word, { delay: 130 });
  await expectReport(page, site.inventory, { ecomOnly: true, search: word });
  await header(page, "QOH").getByRole("button").click();
  await expectReport(page, site.inventory, { ecomOnly: true, search: word, sort: [{ by: "qoh" }] });

  await page.goBack();
  await expectReport(page, site.inventory, { ecomOnly: true, search: word });
  await page.goBack();
  await expectReport(page, site.inventory, { ecomOnly: true });
  assert.equal(await page.getByRole("searchbox").inputValue(), "", "the whole search is one step");
  await page.goBack();
  await expectReport(page, site.inventory);
  await page.goForward();
  await page.goForward();
  await expectReport(page, site.inventory, { ecomOnly: true, search: word });
  assert.equal(await page.getByRole("searchbox").inputValue(), word);
});

test("reload, and the same link for somebody else", async (t) => {
  const page = await open(t);
  const [{ value: shopId }] = site.inventory.facets({ vendorIds: [null] }).shops;
  const { shop } = allRows(site.inventory, { shopIds: [shopId] })[0];
  await page.getByRole("button", { name: "Shop filter" }).click();
  await page.getByRole("option", { name: shop }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Default vendor filter" }).click();
  await page.getByRole("option", { name: "No default vendor" }).click();
  await page.keyboard.press("Escape");
  await header(page, "Source").getByRole("button").click();
  await header(page, "Uncovered")
    .getByRole("button")
    .click({ modifiers: ["Shift"] });
  await header(page, "Uncovered")
    .getByRole("button")
    .click({ modifiers: ["Shift"] });
  const query = { shopIds: [shopId], vendorIds: [null], sort: [{ by: "source" }, { by: "uncovered", descending: true }] };
  await expectReport(page, site.inventory, query);
  assert.deepEqual(parameters(page), [
    ["shop", shopId],
    ["vendor", ""],
    ["sort", "source,-uncovered"],
  ]);

  await page.reload();
  await expectReport(page, site.inventory, query);
  const other = await open(t, { address: new URL(page.url()).search });
  await expectReport(other, site.inventory, query);
});

test("nonsense is passed over", async (t) => {
  const page = await open(t, {
    address:
      "?coverage=all&coverage=none&diagnosis=__proto__&reason=constructor&from=2024-13-45&to=yesterday&ecom=yes&sort=-qoh,nothing,qoh,diagnosis,,__proto__&shop=&unknown=1",
  });
  await expectReport(page, site.inventory, { coverage: ["none"], sort: [{ by: "qoh", descending: true }] });
});

test("the navigation leads to the report as it is at first, without loading anything again", async (t) => {
  const page = await open(t, { address: "?ecom=1" });
  await expectReport(page, site.inventory, { ecomOnly: true });
  const loaded = [];
  page.on("request", (request) => {
    if (["document", "script", "fetch"].includes(request.resourceType())) loaded.push(request.url());
  });
  await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Negative inventory" }).click();
  await expectReport(page, site.inventory);
  assert.deepEqual(loaded, []);
  await page.goBack();
  await expectReport(page, site.inventory, { ecomOnly: true });
});

test("what the page does not know stays in the address", async (t) => {
  const page = await open(t, { address: "?campaign=spring" });
  await page.getByText("Show eCom orders").click();
  await expectReport(page, site.inventory, { ecomOnly: true });
  assert.deepEqual(parameters(page), [
    ["campaign", "spring"],
    ["ecom", "1"],
  ]);
});

test("a shop that has no rows, or is gone, finds nothing and can be taken away", async (t) => {
  const page = await open(t, { address: "?shop=%3Cgone%3E%20%26%20closed" });
  await page.getByRole("heading", { name: "No row matches" }).waitFor();
  await page.getByRole("row", { name: "Shop: <gone> & closed" }).getByRole("button").click();
  await expectReport(page, site.inventory);
});

test("days that are the wrong way round are turned", async (t) => {
  const page = await open(t, { address: "?from=2999-01-02&to=1999-01-01" });
  const rows = allRows(site.inventory).filter((row) => row.occurredAt !== null);
  const shown = await expectReport(page, site.inventory, {
    from: Date.parse("1998-12-31T23:00:00Z"),
    to: Date.parse("2999-01-02T23:00:00Z"),
  });
  assert.equal(shown.length, rows.length);
});
