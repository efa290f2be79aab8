import type { ReportRow } from "./report.js";
import type { Adjustment, AppliedCommand, EcomOrder, Item, Level, PurchaseOrder, Sale, Shop, Transfer, Vendor, VendorReturn } from "./snapshot.js";

/**
 * A snapshot as a struct of arrays, for hosts that hold their data so (a query result, an Arrow table, a file of their own).
 * The tables and fields are those of `Snapshot`; what is left out is absent.
 */
export interface SnapshotColumns {
  format: "oversold/1";
  /** As `Snapshot.revision`. @example 7 */
  revision?: number;
  /**
   * As `Snapshot.shops`.
   * @example { count: 1, columns: { id: { texts: ["centre"], codes: Uint32Array.of(0) }, name: { texts: ["Centre"], codes: Uint32Array.of(0) } } }
   */
  shops: TableColumns<Shop>;
  /** As `Snapshot.vendors`. @example { count: 0, columns: {} } */
  vendors?: TableColumns<Vendor>;
  /**
   * As `Snapshot.items`.
   * @example { count: 2, columns: { id: { text: "helmet-mhelmet-l", lengths: Uint32Array.of(8, 8) }, description: { text: "Helmet MHelmet L", lengths: Uint32Array.of(8, 8) } } }
   */
  items: TableColumns<Item>;
  /**
   * As `Snapshot.levels`.
   * @example { count: 1, columns: { itemId: { texts: ["helmet-m"], codes: Uint32Array.of(0) }, shopId: { texts: ["centre"], codes: Uint32Array.of(0) }, qoh: { numbers: Float64Array.of(-2) } } }
   */
  levels: TableColumns<Level>;
  /** As `Snapshot.sales`. @example { count: 0, columns: {} } */
  sales?: TableColumns<Sale>;
  /** As `Snapshot.adjustments`. @example { count: 0, columns: {} } */
  adjustments?: TableColumns<Adjustment>;
  /** As `Snapshot.purchaseOrders`. @example { count: 0, columns: {} } */
  purchaseOrders?: TableColumns<PurchaseOrder>;
  /** As `Snapshot.transfers`. @example { count: 0, columns: {} } */
  transfers?: TableColumns<Transfer>;
  /** As `Snapshot.vendorReturns`. @example { count: 0, columns: {} } */
  vendorReturns?: TableColumns<VendorReturn>;
  /** As `Snapshot.orders`. @example { count: 0, columns: {} } */
  orders?: TableColumns<EcomOrder>;
  /** As `Snapshot.commands`. @example { count: 0, columns: {} } */
  commands?: TableColumns<AppliedCommand>;
}

/** The records of one table. */
export interface TableColumns<R> {
  /** How many records there are: the length of every column. @example 2 */
  count: number;
  /**
   * A column for each field. The object `forced` of a shipment is the columns `forced.reason`, `forced.at` and `forced.by`.
   * @example { id: { text: "po-7po-8", lengths: Uint32Array.of(4, 4) } }
   */
  columns: Columns<R>;
  /** The lists inside the records, such as the lines of a purchase order. @example {} */
  lists?: { [F in ListField<R>]?: ListColumns<Element<R[F]>> };
}

/** The lists of all records of a table, one after another. */
export interface ListColumns<R> {
  /** How long each record's list is; `ABSENT` (0xFFFFFFFF) for a record without one. @example Uint32Array.of(2, 0, ABSENT) */
  counts: Uint32Array;
  /** The records in them, those of the first list first. @example { count: 2, columns: {} } */
  table: TableColumns<R>;
}

type Given<V> = Exclude<V, null | undefined>;
type Element<V> = Given<V> extends (infer E)[] ? E : never;
type ListField<R> = { [F in keyof R]-?: Given<R[F]> extends unknown[] ? F : never }[keyof R];
type ObjectField<R> = { [F in keyof R]-?: Given<R[F]> extends string | number | boolean | unknown[] ? never : F }[keyof R];
type Dotted<R> = { [F in ObjectField<R> & string]: `${F}.${keyof Given<R[F]> & string}` }[ObjectField<R> & string];
type Columns<R> = { [F in Exclude<keyof R, ListField<R> | ObjectField<R>>]?: ColumnOf<Given<R[F]>> } & { [F in Dotted<R>]?: TextColumn | NumberColumn | MixedColumn };
type ColumnOf<V> = [V] extends [boolean] ? FlagColumn | MixedColumn : TextColumn | DictionaryColumn | MixedColumn | (number extends V ? NumberColumn : never);

