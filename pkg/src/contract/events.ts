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
  /** When it happened, as the command said. */
  at: Instant;
  /** Who did it, as the command said. */
  by: string | null;
}

/** A movement of stock, new: QOH of its item and shop changes by `quantity`. Stock moves in no other way, but for `merged`. */
export interface Movement {
  /** Made by the package (the command's id, ":" and a number), or given by `recordSale`. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Signed. */
  quantity: Quantity;
  /** When the stock moved. */
  at: Instant;
  /** One of the four words of `Reason`, or the host's own where the movement takes back one that has it. */
  reason: string;
  /** The document that moved the stock. */
  sourceId: Id | null;
  /** The movement that this one takes back. */
  reverses: Id | null;
  /** What the command noted. */
  note: string | null;
}

/** An event that moves stock. */
interface Moving extends EventHead {
  /** The movements that it made, new; empty where no stock moved. */
  adjustments: Movement[];
}

/** So many units of a line. */
export interface LineUnits {
  /** The document's line. */
  lineId: Id;
  /** Units. */
  quantity: Quantity;
}

/** A line as ordered or requested; what was received of a line of that id stays. */
export interface EditedLine {
  /** The line's id. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** Units ordered or requested. */
  quantity: Quantity;
  /** In the host's currency, for one unit. */
  unitCost: Quantity | null;
}

/** Units refunded of an order's line: before they were handed over (`refunded`), or after (`returned`). To be added. */
export interface RefundedUnits {
  /** The eCom order. */
  orderId: Id;
  /** The order's line. */
  lineId: Id;
  /** Units that had not been handed over. */
  refunded: Quantity;
  /** Units that had been handed over. */
  returned: Quantity;
}

/** To be added to an adjustment's `refundedNotRestocked`; negative where units were put back. */
export interface NotRestocked {
  /** The source, a movement that took stock out. */
  adjustmentId: Id;
  /** Units, to be added. */
  quantity: Quantity;
}

/** A new purchase order, open. */
export interface PurchaseOrderCreated extends EventHead {
  type: "purchaseOrderCreated";
  /** As in a snapshot. */
  purchaseOrder: PurchaseOrder;
}

/** Its expected date, and its lines where they changed. */
export interface PurchaseOrderEdited extends EventHead {
  type: "purchaseOrderEdited";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** From now on. */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. */
  lines: EditedLine[] | null;
  /** Units counted at the dock of lines that are there again: an edit was taken back. */
  counted: LineUnits[];
}

/** Sent to the vendor, or that taken back. */
export interface PurchaseOrderOrdered extends EventHead {
  type: "purchaseOrderOrdered";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** null: ordering was taken back. */
  orderedAt: Instant | null;
  /** When the goods should arrive, from now on. */
  expectedAt: Instant | null;
}

/** `received` of each line goes up, `counted` down by as much, not below 0; a receipt of this command is added. */
export interface PurchaseOrderReceived extends Moving {
  type: "purchaseOrderReceived";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** Set now, where the purchase order was still open; null: as it was. */
  orderedAt: Instant | null;
  /** What was taken in of each line. */
  lines: LineUnits[];
}

/** The rest will not come, or will after all. */
export interface PurchaseOrderFinished extends EventHead {
  type: "purchaseOrderFinished";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** false: reopened. */
  finished: boolean;
}

/** Out of the lists, or in them again. */
export interface PurchaseOrderArchived extends EventHead {
  type: "purchaseOrderArchived";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** false: taken back. */
  archived: boolean;
}

/** A receipt taken back, whole: `received` of each line goes down, and the receipt is `reversed`. */
export interface ReceiptReversed extends Moving {
  type: "receiptReversed";
  /** What kind of document it belongs to. */
  document: "purchaseOrder" | "transfer";
  /** The document. */
  documentId: Id;
  /** The receipt's `commandId`. */
  receiptId: Id;
  /** What the receipt had taken in. */
  lines: LineUnits[];
  /** Units of a purchase order that are counted at the dock again. */
  counted: LineUnits[];
  /** Units by which the receipt had raised `sent` of a transfer's lines. */
  excess: LineUnits[];
  /** Of a purchase order, from now on; null: it is open again. */
  orderedAt: Instant | null;
}

/** A new transfer, open. */
export interface TransferCreated extends EventHead {
  type: "transferCreated";
  /** As in a snapshot. */
  transfer: Transfer;
}

/** Its expected date, and its lines where they changed. */
export interface TransferEdited extends EventHead {
  type: "transferEdited";
  /** The transfer. */
  transferId: Id;
  /** From now on. */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. */
  lines: EditedLine[] | null;
}

/** `sentAt` is the event's `at`; `sent` of each line goes up. */
export interface TransferSent extends Moving {
  type: "transferSent";
  /** The transfer. */
  transferId: Id;
  /** What was sent of each line. */
  lines: LineUnits[];
}

