import type { Backorder, EcomOrderDetail, Inventory } from "oversold";

/** What an order waits for; null when nothing of it is unshipped. Backorders are a list: searched by the number, found by the id. */
export function backorderOf(inventory: Inventory, { id, number }: Pick<EcomOrderDetail, "id" | "number">): Backorder | null {
  const limit = 100;
  for (let offset = 0; ; offset += limit) {
    const { rows, total } = inventory.backorders({ search: number, at: Date.now(), offset, limit });
    const found = rows.find((backorder) => backorder.orderId === id);
    if (found) return found;
    if (offset + limit >= total) return null;
  }
}
