import type { CommandType } from "./commands.js";
import type { Id, InstantInput, QuantityInput } from "./common.js";
import type { DocumentName } from "./outcome.js";

/**
 * Everything the host knows, as facts. What can be derived (shortages, statuses, coverage) is not in it.
 * Unknown fields are ignored. Optional means absent or null.
 */
export interface Snapshot {
  format: "oversold/1";
  /** Every shop that anything here names. @example [{ id: "centre", name: "Centre" }] */
  shops: Shop[];
  /** Every vendor that anything here should name. @example [{ id: "acme", name: "Acme Sports", leadTimeDays: 5 }] */
  vendors?: Vendor[];
  /** Every item that anything here names. @example [{ id: "helmet-m", description: "Road helmet, M", customSku: "HELM-M", defaultVendorId: "acme" }] */
  items: Item[];
  /**
   * One per item and shop. QOH is the truth: adjustments explain it, they are not summed into it.
   * @example [{ itemId: "helmet-m", shopId: "centre", qoh: -2 }]
   */
  levels: Level[];
  /**
   * At least those behind the negative levels.
   * @example [{ id: "sale-1042", number: "1042", shopId: "centre", completedAt: "2026-03-02T09:30:00Z" }]
   */
  sales?: Sale[];
  /**
   * Signed stock movements. A host may send all, or only the newest ones of the negative levels.
   * @example [{ id: "sale-1042:1", itemId: "helmet-m", shopId: "centre", quantity: -2, at: "2026-03-02T09:30:00Z", reason: "sale", sourceId: "sale-1042" }]
   */
  adjustments?: Adjustment[];
  /**
   * At least those of which something is still to come.
   * @example [{ id: "po-7", number: "7", vendorId: "acme", shopId: "centre", orderedAt: "2026-03-01T08:00:00Z", lines: [{ id: "1", itemId: "helmet-m", ordered: 6 }] }]
   */
  purchaseOrders?: PurchaseOrder[];
  /**
   * At least those of which something is in transit.
   * @example [{ id: "transfer-3", number: "3", fromShopId: "north", toShopId: "centre", lines: [{ id: "1", itemId: "helmet-m", requested: 6 }] }]
   */
  transfers?: Transfer[];
  /**
   * At least those behind the negative levels.
   * @example [{ id: "return-2", number: "2", vendorId: "acme", shopId: "centre", lines: [{ id: "1", itemId: "helmet-m", quantity: 1 }] }]
   */
  vendorReturns?: VendorReturn[];
  /**
   * Orders of the web shop: at least those with units that wait.
   * @example [{ id: "order-12", number: "12", placedAt: "2026-03-02T09:30:00Z", payment: "paid", fraud: "cleared", delivery: "ship", lines: [{ id: "1", itemId: "helmet-m", shopId: "centre", quantity: 2 }] }]
   */
  orders?: EcomOrder[];
  /** Counts the events behind this state. Default 0. @example 7 */
  revision?: number;
  /**
   * Commands applied so far, the newest 10,000: what tells a repeated one. Rule 15.
   * @example [{ id: "c-1", revision: 7, digest: "5f1c2b7a90e3d846" }]
   */
  commands?: AppliedCommand[];
}

/**
 * A command that was applied. Its id, the revision it led to and a digest of its content tell whether it comes again; the
 * rest is for history and undo, written by `toSnapshot`: hand it back as it came.
 */
export interface AppliedCommand {
  /** The command's own id. @example "c-1" */
  id: Id;
  /** The state that it led to. @example 7 */
  revision: number;
  /** Of its content: opaque. @example "5f1c2b7a90e3d846" */
  digest: string;
  /** The command's type. @example "receivePurchaseOrder" */
  type?: CommandType | null;
  /** When it happened, as the command said. @example "2026-03-02T09:30:00Z" */
  at?: InstantInput | null;
  /** Who did it. @example "Ada" */
  by?: string | null;
  /** What it changed. @example [{ type: "purchaseOrder", id: "po-7" }] */
  documents?: DocumentName[] | null;
  /** Levels that it changed. @example [{ itemId: "helmet-m", shopId: "centre" }] */
  levels?: { itemId: Id; shopId: Id }[] | null;
  /** Opaque. @example "{}" */
  before?: string | null;
  /** Whether it was taken back. @example true */
  undone?: boolean | null;
}

