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
  id: Id;
  itemId: Id;
  quantity: QuantityInput;
  unitCost?: QuantityInput | null;
}

/** A new purchase order, open. */
export interface CreatePurchaseOrder extends CommandHead {
  type: "createPurchaseOrder";
  purchaseOrder: { id: Id; number: string; vendorId?: Id | null; shopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines. */
export interface EditPurchaseOrder extends CommandHead {
  type: "editPurchaseOrder";
  purchaseOrderId: Id;
  expectedAt?: InstantInput | null;
  lines?: NewLine[] | null;
}

/** Open to ordered. `expectedAt` absent keeps it, null clears it. */
export interface OrderPurchaseOrder extends CommandHead {
  type: "orderPurchaseOrder";
  purchaseOrderId: Id;
  expectedAt?: InstantInput | null;
}

/** Takes a delivery in: QOH goes up, the oldest sources are covered first. */
export interface ReceivePurchaseOrder extends CommandHead {
  type: "receivePurchaseOrder";
  purchaseOrderId: Id;
  /** Without lines: all that is outstanding. */
  lines?: LineQuantity[] | null;
  /** More than is outstanding is meant so; otherwise it is refused (`overReceipt`). */
  allowOver?: boolean | null;
}

/** The rest will not come. */
export interface FinishPurchaseOrder extends CommandHead {
  type: "finishPurchaseOrder";
  purchaseOrderId: Id;
}

/** The rest is expected after all. */
export interface ReopenPurchaseOrder extends CommandHead {
  type: "reopenPurchaseOrder";
  purchaseOrderId: Id;
}

export interface ArchivePurchaseOrder extends CommandHead {
  type: "archivePurchaseOrder";
  purchaseOrderId: Id;
}

/** A new transfer, open. */
export interface CreateTransfer extends CommandHead {
  type: "createTransfer";
  transfer: { id: Id; number: string; fromShopId: Id; toShopId: Id; expectedAt?: InstantInput | null; lines: NewLine[] };
}

/** `expectedAt` absent keeps it, null clears it. `lines` replace all lines; once sent, only `expectedAt` can change. */
export interface EditTransfer extends CommandHead {
  type: "editTransfer";
  transferId: Id;
  expectedAt?: InstantInput | null;
  lines?: NewLine[] | null;
}

/** QOH goes down at the sender; the units are in transit. */
export interface SendTransfer extends CommandHead {
  type: "sendTransfer";
  transferId: Id;
  /** Without lines: as requested. */
  lines?: LineQuantity[] | null;
}

/** Takes a transfer in: QOH goes up at the receiver. */
export interface ReceiveTransfer extends CommandHead {
  type: "receiveTransfer";
  transferId: Id;
  /** Without lines: all that is in transit. */
  lines?: LineQuantity[] | null;
  /** More than is in transit is meant so: it leaves the sender too. Otherwise it is refused (`overReceipt`). */
  allowOver?: boolean | null;
}

/** Units in transit go back to the sender. */
export interface ReturnTransferExcess extends CommandHead {
  type: "returnTransferExcess";
  transferId: Id;
  lines: LineQuantity[];
}

/** What is still in transit returns to the sender first. */
export interface ArchiveTransfer extends CommandHead {
  type: "archiveTransfer";
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
  vendorReturn: { id: Id; number: string; vendorId?: Id | null; shopId: Id; lines: NewLine[] };
}

/** The goods leave: QOH goes down. */
export interface SendVendorReturn extends CommandHead {
  type: "sendVendorReturn";
  vendorReturnId: Id;
}

/** The goods are back: QOH goes up again. */
export interface UnsendVendorReturn extends CommandHead {
  type: "unsendVendorReturn";
  vendorReturnId: Id;
}

/** A sale of the till or of the web shop: QOH goes down, below zero if need be. */
export interface RecordSale extends CommandHead {
  type: "recordSale";
  sale: Sale;
  lines: { adjustmentId: Id; itemId: Id; quantity: QuantityInput }[];
  /** The eCom order that it records, where that is new. */
  order?: EcomOrder | null;
}

export interface RefundSale extends CommandHead {
  type: "refundSale";
  saleId: Id;
  lines: { adjustmentId: Id; quantity: QuantityInput }[];
  /** Whether the units are back on the shelf. If not, only the demand goes. */
  restock: boolean;
}

/** All that is left of a sale goes back to stock. */
export interface VoidSale extends CommandHead {
  type: "voidSale";
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
  itemId: Id;
  shopId: Id;
  counted: QuantityInput;
}

/** Moves QOH by a quantity, up or down. */
export interface AdjustStock extends CommandHead {
  type: "adjustStock";
  itemId: Id;
  shopId: Id;
  quantity: QuantityInput;
  note?: string | null;
}

export interface ClearFraud extends CommandHead {
  type: "clearFraud";
  orderId: Id;
}

export interface FlagFraud extends CommandHead {
  type: "flagFraud";
  orderId: Id;
}

export interface MarkOrderPaid extends CommandHead {
  type: "markOrderPaid";
  orderId: Id;
}

/** Higher is served first. */
export interface PrioritiseOrder extends CommandHead {
  type: "prioritiseOrder";
  orderId: Id;
  priority: number;
}

/** Refunds all that is not handed over, and cancels the shipments that wait. */
export interface CancelOrder extends CommandHead {
  type: "cancelOrder";
  orderId: Id;
  /** Whether the units go back to stock. If not, only the demand goes. */
  restock: boolean;
}

export interface RefundOrder extends CommandHead {
  type: "refundOrder";
  orderId: Id;
  /** Without lines: all that is left. `returned`: the units had been handed over. */
  lines?: (LineQuantity & { returned?: boolean | null })[] | null;
  /** Whether the units go back to stock. If not, only the demand goes. */
  restock: boolean;
}

/** Serves the unshipped units of a line from another shop: QOH goes up here and down there. */
export interface MoveOrderLine extends CommandHead {
  type: "moveOrderLine";
  orderId: Id;
  lineId: Id;
  /** The shop that serves it from now on. */
  shopId: Id;
}

export interface CreateShipment extends CommandHead {
  type: "createShipment";
  orderId: Id;
  /** Without lines: all units that are in no shipment. */
  shipment: { id: Id; number: string; lines?: LineQuantity[] | null };
}

export interface SetTrackingNumber extends CommandHead {
  type: "setTrackingNumber";
  orderId: Id;
  shipmentId: Id;
  trackingNumber: string | null;
}

/**
 * The goods leave, or wait at the counter. Refused unless the order is cleared of fraud and paid and every unit of the
 * shipment is on the shelf; `force` with a reason overrides that, and is recorded, but never a fraudulent or cancelled order.
 */
interface HandOver extends CommandHead {
  orderId: Id;
  shipmentId: Id;
  force?: { reason: string } | null;
}

export interface MarkShipped extends HandOver {
  type: "markShipped";
}

export interface MarkReadyForPickup extends HandOver {
  type: "markReadyForPickup";
}

export interface MarkPickedUp extends HandOver {
  type: "markPickedUp";
}

export interface CancelShipment extends CommandHead {
  type: "cancelShipment";
  orderId: Id;
  shipmentId: Id;
}

/** The SHIPPED checkbox of the till's Shipments page. */
export interface TickShippedInPos extends CommandHead {
  type: "tickShippedInPos";
  orderId: Id;
  shipmentId: Id;
  shipped: boolean;
}

/** Takes a command back, where that can be done and was not: its inverse, as a new event. See `undoable` in the history. */
export interface Undo extends CommandHead {
  type: "undo";
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
