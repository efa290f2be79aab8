/** What all contenders are asked, chosen from the data once, by its largest shops and vendors. */

const AT = 1_795_161_600_000;
const SORTS = [
  "id", "description", "code", "shop", "qoh", "reason", "source", "occurredAt", "sold", "uncovered", "ecomOrder", "customer", "onPurchaseOrder",
  "onTransfer", "elsewhere", "vendor", "expectedAt",
];
const TYPED = "helmet b";

/** As many different pairs of a shop and a vendor as filterSort asks for. */
const PAIRS = 32;
const RECEIPTS = 200;
const PREVIEWED = 100;

/** From a snapshot. */
export function questionsFor(snapshot) {
  const shops = snapshot.shops.map(({ id }) => id);
  const vendors = snapshot.vendors.map(({ id }) => id);
  const pairs = Array.from({ length: PAIRS }, (_, at) => ({ shopId: shops[at % shops.length], vendorId: vendors[(at * 7) % vendors.length] }));
  const isOpen = ({ finished, archived, lines }) => !finished && !archived && lines.some(({ ordered, received = 0 }) => ordered > received);
  const open = snapshot.purchaseOrders.filter(isOpen).map(({ id }) => id);
  const receive = (prefix) => (purchaseOrderId, at) => ({ id: `${prefix}${at + 1}`, at: AT + at, type: "receivePurchaseOrder", purchaseOrderId });
  return {
    bySource: pairs.map(({ shopId, vendorId }) => ({ ecomOnly: true, shopIds: [shopId], vendorIds: [vendorId], sort: [{ by: "source" }], limit: 50 })),
    sorts: SORTS.map((by) => ({ sort: [{ by }], limit: 50 })),
    searches: Array.from(TYPED, (_, at) => ({ search: TYPED.slice(0, at + 1), limit: 50 })),
    window: { ecomOnly: true, shopIds: [shops[0]], sort: [{ by: "source" }], limit: 50 },
    // The newest, so that what is received is what is short.
    receive: open.slice(-RECEIPTS).map(receive("receive")),
    preview: open.slice(0, PREVIEWED).map(receive("preview")),
  };
}
