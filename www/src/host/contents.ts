import type { Finding, Inventory } from "oversold";
import type { InventoryClient } from "oversold/worker";

/** How much there is of what: enough to tell one inventory from another. */
export interface Counts {
  /** Rows in the report. */
  short: number;
  items: number;
  orders: number;
  purchaseOrders: number;
  transfers: number;
  commands: number;
}

/** What is in a file. */
export interface Contents {
  counts: Counts;
  /** Where it contradicts itself: it can be loaded all the same. */
  contradictions: Finding[];
}

const ONE = { limit: 1 };

export function countsOf(inventory: Inventory): Counts {
  const { rows, items } = inventory.totals();
  return {
    short: rows,
    items,
    orders: inventory.orders(ONE).total,
    purchaseOrders: inventory.purchaseOrders(ONE).total,
    transfers: inventory.transfers(ONE).total,
    commands: inventory.history(ONE).total,
  };
}

export const contentsOf = (inventory: Inventory): Contents => ({ counts: countsOf(inventory), contradictions: inventory.check() });

/** The same of an inventory in a worker. */
export async function askContents(inventory: InventoryClient): Promise<Contents> {
  const { rows, items } = await inventory.totals();
  const pages = await Promise.all([inventory.orders(ONE), inventory.purchaseOrders(ONE), inventory.transfers(ONE), inventory.history(ONE)]);
  const [orders, purchaseOrders, transfers, commands] = pages.map(({ total }) => total) as [number, number, number, number];
  return { counts: { short: rows, items, orders, purchaseOrders, transfers, commands }, contradictions: await inventory.check() };
}
