import type { Id, InstantInput, QuantityInput } from "./common.js";
import type {
  Adjustment, EcomOrder, Item, Level, LineQuantity, PurchaseOrder, Sale, Shop, Transfer, Vendor, VendorReturn,
} from "./snapshot.js";

/** What every command carries. */
export interface CommandHead {
  /**
   * The command's own id, made once by the host. The same id with the same content is known again (`duplicate`) and done
   * once; with other content it is refused (`idReused`). The newest 10,000 are remembered. Rule 15.
   * @example "c-1"
   */
  id: Id;
  /** When it happens. The package reads no clock. @example "2026-03-02T09:30:00Z" */
  at: InstantInput;
  /** Who does it. @example "Ada" */
  by?: string | null;
  /** The revision that the person saw: refused (`conflict`) where a document or level that it touches changed since. @example 7 */
  expectedRevision?: number | null;
}

/** A line of a new or edited document. */
export interface NewLine {
  /** The line's own id, new within the document. @example "1" */
  id: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units, 0 or more. @example 3 */
  quantity: QuantityInput;
  /** In the host's currency, for one unit. @example "18.50" */
  unitCost?: QuantityInput | null;
}

/** A new purchase order, open. */
export interface CreatePurchaseOrder extends CommandHead {
  type: "createPurchaseOrder";
  /**
   * Its id must be new; `expectedAt` may be left out.
   * @example { id: "po-7", number: "7", vendorId: "acme", shopId: "centre", lines: [{ id: "1", itemId: "helmet-m", quantity: 6 }] }
   */
  purchaseOrder: { id: Id; number: string; vendorId?: Id | null; shopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines. */
export interface EditPurchaseOrder extends CommandHead {
  type: "editPurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. @example "2026-03-06T12:00:00+01:00" */
  expectedAt?: InstantInput | null;
  /** All lines from now on, none below what was received; absent keeps them. @example [{ id: "1", itemId: "helmet-m", quantity: 6 }] */
  lines?: NewLine[] | null;
}

/** Open to ordered. `expectedAt` absent keeps it, null clears it. */
export interface OrderPurchaseOrder extends CommandHead {
  type: "orderPurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. @example "2026-03-06T12:00:00+01:00" */
  expectedAt?: InstantInput | null;
}

/** Takes a delivery in: QOH goes up, the oldest sources are covered first. */
export interface ReceivePurchaseOrder extends CommandHead {
  type: "receivePurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
  /** Without lines: all that is outstanding. @example [{ lineId: "1", quantity: 3 }] */
  lines?: LineQuantity[] | null;
  /** More than is outstanding is meant so; otherwise it is refused (`overReceipt`). @example true */
  allowOver?: boolean | null;
}

/** The rest will not come. */
export interface FinishPurchaseOrder extends CommandHead {
  type: "finishPurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
}

/** The rest is expected after all. */
export interface ReopenPurchaseOrder extends CommandHead {
  type: "reopenPurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
}

/** Out of the lists: while open, ordered with nothing received, or finished. */
export interface ArchivePurchaseOrder extends CommandHead {
  type: "archivePurchaseOrder";
  /** The purchase order. @example "po-7" */
  purchaseOrderId: Id;
}

/** A new transfer, open. */
export interface CreateTransfer extends CommandHead {
  type: "createTransfer";
  /**
   * Its id must be new; the two shops must differ.
   * @example { id: "transfer-3", number: "3", fromShopId: "north", toShopId: "centre", lines: [{ id: "1", itemId: "helmet-m", quantity: 6 }] }
   */
  transfer: { id: Id; number: string; fromShopId: Id; toShopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines; once sent, only `expectedAt` can change. */
export interface EditTransfer extends CommandHead {
  type: "editTransfer";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. @example "2026-03-06T12:00:00+01:00" */
  expectedAt?: InstantInput | null;
  /** All lines from now on; absent keeps them. @example [{ id: "1", itemId: "helmet-m", quantity: 6 }] */
  lines?: NewLine[] | null;
}

/** QOH goes down at the sender; the units are in transit. */
export interface SendTransfer extends CommandHead {
  type: "sendTransfer";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** Without lines: as requested. @example [{ lineId: "1", quantity: 3 }] */
  lines?: LineQuantity[] | null;
}

/** Takes a transfer in: QOH goes up at the receiver. */
export interface ReceiveTransfer extends CommandHead {
  type: "receiveTransfer";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** Without lines: all that is in transit. @example [{ lineId: "1", quantity: 3 }] */
  lines?: LineQuantity[] | null;
  /** More than is in transit is meant so: it leaves the sender too. Otherwise it is refused (`overReceipt`). @example true */
  allowOver?: boolean | null;
}

/** Units in transit go back to the sender. */
export interface ReturnTransferExcess extends CommandHead {
  type: "returnTransferExcess";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
  /** At most what is in transit of each; more is refused (`overReturn`). @example [{ lineId: "1", quantity: 3 }] */
  lines: LineQuantity[];
}

/** What is still in transit returns to the sender first. */
export interface ArchiveTransfer extends CommandHead {
  type: "archiveTransfer";
  /** The transfer. @example "transfer-3" */
  transferId: Id;
}

/** Takes one receipt (of a purchase order or transfer) back, whole. */
export interface ReverseReceipt extends CommandHead {
  type: "reverseReceipt";
  /** The command that received it. @example "c-1" */
  commandId: Id;
}

/** A new vendor return, open. */
export interface CreateVendorReturn extends CommandHead {
  type: "createVendorReturn";
  /**
   * Its id must be new.
   * @example { id: "return-2", number: "2", vendorId: "acme", shopId: "centre", lines: [{ id: "1", itemId: "helmet-m", quantity: 1 }] }
   */
  vendorReturn: { id: Id; number: string; vendorId?: Id | null; shopId: Id; lines: NewLine[] };
}

/** The goods leave: QOH goes down. */
export interface SendVendorReturn extends CommandHead {
  type: "sendVendorReturn";
  /** The vendor return. @example "return-2" */
  vendorReturnId: Id;
}

/** The goods are back: QOH goes up again. */
export interface UnsendVendorReturn extends CommandHead {
  type: "unsendVendorReturn";
  /** The vendor return. @example "return-2" */
  vendorReturnId: Id;
}

/** A sale of the till or of the web shop: QOH goes down, below zero if need be. */
export interface RecordSale extends CommandHead {
  type: "recordSale";
  /** Its id must be new. @example { id: "sale-1042", number: "1042", shopId: "centre", completedAt: "2026-03-02T09:30:00Z", orderId: "order-12" } */
  sale: Sale;
  /**
   * What was sold: for each the id of the movement that it makes, and more than 0 units.
   * @example [{ adjustmentId: "sale-1042:1", itemId: "helmet-m", quantity: 2 }]
   */
  lines: { adjustmentId: Id; itemId: Id; quantity: QuantityInput }[];
  /**
   * The eCom order that it records, where that is new.
   * @example { id: "order-12", number: "12", placedAt: "2026-03-02T09:30:00Z", payment: "paid", fraud: "cleared", delivery: "ship", lines: [{ id: "1", itemId: "helmet-m", shopId: "centre", quantity: 2 }] }
   */
  order?: EcomOrder | null;
}

/** Units of a sale are paid back. */
export interface RefundSale extends CommandHead {
  type: "refundSale";
  /** The sale. @example "sale-1042" */
  saleId: Id;
  /** At most what is left of each; more is refused (`overRefund`). @example [{ adjustmentId: "sale-1042:1", quantity: 1 }] */
  lines: { adjustmentId: Id; quantity: QuantityInput }[];
  /** Whether the units are back on the shelf. If not, only the demand goes. Rule 14. @example true */
  restock: boolean;
}

/** All that is left of a sale goes back to stock. */
export interface VoidSale extends CommandHead {
  type: "voidSale";
  /** The sale. @example "sale-1042" */
  saleId: Id;
}

/** Puts back what a refund left out. */
export interface Restock extends CommandHead {
  type: "restock";
  /** The source whose `refundedNotRestocked` units are back. @example "sale-1042:1" */
  adjustmentId: Id;
  /** Without it: all of them. Rule 14. @example 1 */
  quantity?: QuantityInput | null;
}

/** Units seen on the shelf: QOH becomes `counted` less what is sold and not handed over. */
export interface CountStock extends CommandHead {
  type: "countStock";
  /** An inventoried item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Units seen on the shelf, 0 or more. Rule 12. @example 5 */
  counted: QuantityInput;
}

/** Moves QOH by a quantity, up or down. */
export interface AdjustStock extends CommandHead {
  type: "adjustStock";
  /** An inventoried item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Signed: -2 takes two out. @example -2 */
  quantity: QuantityInput;
  /** Kept with the movement. @example "broken in the window" */
  note?: string | null;
}

/** The order was looked at and is sound: fraud becomes `cleared`. */
export interface ClearFraud extends CommandHead {
  type: "clearFraud";
  /** The eCom order. @example "order-12" */
  orderId: Id;
}

/** The order is a fraud: it is on hold, and no `force` ships it. */
export interface FlagFraud extends CommandHead {
  type: "flagFraud";
  /** The eCom order. @example "order-12" */
  orderId: Id;
}

/** The whole order is paid. */
export interface MarkOrderPaid extends CommandHead {
  type: "markOrderPaid";
  /** The eCom order. @example "order-12" */
  orderId: Id;
}

/** Higher is served first. */
export interface PrioritiseOrder extends CommandHead {
  type: "prioritiseOrder";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** A finite number; 0 is where every order begins. @example 1 */
  priority: number;
}

/** Refunds all that is not handed over, and cancels the shipments that wait. */
export interface CancelOrder extends CommandHead {
  type: "cancelOrder";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** Whether the units go back to stock. If not, only the demand goes. Rule 14. @example true */
  restock: boolean;
}

/** Units of an order are paid back: waiting ones, or ones that were handed over and returned. */
export interface RefundOrder extends CommandHead {
  type: "refundOrder";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** Without lines: all that is left. `returned`: the units had been handed over. @example [{ lineId: "1", quantity: 1, returned: true }] */
  lines?: (LineQuantity & { returned?: boolean | null })[] | null;
  /** Whether the units go back to stock. If not, only the demand goes. Rule 14. @example true */
  restock: boolean;
}

/** Serves the unshipped units of a line from another shop: QOH goes up here and down there. */
export interface MoveOrderLine extends CommandHead {
  type: "moveOrderLine";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The order's line. @example "1" */
  lineId: Id;
  /** The shop that serves it from now on. @example "centre" */
  shopId: Id;
}

/** Takes unshipped units of an order into a shipment that waits. */
export interface CreateShipment extends CommandHead {
  type: "createShipment";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** Without lines: all units that are in no shipment. @example { id: "shipment-1", number: "12-1" } */
  shipment: { id: Id; number: string; lines?: LineQuantity[] | null };
}

/** A shipment's tracking number from now on; null takes it away. */
export interface SetTrackingNumber extends CommandHead {
  type: "setTrackingNumber";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** The carrier's; null takes it away. @example "3SABC123456789" */
  trackingNumber: string | null;
}

/**
 * The goods leave, or wait at the counter. Refused unless the order is cleared of fraud and paid and every unit of the
 * shipment is on the shelf; `force` with a reason overrides that, and is recorded, but never a fraudulent or cancelled order.
 */
interface HandOver extends CommandHead {
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** Why it goes although a gate is closed; recorded with the shipment. Rule 13. @example { reason: "Paid at the counter" } */
  force?: { reason: string } | null;
}

/** The goods leave. */
export interface MarkShipped extends HandOver {
  type: "markShipped";
}

/** The goods wait at the counter. */
export interface MarkReadyForPickup extends HandOver {
  type: "markReadyForPickup";
}

/** The customer has the goods. */
export interface MarkPickedUp extends HandOver {
  type: "markPickedUp";
}

/** A shipment that waits will not go; its units can go in another one. */
export interface CancelShipment extends CommandHead {
  type: "cancelShipment";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
}

/** The SHIPPED checkbox of the till's Shipments page. */
export interface TickShippedInPos extends CommandHead {
  type: "tickShippedInPos";
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** The shipment, one of the order's. @example "shipment-1" */
  shipmentId: Id;
  /** Whether it is ticked from now on. @example true */
  shipped: boolean;
}

/** Takes a command back, where that can be done and was not: its inverse, as a new event. See `undoable` in the history. */
export interface Undo extends CommandHead {
  type: "undo";
  /** The command to take back. @example "c-1" */
  commandId: Id;
}

/** Facts that changed elsewhere (till, ERP): records replaced whole by id, levels by item and shop. */
export interface Merge extends CommandHead {
  type: "merge";
  /**
   * As in a snapshot: unknown fields are ignored.
   * @example { items: [{ id: "helmet-l", description: "Road helmet, L" }], levels: [{ itemId: "helmet-l", shopId: "centre", qoh: 4 }] }
   */
  upsert?: {
    shops?: Shop[];
    vendors?: Vendor[];
    items?: Item[];
    levels?: Level[];
    sales?: Sale[];
    adjustments?: Adjustment[];
    purchaseOrders?: PurchaseOrder[];
    transfers?: Transfer[];
    vendorReturns?: VendorReturn[];
    orders?: EcomOrder[];
  } | null;
  /** Records to take away: ids, and for levels item and shop. @example { sales: ["sale-1042"], levels: [{ itemId: "helmet-m", shopId: "north" }] } */
  remove?: {
    shops?: Id[];
    vendors?: Id[];
    items?: Id[];
    levels?: { itemId: Id; shopId: Id }[];
    sales?: Id[];
    adjustments?: Id[];
    purchaseOrders?: Id[];
    transfers?: Id[];
    vendorReturns?: Id[];
    orders?: Id[];
  } | null;
}

/** What the host asks to be done. Unknown keys are refused, so that a misspelled `allowOver` is not a plain receipt. */
export type Command =
  | CreatePurchaseOrder | EditPurchaseOrder | OrderPurchaseOrder | ReceivePurchaseOrder | FinishPurchaseOrder | ReopenPurchaseOrder
  | ArchivePurchaseOrder | CreateTransfer | EditTransfer | SendTransfer | ReceiveTransfer | ReturnTransferExcess | ArchiveTransfer
  | ReverseReceipt | CreateVendorReturn | SendVendorReturn | UnsendVendorReturn | RecordSale | RefundSale | VoidSale | Restock | CountStock
  | AdjustStock | ClearFraud | FlagFraud | MarkOrderPaid | PrioritiseOrder | CancelOrder | RefundOrder | MoveOrderLine | CreateShipment
  | SetTrackingNumber | MarkShipped | MarkReadyForPickup | MarkPickedUp | CancelShipment | TickShippedInPos | Undo | Merge;

/** The name of a command. */
export type CommandType = Command["type"];
