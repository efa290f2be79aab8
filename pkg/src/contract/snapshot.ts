import type { CommandType } from "./commands.js";
import type { Id, InstantInput, QuantityInput } from "./common.js";
import type { DocumentName } from "./outcome.js";

/**
 * Everything the host knows, as facts. What can be derived (shortages, statuses, coverage) is not in it.
 * Unknown fields are ignored. Optional means absent or null.
 */
export interface Snapshot {
  format: "oversold/1";
  /** Every shop that anything here names. */
  shops: Shop[];
  /** Every vendor that anything here should name. */
  vendors?: Vendor[];
  /** Every item that anything here names. */
  items: Item[];
  /** One per item and shop. QOH is the truth: adjustments explain it, they are not summed into it. */
  levels: Level[];
  /** At least those behind the negative levels. */
  sales?: Sale[];
  /** Signed stock movements. A host may send all, or only the newest ones of the negative levels. */
  adjustments?: Adjustment[];
  /** At least those of which something is still to come. */
  purchaseOrders?: PurchaseOrder[];
  /** At least those of which something is in transit. */
  transfers?: Transfer[];
  /** At least those behind the negative levels. */
  vendorReturns?: VendorReturn[];
  /** Orders of the web shop: at least those with units that wait. */
  orders?: EcomOrder[];
  /** Counts the events behind this state. Default 0. */
  revision?: number;
  /** Commands applied so far, the newest 10,000: what tells a repeated one. */
  commands?: AppliedCommand[];
}

/**
 * A command that was applied. Its id, the revision it led to and a digest of its content tell whether it comes again; the
 * rest is for history and undo, written by `toSnapshot`: hand it back as it came.
 */
export interface AppliedCommand {
  /** The command's own id. */
  id: Id;
  /** The state that it led to. */
  revision: number;
  /** Of its content: opaque. */
  digest: string;
  /** The command's type. */
  type?: CommandType | null;
  /** When it happened, as the command said. */
  at?: InstantInput | null;
  /** Who did it. */
  by?: string | null;
  /** What it changed. */
  documents?: DocumentName[] | null;
  /** Levels that it changed. */
  levels?: { itemId: Id; shopId: Id }[] | null;
  /** Opaque. */
  before?: string | null;
  /** Whether it was taken back. */
  undone?: boolean | null;
}

/** A place that has stock of its own. */
export interface Shop {
  /** The host's own id. */
  id: Id;
  /** Shown, sorted and searched. */
  name: string;
}

/** Who sells to the business. */
export interface Vendor {
  /** The host's own id. */
  id: Id;
  /** Shown, sorted and searched. */
  name: string;
  /** Days from ordering to arrival: the expected date of an order that names none. */
  leadTimeDays?: number | null;
}

/** The first of customSku, systemSku, upc, ean and manufacturerSku that is there is the item's `code`; search knows all five. */
export interface Item {
  /** The host's own id. */
  id: Id;
  /** Its name, shown and searched, for example "Road helmet". */
  description: string;
  /** The till's own code. */
  systemSku?: string | null;
  /** The universal product code, 12 digits. */
  upc?: string | null;
  /** The European article number, 13 digits. */
  ean?: string | null;
  /** The business's own code. */
  customSku?: string | null;
  /** The manufacturer's code. */
  manufacturerSku?: string | null;
  /** Who it is bought from; the report can be filtered by it. */
  defaultVendorId?: Id | null;
  /** false: service or labour, has no stock and is never in the report. Default true. */
  inventoried?: boolean;
  /** eCom: "disabled" tracks nothing, "enabled" blocks sale at 0, "indicator" allows backorders. */
  stockTracking?: "disabled" | "enabled" | "indicator" | null;
  /** Purchase quantities are rounded up to a multiple of this. */
  packSize?: QuantityInput | null;
  /** The least that can be ordered. */
  minimumOrder?: QuantityInput | null;
  /** In the host's currency. */
  unitCost?: QuantityInput | null;
}