/** A place that has stock of its own. */
export interface Shop {
  /** The host's own id. @example "centre" */
  id: Id;
  /** Shown, sorted and searched. @example "Centre" */
  name: string;
}

/** Who sells to the business. */
export interface Vendor {
  /** The host's own id. @example "acme" */
  id: Id;
  /** Shown, sorted and searched. @example "Acme Sports" */
  name: string;
  /** Days from ordering to arrival: the expected date of an order that names none. Rule 9. @example 5 */
  leadTimeDays?: number | null;
}

/** The first of customSku, systemSku, upc, ean and manufacturerSku that is there is the item's `code`; search knows all five. */
export interface Item {
  /** The host's own id. @example "helmet-m" */
  id: Id;
  /** Its name, shown and searched, for example "Road helmet". @example "Road helmet, M" */
  description: string;
  /** The till's own code. @example "210000000123" */
  systemSku?: string | null;
  /** The universal product code, 12 digits. @example "036000291452" */
  upc?: string | null;
  /** The European article number, 13 digits. @example "4006381333931" */
  ean?: string | null;
  /** The business's own code. @example "HELM-M" */
  customSku?: string | null;
  /** The manufacturer's code. @example "AC-778" */
  manufacturerSku?: string | null;
  /** Who it is bought from; the report can be filtered by it. @example "acme" */
  defaultVendorId?: Id | null;
  /** false: service or labour, has no stock and is never in the report. Default true. @example false */
  inventoried?: boolean;
  /** eCom: "disabled" tracks nothing, "enabled" blocks sale at 0, "indicator" allows backorders. @example "indicator" */
  stockTracking?: "disabled" | "enabled" | "indicator" | null;
  /** Purchase quantities are rounded up to a multiple of this. @example 6 */
  packSize?: QuantityInput | null;
  /** The least that can be ordered. @example 12 */
  minimumOrder?: QuantityInput | null;
  /** In the host's currency. @example "18.50" */
  unitCost?: QuantityInput | null;
}

/** The stock of one item in one shop. Levels are never netted against each other. A level that is not sent has QOH 0. */
export interface Level {
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Quantity on hand; negative when more was sold, returned or sent than was there. Rule 1. @example -2 */
  qoh: QuantityInput;
  /** Units below which it should be ordered. @example 4 */
  reorderPoint?: QuantityInput | null;
  /** Units that should be there. @example 10 */
  desiredLevel?: QuantityInput | null;
  /**
   * For a host that sends only the newer movements: from when on this level's are complete, by `at` or their sale's `completedAt`, whichever
   * is later. Absent: all of them are there. What is given needs is given too, however old: all movements of a document that is given, all
   * sales of an order that is given, what takes back a movement that is given and what such a one takes back, and the orders with a
   * `priority` below 0. A command whose answer reaches behind it says so in `changes.needsHistory`. @example "2026-03-02T00:00:00Z"
   */
  historyFrom?: InstantInput | null;
}

/** A sale of the till, or the one that recorded an eCom order. */
export interface Sale {
  /** The host's own id. @example "sale-1042" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** Where it was sold. @example "centre" */
  shopId: Id;
  /** Its place in the queue: the oldest sale is covered first. @example "2026-03-02T09:30:00Z" */
  completedAt: InstantInput;
  /** The eCom order that this sale recorded, if any. @example "order-12" */
  orderId?: Id | null;
}

/** Why stock moved: the three reasons of the trade, and `other`. */
export type Reason = "sale" | "vendorReturn" | "transfer" | "other";

/** A stock movement. */
export interface Adjustment {
  /** The host's own id; the report's row has it too. @example "sale-1042:1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Signed: -2 left the shop, +5 came in. @example -2 */
  quantity: QuantityInput;
  /** When the stock moved, for example "2026-03-02T09:30:00Z". @example "2026-03-02T09:30:00Z" */
  at: InstantInput;
  /** Any other word of the host's counts as `other`, and is given back as it came. @example "sale" */
  reason: Reason | (string & {});
  /** The document that moved the stock: the sale, transfer, vendor return or purchase order of that id. @example "sale-1042" */
  sourceId?: Id | null;
  /**
   * The adjustment that this one takes back: a refund line, an unsent return, a reversed receipt. Works within one level. Rule 2.
   * @example "sale-1042:1"
   */
  reverses?: Id | null;
  /** Units of this outflow whose demand has gone while QOH was not put back. Rule 14. @example 1 */
  refundedNotRestocked?: QuantityInput | null;
  /** The host's own, given back as it came. @example "broken in the window" */
  note?: string | null;
}

