/** A snapshot as rows of tables, quantities as integers of ten-thousandths; what SQL cannot fold or order is made here. */
import { fold, naturalKey } from "../text.mjs";

export const UNIT = 10_000;
const exact = (quantity) => Math.round((quantity ?? 0) * UNIT);
const REASONS = ["sale", "vendorReturn", "transfer"];
const BECAUSE = { indicator: "backordersAllowed", disabled: "trackingDisabled" };
const DAY = 86_400_000;

/** Columns by table: "n" is a number, "t" a text. */
export const TABLES = {
  shop: { id: "t", name: "t" },
  vendor: { id: "t", name: "t" },
  item: { id: "t", description: "t", code: "t", vendor_id: "t", stocked: "n", because: "t", folded: "t", codes: "t", available: "n" },
  level: { item_id: "t", shop_id: "t", qoh: "n" },
  ord: { id: "t", number: "t", number_key: "t", customer: "t", priority: "n" },
  order_line: { adjustment_id: "t", unshipped: "n" },
  sale: { id: "t", number: "t", number_key: "t", happened: "n", order_id: "t" },
  /** Purchase orders and transfers. `lead` is the vendor's lead time in milliseconds. */
  document: { id: "t", type: "t", number: "t", number_key: "t", created: "n", placed: "n", expected: "n", lead: "n", live: "n" },
  line: { id: "t", document_id: "t", place: "n", type: "t", item_id: "t", shop_id: "t", outstanding: "n", counted: "n", begun: "n" },
  vendor_return: { id: "t", number: "t", number_key: "t" },
  adjustment: { id: "t", item_id: "t", shop_id: "t", quantity: "n", happened: "n", reason: "t", source_id: "t", reverses: "t", refunded: "n" },
};

/** Each table with its rows, as arrays in the order of its columns. */
export function* tablesOf(snapshot) {
  yield ["shop", snapshot.shops.map(({ id, name }) => [id, name])];
  yield ["vendor", snapshot.vendors.map(({ id, name }) => [id, name])];
  yield ["item", itemRows(snapshot)];
  yield ["level", snapshot.levels.map(({ itemId, shopId, qoh }) => [itemId, shopId, exact(qoh)])];
  const orders = snapshot.orders ?? [];
  yield ["ord", orders.map(({ id, number, customer, priority }) => [id, number, naturalKey(number), customer ?? null, priority ?? 0])];
  yield ["order_line", orders.flatMap(orderLines)];
  yield ["sale", snapshot.sales.map(({ id, number, completedAt, orderId }) => [id, number, naturalKey(number), completedAt, orderId ?? null])];
  yield ["document", [...purchaseOrderRows(snapshot), ...transferRows(snapshot)]];
  yield ["line", [...purchaseOrderLines(snapshot), ...transferLines(snapshot)]];
  yield ["vendor_return", snapshot.vendorReturns.map(({ id, number }) => [id, number, naturalKey(number)])];
  yield ["adjustment", snapshot.adjustments.map(adjustment)];
}

function itemRows({ items, levels }) {
  const available = new Map();
  for (const { itemId, qoh } of levels) if (qoh > 0) available.set(itemId, (available.get(itemId) ?? 0) + exact(qoh));
  return items.map(({ id, description, customSku, systemSku, upc, ean, manufacturerSku, defaultVendorId, inventoried, stockTracking }) => {
    const codes = [customSku, systemSku, upc, ean, manufacturerSku].filter((code) => code != null);
    // A code begins behind a line's end.
    const folded = codes.map((code) => `\n${fold(code)}`).join("");
    return [id, description, codes[0] ?? null, defaultVendorId ?? null, inventoried === false ? 0 : 1, BECAUSE[stockTracking] ?? null, fold(description), folded, available.get(id) ?? 0];
  });
}

function orderLines({ cancelled, lines, shipments }) {
  const handedOver = new Map();
  for (const { status, lines } of shipments ?? []) {
    if (status !== "shipped" && status !== "pickedUp") continue;
    for (const { orderLineId, quantity } of lines) handedOver.set(orderLineId, (handedOver.get(orderLineId) ?? 0) + exact(quantity));
  }
  const named = lines.filter(({ adjustmentId }) => adjustmentId != null);
  const left = ({ id, quantity, refunded }) => (cancelled ? 0 : Math.max(0, exact(quantity) - exact(refunded) - (handedOver.get(id) ?? 0)));
  return named.map((line) => [line.adjustmentId, left(line)]);
}

function purchaseOrderRows({ purchaseOrders, vendors }) {
  const leads = new Map(vendors.map(({ id, leadTimeDays }) => [id, leadTimeDays == null ? null : leadTimeDays * DAY]));
  return purchaseOrders.map(({ id, number, vendorId, createdAt, orderedAt, expectedAt, finished, archived }) => [
    id, "purchaseOrder", number, naturalKey(number), createdAt ?? null, orderedAt ?? null, expectedAt ?? null, leads.get(vendorId) ?? null, finished || archived ? 0 : 1,
  ]);
}

function transferRows({ transfers }) {
  return transfers.map(({ id, number, createdAt, sentAt, expectedAt, archived }) => [
    id, "transfer", number, naturalKey(number), createdAt ?? null, sentAt ?? null, expectedAt ?? null, null, archived || sentAt == null ? 0 : 1,
  ]);
}

function purchaseOrderLines({ purchaseOrders }) {
  return purchaseOrders.flatMap(({ id: document, shopId, finished, archived, lines }) => {
    const begun = lines.some(({ received }) => (received ?? 0) > 0) ? 1 : 0;
    const left = ({ ordered, received }) => (finished || archived ? 0 : Math.max(0, exact(ordered) - exact(received)));
    return lines.map((line, place) => [line.id, document, place, "purchaseOrder", line.itemId, shopId, left(line), exact(line.counted), begun]);
  });
}

function transferLines({ transfers }) {
  return transfers.flatMap(({ id: document, toShopId, sentAt, archived, lines }) => {
    const left = ({ sent, received, returned }) => (archived || sentAt == null ? 0 : Math.max(0, exact(sent) - exact(received) - exact(returned)));
    return lines.map((line, place) => [line.id, document, place, "transfer", line.itemId, toShopId, left(line), 0, 1]);
  });
}

function adjustment({ id, itemId, shopId, quantity, at, reason, sourceId, reverses, refundedNotRestocked }) {
  const known = REASONS.includes(reason) ? reason : "other";
  return [id, itemId, shopId, exact(quantity), at, known, sourceId ?? null, reverses ?? null, exact(refundedNotRestocked)];
}