/** Numbers: quantities, instants in milliseconds, counts. NaN stands for absent. */
export interface NumberColumn {
  /** One for each record. @example Float64Array.of(-2, NaN) */
  numbers: Float64Array;
}

/** Texts, joined. */
export interface TextColumn {
  /** All texts, one after another, with nothing between them. @example "centrenorth" */
  text: string;
  /** How long each is in UTF-16 code units (a string's `length`); `ABSENT` (0xFFFFFFFF) for none. @example Uint32Array.of(6, 5) */
  lengths: Uint32Array;
}

/** Texts of which many are equal: shop ids, reasons. */
export interface DictionaryColumn {
  /** The distinct texts. @example ["centre", "north"] */
  texts: readonly string[];
  /** For each record the place of its text in `texts`; `ABSENT` (0xFFFFFFFF) for none. @example Uint32Array.of(0, 0, 1, ABSENT) */
  codes: Uint32Array;
}

/** Booleans: 0 is false, 1 is true, 255 is absent. */
export interface FlagColumn {
  /** One byte for each record. @example Uint8Array.of(1, 0, 255) */
  flags: Uint8Array;
}

/** Anything: for columns that hold numbers here and texts there. */
export interface MixedColumn {
  /** What each value is: 0 absent, 1 null, 2 false, 3 true, 4 a number, 5 a text. @example Uint8Array.of(4, 5, 0) */
  kinds: Uint8Array;
  /** Read where the kind is 4. @example Float64Array.of(-2, NaN) */
  numbers: Float64Array;
  /** All texts, one after another. @example "centrenorth" */
  text: string;
  /** Lengths in UTF-16 code units, read where the kind is 5; `ABSENT` (0xFFFFFFFF) elsewhere. @example Uint32Array.of(6, 5) */
  lengths: Uint32Array;
}

/** A field of `ReportRow` that is a text in `texts`, by its index there; `ABSENT` (0xFFFFFFFF) for null. */
type TextField = "id" | "itemId" | "description" | "code" | "shopId" | "shop" | "customer" | "vendorId" | "vendor";
/** A field of `ReportRow` that is one of a few words, by its index in `REPORT_WORDS`; `NO_WORD` (255) for null. */
type WordField = "reason" | "coverage" | "diagnosis" | "soldBecause";
/** A field of `ReportRow` that is a number; NaN for null. */
type NumberField = "qoh" | "occurredAt" | "sold" | "uncovered" | "onPurchaseOrder" | "onTransfer" | "elsewhere" | "expectedAt";

/**
 * The rows of a report as a struct of arrays, one value for each row: for charts, exports and workers. Each column has the
 * name of the row's field. The typed arrays are the caller's own; those of one kind share a buffer.
 */
export interface ReportColumns
  extends Record<TextField & keyof ReportRow, Uint32Array>,
    Record<WordField & keyof ReportRow, Uint8Array>,
    Record<NumberField & keyof ReportRow, Float64Array> {
  /** The state that these rows belong to. @example 7 */
  revision: number;
  /** How many rows match. @example 71 */
  total: number;
  /** How many of them come before the first one here. @example 0 */
  offset: number;
  /** How many rows there are here: the length of every column. @example 50 */
  length: number;
  /** The texts of these rows, which the text columns point to; made when they are first read. @example ["centre", "north"] */
  texts: string[];
  /** `source.type`, by its index in `REPORT_WORDS.sourceType`; 255 where the row has no source. @example Uint8Array.of(0, 255) */
  sourceType: Uint8Array;
  /** `source.id`, by its index in `texts`; 0xFFFFFFFF where the row has no source. @example Uint32Array.of(9) */
  sourceId: Uint32Array;
  /** `source.number`, by its index in `texts`; 0xFFFFFFFF where the row has no source. @example Uint32Array.of(4, ABSENT) */
  sourceNumber: Uint32Array;
  /** `ecomOrder.id`, by its index in `texts`; 0xFFFFFFFF where the row has none. @example Uint32Array.of(5, ABSENT) */
  ecomOrderId: Uint32Array;
  /** `ecomOrder.number`, by its index in `texts`; 0xFFFFFFFF where the row has none. @example Uint32Array.of(6, ABSENT) */
  ecomOrderNumber: Uint32Array;
}
