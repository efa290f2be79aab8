import type { Id, InstantInput, QuantityInput } from "./common.js";
import type {
  Adjustment, EcomOrder, Item, Level, LineQuantity, PurchaseOrder, Sale, Shop, Transfer, Vendor, VendorReturn,
} from "./snapshot.js";

/** What every command carries. */
export interface CommandHead {
  /**
   * The command's own id, made once by the host. The same id with the same content is known again (`duplicate`) and done
   * once; with other content it is refused (`idReused`). The newest 10,000 are remembered.
   */
  id: Id;
  /** When it happens. The package reads no clock. */
  at: InstantInput;
  /** Who does it. */
  by?: string | null;
  /** The revision that the person saw: refused (`conflict`) where a document or level that it touches changed since. */
  expectedRevision?: number | null;
}

/** A line of a new or edited document. */
export interface NewLine {
  /** The line's own id, new within the document. */
  id: Id;
  /** The item. */
  itemId: Id;
  /** Units, 0 or more. */
  quantity: QuantityInput;
  /** In the host's currency, for one unit. */
  unitCost?: QuantityInput | null;
}

/** A new purchase order, open. */
export interface CreatePurchaseOrder extends CommandHead {
  type: "createPurchaseOrder";
  /** Its id must be new; `expectedAt` may be left out. */
  purchaseOrder: { id: Id; number: string; vendorId?: Id | null; shopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines. */
export interface EditPurchaseOrder extends CommandHead {
  type: "editPurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. */
  expectedAt?: InstantInput | null;
  /** All lines from now on, none below what was received; absent keeps them. */
  lines?: NewLine[] | null;
}

/** Open to ordered. `expectedAt` absent keeps it, null clears it. */
export interface OrderPurchaseOrder extends CommandHead {
  type: "orderPurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. */
  expectedAt?: InstantInput | null;
}

/** Takes a delivery in: QOH goes up, the oldest sources are covered first. */
export interface ReceivePurchaseOrder extends CommandHead {
  type: "receivePurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
  /** Without lines: all that is outstanding. */
  lines?: LineQuantity[] | null;
  /** More than is outstanding is meant so; otherwise it is refused (`overReceipt`). */
  allowOver?: boolean | null;
}

/** The rest will not come. */
export interface FinishPurchaseOrder extends CommandHead {
  type: "finishPurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
}

/** The rest is expected after all. */
export interface ReopenPurchaseOrder extends CommandHead {
  type: "reopenPurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
}

/** Out of the lists: while open, ordered with nothing received, or finished. */
export interface ArchivePurchaseOrder extends CommandHead {
  type: "archivePurchaseOrder";
  /** The purchase order. */
  purchaseOrderId: Id;
}

/** A new transfer, open. */
export interface CreateTransfer extends CommandHead {
  type: "createTransfer";
  /** Its id must be new; the two shops must differ. */
  transfer: { id: Id; number: string; fromShopId: Id; toShopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines; once sent, only `expectedAt` can change. */
export interface EditTransfer extends CommandHead {
  type: "editTransfer";
  /** The transfer. */
  transferId: Id;
  /** When the goods should arrive; absent keeps it, null clears it. */
  expectedAt?: InstantInput | null;
  /** All lines from now on; absent keeps them. */
  lines?: NewLine[] | null;
}

/** QOH goes down at the sender; the units are in transit. */
export interface SendTransfer extends CommandHead {
  type: "sendTransfer";
  /** The transfer. */
  transferId: Id;
  /** Without lines: as requested. */
  lines?: LineQuantity[] | null;
}

/** Takes a transfer in: QOH goes up at the receiver. */
export interface ReceiveTransfer extends CommandHead {
  type: "receiveTransfer";
  /** The transfer. */
  transferId: Id;
  /** Without lines: all that is in transit. */
  lines?: LineQuantity[] | null;
  /** More than is in transit is meant so: it leaves the sender too. Otherwise it is refused (`overReceipt`). */
  allowOver?: boolean | null;
}

/** Units in transit go back to the sender. */
export interface ReturnTransferExcess extends CommandHead {
  type: "returnTransferExcess";
  /** The transfer. */
  transferId: Id;
  /** At most what is in transit of each; more is refused (`overReturn`). */
  lines: LineQuantity[];
}

/** What is still in transit returns to the sender first. */
export interface ArchiveTransfer extends CommandHead {
  type: "archiveTransfer";
  /** The transfer. */
  transferId: Id;
}

/** Takes one receipt (of a purchase order or transfer) back, whole. */
export interface ReverseReceipt extends CommandHead {
  type: "reverseReceipt";
  /** The command that received it. */
  commandId: Id;
}

/** A new vendor return, open. */
export interface CreateVendorReturn extends CommandHead {
  type: "createVendorReturn";
  /** Its id must be new. */
  vendorReturn: { id: Id; number: string; vendorId?: Id | null; shopId: Id; lines: NewLine[] };
}

/** The goods leave: QOH goes down. */
export interface SendVendorReturn extends CommandHead {
  type: "sendVendorReturn";
  /** The vendor return. */
  vendorReturnId: Id;
}

/** The goods are back: QOH goes up again. */
export interface UnsendVendorReturn extends CommandHead {
  type: "unsendVendorReturn";
  /** The vendor return. */
  vendorReturnId: Id;
}

/** A sale of the till or of the web shop: QOH goes down, below zero if need be. */
export interface RecordSale extends CommandHead {
  type: "recordSale";
  /** Its id must be new. */
  sale: Sale;
  /** What was sold: for each the id of the movement that it makes, and more than 0 units. */
  lines: { adjustmentId: Id; itemId: Id; quantity: QuantityInput }[];
  /** The eCom order that it records, where that is new. */
  order?: EcomOrder | null;
}

/** Units of a sale are paid back. */
export interface RefundSale extends CommandHead {
  type: "refundSale";
  /** The sale. */
  saleId: Id;
  /** At most what is left of each; more is refused (`overRefund`). */
  lines: { adjustmentId: Id; quantity: QuantityInput }[];
  /** Whether the units are back on the shelf. If not, only the demand goes. */
  restock: boolean;
}

/** All that is left of a sale goes back to stock. */
export interface VoidSale extends CommandHead {
  type: "voidSale";
  /** The sale. */
  saleId: Id;
}

/** Puts back what a refund left out. */
export interface Restock extends CommandHead {
  type: "restock";
  /** The source whose `refundedNotRestocked` units are back. */
  adjustmentId: Id;
  /** Without it: all of them. */
  quantity?: QuantityInput | null;
}

/** Units seen on the shelf: QOH becomes `counted` less what is sold and not handed over. */
export interface CountStock extends CommandHead {
  type: "countStock";
  /** An inventoried item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Units seen on the shelf, 0 or more. */
  counted: QuantityInput;
}

/** Moves QOH by a quantity, up or down. */
export interface AdjustStock extends CommandHead {
  type: "adjustStock";
  /** An inventoried item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Signed: -2 takes two out. */
  quantity: QuantityInput;
  /** Kept with the movement. */
  note?: string | null;
}

/** The order was looked at and is sound: fraud becomes `cleared`. */
export interface ClearFraud extends CommandHead {
  type: "clearFraud";
  /** The eCom order. */
  orderId: Id;
}

/** The order is a fraud: it is on hold, and no `force` ships it. */
export interface FlagFraud extends CommandHead {
  type: "flagFraud";
  /** The eCom order. */
  orderId: Id;
}

/** The whole order is paid. */
export interface MarkOrderPaid extends CommandHead {
  type: "markOrderPaid";
  /** The eCom order. */
  orderId: Id;
}

/** Higher is served first. */
export interface PrioritiseOrder extends CommandHead {
  type: "prioritiseOrder";
  /** The eCom order. */
  orderId: Id;
  /** A finite number; 0 is where every order begins. */
  priority: number;
}

/** Refunds all that is not handed over, and cancels the shipments that wait. */
export interface CancelOrder extends CommandHead {
  type: "cancelOrder";
  /** The eCom order. */
  orderId: Id;
  /** Whether the units go back to stock. If not, only the demand goes. */
  restock: boolean;
}

/** Units of an order are paid back: waiting ones, or ones that were handed over and returned. */
export interface RefundOrder extends CommandHead {
  type: "refundOrder";
  /** The eCom order. */
  orderId: Id;
  /** Without lines: all that is left. `returned`: the units had been handed over. */
  lines?: (LineQuantity & { returned?: boolean | null })[] | null;
  /** Whether the units go back to stock. If not, only the demand goes. */
  restock: boolean;
}

/** Serves the unshipped units of a line from another shop: QOH goes up here and down there. */
export interface MoveOrderLine extends CommandHead {
  type: "moveOrderLine";
  /** The eCom order. */
  orderId: Id;
  /** The order's line. */
  lineId: Id;
  /** The shop that serves it from now on. */
  shopId: Id;
}

/** Takes unshipped units of an order into a shipment that waits. */
export interface CreateShipment extends CommandHead {
  type: "createShipment";
  /** The eCom order. */
  orderId: Id;
  /** Without lines: all units that are in no shipment. */
  shipment: { id: Id; number: string; lines?: LineQuantity[] | null };
}

/** A shipment's tracking number from now on; null takes it away. */
export interface SetTrackingNumber extends CommandHead {
  type: "setTrackingNumber";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** The carrier's; null takes it away. */
  trackingNumber: string | null;
}

/**
 * The goods leave, or wait at the counter. Refused unless the order is cleared of fraud and paid and every unit of the
 * shipment is on the shelf; `force` with a reason overrides that, and is recorded, but never a fraudulent or cancelled order.
 */
interface HandOver extends CommandHead {
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** Why it goes although a gate is closed; recorded with the shipment. */
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
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
}

/** The SHIPPED checkbox of the till's Shipments page. */
export interface TickShippedInPos extends CommandHead {
  type: "tickShippedInPos";
  /** The eCom order. */
  orderId: Id;
  /** The shipment, one of the order's. */
  shipmentId: Id;
  /** Whether it is ticked from now on. */
  shipped: boolean;
}

/** Takes a command back, where that can be done and was not: its inverse, as a new event. See `undoable` in the history. */
export interface Undo extends CommandHead {
  type: "undo";
  /** The command to take back. */
  commandId: Id;
}

/** Facts that changed elsewhere (till, ERP): records replaced whole by id, levels by item and shop. */
export interface Merge extends CommandHead {
  type: "merge";
  /** As in a snapshot: unknown fields are ignored. */
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
  /** Records to take away: ids, and for levels item and shop. */
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