/** Sending was taken back: open again, nothing sent or returned. */
export interface TransferUnsent extends Moving {
  type: "transferUnsent";
  /** The transfer. */
  transferId: Id;
}

/** `received` of each line goes up; a receipt of this command is added. */
export interface TransferReceived extends Moving {
  type: "transferReceived";
  /** The transfer. */
  transferId: Id;
  /** What was taken in of each line. */
  lines: LineUnits[];
  /** Of these units those beyond what was in transit: `sent` goes up by them. */
  excess: LineUnits[];
}

/** `returned` of each line goes up. */
export interface TransferReturned extends Moving {
  type: "transferReturned";
  /** The transfer. */
  transferId: Id;
  /** What went back of each line. */
  lines: LineUnits[];
}

/** Out of the lists; what was in transit is back at the sender. */
export interface TransferArchived extends Moving {
  type: "transferArchived";
  /** The transfer. */
  transferId: Id;
  /** What was still in transit: `returned` goes up by it. */
  lines: LineUnits[];
}

/** A new vendor return, open. */
export interface VendorReturnCreated extends EventHead {
  type: "vendorReturnCreated";
  /** As in a snapshot. */
  vendorReturn: VendorReturn;
}

/** The goods left, or that taken back. */
export interface VendorReturnSent extends Moving {
  type: "vendorReturnSent";
  /** The vendor return. */
  vendorReturnId: Id;
  /** null: sending was taken back. */
  sentAt: Instant | null;
}

/** A sale, and what it took out. */
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
  /** Units refunded of the order's lines. */
  lines: RefundedUnits[];
  /** Units that were not put back. */
  notRestocked: NotRestocked[];
  /** The order's payment from now on; null: as it was. */
  payment: EcomOrder["payment"] | null;
}

/** The order is cancelled, and what was not handed over refunded. */
export interface OrderCancelled extends Moving {
  type: "orderCancelled";
  /** The eCom order. */
  orderId: Id;
  /** Sales whose stock this touches. */
  saleIds: Id[];
  /** Units refunded of the order's lines. */
  lines: RefundedUnits[];
  /** Units that were not put back. */
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
  /** Units that were put back now, negative. */
  notRestocked: NotRestocked[];
}

/** No movement where the count confirmed the books. */
export interface StockCounted extends Moving {
  type: "stockCounted";
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Units seen on the shelf. */
  counted: Quantity;
}

/** Stock moved by hand. */
export interface StockAdjusted extends Moving {
  type: "stockAdjusted";
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
}

/** The order's fraud from now on. */
export interface OrderFraudSet extends EventHead {
  type: "orderFraudSet";
  /** The eCom order. */
  orderId: Id;
  /** From now on. */
  fraud: EcomOrder["fraud"];
}

/** The order's payment from now on. */
export interface OrderPaymentSet extends EventHead {
  type: "orderPaymentSet";
  /** The eCom order. */
  orderId: Id;
  /** From now on. */
  payment: EcomOrder["payment"];
}

/** The order's priority from now on. */
export interface OrderPrioritySet extends EventHead {
  type: "orderPrioritySet";
  /** The eCom order. */
  orderId: Id;
  /** From now on. */
  priority: number;
}

/** A line of an order, or a part of it, is served from another shop. */
export interface OrderLineMoved extends Moving {
  type: "orderLineMoved";
  /** The eCom order. */
  orderId: Id;
  /** The line that was asked for. */
  lineId: Id;
  /** Sales whose stock this touches. */
  saleIds: Id[];
  /** All lines of the order from now on. */
  lines: { id: Id; itemId: Id; shopId: Id; quantity: Quantity; refunded: Quantity; returned: Quantity; adjustmentId: Id | null }[];
}

/** `createdAt` is the event's `at`, the status `notShipped`. A line's `lineId` is that of the order's line. */
export interface ShipmentCreated extends EventHead {
  type: "shipmentCreated";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** The shipment's, as people say it. */
  number: string;
  /** What is in it. */
  lines: LineUnits[];
}

/** The shipment's status from now on. */
export interface ShipmentStatusSet extends EventHead {
  type: "shipmentStatusSet";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** From now on. */
  status: Shipment["status"];
  /** From now on. */
  forced: { reason: string; at: Instant; by: string | null } | null;
}

/** The shipment's tracking number from now on. */
export interface TrackingNumberSet extends EventHead {
  type: "trackingNumberSet";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** From now on. */
  trackingNumber: string | null;
}

/** The SHIPPED checkbox from now on. */
export interface ShippedInPosTicked extends EventHead {
  type: "shippedInPosTicked";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** Whether it is ticked from now on. */
  shipped: boolean;
}

/** Records replaced whole and taken away, as the command gave them. Levels carry their QOH. */
export interface Merged extends EventHead {
  type: "merged";
  /** As in a snapshot; null: nothing. */
  upsert: NonNullable<Merge["upsert"]> | null;
  /** Taken away; null: nothing. */
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
