/** `oversold/arrow`: a snapshot from Arrow tables, as a warehouse answers its queries. */
import { tableFromIPC, Type } from "@uwdata/flechette";
import { ColumnBuilder } from "./column_builder.js";
import type { SnapshotColumns } from "./contract/columns.js";
import { invalid, kindOf, reason } from "./errors.js";
import { type RawList, type RawTable } from "./raw.js";
import { type RecordSchema, tables } from "./schema.js";

export { type ErrorCode, InventoryError } from "./errors.js";

/** An Arrow IPC stream or file: its bytes, or its parts in order. */
export type ArrowBytes = Uint8Array | ArrayBuffer | Uint8Array[];

/**
 * The tables of a snapshot, each as Arrow IPC. Columns are named as the contract's fields, in camelCase or as a database has them
 * (`item_id`); `moved_at`, `received_at` and `received_by` stand for `at` and `by`, which are reserved words to some. A list inside
 * a record is a table of its own: it names the record it belongs to, and `position` orders it.
 */
export interface ArrowTables {
  shops: ArrowBytes;
  vendors?: ArrowBytes;
  items: ArrowBytes;
  levels: ArrowBytes;
  sales?: ArrowBytes;
  adjustments?: ArrowBytes;
  purchaseOrders?: ArrowBytes;
  /** With `purchaseOrderId` and `position`. */
  purchaseOrderLines?: ArrowBytes;
  /** With `purchaseOrderId` and `position`. */
  purchaseOrderReceipts?: ArrowBytes;
  /** With `purchaseOrderId`, `receiptPosition` and `position`. */
  purchaseOrderReceiptLines?: ArrowBytes;
  transfers?: ArrowBytes;
  /** With `transferId` and `position`. */
  transferLines?: ArrowBytes;
  /** With `transferId` and `position`. */
  transferReceipts?: ArrowBytes;
  /** With `transferId`, `receiptPosition` and `position`. */
  transferReceiptLines?: ArrowBytes;
  vendorReturns?: ArrowBytes;
  /** With `vendorReturnId` and `position`. */
  vendorReturnLines?: ArrowBytes;
  orders?: ArrowBytes;
  /** With `orderId` and `position`. */
  orderLines?: ArrowBytes;
  /** With `orderId` and `position`. */
  shipments?: ArrowBytes;
  /** With `orderId`, `shipmentId` and `position`. */
  shipmentLines?: ArrowBytes;
}

/** A list's own table: its name, and the columns there and in the record's table that say to which record each row belongs. */
interface Below {
  table: keyof ArrowTables;
  keys: readonly string[];
  parentKeys: readonly string[];
  lists?: Record<string, Below>;
}

function documents(document: "purchaseOrder" | "transfer"): Record<string, Below> {
  const id = `${document}Id`;
  const lines: Below = { table: `${document}ReceiptLines`, keys: [id, "receiptPosition"], parentKeys: [id, "position"] };
  return {
    lines: { table: `${document}Lines`, keys: [id], parentKeys: ["id"] },
    receipts: { table: `${document}Receipts`, keys: [id], parentKeys: ["id"], lists: { lines } },
  };
}

/** The lists of each table. A function, so that importing the package does no work. */
function listsOf(table: string): Record<string, Below> {
  switch (table) {
    case "purchaseOrders":
      return documents("purchaseOrder");
    case "transfers":
      return documents("transfer");
    case "vendorReturns":
      return { lines: { table: "vendorReturnLines", keys: ["vendorReturnId"], parentKeys: ["id"] } };
    case "orders": {
      const lines: Below = { table: "shipmentLines", keys: ["orderId", "shipmentId"], parentKeys: ["orderId", "id"] };
      return {
        lines: { table: "orderLines", keys: ["orderId"], parentKeys: ["id"] },
        shipments: { table: "shipments", keys: ["orderId"], parentKeys: ["id"], lists: { lines } },
      };
    }
    default:
      return {};
  }
}

/** Reserved words, as a database may have to spell them. */
const SPELT: Readonly<Record<string, string>> = { movedAt: "at", receivedAt: "at", receivedBy: "by", forcedReason: "forced.reason", forcedAt: "forced.at", forcedBy: "forced.by" };

/** An Arrow table as values by the contract's names. */
interface Values {
  name: string;
  count: number;
  columns: Map<string, ArrayLike<unknown>>;
}

/**
 * Columns for `Inventory.fromColumns`, from Arrow tables. It needs the package `@uwdata/flechette`, which reads Arrow; everything else
 * here works without.
 *
 * @example
 * const bytes = async (table) => new Uint8Array(await (await fetch(`/working_set/${table}.arrow`)).arrayBuffer());
 * const inventory = Inventory.fromColumns(columnsFromArrow({ shops: await bytes("shops"), items: await bytes("items"), levels: await bytes("levels") }));
 */
