// What a click opens: the documents behind an in-transit quantity, the proof behind a row, the file behind "CSV".
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { day, expectReport, quantity } from "./support/screen.js";

const { site, open } = useBrowser();

/** An address on which the row is the first. */
const addressOf = (row) => `?shop=${encodeURIComponent(row.shopId)}&q=${encodeURIComponent(row.code ?? row.description)}`;

/** The row on the screen, by its id. */
const rowOf = (page, { id }) => page.locator(`[role=grid] [data-id="${id}"]`);
const cellOf = (page, row, column) => rowOf(page, row).locator(`[data-column="${column}"]`);

const texts = (locator) => locator.evaluateAll((elements) => elements.map((element) => element.textContent));

for (const [type, column, title] of [
  ["purchaseOrder", "onPurchaseOrder", "On purchase order"],
  ["transfer", "onTransfer", "On transfer"],
]) {
  test(`${title}: the documents, which add up to the quantity clicked`, async (t) => {
    const linesOf = (row) => site.inventory.incoming(row.itemId, row.shopId).filter((line) => line.type === type);
    const candidates = allRows(site.inventory).filter((row) => row[column] > 0);
    // The richest one: several documents, if the data has that.
    const row = candidates.reduce((best, row) => (linesOf(row).length > linesOf(best).length ? row : best));
    const page = await open(t, { address: addressOf(row) });

    await cellOf(page, row, column).getByRole("button").click();
    const dialog = page.getByRole("dialog", { name: title });
    const cells = await dialog
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    const words = { open: "Open", ordered: "Ordered", checkIn: "Check-in", sent: "Sent" };
    assert.deepEqual(
      cells,
      linesOf(row).map((line) => [line.number, words[line.status], day(line.expectedAt), quantity(line.outstanding)]),
    );
    assert.deepEqual(await texts(dialog.locator("tfoot td")), [quantity(row[column])]);
    assert.equal(await cellOf(page, row, column).textContent(), quantity(row[column]));

    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    // The focus returns, in a moment.
    await cellOf(page, row, column).getByRole("button").and(page.locator(":focus")).waitFor();
  });
}

test("a quantity of nothing opens nothing", async (t) => {
  const row = allRows(site.inventory).find((row) => row.onPurchaseOrder === 0);
  const page = await open(t, { address: addressOf(row) });
  await rowOf(page, row).waitFor();
  assert.equal(await cellOf(page, row, "onPurchaseOrder").getByRole("button").count(), 0);
});

/** A number as the page words it, back into a number. */
const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));
const rounded = (value) => Math.round(value * 1e4) / 1e4;

