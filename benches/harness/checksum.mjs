/** Checksums of answers: two contenders that give the same one computed the same. */

const FIELDS = [
  "id", "itemId", "description", "code", "shopId", "shop", "qoh", "reason", "occurredAt", "sold", "uncovered", "customer", "onPurchaseOrder",
  "onTransfer", "elsewhere", "vendorId", "vendor", "coverage", "expectedAt", "diagnosis", "soldBecause",
];

/** Of report rows, every field of them, in their order. */
export function ofRows(rows) {
  const sum = new Sum();
  for (const row of rows) {
    for (const field of FIELDS) sum.add(row[field] ?? null);
    const { source, ecomOrder } = row;
    sum.add(source && `${source.type} ${source.id} ${source.number}`);
    sum.add(ecomOrder && `${ecomOrder.id} ${ecomOrder.number}`);
  }
  return sum.text(rows.length);
}

/** Of a window: its rows, and how many match in all. */
export function ofPage({ total, rows }) {
  return `${total}/${ofRows(rows)}`;
}

/** Of what a command came to: what changed, and the facts to store. */
export function ofOutcome({ changes, events }) {
  const sum = new Sum();
  for (const ids of [changes.rowsAdded, changes.rowsChanged, changes.rowsRemoved]) sum.add(ids.join(" "));
  for (const { itemId, shopId, qoh } of changes.levels) sum.add(`${itemId} ${shopId} ${qoh}`);
  for (const { type, id } of changes.documents) sum.add(`${type} ${id}`);
  for (const { revision, commandId, at, purchaseOrderId, orderedAt, lines, adjustments } of events) {
    sum.add(`${revision} ${commandId} ${at} ${purchaseOrderId} ${orderedAt}`);
    for (const { lineId, quantity } of lines) sum.add(`${lineId} ${quantity}`);
    for (const moved of adjustments) sum.add(`${moved.id} ${moved.itemId} ${moved.shopId} ${moved.quantity} ${moved.at} ${moved.reason} ${moved.sourceId}`);
  }
  return sum.text(events.length);
}

/** FNV-1a, twice. */
class Sum {
  #low = 0x811c9dc5;
  #high = 0x1b873593;

  add(value) {
    const text = `${value}\u0000`;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      this.#low = Math.imul(this.#low ^ unit, 0x01000193);
      this.#high = Math.imul(this.#high ^ unit, 0x85ebca6b);
    }
  }

  text(count) {
    const hex = (number) => (number >>> 0).toString(16).padStart(8, "0");
    return `${count}:${hex(this.#low)}${hex(this.#high)}`;
  }
}
