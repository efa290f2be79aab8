// What a person sees of the report, read from the screen.
import assert from "node:assert/strict";
import { allRows } from "./package.js";
import { LOCALE, PATIENCE, TIME_ZONE } from "./browser.js";

const quantities = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 4 });
const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeZone: TIME_ZONE });
export const quantity = (value) => quantities.format(value);
export const day = (instant) => (instant === null ? "–" : days.format(instant));

const reasons = { sale: "Sale", vendorReturn: "Vendor return", transfer: "Transfer", other: "Other", unattributed: "Unexplained" };
const sources = { sale: "Sale", vendorReturn: "Return", transfer: "Transfer", other: "Other" };
export const coverages = { full: "Full", partial: "Partial", none: "None" };
export const diagnoses = {
  onItsWay: "On its way",
  notReceived: "Not received yet",
  backorder: "Backorder",
  missingDocument: "Missing document",
  shippedUncovered: "Handed over",
  excessTransfer: "Excess transfer",
  refundedNotRestocked: "Not restocked",
  unattributed: "Unexplained",
};

/** The cells of a row as the page must word them. */
export function wording(row) {
  return {
    id: row.id,
    description: row.description,
    code: row.code ?? "–",
    shop: row.shop,
    vendor: row.vendor ?? "–",
    qoh: quantity(row.qoh),
    elsewhere: quantity(row.elsewhere),
    uncovered: quantity(row.uncovered),
    sold: quantity(row.sold),
    reason: reasons[row.reason] ?? row.reason,
    occurredAt: day(row.occurredAt),
    source: row.source ? `${sources[row.source.type]} ${row.source.number}` : "–",
    ecomOrder: row.ecomOrder?.number ?? "–",
    customer: row.customer ?? "–",
    onPurchaseOrder: quantity(row.onPurchaseOrder),
    onTransfer: quantity(row.onTransfer),
    coverage: coverages[row.coverage],
    expectedAt: day(row.expectedAt),
    diagnosis: diagnoses[row.diagnosis],
    why: "Why",
  };
}

/** The rows that are drawn: `{ index, cells }`, top to bottom. */
export function rowsOnScreen(page) {
  return page.locator("[role=grid] [data-id]").evaluateAll((rows) =>
    rows
      .map((row) => ({
        index: Number(row.getAttribute("aria-rowindex")) - 2,
        cells: Object.fromEntries([
          ["id", row.dataset.id],
          ...[...row.querySelectorAll("[role=gridcell]")].map((cell) => [cell.dataset.column, cell.textContent]),
        ]),
      }))
      .sort((a, b) => a.index - b.index),
  );
}

export const totalsOnScreen = (page) =>
  page
    .locator("[data-total]")
    .evaluateAll((parts) => Object.fromEntries(parts.map((part) => [part.dataset.total, part.querySelector("strong").textContent])));

/** Waits until the screen shows what the package answers to this query; fails with the difference. */
export async function expectReport(page, inventory, query = {}) {
  const rows = allRows(inventory, query);
  const totals = Object.fromEntries(Object.entries(inventory.totals(query)).map(([name, value]) => [name, quantity(value)]));
  return eventually(async () => {
    assert.deepEqual(await totalsOnScreen(page), totals);
    const drawn = await rowsOnScreen(page);
    assert.equal(drawn.length > 0, rows.length > 0, "rows are drawn if there are any");
    assert.deepEqual(
      drawn.map(({ cells }) => cells),
      drawn.map(({ index }) => wording(rows[index])),
    );
    return rows;
  });
}

/** Tries again until it holds, as a person would look again. */
export async function eventually(check, patience = PATIENCE) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}

export const header = (page, name) => page.getByRole("columnheader", { name, exact: true });
