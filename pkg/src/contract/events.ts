import type { CommandType, Merge } from "./commands.js";
import type { Id, Instant, Quantity } from "./common.js";
import type { EcomOrder, PurchaseOrder, Sale, Shipment, Transfer, VendorReturn } from "./snapshot.js";

/** What every event carries. One command makes one event. */
export interface EventHead {
  format: "oversold/1";
  /** The event's number: the inventory's revision once it is taken in. The next one's is one more. */
  revision: number;
  /** The command that made it: unique among the events of an inventory. */
  commandId: Id;
  /** The command's type. */
  command: CommandType;
  /** Of the command's content: what tells a repeated command from an id that is used again. */
  digest: string;
  /** The command that this one took back. */
  undoes: Id | null;
  at: Instant;
  by: string | null;
}

/** A movement of stock, new: QOH of its item and shop changes by `quantity`. Stock moves in no other way, but for `merged`. */
export interface Movement {
  id: Id;
  itemId: Id;
  shopId: Id;
  /** Signed. */
  quantity: Quantity;
  at: Instant;
  /** One of the four words of `Reason`, or the host's own where the movement takes back one that has it. */
  reason: string;
  /** The document that moved the stock. */
  sourceId: Id | null;
  /** The movement that this one takes back. */
  reverses: Id | null;
  note: string | null;
}

/** An event that moves stock. */
interface Moving extends EventHead {
  adjustments: Movement[];
}

/** So many units of a line. */
export interface LineUnits {
  lineId: Id;
  quantity: Quantity;
}

/** A line as ordered or requested; what was received of a line of that id stays. */
export interface EditedLine {
  id: Id;
  itemId: Id;
  quantity: Quantity;
  unitCost: Quantity | null;
}

/** Units refunded of an order's line: before they were handed over (`refunded`), or after (`returned`). To be added. */
export interface RefundedUnits {
  orderId: Id;
  lineId: Id;
  refunded: Quantity;
  returned: Quantity;
}

/** To be added to an adjustment's `refundedNotRestocked`; negative where units were put back. */
export interface NotRestocked {
  adjustmentId: Id;
  quantity: Quantity;
}

export interface PurchaseOrderCreated extends EventHead {
  type: "purchaseOrderCreated";
  /** As in a snapshot. */
  purchaseOrder: PurchaseOrder;
}

export interface PurchaseOrderEdited extends EventHead {
  type: "purchaseOrderEdited";
  purchaseOrderId: Id;
  /** From now on. */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. */
  lines: EditedLine[] | null;
  /** Units counted at the dock of lines that are there again: an edit was taken back. */
  counted: LineUnits[];
}

export interface PurchaseOrderOrdered extends EventHead {
  type: "purchaseOrderOrdered";
  purchaseOrderId: Id;
  /** null: ordering was taken back. */
  orderedAt: Instant | null;
  expectedAt: Instant | null;
}

/** `received` of each line goes up, `counted` down by as much, not below 0; a receipt of this command is added. */
export interface PurchaseOrderReceived extends Moving {
  type: "purchaseOrderReceived";
  purchaseOrderId: Id;
  /** Set now, where the purchase order was still open; null: as it was. */
  orderedAt: Instant | null;
  lines: LineUnits[];
}

export interface PurchaseOrderFinished extends EventHead {
  type: "purchaseOrderFinished";
  purchaseOrderId: Id;
  /** false: reopened. */
  finished: boolean;
}

export interface PurchaseOrderArchived extends EventHead {
  type: "purchaseOrderArchived";
  purchaseOrderId: Id;
  /** false: taken back. */
  archived: boolean;
}

/** A receipt taken back, whole: `received` of each line goes down, and the receipt is `reversed`. */
export interface ReceiptReversed extends Moving {
  type: "receiptReversed";
  document: "purchaseOrder" | "transfer";
  documentId: Id;
  /** The receipt's `commandId`. */
  receiptId: Id;
  lines: LineUnits[];
  /** Units of a purchase order that are counted at the dock again. */
  counted: LineUnits[];
  /** Units by which the receipt had raised `sent` of a transfer's lines. */
  excess: LineUnits[];
  /** Of a purchase order, from now on; null: it is open again. */
  orderedAt: Instant | null;
}

export interface TransferCreated extends EventHead {
  type: "transferCreated";
  /** As in a snapshot. */
  transfer: Transfer;
}

export interface TransferEdited extends EventHead {
  type: "transferEdited";
  transferId: Id;
  /** From now on. */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. */
  lines: EditedLine[] | null;
}

/** `sentAt` is the event's `at`; `sent` of each line goes up. */
export interface TransferSent extends Moving {
  type: "transferSent";
  transferId: Id;
  lines: LineUnits[];
}

/** Sending was taken back: open again, nothing sent or returned. */
export interface TransferUnsent extends Moving {
  type: "transferUnsent";
  transferId: Id;
}

/** `received` of each line goes up; a receipt of this command is added. */
export interface TransferReceived extends Moving {
  type: "transferReceived";
  transferId: Id;
  lines: LineUnits[];
  /** Of these units those beyond what was in transit: `sent` goes up by them. */
  excess: LineUnits[];
}

/** `returned` of each line goes up. */
export interface TransferReturned extends Moving {
  type: "transferReturned";
  transferId: Id;
  lines: LineUnits[];
}