export function columnsFromArrow(arrow: ArrowTables): SnapshotColumns {
  const made: Record<string, unknown> = { format: "oversold/1" };
  for (const [name, schema] of tables()) {
    const values = read(arrow, name as keyof ArrowTables);
    if (values !== null) made[name] = tableOf(arrow, values, schema, listsOf(name));
  }
  return made as unknown as SnapshotColumns;
}

function read(arrow: ArrowTables, name: keyof ArrowTables): Values | null {
  const given: unknown = arrow[name];
  if (given === undefined || given === null) return null;
  const isBytes = given instanceof Uint8Array || given instanceof ArrayBuffer || Array.isArray(given);
  if (!isBytes) throw invalid(name, `expected Arrow IPC: a Uint8Array or ArrayBuffer, found ${kindOf(given)}`);
  try {
    const table = tableFromIPC(given, { useDecimalInt: true });
    const columns = new Map<string, ArrayLike<unknown>>();
    table.schema.fields.forEach(({ name: field, type }, at) => {
      const camel = field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      const values = table.getChildAt(at).toArray();
      columns.set(SPELT[camel] ?? camel, type.typeId === Type.Decimal ? decimals(values, type.scale) : values);
    });
    return { name, count: table.numRows, columns };
  } catch (thrown) {
    throw invalid(name, `this is no Arrow IPC that can be read: ${reason(thrown)}`, thrown);
  }
}

/** Decimals as numbers, each the nearest to what is written: the reader's own division is not exact. */
function decimals(values: ArrayLike<unknown>, scale: number): unknown[] {
  return Array.from(values, (value) => {
    if (typeof value !== "bigint" && typeof value !== "number") return value;
    if (Number.isSafeInteger(Number(value))) return Number(value) / 10 ** scale;
    // Beyond what a number holds exactly: the core reads the text, or says that it is too large.
    const digits = String(value).replace("-", "").padStart(scale + 1, "0");
    return `${value < 0 ? "-" : ""}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
  });
}

/** The records of a table in this order, with their lists. */
function tableOf(arrow: ArrowTables, values: Values, schema: RecordSchema, below: Record<string, Below>, order?: Uint32Array): RawTable {
  const { count } = values;
  const table: RawTable = { count, columns: {}, lists: {} };
  const fields = [...schema.fields, ...[...schema.objects].flatMap(([name, inner]) => inner.map((field) => `${name}.${field}`))];
  for (const field of fields) {
    const column = values.columns.get(field);
    const built = column && columnOf(column, field, count, order);
    if (built !== undefined) table.columns[field] = built;
  }
  const schemas = new Map(schema.lists);
  for (const [field, list] of Object.entries(below)) {
    const children = read(arrow, list.table);
    if (children !== null) table.lists[field] = listOf(arrow, values, children, list, schemas.get(field)!, order);
  }
  return table;
}

function columnOf(values: ArrayLike<unknown>, field: string, count: number, order: Uint32Array | undefined): ReturnType<ColumnBuilder["finish"]> {
  const builder = new ColumnBuilder(count, field);
  for (let at = 0; at < count; at++) {
    const value = values[order === undefined ? at : order[at]!];
    if (value !== null) builder.add(at, value);
  }
  return builder.finish();
}

/** Rows of a list's table, brought to the records that they name. */
function listOf(arrow: ArrowTables, parents: Values, children: Values, list: Below, schema: RecordSchema, order?: Uint32Array): RawList {
  const parentOf = new Map<string, number>();
  const keyOf = keys(parents, list.parentKeys);
  for (let at = 0; at < parents.count; at++) parentOf.set(keyOf(order === undefined ? at : order[at]!), at);
  const counts = new Uint32Array(parents.count);
  const owner = new Uint32Array(children.count);
  const ownerKey = keys(children, list.keys);
  for (let row = 0; row < children.count; row++) {
    const parent = parentOf.get(ownerKey(row));
    if (parent === undefined) throw invalid(`${children.name}[${row}].${list.keys.at(-1)}`, `there is no record of ${parents.name} that this row names`);
    owner[row] = parent;
    counts[parent]!++;
  }
  const position = children.columns.get("position");
  const before = (a: number, b: number): number => owner[a]! - owner[b]! || Number(position?.[a] ?? a) - Number(position?.[b] ?? b) || a - b;
  const rows = Uint32Array.from(owner, (_, row) => row).sort(before);
  return { counts, table: tableOf(arrow, children, schema, list.lists ?? {}, rows) };
}

/** What tells the records of a table apart, of a row. */
function keys(values: Values, names: readonly string[]): (row: number) => string {
  const columns = names.map((name) => {
    const column = values.columns.get(name);
    if (column === undefined) throw invalid(values.name, `there is no column ${name}`);
    return column;
  });
  return (row) => JSON.stringify(columns.map((column) => column[row]));
}
