import type { CommandType, Merge } from "./commands.js";
import type { Id, Instant, Quantity } from "./common.js";
import type { EcomOrder, PurchaseOrder, Sale, Shipment, Transfer, VendorReturn } from "./snapshot.js";

/** What every event carries. One command makes one event. */
export interface EventHead {
  format: "oversold/1";
  /** The event's number: the inventory's revision once it is taken in. The next one's is one more. @example 7 */
  revision: number;
  /** The command that made it: unique among the events of an inventory. @example "c-1" */
  commandId: Id;
  /** The command's type. @example "receivePurchaseOrder" */
  command: CommandType;
  /** Of the command's content: what tells a repeated command from an id that is used again. @example "5f1c2b7a90e3d846" */
  digest: string;
  /** The command that this one took back. @example null */
  undoes: Id | null;
  /** When it happened, as the command said. @example 1772443800000 */
  at: Instant;
  /** Who did it, as the command said. @example "Ada" */
  by: string | null;
}

/** A movement of stock, new: QOH of its item and shop changes by `quantity`. Stock moves in no other way, but for `merged`. */
export interface Movement {
  /** Made by the package (the command's id, ":" and a number), or given by `recordSale`. @example "c-1:1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Signed. @example -2 */
  quantity: Quantity;
  /** When the stock moved. @example 1772443800000 */
  at: Instant;
  /** One of the four words of `Reason`, or the host's own where the movement takes back one that has it. @example "sale" */
  reason: string;
  /** The document that moved the stock. @example "po-7" */
  sourceId: Id | null;
  /** The movement that this one takes back. @example null */
  reverses: Id | null;
  /** What the command noted. @example null */
  note: string | null;
}

/** An event that moves stock. */
interface Moving extends EventHead {
  /**
   * The movements that it made, new; empty where no stock moved.
   * @example [{ id: "c-1:1", itemId: "helmet-m", shopId: "centre", quantity: 3, at: 1772443800000, reason: "other", sourceId: "po-7", reverses: null, note: null }]
   */
  adjustments: Movement[];
}

/** So many units of a line. */
export interface LineUnits {
  /** The document's line. @example "1" */
  lineId: Id;
  /** Units. @example 3 */
  quantity: Quantity;
}

/** A line as ordered or requested; what was received of a line of that id stays. */
export interface EditedLine {
  /** The line's id. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units ordered or requested. @example 3 */
  quantity: Quantity;
  /** In the host's currency, for one unit. @example 18.5 */
  unitCost: Quantity | null;
}

/** Units refunded of an order's line: before they were handed over (`refunded`), or after (`returned`). To be added. */
export interface RefundedUnits {
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The order's line. @example "1" */
  lineId: Id;
  /** Units that had not been handed over. @example 1 */
  refunded: Quantity;
  /** Units that had been handed over. @example 1 */
  returned: Quantity;
}

/** To be added to an adjustment's `refundedNotRestocked`; negative where units were put back. */
export interface NotRestocked {
  /** The source, a movement that took stock out. @example "sale-1042:1" */
  adjustmentId: Id;
  /** Units, to be added. @example 1 */
  quantity: Quantity;
}

/** A new purchase order, open. */
export interface PurchaseOrderCreated extends EventHead {
  type: "purchaseOrderCreated";
  /**
   * As in a snapshot.
   * @example { id: "po-7", number: "7", vendorId: "acme", shopId: "centre", lines: [{ id: "1", itemId: "helmet-m", ordered: 6 }] }
   */
  purchaseOrder: PurchaseOrder;
}

/** Its expected date, and its lines where they changed. */
export interface PurchaseOrderEdited extends EventHead {
  type: "purchaseOrderEdited";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** From now on. @example 1772794800000 */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. @example [{ id: "1", itemId: "helmet-m", quantity: 6, unitCost: null }] */
  lines: EditedLine[] | null;
  /** Units counted at the dock of lines that are there again: an edit was taken back. @example [{ lineId: "1", quantity: 1 }] */
  counted: LineUnits[];
}

/** Sent to the vendor, or that taken back. */
export interface PurchaseOrderOrdered extends EventHead {
  type: "purchaseOrderOrdered";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** null: ordering was taken back. @example 1772443800000 */
  orderedAt: Instant | null;
  /** When the goods should arrive, from now on. @example 1772794800000 */
  expectedAt: Instant | null;
}

