// Commands that somebody might give, by chance from a seed, about what an inventory shows.

export { chance } from "../node/state_machine.mjs";

const some = (random, page) => {
  const { total } = page({ limit: 1 });
  return total > 0 ? page({ limit: 1, offset: random.below(total) }).rows[0] : null;
};

/** A command of those that there is something for, or null where nothing was found for many of them. `shops`: the ids of all. */
export function command(random, inventory, shops, id) {
  for (let tried = 0; tried < 50; tried++) {
    const made = attempt(random, inventory, shops, id);
    if (made) return made;
  }
  return null;
}

/** A command, or null where there is nothing of its kind. */
function attempt(random, inventory, shops, id) {
  const row = some(random, (query) => inventory.report(query));
  const order = some(random, (query) => inventory.backorders(query));
  const known = order && inventory.order(order.orderId);
  const shopId = random.pick(shops);
  const place = row && { itemId: row.itemId, shopId: row.shopId };
  const line = row && { id: `${id}l`, itemId: row.itemId, quantity: 1 + random.below(4) };
  const done = some(random, (query) => inventory.history(query));
  const make = [
    () => place && { type: "adjustStock", ...place, quantity: random.below(9) - 5 },
    () => place && { type: "countStock", ...place, counted: random.below(3) },
    () => row && { type: "recordSale", sale: { id: `${id}s`, number: id, shopId: row.shopId, completedAt: 1_700_000_000_000 + random.below(9_000_000) }, lines: [{ adjustmentId: `${id}a`, itemId: row.itemId, quantity: 2 }] },
    () => row?.reason === "sale" && { type: "refundSale", saleId: row.source.id, lines: [{ adjustmentId: row.id, quantity: 1 }], restock: random.below(2) === 0 },
    () => row?.reason === "sale" && { type: "voidSale", saleId: row.source.id },
    () => row && { type: "createPurchaseOrder", purchaseOrder: { id: `${id}p`, number: id, shopId: row.shopId, lines: [line] } },
    () => row && row.shopId !== shopId && { type: "createTransfer", transfer: { id: `${id}t`, number: id, fromShopId: shopId, toShopId: row.shopId, lines: [line] } },
    () => ({ type: "sendTransfer", transferId: some(random, (query) => inventory.transfers({ status: ["open"], ...query }))?.id ?? "" }),
    () => ({ type: "receiveTransfer", transferId: some(random, (query) => inventory.transfers({ status: ["sent"], ...query }))?.id ?? "" }),
    () => ({ type: "receivePurchaseOrder", purchaseOrderId: some(random, (query) => inventory.purchaseOrders({ status: ["open", "ordered", "checkIn"], ...query }))?.id ?? "" }),
    () => ({ type: "finishPurchaseOrder", purchaseOrderId: some(random, (query) => inventory.purchaseOrders(query))?.id ?? "" }),
    () => order && { type: "prioritiseOrder", orderId: order.orderId, priority: random.below(5) - 2 },
    () => order && { type: "cancelOrder", orderId: order.orderId, restock: random.below(2) === 0 },
    () => order && { type: "refundOrder", orderId: order.orderId, restock: true },
    () => order && { type: "clearFraud", orderId: order.orderId },
    () => order && { type: "markOrderPaid", orderId: order.orderId },
    () => known && { type: "moveOrderLine", orderId: known.id, lineId: random.pick(known.lines).id, shopId },
    () => order && { type: "createShipment", orderId: order.orderId, shipment: { id: `${id}h`, number: id } },
    () => known?.shipments?.[0] && { type: known.delivery === "ship" ? "markShipped" : "markPickedUp", orderId: known.id, shipmentId: known.shipments[0].id, force: { reason: "promised" } },
    () => done && { type: "undo", commandId: done.commandId },
  ];
  const made = random.pick(make)();
  return made && Object.values(made).every((value) => value !== "") ? { id, at: 1_700_000_000_000, by: "Ann", ...made } : null;
}