export interface TransferArchived extends Moving {
  type: "transferArchived";
  transferId: Id;
  /** What was still in transit: `returned` goes up by it. */
  lines: LineUnits[];
}

export interface VendorReturnCreated extends EventHead {
  type: "vendorReturnCreated";
  /** As in a snapshot. */
  vendorReturn: VendorReturn;
}

export interface VendorReturnSent extends Moving {
  type: "vendorReturnSent";
  vendorReturnId: Id;
  /** null: sending was taken back. */
  sentAt: Instant | null;
}

export interface SaleRecorded extends Moving {
  type: "saleRecorded";
  /** As in a snapshot. */
  sale: Sale;
  /** As the command gave it; null: none, or one that is known already. */
  order: EcomOrder | null;
}

/** Units refunded, of a sale or of an order; also of a sale that was voided. */
export interface Refunded extends Moving {
  type: "refunded";
  /** Sales whose stock this touches. */
  saleIds: Id[];
  /** The eCom order, if any. */
  orderId: Id | null;
  lines: RefundedUnits[];
  notRestocked: NotRestocked[];
  /** The order's payment from now on; null: as it was. */
  payment: EcomOrder["payment"] | null;
}

/** The order is cancelled, and what was not handed over refunded. */
export interface OrderCancelled extends Moving {
  type: "orderCancelled";
  orderId: Id;
  /** Sales whose stock this touches. */
  saleIds: Id[];
  lines: RefundedUnits[];
  notRestocked: NotRestocked[];
  /** The order's payment from now on; null: as it was. */
  payment: EcomOrder["payment"] | null;
  /** Shipments that waited, and are cancelled too. */
  shipmentIds: Id[];
}

/** Units that a refund had left out were put back. */
export interface Restocked extends Moving {
  type: "restocked";
  /** Sales whose stock this touches. */
  saleIds: Id[];
  notRestocked: NotRestocked[];
}

/** No movement where the count confirmed the books. */
export interface StockCounted extends Moving {
  type: "stockCounted";
  itemId: Id;
  shopId: Id;
  counted: Quantity;
}

export interface StockAdjusted extends Moving {
  type: "stockAdjusted";
  itemId: Id;
  shopId: Id;
}

export interface OrderFraudSet extends EventHead {
  type: "orderFraudSet";
  orderId: Id;
  fraud: EcomOrder["fraud"];
}

export interface OrderPaymentSet extends EventHead {
  type: "orderPaymentSet";
  orderId: Id;
  payment: EcomOrder["payment"];
}

export interface OrderPrioritySet extends EventHead {
  type: "orderPrioritySet";
  orderId: Id;
  priority: number;
}

/** A line of an order, or a part of it, is served from another shop. */
export interface OrderLineMoved extends Moving {
  type: "orderLineMoved";
  orderId: Id;
  lineId: Id;
  /** Sales whose stock this touches. */
  saleIds: Id[];
  /** All lines of the order from now on. */
  lines: { id: Id; itemId: Id; shopId: Id; quantity: Quantity; refunded: Quantity; returned: Quantity; adjustmentId: Id | null }[];
}

/** `createdAt` is the event's `at`, the status `notShipped`. A line's `lineId` is that of the order's line. */
export interface ShipmentCreated extends EventHead {
  type: "shipmentCreated";
  orderId: Id;
  shipmentId: Id;
  number: string;
  lines: LineUnits[];
}

export interface ShipmentStatusSet extends EventHead {
  type: "shipmentStatusSet";
  orderId: Id;
  shipmentId: Id;
  status: Shipment["status"];
  /** From now on. */
  forced: { reason: string; at: Instant; by: string | null } | null;
}

export interface TrackingNumberSet extends EventHead {
  type: "trackingNumberSet";
  orderId: Id;
  shipmentId: Id;
  trackingNumber: string | null;
}

export interface ShippedInPosTicked extends EventHead {
  type: "shippedInPosTicked";
  orderId: Id;
  shipmentId: Id;
  shipped: boolean;
}

/** Records replaced whole and taken away, as the command gave them. Levels carry their QOH. */
export interface Merged extends EventHead {
  type: "merged";
  upsert: NonNullable<Merge["upsert"]> | null;
  remove: NonNullable<Merge["remove"]> | null;
}

/**
 * A fact: plain JSON, self-contained, versioned by `format`. Store events in order and take them in with `replay`; the same
 * events on the same snapshot give the same state. They carry ids and quantities, so that you can project them into tables
 * of your own: `switch (event.type)`.
 */
export type InventoryEvent =
  | PurchaseOrderCreated | PurchaseOrderEdited | PurchaseOrderOrdered | PurchaseOrderReceived | PurchaseOrderFinished | PurchaseOrderArchived
  | ReceiptReversed | TransferCreated | TransferEdited | TransferSent | TransferUnsent | TransferReceived | TransferReturned | TransferArchived
  | VendorReturnCreated | VendorReturnSent | SaleRecorded | Refunded | OrderCancelled | Restocked | StockCounted | StockAdjusted
  | OrderFraudSet | OrderPaymentSet | OrderPrioritySet | OrderLineMoved | ShipmentCreated | ShipmentStatusSet | TrackingNumberSet
  | ShippedInPosTicked | Merged;