/** `received` of each line goes up, `counted` down by as much, not below 0; a receipt of this command is added. */
export interface PurchaseOrderReceived extends Moving {
  type: "purchaseOrderReceived";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** Set now, where the purchase order was still open; null: as it was. @example 1772443800000 */
  orderedAt: Instant | null;
  /** What was taken in of each line. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
}

/** The rest will not come, or will after all. */
export interface PurchaseOrderFinished extends EventHead {
  type: "purchaseOrderFinished";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** false: reopened. @example true */
  finished: boolean;
}

/** Out of the lists, or in them again. */
export interface PurchaseOrderArchived extends EventHead {
  type: "purchaseOrderArchived";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** false: taken back. @example true */
  archived: boolean;
}

/** A receipt taken back, whole: `received` of each line goes down, and the receipt is `reversed`. */
export interface ReceiptReversed extends Moving {
  type: "receiptReversed";
  /** What kind of document it belongs to. @example "purchaseOrder" */
  document: "purchaseOrder" | "transfer";
  /** The document. @example "po-7" */
  documentId: Id;
  /** The receipt's `commandId`. @example "c-1" */
  receiptId: Id;
  /** What the receipt had taken in. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
  /** Units of a purchase order that are counted at the dock again. @example [{ lineId: "1", quantity: 1 }] */
  counted: LineUnits[];
  /** Units by which the receipt had raised `sent` of a transfer's lines. @example [] */
  excess: LineUnits[];
  /** Of a purchase order, from now on; null: it is open again. @example 1772443800000 */
  orderedAt: Instant | null;
}

/** A new transfer, open. */
export interface TransferCreated extends EventHead {
  type: "transferCreated";
  /**
   * As in a snapshot.
   * @example { id: "transfer-3", number: "3", fromShopId: "north", toShopId: "centre", lines: [{ id: "1", itemId: "helmet-m", requested: 6 }] }
   */
  transfer: Transfer;
}

/** Its expected date, and its lines where they changed. */
export interface TransferEdited extends EventHead {
  type: "transferEdited";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** From now on. @example 1772794800000 */
  expectedAt: Instant | null;
  /** All lines from now on; null: as they were. @example [{ id: "1", itemId: "helmet-m", quantity: 6, unitCost: null }] */
  lines: EditedLine[] | null;
}

/** `sentAt` is the event's `at`; `sent` of each line goes up. */
export interface TransferSent extends Moving {
  type: "transferSent";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** What was sent of each line. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
}

/** Sending was taken back: open again, nothing sent or returned. */
export interface TransferUnsent extends Moving {
  type: "transferUnsent";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
}

/** `received` of each line goes up; a receipt of this command is added. */
export interface TransferReceived extends Moving {
  type: "transferReceived";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** What was taken in of each line. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
  /** Of these units those beyond what was in transit: `sent` goes up by them. Rule 7. @example [] */
  excess: LineUnits[];
}

/** `returned` of each line goes up. */
export interface TransferReturned extends Moving {
  type: "transferReturned";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** What went back of each line. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
}

/** Out of the lists; what was in transit is back at the sender. */
export interface TransferArchived extends Moving {
  type: "transferArchived";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** What was still in transit: `returned` goes up by it. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
}

/** A new vendor return, open. */
export interface VendorReturnCreated extends EventHead {
  type: "vendorReturnCreated";
  /**
   * As in a snapshot.
   * @example { id: "return-2", number: "2", vendorId: "acme", shopId: "centre", lines: [{ id: "1", itemId: "helmet-m", quantity: 1 }] }
   */
  vendorReturn: VendorReturn;
}

/** The goods left, or that taken back. */
export interface VendorReturnSent extends Moving {
  type: "vendorReturnSent";
  /** The vendor return. @example "return-2" */
  vendorReturnId: Id;
  /** null: sending was taken back. @example 1772443800000 */
  sentAt: Instant | null;
}

/** A sale, and what it took out. */
export interface SaleRecorded extends Moving {
  type: "saleRecorded";
  /** As in a snapshot. @example { id: "sale-1042", number: "1042", shopId: "centre", completedAt: "2026-03-02T09:30:00Z", orderId: "order-12" } */
  sale: Sale;
  /** As the command gave it; null: none, or one that is known already. @example null */
  order: EcomOrder | null;
}

/** Units refunded, of a sale or of an order; also of a sale that was voided. */
export interface Refunded extends Moving {
  type: "refunded";
  /** Sales whose stock this touches. @example ["sale-1042"] */
  saleIds: Id[];
  /** The eCom order, if any. @example "order-12" */
  orderId: Id | null;
  /** Units refunded of the order's lines. @example [{ orderId: "order-12", lineId: "1", refunded: 1, returned: 0 }] */
  lines: RefundedUnits[];
  /** Units that were not put back. @example [{ adjustmentId: "sale-1042:1", quantity: 1 }] */
  notRestocked: NotRestocked[];
  /** The order's payment from now on; null: as it was. @example "paid" */
  payment: EcomOrder["payment"] | null;
}

/** The order is cancelled, and what was not handed over refunded. */
export interface OrderCancelled extends Moving {
  type: "orderCancelled";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** Sales whose stock this touches. @example ["sale-1042"] */
  saleIds: Id[];
  /** Units refunded of the order's lines. @example [{ orderId: "order-12", lineId: "1", refunded: 1, returned: 0 }] */
  lines: RefundedUnits[];
  /** Units that were not put back. @example [{ adjustmentId: "sale-1042:1", quantity: 1 }] */
  notRestocked: NotRestocked[];
  /** The order's payment from now on; null: as it was. @example "paid" */
  payment: EcomOrder["payment"] | null;
  /** Shipments that waited, and are cancelled too. @example ["shipment-1"] */
  shipmentIds: Id[];
}

/** Units that a refund had left out were put back. */
export interface Restocked extends Moving {
  type: "restocked";
  /** Sales whose stock this touches. @example ["sale-1042"] */
  saleIds: Id[];
  /** Units that were put back now, negative. @example [{ adjustmentId: "sale-1042:1", quantity: 1 }] */
  notRestocked: NotRestocked[];
}

/** No movement where the count confirmed the books. */
export interface StockCounted extends Moving {
  type: "stockCounted";
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Units seen on the shelf. Rule 12. @example 5 */
  counted: Quantity;
}

/** Stock moved by hand. */
export interface StockAdjusted extends Moving {
  type: "stockAdjusted";
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
}

/** The order's fraud from now on. */
export interface OrderFraudSet extends EventHead {
  type: "orderFraudSet";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** From now on. @example "cleared" */
  fraud: EcomOrder["fraud"];
}

/** The order's payment from now on. */
export interface OrderPaymentSet extends EventHead {
  type: "orderPaymentSet";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** From now on. @example "paid" */
  payment: EcomOrder["payment"];
}

/** The order's priority from now on. */
export interface OrderPrioritySet extends EventHead {
  type: "orderPrioritySet";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** From now on. @example 1 */
  priority: number;
}

/** A line of an order, or a part of it, is served from another shop. */
export interface OrderLineMoved extends Moving {
  type: "orderLineMoved";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The line that was asked for. @example "1" */
  lineId: Id;
  /** Sales whose stock this touches. @example ["sale-1042"] */
  saleIds: Id[];
  /**
   * All lines of the order from now on.
   * @example [{ id: "1", itemId: "helmet-m", shopId: "north", quantity: 2, refunded: 0, returned: 0, adjustmentId: "c-1:2" }]
   */
  lines: { id: Id; itemId: Id; shopId: Id; quantity: Quantity; refunded: Quantity; returned: Quantity; adjustmentId: Id | null }[];
}

/** `createdAt` is the event's `at`, the status `notShipped`. A line's `lineId` is that of the order's line. */
export interface ShipmentCreated extends EventHead {
  type: "shipmentCreated";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** The shipment's, as people say it. @example "12" */
  number: string;
  /** What is in it. @example [{ lineId: "1", quantity: 3 }] */
  lines: LineUnits[];
}

/** The shipment's status from now on. */
export interface ShipmentStatusSet extends EventHead {
  type: "shipmentStatusSet";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** From now on. @example "shipped" */
  status: Shipment["status"];
  /** From now on. @example null */
  forced: { reason: string; at: Instant; by: string | null } | null;
}

/** The shipment's tracking number from now on. */
export interface TrackingNumberSet extends EventHead {
  type: "trackingNumberSet";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** From now on. @example "3SABC123456789" */
  trackingNumber: string | null;
}

/** The SHIPPED checkbox from now on. */
export interface ShippedInPosTicked extends EventHead {
  type: "shippedInPosTicked";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** Whether it is ticked from now on. @example true */
  shipped: boolean;
}

/** Records replaced whole and taken away, as the command gave them. Levels carry their QOH. */
export interface Merged extends EventHead {
  type: "merged";
  /** As in a snapshot; null: nothing. @example { levels: [{ itemId: "helmet-m", shopId: "centre", qoh: 4 }] } */
  upsert: NonNullable<Merge["upsert"]> | null;
  /** Taken away; null: nothing. @example null */
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
