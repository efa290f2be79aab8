// A host's switches over commands and events: package.test.mjs compiles them. A type that a switch forgets is told by the
// compiler, since nothing is left for `never`.
import {
  type Command, type CommandType, type HistoryRow, type Inventory, type InventoryEvent, type Outcome, type RefusalCode,
} from "oversold";

const never = (left: never): never => {
  throw new Error(`not handled: ${JSON.stringify(left)}`);
};

/** The stock that an event moves, as rows of a host's own table. */
export function moved(event: InventoryEvent): { itemId: string; shopId: string; quantity: number }[] {
  switch (event.type) {
    case "purchaseOrderReceived":
    case "receiptReversed":
    case "transferSent":
    case "transferUnsent":
    case "transferReceived":
    case "transferReturned":
    case "transferArchived":
    case "vendorReturnSent":
    case "saleRecorded":
    case "refunded":
    case "orderCancelled":
    case "restocked":
    case "stockCounted":
    case "stockAdjusted":
    case "orderLineMoved":
      return event.adjustments;
    case "purchaseOrderCreated":
    case "purchaseOrderEdited":
    case "purchaseOrderOrdered":
    case "purchaseOrderFinished":
    case "purchaseOrderArchived":
    case "transferCreated":
    case "transferEdited":
    case "vendorReturnCreated":
    case "orderFraudSet":
    case "orderPaymentSet":
    case "orderPrioritySet":
    case "shipmentCreated":
    case "shipmentStatusSet":
    case "trackingNumberSet":
    case "shippedInPosTicked":
    case "merged":
      return [];
    default:
      return never(event);
  }
}

/** The document that a command is about. */
export function about(command: Command): string | null {
  switch (command.type) {
    case "createPurchaseOrder":
      return command.purchaseOrder.id;
    case "editPurchaseOrder":
    case "orderPurchaseOrder":
    case "receivePurchaseOrder":
    case "finishPurchaseOrder":
    case "reopenPurchaseOrder":
    case "archivePurchaseOrder":
      return command.purchaseOrderId;
    case "createTransfer":
      return command.transfer.id;
    case "editTransfer":
    case "sendTransfer":
    case "receiveTransfer":
    case "returnTransferExcess":
    case "archiveTransfer":
      return command.transferId;
    case "createVendorReturn":
      return command.vendorReturn.id;
    case "sendVendorReturn":
    case "unsendVendorReturn":
      return command.vendorReturnId;
    case "recordSale":
      return command.sale.id;
    case "refundSale":
    case "voidSale":
      return command.saleId;
    case "clearFraud":
    case "flagFraud":
    case "markOrderPaid":
    case "prioritiseOrder":
    case "cancelOrder":
    case "refundOrder":
    case "moveOrderLine":
    case "createShipment":
    case "setTrackingNumber":
    case "markShipped":
    case "markReadyForPickup":
    case "markPickedUp":
    case "cancelShipment":
    case "tickShippedInPos":
      return command.orderId;
    case "restock":
    case "countStock":
    case "adjustStock":
    case "reverseReceipt":
    case "undo":
    case "merge":
      return null;
    default:
      return never(command);
  }
}

/** One that forgets most events. */
export function forgetful(event: InventoryEvent): string {
  switch (event.type) {
    case "purchaseOrderReceived":
      return event.purchaseOrderId;
    default:
      // @ts-expect-error: the others are left
      return never(event);
  }
}

export function told(inventory: Inventory, command: Command): RefusalCode | "again" | "done" {
  const outcome: Outcome = inventory.apply(command);
  if (!outcome.ok) return outcome.refusal.code;
  inventory.replay(outcome.events);
  return outcome.duplicate ? "again" : "done";
}

export const types: CommandType[] = ["receivePurchaseOrder"];
export const undoable = (inventory: Inventory): HistoryRow[] => inventory.history({ by: "Eva" }).rows.filter((row) => row.undoable);

const head = { id: "c1", at: 1000 };
export const commands: Command[] = [
  { ...head, type: "receivePurchaseOrder", purchaseOrderId: "p1" },
  { ...head, type: "merge", upsert: { levels: [{ itemId: "a", shopId: "b", qoh: "1.5" }] }, remove: { levels: [{ itemId: "a", shopId: "c" }] } },
  // @ts-expect-error: no such type
  { ...head, type: "recievePurchaseOrder", purchaseOrderId: "p1" },
  // @ts-expect-error: no such key
  { ...head, type: "receivePurchaseOrder", purchaseOrderId: "p1", alowOver: true },
  // @ts-expect-error: restock must be said
  { ...head, type: "cancelOrder", orderId: "o1" },
  // @ts-expect-error: a revision is no record
  { ...head, type: "merge", upsert: { revision: 5 } },
];
