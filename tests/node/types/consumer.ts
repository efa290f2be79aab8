// A host's program against the published types: package.test.mjs compiles it strictly, with the types of libraries checked.
import {
  type EcomOrder, type EcomOrderStatus, init, Inventory, InventoryError, type LoadOptions, type Page, type PurchaseOrder, type PurchaseOrderStatus,
  REPORT_WORDS, type ReportRow, type Snapshot, type SnapshotColumns,
} from "oversold";

await init();
await init(() => fetch("oversold_bg.wasm"));

const snapshot: Snapshot = { format: "oversold/1", shops: [], items: [], levels: [{ itemId: "a", shopId: "b", qoh: "1.5" }] };
const options: LoadOptions = { locale: "sv" };
using inventory = Inventory.fromObjects(snapshot, options);

// What comes out is at least what the contract says.
export const again: Snapshot = inventory.toSnapshot();
export const qoh: number | undefined = inventory.toSnapshot().levels[0]?.qoh;
export const documents: Page<PurchaseOrder & { status: PurchaseOrderStatus }> = inventory.purchaseOrders();
export const order: (EcomOrder & { status: EcomOrderStatus }) | null = inventory.order("o1");
export const rows: (ReportRow | null)[] = inventory.rows(["a1"]);
export const words: readonly string[] = REPORT_WORDS.diagnosis;

try {
  inventory.report({ sort: [{ by: "source" }] }).rows[0]?.source?.number.toUpperCase();
} catch (error) {
  if (error instanceof InventoryError && error.code === "invalidInput") error.path?.toUpperCase();
}

const columns: SnapshotColumns = {
  format: "oversold/1",
  shops: { count: 0, columns: { id: { text: "", lengths: new Uint32Array() }, name: { texts: [], codes: new Uint32Array() } } },
  items: { count: 0, columns: { inventoried: { flags: new Uint8Array() }, packSize: { numbers: new Float64Array() } } },
  levels: { count: 0, columns: {} },
  orders: {
    count: 0,
    columns: {},
    lists: {
      shipments: {
        counts: new Uint32Array(),
        table: {
          count: 0,
          columns: { "forced.at": { numbers: new Float64Array() } },
          lists: { lines: { counts: new Uint32Array(), table: { count: 0, columns: {} } } },
        },
      },
    },
  },
};
Inventory.fromColumns(columns);

// @ts-expect-error: made by its loaders alone
new Inventory();
// @ts-expect-error: no such key
inventory.report({ ecomonly: true });
// @ts-expect-error: no such column
inventory.report({ sort: [{ by: "colour" }] });
// @ts-expect-error: no boolean
Inventory.fromObjects({ ...snapshot, items: [{ id: "a", description: "b", inventoried: "no" }] });
// @ts-expect-error: flags are for booleans
columns.shops.columns.id = { flags: new Uint8Array() };
// @ts-expect-error: no such field
columns.shops.columns.colour = { text: "", lengths: new Uint32Array() };
