import type { Id, Inventory, Quantity } from "oversold";

export interface FoundItem {
  itemId: Id;
  description: string;
  code: string | null;
  /** Units that the shop is short of and that nothing covers, as far as the report says. */
  short: Quantity;
}

const MANY = 60;

/** Items that are short, by any word of theirs; and any other item by one of its codes, as a scanner sends it. */
export function findItems(inventory: Inventory, search: string, shopId: Id | null): FoundItem[] {
  const found = new Map<Id, FoundItem>();
  const words = search.trim();
  if (words && shopId !== null) {
    const { setAside, toShelf, notExpected, unknown } = inventory.sortDelivery({ shopId, scanned: [{ code: words, quantity: 1 }] });
    const ids = [
      ...setAside.flatMap(({ lines }) => lines.map(({ itemId }) => itemId)),
      ...[...toShelf, ...notExpected].map(({ itemId }) => itemId),
      ...unknown.flatMap(({ candidates }) => candidates),
    ];
    for (const itemId of ids) {
      const item = inventory.item(itemId);
      if (item) found.set(itemId, { itemId, description: item.description, code: words, short: 0 });
    }
  }
  const { rows } = inventory.report({ search: words || null, shopIds: shopId === null ? null : [shopId], limit: MANY });
  for (const row of rows) {
    const known = found.get(row.itemId);
    if (known) known.short += row.uncovered;
    else found.set(row.itemId, { itemId: row.itemId, description: row.description, code: row.code, short: row.uncovered });
  }
  return [...found.values()];
}
