import type { Id, Inventory } from "oversold";
import type { DocumentType } from "../drawers/opened";
import { text } from "../text/text";

export interface Found {
  type: DocumentType;
  id: Id;
  name: string;
  about: string;
}

const FEW = 5;

/** Documents by a word of theirs; items of the report by theirs. */
export function findDocuments(inventory: Inventory, search: string): Found[] {
  if (search.trim() === "") return [];
  const query = { search, limit: FEW, sort: [{ by: "number", descending: true }] };
  const named = (type: "purchaseOrder" | "transfer" | "vendorReturn" | "order", rows: readonly { id: Id; number: string }[]) =>
    rows.map(({ id, number }): Found => ({ type, id, name: text.named[type](number), about: text.kinds[type] }));
  const items = new Map(inventory.report({ search, limit: 4 * FEW }).rows.map((row) => [row.itemId, row.description]));
  return [
    ...named("order", inventory.orders(query).rows),
    ...named("purchaseOrder", inventory.purchaseOrders(query).rows),
    ...named("transfer", inventory.transfers(query).rows),
    ...named("vendorReturn", inventory.vendorReturns(query).rows),
    ...[...items].slice(0, FEW).map(([id, name]): Found => ({ type: "item", id, name, about: text.kinds.item })),
  ];
}

export const folded = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .trim();
