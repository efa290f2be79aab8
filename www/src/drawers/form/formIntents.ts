import type { Id, Instant, Quantity } from "oversold";
import type { Intent } from "../../host/backOffice";
import type { NewType } from "../opened";

export interface FormValues {
  number: string;
  vendorId: Id | null;
  /** Where the goods go; of a vendor return, where they are. */
  shopId: Id | null;
  fromShopId: Id | null;
  expectedAt: Instant | null;
  lines: readonly { id: Id; itemId: Id; quantity: Quantity }[];
  /** Ordered, or sent, with the same press. */
  atOnce: boolean;
}

/** Nothing until enough is given to ask the package about it. */
export function formIntents(type: NewType, existing: Id | null, id: Id, values: FormValues): Intent[] {
  const { shopId, fromShopId, vendorId, expectedAt, atOnce } = values;
  const number = values.number.trim();
  const lines = [...values.lines];
  if (existing !== null) {
    return [
      type === "transfer"
        ? { type: "editTransfer", transferId: existing, expectedAt, lines }
        : { type: "editPurchaseOrder", purchaseOrderId: existing, expectedAt, lines },
    ];
  }
  if (!number || shopId === null || lines.length === 0) return [];
  if (type === "transfer") {
    if (fromShopId === null || fromShopId === shopId) return [];
    const created: Intent = { type: "createTransfer", transfer: { id, number, fromShopId, toShopId: shopId, expectedAt, lines } };
    return atOnce ? [created, { type: "sendTransfer", transferId: id }] : [created];
  }
  if (type === "vendorReturn") {
    const created: Intent = { type: "createVendorReturn", vendorReturn: { id, number, vendorId, shopId, lines } };
    return atOnce ? [created, { type: "sendVendorReturn", vendorReturnId: id }] : [created];
  }
  const created: Intent = { type: "createPurchaseOrder", purchaseOrder: { id, number, vendorId, shopId, expectedAt, lines } };
  return atOnce ? [created, { type: "orderPurchaseOrder", purchaseOrderId: id }] : [created];
}
