// What two inventories show: the same rows in every sort, the same waiting orders, and the same documents where both know them.
import assert from "node:assert/strict";

const SORTS = [
  "id", "description", "code", "shop", "qoh", "reason", "source", "occurredAt", "sold", "uncovered", "ecomOrder", "customer", "onPurchaseOrder",
  "onTransfer", "elsewhere", "vendor", "expectedAt",
];
const ALL = { limit: 10_000_000 };
const DOCUMENTS = [["orders", "order"], ["purchaseOrders", "purchaseOrder"], ["transfers", "transfer"], ["vendorReturns", "vendorReturn"]];

/** `some` is of the shops named, or of all. */
export function sameRows(some, all, shops = [], what = "") {
  const lacking = some.check().filter(({ rule }) => rule === "needsHistory");
  assert.deepEqual(lacking, [], `${what}: the history of every level reaches as far as its shortage`);
  for (const by of SORTS) {
    for (const descending of [false, true]) sameReport(some, all, shops, `${what}: rows by ${by}`, { sort: [{ by, descending }] });
  }
}

/** In one sort: what can be asked after every step. */
export function sameReport(some, all, shops = [], what = "", query = {}) {
  const asked = { ...query, ...ALL, ...(shops.length > 0 && { shopIds: shops }) };
  assert.deepEqual(some.report(asked).rows, all.report(asked).rows, what);
}

export function sameDocuments(some, all, what = "") {
  assert.deepEqual(some.backorders(ALL), all.backorders(ALL), `${what}: the waiting orders`);
  for (const [list, one] of DOCUMENTS) {
    for (const document of some[list](ALL).rows) assert.deepEqual(document, all[one](document.id), `${what}: ${one} ${document.id}`);
  }
}