/** The stock of one item in one shop. Levels are never netted against each other. A level that is not sent has QOH 0. */
export interface Level {
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Quantity on hand; negative when more was sold, returned or sent than was there. */
  qoh: QuantityInput;
  /** Units below which it should be ordered. */
  reorderPoint?: QuantityInput | null;
  /** Units that should be there. */
  desiredLevel?: QuantityInput | null;
}

/** A sale of the till, or the one that recorded an eCom order. */
export interface Sale {
  /** The host's own id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** Where it was sold. */
  shopId: Id;
  /** Its place in the queue: the oldest sale is covered first. */
  completedAt: InstantInput;
  /** The eCom order that this sale recorded, if any. */
  orderId?: Id | null;
}

/** Why stock moved: the three reasons of the trade, and `other`. */
export type Reason = "sale" | "vendorReturn" | "transfer" | "other";

/** A stock movement. */
export interface Adjustment {
  /** The host's own id; the report's row has it too. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Signed: -2 left the shop, +5 came in. */
  quantity: QuantityInput;
  /** When the stock moved, for example "2026-03-02T09:30:00Z". */
  at: InstantInput;
  /** Any other word of the host's counts as `other`, and is given back as it came. */
  reason: Reason | (string & {});
  /** The document that moved the stock: the sale, transfer, vendor return or purchase order of that id. */
  sourceId?: Id | null;
  /** The adjustment that this one takes back: a refund line, an unsent return, a reversed receipt. Works within one level. */
  reverses?: Id | null;
  /** Units of this outflow whose demand has gone while QOH was not put back. */
  refundedNotRestocked?: QuantityInput | null;
  /** The host's own, given back as it came. */
  note?: string | null;
}

/** So many units of one line of a document. */
export interface LineQuantity {
  /** The document's line. */
  lineId: Id;
  /** Units, 0 or more; 0 is as if the line were not named. */
  quantity: QuantityInput;
}

/** One delivery taken in, by the command that did it. */
export interface Receipt {
  /** The command that took it in, which `reverseReceipt` names. */
  commandId: Id;
  /** When it was taken in. */
  at: InstantInput;
  /** Who took it in. */
  by?: string | null;
  /** What was taken in of each line. */
  lines: LineQuantity[];
  /** Whether it was taken back. Default false. */
  reversed?: boolean;
}

/** Goods that were ordered from a vendor, or will be. */
export interface PurchaseOrder {
  /** The host's own id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** Who delivers. */
  vendorId?: Id | null;
  /** Where the goods arrive. */
  shopId: Id;
  /** Its age, for the diagnosis `notReceived`; without it `orderedAt` is. */
  createdAt?: InstantInput | null;
  /** When it was sent to the vendor; absent while it is open. */
  orderedAt?: InstantInput | null;
  /** Default: `orderedAt` plus the vendor's `leadTimeDays`. */
  expectedAt?: InstantInput | null;
  /** The rest will not come: nothing is incoming any more. */
  finished?: boolean;
  /** Out of the lists: nothing is incoming any more. Default false. */
  archived?: boolean;
  /** What was ordered. */
  lines: PurchaseOrderLine[];
  /** The deliveries taken in by commands: what `reverseReceipt` can take back. */
  receipts?: Receipt[];
}

/** Outstanding = max(0, ordered - received), line by line. */
export interface PurchaseOrderLine {
  /** Its own within the purchase order. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** Units ordered, 0 or more. */
  ordered: QuantityInput;
  /** Added to stock (checked in). */
  received?: QuantityInput | null;
  /** Counted at the dock, not yet in stock: still incoming. */
  counted?: QuantityInput | null;
  /** In the host's currency, for one unit. */
  unitCost?: QuantityInput | null;
}

