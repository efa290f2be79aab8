import type { Inventory } from "oversold";
import type { NewType } from "../opened";

/** The highest number, counted on: "PO-0099" is followed by "PO-0100". A proposal, which the person may change. */
export function nextNumber(inventory: Inventory, type: NewType, after = highest(inventory, type)): string {
  const [, before = "", digits = "0"] = /^([^]*?)(\d+)\D*$/.exec(after ?? "") ?? [];
  return before + (BigInt(digits) + 1n).toString().padStart(digits.length, "0");
}

function highest(inventory: Inventory, type: NewType): string | undefined {
  const query = { sort: [{ by: "number", descending: true }], limit: 1 };
  if (type === "purchaseOrder") return inventory.purchaseOrders(query).rows[0]?.number;
  if (type === "transfer") return inventory.transfers(query).rows[0]?.number;
  return inventory.vendorReturns(query).rows[0]?.number;
}