/** So many units of one line of a document. */
export interface LineQuantity {
  /** The document's line. @example "1" */
  lineId: Id;
  /** Units, 0 or more; 0 is as if the line were not named. @example 3 */
  quantity: QuantityInput;
}

/** One delivery taken in, by the command that did it. */
export interface Receipt {
  /** The command that took it in, which `reverseReceipt` names. @example "c-1" */
  commandId: Id;
  /** When it was taken in. @example "2026-03-02T09:30:00Z" */
  at: InstantInput;
  /** Who took it in. @example "Ada" */
  by?: string | null;
  /** What was taken in of each line. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineQuantity[];
  /** Whether it was taken back. Default false. @example true */
  reversed?: boolean;
}

/** Goods that were ordered from a vendor, or will be. */
export interface PurchaseOrder {
  /** The host's own id. @example "po-7" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** Who delivers. @example "acme" */
  vendorId?: Id | null;
  /** Where the goods arrive. @example "centre" */
  shopId: Id;
  /** Its age, for the diagnosis `notReceived`; without it `orderedAt` is. Rule 10. @example "2026-03-02T09:30:00Z" */
  createdAt?: InstantInput | null;
  /** When it was sent to the vendor; absent while it is open. @example "2026-03-02T09:30:00Z" */
  orderedAt?: InstantInput | null;
  /** Default: `orderedAt` plus the vendor's `leadTimeDays`. Rule 9. @example "2026-03-06T12:00:00+01:00" */
  expectedAt?: InstantInput | null;
  /** The rest will not come: nothing is incoming any more. Rule 8. @example true */
  finished?: boolean;
  /** Out of the lists: nothing is incoming any more. Default false. Rule 8. @example true */
  archived?: boolean;
  /** What was ordered. @example [{ id: "1", itemId: "helmet-m", ordered: 6, received: 2 }] */
  lines: PurchaseOrderLine[];
  /**
   * The deliveries taken in by commands: what `reverseReceipt` can take back.
   * @example [{ commandId: "c-1", at: "2026-03-02T09:30:00Z", by: "Ada", lines: [{ lineId: "1", quantity: 3 }] }]
   */
  receipts?: Receipt[];
}

/** Outstanding = max(0, ordered - received), line by line. */
export interface PurchaseOrderLine {
  /** Its own within the purchase order. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units ordered, 0 or more. Rule 6. @example 6 */
  ordered: QuantityInput;
  /** Added to stock (checked in). Rule 6. @example 2 */
  received?: QuantityInput | null;
  /** Counted at the dock, not yet in stock: still incoming. Rule 6. @example 1 */
  counted?: QuantityInput | null;
  /** In the host's currency, for one unit. @example "18.50" */
  unitCost?: QuantityInput | null;
}

/** Goods on their way from one shop to another. */
export interface Transfer {
  /** The host's own id. @example "transfer-3" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** The sender. @example "north" */
  fromShopId: Id;
  /** The receiver. @example "centre" */
  toShopId: Id;
  /** Its age, for the diagnosis `notReceived`; without it `sentAt` is. Rule 10. @example "2026-03-02T09:30:00Z" */
  createdAt?: InstantInput | null;
  /** From here until it is archived, what was sent and neither received nor returned is in transit. @example "2026-03-02T09:30:00Z" */
  sentAt?: InstantInput | null;
  /** When the goods should arrive. @example "2026-03-06T12:00:00+01:00" */
  expectedAt?: InstantInput | null;
  /** Out of the lists: nothing is in transit any more. Default false. Rule 8. @example true */
  archived?: boolean;
  /** What was asked for and sent. @example [{ id: "1", itemId: "helmet-m", requested: 6, sent: 6 }] */
  lines: TransferLine[];
  /**
   * What was taken in by commands: what `reverseReceipt` can take back.
   * @example [{ commandId: "c-1", at: "2026-03-02T09:30:00Z", by: "Ada", lines: [{ lineId: "1", quantity: 3 }] }]
   */
  receipts?: Receipt[];
}

/** In transit = max(0, sent - received - returned), line by line. */
export interface TransferLine {
  /** Its own within the transfer. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units asked for, 0 or more. @example 6 */
  requested: QuantityInput;
  /** Taken out of the sender's stock. Rule 7. @example 6 */
  sent?: QuantityInput | null;
  /** Added to the receiver's stock. Rule 7. @example 2 */
  received?: QuantityInput | null;
  /** Sent back to, or never left, the sending shop. Rule 7. @example 1 */
  returned?: QuantityInput | null;
}

