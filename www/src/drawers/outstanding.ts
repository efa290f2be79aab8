import type { Id, Inventory, Quantity } from "oversold";
import type { DeliveryType } from "../doing/receiving";

interface Document {
  id: Id;
  lines: readonly { id: Id; itemId: Id }[];
}

/** What is still to come of each line, by the package's list of incoming stock: its rules 6 and 7 are not repeated here. */
export function outstandingOf(inventory: Inventory, type: DeliveryType, document: Document, shopId: Id): Map<Id, Quantity> {
  const outstanding = new Map<Id, Quantity>();
  for (const itemId of new Set(document.lines.map((line) => line.itemId))) {
    for (const line of inventory.incoming(itemId, shopId)) {
      if (line.type === type && line.id === document.id) outstanding.set(line.lineId, line.outstanding);
    }
  }
  return outstanding;
}
