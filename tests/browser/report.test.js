// The rows on the screen are the package's answer: unfiltered, by each filter, and in each order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { coverages, diagnoses, eventually, expectReport, header, rowsOnScreen } from "./support/screen.js";

const { site, open } = useBrowser();

/** Opens a filter's list, picks by name, closes it again. */
async function choose(page, filter, ...names) {
  await page.getByRole("button", { name: new RegExp(`^${filter} filter`) }).click();
  for (const name of names) await page.getByRole("option", { name }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

const exactly = (name) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);

test("the whole report, oldest first", async (t) => {
  const page = await open(t);
  const rows = await expectReport(page, site.inventory);
  assert.ok(rows.length > 40, "the data is large enough to scroll");
  assert.equal(await header(page, "Date").getAttribute("aria-sort"), "ascending");
});

test("search as it is typed", async (t) => {
  const page = await open(t);
  const word = allRows(site.inventory)[3].description.split(/[\s,]+/)[0];
  await page.getByRole("searchbox", { name: "Search items" }).pressSequentially(word.toUpperCase(), { delay: 15 });
  const rows = await expectReport(page, site.inventory, { search: word });
  assert.ok(rows.length < site.inventory.report().total, "the search narrows");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expectReport(page, site.inventory);
});

test("a code finds its item", async (t) => {
  const page = await open(t);
  const { code } = allRows(site.inventory).find((row) => row.code !== null);
  await page.getByRole("searchbox").fill(code);
  const rows = await expectReport(page, site.inventory, { search: code });
  assert.ok(rows.length > 0);
});

test("Show eCom orders, with the number of rows it leaves", async (t) => {
  const page = await open(t);
  await page.getByText("Show eCom orders").click();
  const rows = await expectReport(page, site.inventory, { ecomOnly: true });
  assert.ok(rows.length > 0 && rows.every((row) => row.ecomOrder !== null));
  const label = await page.getByText("Show eCom orders").textContent();
  assert.match(label, new RegExp(`${rows.length.toLocaleString("en-GB")}$`));
});

test("each list of choices counts its rows, and filters by them", async (t) => {
  const page = await open(t);
  const all = allRows(site.inventory);
  const facets = site.inventory.facets();
  const shop = (id) => all.find((row) => row.shopId === id).shop;
  const vendor = (id) => (id === null ? "No default vendor" : all.find((row) => row.vendorId === id).vendor);

  const lists = [
    { filter: "Shop", facet: facets.shops, name: shop, query: (value) => ({ shopIds: [value] }) },
    { filter: "Default vendor", facet: facets.vendors, name: vendor, query: (value) => ({ vendorIds: [value] }) },
    {
      filter: "Reason",
      facet: facets.reasons,
      name: (value) =>
        ({ sale: "Sale", vendorReturn: "Vendor return", transfer: "Transfer", other: "Other", unattributed: "Unexplained" })[value],
      query: (value) => ({ reasons: [value] }),
    },
    { filter: "Coverage", facet: facets.coverage, name: (value) => coverages[value], query: (value) => ({ coverage: [value] }) },
    { filter: "Diagnosis", facet: facets.diagnoses, name: (value) => diagnoses[value], query: (value) => ({ diagnoses: [value] }) },
  ];
  for (const { filter, facet, name, query } of lists) {
    assert.ok(facet.length > 1, `${filter} has choices`);
    await page.getByRole("button", { name: `${filter} filter`, exact: true }).click();
    const options = await page
      .getByRole("option")
      .evaluateAll((options) => options.map((option) => [...option.children].slice(1, 3).map((part) => part.textContent)));
    assert.deepEqual(
      options,
      facet.map(({ value, rows }) => [name(value), rows.toLocaleString("en-GB")]),
      `${filter} lists each value with its rows`,
    );

    const { value } = facet[facet.length - 1];
    await page.getByRole("option", { name: exactly(name(value)) }).click();
    await page.keyboard.press("Escape");
    const rows = await expectReport(page, site.inventory, query(value));
    assert.equal(rows.length, facet[facet.length - 1].rows);

    const chip = page.getByRole("row", { name: `${filter}: ${name(value)}` });
    await chip.getByRole("button").click();
    await expectReport(page, site.inventory);
  }
});

test("items without a default vendor", async (t) => {
  const page = await open(t);
  assert.ok(
    site.inventory.facets().vendors.some(({ value }) => value === null),
    "the data has such items",
  );
  await choose(page, "Default vendor", exactly("No default vendor"));
  await expectReport(page, site.inventory, { vendorIds: [null] });
});

test("several choices, several filters, and all taken away at once", async (t) => {
  const page = await open(t);
  const { shops, diagnoses: found } = site.inventory.facets();
  const shopIds = shops.slice(0, 2).map(({ value }) => value);
  const names = shopIds.map((id) => allRows(site.inventory, { shopIds: [id] })[0].shop);
  await choose(page, "Shop", ...names.map(exactly));
  await choose(page, "Diagnosis", exactly(diagnoses[found[0].value]));
  await page.getByText("Show eCom orders").click();
  await expectReport(page, site.inventory, { shopIds, diagnoses: [found[0].value], ecomOnly: true });
  assert.equal(await page.getByRole("button", { name: "Shop filter, 2 chosen" }).count(), 1);

  await page.getByRole("button", { name: "Clear all", exact: true }).click();
  await expectReport(page, site.inventory);
  assert.equal(await page.getByRole("grid", { name: "Active filters" }).count(), 0);
});

test("a range of days, both days inside, in the time zone of the person", async (t) => {
  const page = await open(t);
  const rows = allRows(site.inventory).filter((row) => row.occurredAt !== null);
  const dayIn = (instant) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(instant);
  const from = dayIn(rows[Math.floor(rows.length / 4)].occurredAt);
  const to = dayIn(rows[Math.floor(rows.length / 2)].occurredAt);

  await page.getByRole("button", { name: "Date filter" }).click();
  const type = async (field, date) => {
    const [year, month, dayOfMonth] = date.split("-");
    await page.getByRole("group", { name: field }).getByRole("spinbutton").first().click();
    await page.keyboard.type(dayOfMonth + month + year);
  };
  await type("From", from);
  await type("To", to);
  await page.getByRole("button", { name: "Apply" }).click();

  // Midnight in Amsterdam, worked out apart from the page: the first instant that falls on the day.
  const midnight = (date) => {
    let instant = Date.parse(`${date}T00:00:00Z`) - 3 * 3_600_000;
    while (dayIn(instant) < date) instant += 900_000;
    return instant;
  };
  const nextDay = dayIn(midnight(to) + 30 * 3_600_000);
  const query = { from: midnight(from), to: midnight(nextDay) };
  const shown = await expectReport(page, site.inventory, query);
  assert.deepEqual(
    shown.map((row) => row.id),
    rows.filter((row) => dayIn(row.occurredAt) >= from && dayIn(row.occurredAt) <= to).map((row) => row.id),
  );
  assert.equal(new URL(page.url()).searchParams.get("from"), from);
});

test("a header sorts, again turns it round, Shift adds a key", async (t) => {
  const page = await open(t);
  const sort = (name, options) => header(page, name).getByRole("button").click(options);

  await sort("QOH");
  await expectReport(page, site.inventory, { sort: [{ by: "qoh" }] });
  assert.equal(await header(page, "QOH").getAttribute("aria-sort"), "ascending");
  assert.equal(await header(page, "Date").getAttribute("aria-sort"), "none");

  await sort("QOH");
  await expectReport(page, site.inventory, { sort: [{ by: "qoh", descending: true }] });
  assert.equal(await header(page, "QOH").getAttribute("aria-sort"), "descending");

  await sort("Item", { modifiers: ["Shift"] });
  await expectReport(page, site.inventory, { sort: [{ by: "qoh", descending: true }, { by: "description" }] });
  await sort("Item", { modifiers: ["Shift"] });
  await expectReport(page, site.inventory, {
    sort: [
      { by: "qoh", descending: true },
      { by: "description", descending: true },
    ],
  });
  assert.equal(await header(page, "Item").getAttribute("aria-sort"), "descending", "the second key says so");

  await sort("Customer");
  await expectReport(page, site.inventory, { sort: [{ by: "customer" }] });
});

test("every column that the package sorts by can be pressed", async (t) => {
  const page = await open(t);
  const columns = {
    Item: "description",
    Code: "code",
    Shop: "shop",
    "Default vendor": "vendor",
    QOH: "qoh",
    Elsewhere: "elsewhere",
    Uncovered: "uncovered",
    Sold: "sold",
    Reason: "reason",
    Source: "source",
    "eCom order": "ecomOrder",
    Customer: "customer",
    "Purchase order": "onPurchaseOrder",
    Transfer: "onTransfer",
    Expected: "expectedAt",
  };
  for (const [name, by] of Object.entries(columns)) {
    await header(page, name).getByRole("button").click();
    await expectReport(page, site.inventory, { sort: [{ by }] });
  }
  await header(page, "Date").getByRole("button").click();
  await expectReport(page, site.inventory);
});

test("eCom orders by source: an order's rows stand together", async (t) => {
  const page = await open(t);
  await page.getByText("Show eCom orders").click();
  await header(page, "Source").getByRole("button").click();
  await expectReport(page, site.inventory, { ecomOnly: true, sort: [{ by: "source" }] });

  const seen = new Set();
  let last;
  for (const { cells } of await rowsOnScreen(page)) {
    if (cells.ecomOrder !== last) assert.ok(!seen.has(cells.ecomOrder), `order ${cells.ecomOrder} comes once`);
    seen.add((last = cells.ecomOrder));
  }
  assert.ok(seen.size > 1);
});

test("rows without incoming stock come first by purchase order", async (t) => {
  const page = await open(t);
  await header(page, "Purchase order").getByRole("button").click();
  await eventually(async () => assert.equal((await rowsOnScreen(page))[0].cells.onPurchaseOrder, "0"));
});

test("nothing found: the page says which filter to take away", async (t) => {
  const { shopId, shop } = allRows(site.inventory)[0];
  const page = await open(t, { address: `?q=no-such-thing&shop=${encodeURIComponent(shopId)}` });
  await page.getByRole("heading", { name: "No row matches all of these filters" }).waitFor();
  await page.getByRole("button", { name: "Without “no-such-thing”" }).click();
  await expectReport(page, site.inventory, { shopIds: [shopId] });
  assert.ok(await page.getByRole("row", { name: `Shop: ${shop}` }).isVisible());
});

test("columns can be hidden, and stay hidden", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Customer" }).click();
  await page.keyboard.press("Escape");
  await header(page, "Customer").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("status").waitFor();
  assert.equal(await header(page, "Customer").count(), 0);
  assert.equal(await header(page, "eCom order").count(), 1);
});