/** Goods that go back to a vendor. */
export interface VendorReturn {
  /** The host's own id. @example "return-2" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** Who gets them back. @example "acme" */
  vendorId?: Id | null;
  /** Whose stock it is. @example "centre" */
  shopId: Id;
  /** When the goods left; absent while it is open. @example "2026-03-02T09:30:00Z" */
  sentAt?: InstantInput | null;
  /** Out of the lists. Default false. Rule 8. @example true */
  archived?: boolean;
  /** What goes back. @example [{ id: "1", itemId: "helmet-m", quantity: 1 }] */
  lines: VendorReturnLine[];
}

/** An item of a vendor return. */
export interface VendorReturnLine {
  /** Its own within the vendor return. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units, 0 or more. @example 3 */
  quantity: QuantityInput;
}

/** An order of the web shop. */
export interface EcomOrder {
  /** The host's own id. @example "order-12" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** When the customer ordered. @example "2026-03-02T09:30:00Z" */
  placedAt: InstantInput;
  /** Their name, shown and searched. @example "Grace Hopper" */
  customer?: string | null;
  /** Promised to the customer for this instant. @example "2026-03-09T17:00:00+01:00" */
  dueAt?: InstantInput | null;
  /** Nothing ships before it is paid, or forced. Rule 13. @example "paid" */
  payment: "notPaid" | "partiallyPaid" | "paid" | "refunded";
  /** Nothing ships before it is cleared, or forced; a fraudulent order never does. Rule 13. @example "cleared" */
  fraud: "unchecked" | "cleared" | "fraudulent";
  /** Sent to the customer, or picked up in the shop. @example "pickup" */
  delivery: "ship" | "pickup";
  /** Whether it was cancelled: nothing of it waits any more. Default false. @example true */
  cancelled?: boolean;
  /** Higher is served first. Default 0; with all at 0 the oldest sale is. Rule 5. @example 1 */
  priority?: number;
  /** What was bought. @example [{ id: "1", itemId: "helmet-m", shopId: "centre", quantity: 2 }] */
  lines: EcomOrderLine[];
  /**
   * What goes or went to the customer.
   * @example [{ id: "shipment-1", number: "12-1", status: "notShipped", lines: [{ orderLineId: "1", quantity: 2 }] }]
   */
  shipments?: Shipment[];
}

/** Unshipped = max(0, quantity - refunded - handed over); 0 for a cancelled order. */
export interface EcomOrderLine {
  /** Its own within the order. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop that serves it. @example "centre" */
  shopId: Id;
  /** Units bought, 0 or more. @example 3 */
  quantity: QuantityInput;
  /** Refunded or cancelled before it was handed over. Rule 14. @example 1 */
  refunded?: QuantityInput | null;
  /** Handed over, then returned and refunded. Rule 14. @example 1 */
  returned?: QuantityInput | null;
  /**
   * The sale adjustment of this line. Without it: the k-th line of an item and shop meets the k-th such adjustment of the order's sales, by (at, id).
   * @example "sale-1042:1"
   */
  adjustmentId?: Id | null;
}

/** Units of an order that go, or went, together. */
export interface Shipment {
  /** Its own within the order. @example "shipment-1" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** When it was made. @example "2026-03-02T09:30:00Z" */
  createdAt?: InstantInput | null;
  /** Facts, not derived: where the goods are. @example "notShipped" */
  status: "notShipped" | "readyForPickup" | "shipped" | "pickedUp" | "cancelled";
  /** The carrier's. @example "3SABC123456789" */
  trackingNumber?: string | null;
  /** The SHIPPED checkbox of the till's Shipments page. @example false */
  shippedInPos?: boolean;
  /** Who let it go although a gate was closed, and why. @example { reason: "Paid at the counter", at: "2026-03-02T09:30:00Z", by: "Ada" } */
  forced?: { reason: string; at: InstantInput; by?: string | null } | null;
  /** What is in it. @example [{ orderLineId: "1", quantity: 2 }] */
  lines: ShipmentLine[];
}

/** So many units of a line of the order. */
export interface ShipmentLine {
  /** The order's line. @example "1" */
  orderLineId: Id;
  /** Units, 0 or more. @example 3 */
  quantity: QuantityInput;
}
