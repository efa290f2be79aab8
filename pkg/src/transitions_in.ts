/** Commands and events, copied for the core. Which keys a command has is told here; the types keep it complete. */
import { advice, copiedFacts, elements, type Keys, keys, OTHERS_IGNORED, reading } from "./checked.js";
import type {
  Command, CommandHead, CommandType, CreatePurchaseOrder, CreateShipment, CreateTransfer, CreateVendorReturn, MarkShipped, Merge, NewLine,
  RecordSale, RefundOrder, RefundSale,
} from "./contract/commands.js";
import type { LineQuantity } from "./contract/snapshot.js";
import { invalid, kindOf } from "./errors.js";
import { type RecordSchema, tables } from "./schema.js";

/** One command or a list of them. */
export function commandsGiven(commands: unknown): unknown {
  return elements(commands, "", commandGiven) ?? commandGiven(commands, "");
}

function commandGiven(command: unknown, path: string): unknown {
  const inside = path === "" ? "type" : `${path}.type`;
  const type = typeof command === "object" && command !== null ? reading(inside, () => (command as { type?: unknown }).type) : undefined;
  return copiedFacts(command, typeof type === "string" ? keysOf(type, inside) : true, path);
}

/** What an event holds is for the core that wrote it: keys of the host's own beside it are left alone. */
export function eventsGiven(events: unknown): unknown {
  const given = elements(events, "events", (event, path) => copiedFacts(event, true, path));
  if (given === null) throw invalid("events", `expected an array of events, found ${kindOf(events)}`);
  return given;
}

let described: ReadonlyMap<string, Keys> | null = null;

function keysOf(type: string, path: string): Keys {
  described ??= new Map(Object.entries(describe()).map(([type, own]) => [type, { ...HEAD, ...own }]));
  const known = described.get(type);
  if (known === undefined) throw invalid(path, `there is no command ${JSON.stringify(type)}: ${advice(type, [...described.keys()])}`);
  return known;
}

const HEAD = keys<CommandHead & { type: string }>({ id: true, type: true, at: true, by: true, expectedRevision: true });

/** The keys of a snapshot's record, and of those in its lists. */
function recordKeys({ fields, objects, lists }: RecordSchema, othersIgnored: boolean): Keys {
  const inner = [...objects].map(([name, fields]) => [name, allOf(fields, othersIgnored)] as const);
  const below = lists.map(([name, schema]) => [name, recordKeys(schema, othersIgnored)] as const);
  return { ...allOf(fields, othersIgnored), ...Object.fromEntries([...inner, ...below]) };
}

function allOf(names: readonly string[], othersIgnored: boolean): Keys {
  return { ...Object.fromEntries(names.map((name) => [name, true as const])), [OTHERS_IGNORED]: othersIgnored };
}

type Own<T extends CommandType> = { [K in Exclude<keyof Extract<Command, { type: T }>, keyof CommandHead | "type">]-?: true | Keys };

/** A function, so that importing the package does no work. */
function describe(): { [T in CommandType]: Own<T> } {
  const record = (table: string): Keys => recordKeys(tables().get(table)!, false);
  const lines = keys<LineQuantity>({ lineId: true, quantity: true });
  const newLines = keys<NewLine>({ id: true, itemId: true, quantity: true, unitCost: true });
  const purchaseOrder = { purchaseOrderId: true } as const;
  const transfer = { transferId: true } as const;
  const order = { orderId: true } as const;
  const shipment = { orderId: true, shipmentId: true } as const;
  const handOver = { ...shipment, force: keys<NonNullable<MarkShipped["force"]>>({ reason: true }) };
  const records = [...tables()].filter(([table]) => table !== "commands");
  return {
    createPurchaseOrder: {
      purchaseOrder: keys<CreatePurchaseOrder["purchaseOrder"]>({ id: true, number: true, vendorId: true, shopId: true, expectedAt: true, lines: newLines }),
    },
    editPurchaseOrder: { ...purchaseOrder, expectedAt: true, lines: newLines },
    orderPurchaseOrder: { ...purchaseOrder, expectedAt: true },
    receivePurchaseOrder: { ...purchaseOrder, lines, allowOver: true },
    finishPurchaseOrder: purchaseOrder,
    reopenPurchaseOrder: purchaseOrder,
    archivePurchaseOrder: purchaseOrder,
    createTransfer: {
      transfer: keys<CreateTransfer["transfer"]>({ id: true, number: true, fromShopId: true, toShopId: true, expectedAt: true, lines: newLines }),
    },
    editTransfer: { ...transfer, expectedAt: true, lines: newLines },
    sendTransfer: { ...transfer, lines },
    receiveTransfer: { ...transfer, lines, allowOver: true },
    returnTransferExcess: { ...transfer, lines },
    archiveTransfer: transfer,
    reverseReceipt: { commandId: true },
    createVendorReturn: {
      vendorReturn: keys<CreateVendorReturn["vendorReturn"]>({ id: true, number: true, vendorId: true, shopId: true, lines: newLines }),
    },
    sendVendorReturn: { vendorReturnId: true },
    unsendVendorReturn: { vendorReturnId: true },
    recordSale: {
      sale: record("sales"), lines: keys<RecordSale["lines"][number]>({ adjustmentId: true, itemId: true, quantity: true }), order: record("orders"),
    },
    refundSale: { saleId: true, lines: keys<RefundSale["lines"][number]>({ adjustmentId: true, quantity: true }), restock: true },
    voidSale: { saleId: true },
    restock: { adjustmentId: true, quantity: true },
    countStock: { itemId: true, shopId: true, counted: true },
    adjustStock: { itemId: true, shopId: true, quantity: true, note: true },
    clearFraud: order,
    flagFraud: order,
    markOrderPaid: order,
    prioritiseOrder: { ...order, priority: true },
    cancelOrder: { ...order, restock: true },
    refundOrder: {
      ...order, lines: keys<NonNullable<RefundOrder["lines"]>[number]>({ lineId: true, quantity: true, returned: true }), restock: true,
    },
    moveOrderLine: { ...order, lineId: true, shopId: true },
    createShipment: { ...order, shipment: keys<CreateShipment["shipment"]>({ id: true, number: true, lines }) },
    setTrackingNumber: { ...shipment, trackingNumber: true },
    markShipped: handOver,
    markReadyForPickup: handOver,
    markPickedUp: handOver,
    cancelShipment: shipment,
    tickShippedInPos: { ...shipment, shipped: true },
    undo: { commandId: true },
    merge: {
      upsert: { ...Object.fromEntries(records.map(([table, schema]) => [table, recordKeys(schema, true)])), [OTHERS_IGNORED]: true },
      remove: keys<NonNullable<Merge["remove"]>>({
        shops: true, vendors: true, items: true, levels: keys<{ itemId: string; shopId: string }>({ itemId: true, shopId: true }), sales: true,
        adjustments: true, purchaseOrders: true, transfers: true, vendorReturns: true, orders: true,
      }),
    },
  };
}