/** Goods on their way from one shop to another. */
export interface Transfer {
  /** The host's own id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** The sender. */
  fromShopId: Id;
  /** The receiver. */
  toShopId: Id;
  /** Its age, for the diagnosis `notReceived`; without it `sentAt` is. */
  createdAt?: InstantInput | null;
  /** From here until it is archived, what was sent and neither received nor returned is in transit. */
  sentAt?: InstantInput | null;
  /** When the goods should arrive. */
  expectedAt?: InstantInput | null;
  /** Out of the lists: nothing is in transit any more. Default false. */
  archived?: boolean;
  /** What was asked for and sent. */
  lines: TransferLine[];
  /** What was taken in by commands: what `reverseReceipt` can take back. */
  receipts?: Receipt[];
}

/** In transit = max(0, sent - received - returned), line by line. */
export interface TransferLine {
  /** Its own within the transfer. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** Units asked for, 0 or more. */
  requested: QuantityInput;
  /** Taken out of the sender's stock. */
  sent?: QuantityInput | null;
  /** Added to the receiver's stock. */
  received?: QuantityInput | null;
  /** Sent back to, or never left, the sending shop. */
  returned?: QuantityInput | null;
}

/** Goods that go back to a vendor. */
export interface VendorReturn {
  /** The host's own id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** Who gets them back. */
  vendorId?: Id | null;
  /** Whose stock it is. */
  shopId: Id;
  /** When the goods left; absent while it is open. */
  sentAt?: InstantInput | null;
  /** Out of the lists. Default false. */
  archived?: boolean;
  /** What goes back. */
  lines: VendorReturnLine[];
}

/** An item of a vendor return. */
export interface VendorReturnLine {
  /** Its own within the vendor return. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** Units, 0 or more. */
  quantity: QuantityInput;
}

/** An order of the web shop. */
export interface EcomOrder {
  /** The host's own id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** When the customer ordered. */
  placedAt: InstantInput;
  /** Their name, shown and searched. */
  customer?: string | null;
  /** Promised to the customer for this instant. */
  dueAt?: InstantInput | null;
  /** Nothing ships before it is paid, or forced. */
  payment: "notPaid" | "partiallyPaid" | "paid" | "refunded";
  /** Nothing ships before it is cleared, or forced; a fraudulent order never does. */
  fraud: "unchecked" | "cleared" | "fraudulent";
  /** Sent to the customer, or picked up in the shop. */
  delivery: "ship" | "pickup";
  /** Whether it was cancelled: nothing of it waits any more. Default false. */
  cancelled?: boolean;
  /** Higher is served first. Default 0; with all at 0 the oldest sale is. */
  priority?: number;
  /** What was bought. */
  lines: EcomOrderLine[];
  /** What goes or went to the customer. */
  shipments?: Shipment[];
}

/** Unshipped = max(0, quantity - refunded - handed over); 0 for a cancelled order. */
export interface EcomOrderLine {
  /** Its own within the order. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** The shop that serves it. */
  shopId: Id;
  /** Units bought, 0 or more. */
  quantity: QuantityInput;
  /** Refunded or cancelled before it was handed over. */
  refunded?: QuantityInput | null;
  /** Handed over, then returned and refunded. */
  returned?: QuantityInput | null;
  /** The sale adjustment of this line. Without it: the k-th line of an item and shop meets the k-th such adjustment of the order's sales, by (at, id). */
  adjustmentId?: Id | null;
}

/** Units of an order that go, or went, together. */
export interface Shipment {
  /** Its own within the order. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** When it was made. */
  createdAt?: InstantInput | null;
  /** Facts, not derived: where the goods are. */
  status: "notShipped" | "readyForPickup" | "shipped" | "pickedUp" | "cancelled";
  /** The carrier's. */
  trackingNumber?: string | null;
  /** The SHIPPED checkbox of the till's Shipments page. */
  shippedInPos?: boolean;
  /** Who let it go although a gate was closed, and why. */
  forced?: { reason: string; at: InstantInput; by?: string | null } | null;
  /** What is in it. */
  lines: ShipmentLine[];
}

/** So many units of a line of the order. */
export interface ShipmentLine {
  /** The order's line. */
  orderLineId: Id;
  /** Units, 0 or more. */
  quantity: QuantityInput;
}
