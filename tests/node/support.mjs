// What the tests of the package share.
import { readFile } from "node:fs/promises";
import { InventoryError } from "../../pkg/dist/index.js";
import * as oversold from "../../pkg/dist/index.js";

export const { init, Inventory, NO_TEXT, NO_WORD, REPORT_WORDS } = oversold;
export { InventoryError };

export const DIST = new URL("../../pkg/dist/", import.meta.url);
export const WASM = new URL("oversold_bg.wasm", DIST);
export const wasmBytes = () => readFile(WASM);

/** What a call threw. Anything but an InventoryError is thrown on. */
export function thrown(call) {
  try {
    call();
  } catch (error) {
    if (error instanceof InventoryError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The same of a promise. */
export async function rejected(promise) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof InventoryError) return error;
    throw error;
  }
  throw new Error("nothing was rejected");
}

/** A small shop: two helmets short, sold to an eCom order and over the counter; gloves in stock. */
export function shop(more = {}) {
  return {
    format: "oversold/1",
    shops: [{ id: "main", name: "Main Street" }],
    vendors: [{ id: "v1", name: "Alpine" }],
    items: [
      { id: "helmet", description: "Road helmet", customSku: "RH-1", defaultVendorId: "v1", stockTracking: "indicator" },
      { id: "gloves", description: "Winter gloves" },
    ],
    levels: [
      { itemId: "helmet", shopId: "main", qoh: -2 },
      { itemId: "gloves", shopId: "main", qoh: 3 },
    ],
    sales: [
      { id: "s1", number: "68", shopId: "main", completedAt: 100, orderId: "o1" },
      { id: "s2", number: "69", shopId: "main", completedAt: 200 },
    ],
    adjustments: [
      { id: "a1", itemId: "helmet", shopId: "main", quantity: -1, at: 100, reason: "sale", sourceId: "s1" },
      { id: "a2", itemId: "helmet", shopId: "main", quantity: -1, at: 200, reason: "sale", sourceId: "s2" },
    ],
    purchaseOrders: [
      { id: "p1", number: "12", shopId: "main", createdAt: 5, orderedAt: 10, expectedAt: 900, lines: [{ id: "p1a", itemId: "helmet", ordered: 1 }] },
    ],
    orders: [
      {
        id: "o1", number: "E1001", placedAt: 90, customer: "Ada", payment: "paid", fraud: "cleared", delivery: "ship",
        lines: [{ id: "o1a", itemId: "helmet", shopId: "main", quantity: 1, adjustmentId: "a1" }],
        shipments: [
          {
            id: "sh1", number: "S1", status: "notShipped", forced: { reason: "the customer called", at: 95, by: "Ben" },
            lines: [{ orderLineId: "o1a", quantity: 1 }],
          },
        ],
      },
    ],
    ...more,
  };
}

/** A snapshot as it is, but for one value at a path such as `levels[0].qoh`; `remove` takes the field away. */
export function changed(snapshot, path, value) {
  const copy = structuredClone(snapshot);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop();
  const parent = steps.reduce((at, step) => at[step], copy);
  if (value === remove) delete parent[last];
  else parent[last] = value;
  return copy;
}
export const remove = Symbol("remove");

const loaded = [];

/** Loads a snapshot, to be disposed with all others by `disposeAll` after the test. */
export function load(snapshot, options) {
  return keep(Inventory.fromObjects(snapshot, options));
}

/** The same for an inventory that is there. */
export function keep(inventory) {
  loaded.push(inventory);
  return inventory;
}

export function disposeAll() {
  for (const inventory of loaded.splice(0)) inventory.dispose();
}

/** An object that nobody can change, nor anything inside it. */
export function frozen(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
