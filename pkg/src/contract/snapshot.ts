import type { CommandType } from "./commands.js";
import type { Id, InstantInput, QuantityInput } from "./common.js";
import type { DocumentName } from "./outcome.js";

/**
 * Everything the host knows, as facts. What can be derived (shortages, statuses, coverage) is not in it.
 * Unknown fields are ignored. Optional means absent or null.
 */
export interface Snapshot {
  format: "oversold/1";
  shops: Shop[];
  vendors?: Vendor[];
  items: Item[];
  /** One per item and shop. QOH is the truth: adjustments explain it, they are not summed into it. */
  levels: Level[];
  sales?: Sale[];
  /** Signed stock movements. A host may send all, or only the newest ones of the negative levels. */
  adjustments?: Adjustment[];
  purchaseOrders?: PurchaseOrder[];
  transfers?: Transfer[];
  vendorReturns?: VendorReturn[];
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
  id: Id;
  revision: number;
  digest: string;
  type?: CommandType | null;
  at?: InstantInput | null;
  by?: string | null;
  /** What it changed. */
  documents?: DocumentName[] | null;
  levels?: { itemId: Id; shopId: Id }[] | null;
  /** Opaque. */
  before?: string | null;
  /** Whether it was taken back. */
  undone?: boolean | null;
}

export interface Shop {
  id: Id;
  name: string;
}

export interface Vendor {
  id: Id;
  name: string;
  /** Days from ordering to arrival: the expected date of an order that names none. */
  leadTimeDays?: number | null;
}

/** The first of customSku, systemSku, upc, ean and manufacturerSku that is there is the item's `code`; search knows all five. */
export interface Item {
  id: Id;
  description: string;
  systemSku?: string | null;
  upc?: string | null;
  ean?: string | null;
  customSku?: string | null;
  manufacturerSku?: string | null;
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
  itemId: Id;
  shopId: Id;
  /** Quantity on hand; negative when more was sold, returned or sent than was there. */
  qoh: QuantityInput;
  reorderPoint?: QuantityInput | null;
  desiredLevel?: QuantityInput | null;
}

export interface Sale {
  id: Id;
  number: string;
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
  id: Id;
  itemId: Id;
  shopId: Id;
  /** Signed: -2 left the shop, +5 came in. */
  quantity: QuantityInput;
  at: InstantInput;
  /** Any other word of the host's counts as `other`, and is given back as it came. */
  reason: Reason | (string & {});
  /** The document that moved the stock: the sale, transfer, vendor return or purchase order of that id. */
  sourceId?: Id | null;
  /** The adjustment that this one takes back: a refund line, an unsent return, a reversed receipt. Works within one level. */
  reverses?: Id | null;
  /** Units of this outflow whose demand has gone while QOH was not put back. */
  refundedNotRestocked?: QuantityInput | null;
  note?: string | null;
}

/** So many units of one line of a document. */
export interface LineQuantity {
  lineId: Id;
  quantity: QuantityInput;
}

/** One delivery taken in, by the command that did it. */
export interface Receipt {
  commandId: Id;
  at: InstantInput;
  by?: string | null;
  lines: LineQuantity[];
  reversed?: boolean;
}

export interface PurchaseOrder {
  id: Id;
  number: string;
  vendorId?: Id | null;
  /** Where the goods arrive. */
  shopId: Id;
  createdAt?: InstantInput | null;
  orderedAt?: InstantInput | null;
  /** Default: `orderedAt` plus the vendor's `leadTimeDays`. */
  expectedAt?: InstantInput | null;
  /** The rest will not come: nothing is incoming any more. */
  finished?: boolean;
  archived?: boolean;
  lines: PurchaseOrderLine[];
  receipts?: Receipt[];
}

/** Outstanding = max(0, ordered - received), line by line. */
export interface PurchaseOrderLine {
  id: Id;
  itemId: Id;
  ordered: QuantityInput;
  /** Added to stock (checked in). */
  received?: QuantityInput | null;
  /** Counted at the dock, not yet in stock: still incoming. */
  counted?: QuantityInput | null;
  unitCost?: QuantityInput | null;
}

export interface Transfer {
  id: Id;
  number: string;
  fromShopId: Id;
  toShopId: Id;
  createdAt?: InstantInput | null;
  /** From here until it is archived, what was sent and neither received nor returned is in transit. */
  sentAt?: InstantInput | null;
  expectedAt?: InstantInput | null;
  archived?: boolean;
  lines: TransferLine[];
  receipts?: Receipt[];
}

/** In transit = max(0, sent - received - returned), line by line. */
export interface TransferLine {
  id: Id;
  itemId: Id;
  requested: QuantityInput;
  sent?: QuantityInput | null;
  received?: QuantityInput | null;
  /** Sent back to, or never left, the sending shop. */
  returned?: QuantityInput | null;
}

export interface VendorReturn {
  id: Id;
  number: string;
  vendorId?: Id | null;
  shopId: Id;
  sentAt?: InstantInput | null;
  archived?: boolean;
  lines: VendorReturnLine[];
}

export interface VendorReturnLine {
  id: Id;
  itemId: Id;
  quantity: QuantityInput;
}

export interface EcomOrder {
  id: Id;
  number: string;
  placedAt: InstantInput;
  customer?: string | null;
  /** Promised to the customer for this instant. */
  dueAt?: InstantInput | null;
  payment: "notPaid" | "partiallyPaid" | "paid" | "refunded";
  fraud: "unchecked" | "cleared" | "fraudulent";
  delivery: "ship" | "pickup";
  cancelled?: boolean;
  /** Higher is served first. Default 0; with all at 0 the oldest sale is. */
  priority?: number;
  lines: EcomOrderLine[];
  shipments?: Shipment[];
}

/** Unshipped = max(0, quantity - refunded - handed over); 0 for a cancelled order. */
export interface EcomOrderLine {
  id: Id;
  itemId: Id;
  shopId: Id;
  quantity: QuantityInput;
  /** Refunded or cancelled before it was handed over. */
  refunded?: QuantityInput | null;
  /** Handed over, then returned and refunded. */
  returned?: QuantityInput | null;
  /** The sale adjustment of this line. Without it: the k-th line of an item and shop meets the k-th such adjustment of the order's sales, by (at, id). */
  adjustmentId?: Id | null;
}

export interface Shipment {
  id: Id;
  number: string;
  createdAt?: InstantInput | null;
  status: "notShipped" | "readyForPickup" | "shipped" | "pickedUp" | "cancelled";
  trackingNumber?: string | null;
  /** The SHIPPED checkbox of the till's Shipments page. */
  shippedInPos?: boolean;
  /** Who let it go although a gate was closed, and why. */
  forced?: { reason: string; at: InstantInput; by?: string | null } | null;
  lines: ShipmentLine[];
}

export interface ShipmentLine {
  orderLineId: Id;
  quantity: QuantityInput;
}