/** The dialog against the explanation, and its own sums against each other. */
async function checkProof(page, row) {
  const explanation = site.inventory.explain(row.itemId, row.shopId);
  const dialog = page.getByRole("dialog", { name: row.description });
  const earlier = dialog.getByRole("button", { name: /earlier source/ });
  if (await earlier.count()) await earlier.click();

  const terms = {};
  for (const name of ["opening", "inflow", "outflow", "qoh"])
    terms[name] = number(await dialog.locator(`[data-term=${name}] [data-value]`).textContent());
  const { opening, inflow, outflow, qoh } = explanation;
  assert.deepEqual(terms, { opening, inflow, outflow, qoh });
  assert.equal(rounded(terms.opening + terms.inflow - terms.outflow), terms.qoh, "opening + in − out = QOH");

  const lines = await dialog.locator("[data-line]").evaluateAll((lines) =>
    lines.map((line) => ({
      id: line.dataset.line,
      isThis: line.dataset.this !== undefined,
      covered: line.children[3].textContent,
      uncovered: line.children[4].textContent,
      incoming: [...line.querySelectorAll("li")].map((piece) => ({
        by: piece.dataset.by,
        quantity: piece.firstElementChild.textContent,
        text: piece.textContent,
      })),
    })),
  );
  const expected = explanation.sources.map((source) => [source.adjustmentId, quantity(source.covered), quantity(source.uncovered)]);
  const unattributed = lines.filter((line) => line.id.startsWith("unattributed:"));
  assert.deepEqual(
    lines.filter((line) => !unattributed.includes(line)).map((line) => [line.id, line.covered, line.uncovered]),
    expected,
  );
  assert.deepEqual(
    unattributed.map((line) => line.uncovered),
    explanation.unattributed > 0 ? [quantity(explanation.unattributed)] : [],
  );
  assert.deepEqual(
    lines.filter((line) => line.isThis).map((line) => line.id),
    [row.id],
    "this row stands out",
  );

  const sum = (values) => rounded(values.map(number).reduce((a, b) => a + b, 0));
  assert.equal(sum(lines.map((line) => line.uncovered)), -qoh, "what is uncovered is the shortage");
  assert.equal(sum(await texts(dialog.locator("[data-total=uncovered]"))), -qoh);
  assert.equal(sum(await texts(dialog.locator("[data-total=out]"))), outflow);
  assert.equal(sum(lines.map((line) => line.covered)), sum(await texts(dialog.locator("[data-total=covered]"))));

  for (const line of lines) {
    const pieces = explanation.coveredBy.filter(({ rowId }) => rowId === line.id);
    assert.deepEqual(
      line.incoming.map(({ by, quantity }) => [by, quantity]),
      pieces.map(({ by, quantity: units }) => [by?.type ?? "nothing", quantity(units)]),
    );
    pieces.forEach(({ by }, at) => by && assert.ok(line.incoming[at].text.includes(by.number), `names ${by.number}`));
    if (number(line.uncovered) > 0)
      assert.equal(sum(line.incoming.map((piece) => piece.quantity)), number(line.uncovered), "every uncovered unit is accounted for");
  }
}

test("why: the sum, the queue, this row in it, and what covers it, for a row of each diagnosis", async (t) => {
  const page = await open(t);
  for (const { value } of site.inventory.facets().diagnoses) {
    const [row] = allRows(site.inventory, { diagnoses: [value] });
    await page.goto(`${site.url}?diagnosis=${value}`);
    await rowOf(page, row).getByRole("button", { name: /^Why/ }).click();
    await checkProof(page, row);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
});

test("why: partly covered rows, and a level with many sources", async (t) => {
  const rows = allRows(site.inventory);
  const sources = (row) => site.inventory.explain(row.itemId, row.shopId).sources.length;
  const partial = rows.find((row) => row.coverage === "partial");
  const busiest = rows.reduce((best, row) => (sources(row) > sources(best) ? row : best));
  assert.ok(partial, "the data has a partly covered row");
  for (const row of [partial, busiest]) {
    const page = await open(t, { address: addressOf(row) });
    await rowOf(page, row).getByRole("button", { name: /^Why/ }).click();
    await checkProof(page, row);
  }
});

test("badges explain themselves, and lead to the proof", async (t) => {
  const page = await open(t);
  const [row] = allRows(site.inventory);
  await page.mouse.move(10, 10);
  await cellOf(page, row, "diagnosis").getByRole("button").hover();
  await page.getByRole("tooltip").waitFor();
  assert.match(await page.getByRole("tooltip").textContent(), /\w+ \w+ \w+/);
  await cellOf(page, row, "coverage").getByRole("button").click();
  await page.getByRole("dialog", { name: row.description }).waitFor();
});

test("CSV: the rows of the question that is on the screen", async (t) => {
  const { shopId } = allRows(site.inventory)[0];
  const page = await open(t, { address: `?ecom=1&shop=${encodeURIComponent(shopId)}&sort=-qoh` });
  const query = { ecomOnly: true, shopIds: [shopId], sort: [{ by: "qoh", descending: true }] };
  await expectReport(page, site.inventory, query);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  assert.equal(download.suggestedFilename(), "negative-inventory.csv");
  const bytes = await readFile(await download.path());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "starts with a byte order mark");
  assert.equal(bytes.subarray(3).toString("utf8"), site.inventory.csv(query));
});
