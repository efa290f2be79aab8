// What every project here does with the package: the report, a purchase order received, an error. Each gets a copy.

const SHOP = {
  format: "oversold/1",
  shops: [{ id: "main", name: "Main Street" }],
  items: [{ id: "helmet", description: "Road helmet", stockTracking: "indicator" }],
  levels: [{ itemId: "helmet", shopId: "main", qoh: -2 }],
  sales: [
    { id: "s68", number: "68", shopId: "main", completedAt: "2026-03-02T09:30:00Z" },
    { id: "s69", number: "69", shopId: "main", completedAt: "2026-03-03T16:00:00Z" },
  ],
  adjustments: [
    { id: "a1", itemId: "helmet", shopId: "main", quantity: -1, at: "2026-03-02T09:30:00Z", reason: "sale", sourceId: "s68" },
    { id: "a2", itemId: "helmet", shopId: "main", quantity: -1, at: "2026-03-03T16:00:00Z", reason: "sale", sourceId: "s69" },
  ],
  purchaseOrders: [
    {
      id: "p12", number: "12", shopId: "main", createdAt: "2026-03-01T08:00:00Z", orderedAt: "2026-03-01T08:00:00Z",
      lines: [{ id: "p12a", itemId: "helmet", ordered: 1 }],
    },
  ],
};

const RECEIVE = { id: "c1", at: "2026-03-04T09:00:00Z", by: "Eva", type: "receivePurchaseOrder", purchaseOrderId: "p12" };

/** What `scenario` answers where everything is right. */
export const EXPECTED = "68 notReceived, 69 missingDocument; received: -a1, 69 missingDocument; invalidInput at colour";

/**
 * `oversold`: the package as the project imported it, or an engine in a worker, which answers with promises; `source`: what
 * is given to `init`, if anything.
 */
export async function scenario({ init, Inventory, InventoryError }, source) {
  await init(source);
  const inventory = await Inventory.fromObjects(SHOP);
  const rows = async () => (await inventory.report()).rows.map((row) => `${row.source.number} ${row.diagnosis}`).join(", ");
  const before = await rows();
  const { ok, changes } = await inventory.apply(RECEIVE);
  const received = ok ? changes.rowsRemoved.map((id) => `-${id}`).join() : "refused";
  const after = await rows();
  let error = "nothing thrown";
  try {
    await inventory.report({ colour: "red" });
  } catch (thrown) {
    if (thrown instanceof InventoryError) error = `${thrown.code} at ${thrown.path}`;
  }
  await inventory.dispose();
  return `${before}; received: ${received}, ${after}; ${error}`;
}
