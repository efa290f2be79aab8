import type { Id, Quantity } from "oversold";
import type { Intent } from "../host/backOffice";

/** What brings goods in. */
export type DeliveryType = "purchaseOrder" | "transfer";

/** Without lines: all that is outstanding. */
export interface Came {
  lines?: { lineId: Id; quantity: Quantity }[];
  allowOver?: boolean;
}

export const receiveIntent = (type: DeliveryType, id: Id, came: Came = {}): Intent =>
  type === "purchaseOrder" ? { type: "receivePurchaseOrder", purchaseOrderId: id, ...came } : { type: "receiveTransfer", transferId: id, ...came };
