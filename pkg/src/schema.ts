/** The records of a snapshot: which fields and lists each has. The types keep it complete. */
import type { DocumentName } from "./contract/outcome.js";
import type {
  Adjustment, AppliedCommand, EcomOrder, EcomOrderLine, Item, Level, LineQuantity, PurchaseOrder, PurchaseOrderLine, Receipt, Sale, Shipment,
  ShipmentLine, Shop, Snapshot, Transfer, TransferLine, Vendor, VendorReturn, VendorReturnLine,
} from "./contract/snapshot.js";

export interface RecordSchema {
  /** Plain values, and objects: those also have a column for each of their fields, `forced.reason`. */
  fields: readonly string[];
  /** The objects among the fields, with their own fields. */
  objects: ReadonlyMap<string, readonly string[]>;
  lists: readonly (readonly [name: string, schema: RecordSchema])[];
}

type Shape<R> = {
  [F in keyof R]-?: Exclude<R[F], null | undefined> extends infer V
    ? [V] extends [unknown[]]
      ? RecordSchema
      : [V] extends [string | number | boolean]
        ? true
        : readonly (keyof V & string)[]
    : never;
};

function record<R>(shape: Shape<R>): RecordSchema {
  const fields: string[] = [];
  const objects = new Map<string, readonly string[]>();
  const lists: [string, RecordSchema][] = [];
  for (const [name, part] of Object.entries<true | readonly string[] | RecordSchema>(shape)) {
    if (part === true) fields.push(name);
    else if ("fields" in part) lists.push([name, part]);
    else objects.set(name, part);
  }
  return { fields, objects, lists };
}

/** The tables of a snapshot. A function, so that importing the package does no work. */
function describe(): ReadonlyMap<string, RecordSchema> {
  const lineQuantity = record<LineQuantity>({ lineId: true, quantity: true });
  const receipt = record<Receipt>({ commandId: true, at: true, by: true, reversed: true, lines: lineQuantity });
  const shipment = record<Shipment>({
    id: true, number: true, createdAt: true, status: true, trackingNumber: true, shippedInPos: true, forced: ["reason", "at", "by"],
    lines: record<ShipmentLine>({ orderLineId: true, quantity: true }),
  });
  const tables: { [T in Exclude<keyof Snapshot, "format" | "revision">]-?: RecordSchema } = {
    shops: record<Shop>({ id: true, name: true }),
    vendors: record<Vendor>({ id: true, name: true, leadTimeDays: true }),
    items: record<Item>({
      id: true, description: true, systemSku: true, upc: true, ean: true, customSku: true, manufacturerSku: true, defaultVendorId: true,
      inventoried: true, stockTracking: true, packSize: true, minimumOrder: true, unitCost: true,
    }),
    levels: record<Level>({ itemId: true, shopId: true, qoh: true, reorderPoint: true, desiredLevel: true, historyFrom: true }),
    sales: record<Sale>({ id: true, number: true, shopId: true, completedAt: true, orderId: true }),
    adjustments: record<Adjustment>({
      id: true, itemId: true, shopId: true, quantity: true, at: true, reason: true, sourceId: true, reverses: true,
      refundedNotRestocked: true, note: true,
    }),
    purchaseOrders: record<PurchaseOrder>({
      id: true, number: true, vendorId: true, shopId: true, createdAt: true, orderedAt: true, expectedAt: true, finished: true, archived: true,
      lines: record<PurchaseOrderLine>({ id: true, itemId: true, ordered: true, received: true, counted: true, unitCost: true }),
      receipts: receipt,
    }),
    transfers: record<Transfer>({
      id: true, number: true, fromShopId: true, toShopId: true, createdAt: true, sentAt: true, expectedAt: true, archived: true,
      lines: record<TransferLine>({ id: true, itemId: true, requested: true, sent: true, received: true, returned: true }),
      receipts: receipt,
    }),
    vendorReturns: record<VendorReturn>({
      id: true, number: true, vendorId: true, shopId: true, sentAt: true, archived: true,
      lines: record<VendorReturnLine>({ id: true, itemId: true, quantity: true }),
    }),
    orders: record<EcomOrder>({
      id: true, number: true, placedAt: true, customer: true, dueAt: true, payment: true, fraud: true, delivery: true, cancelled: true,
      priority: true,
      lines: record<EcomOrderLine>({
        id: true, itemId: true, shopId: true, quantity: true, refunded: true, returned: true, adjustmentId: true,
      }),
      shipments: shipment,
    }),
    commands: record<AppliedCommand>({
      id: true, revision: true, digest: true, type: true, at: true, by: true, before: true, undone: true,
      documents: record<DocumentName>({ type: true, id: true }),
      levels: record<Pick<Level, "itemId" | "shopId">>({ itemId: true, shopId: true }),
    }),
  };
  return new Map(Object.entries(tables));
}

let described: ReadonlyMap<string, RecordSchema> | null = null;

export function tables(): ReadonlyMap<string, RecordSchema> {
  return (described ??= describe());
}
