/** The core's own interface, as wasm-bindgen makes it: what the facade speaks, and nobody else. */
import type { Allocation } from "./contract/allocation.js";
import type { Page } from "./contract/common.js";
import type {
  EcomOrderDetail, EcomOrderPage, ItemDetail, PurchaseOrderDetail, PurchaseOrderPage, SaleDetail, ShipmentPage, TransferDetail, TransferPage,
  VendorReturnDetail, VendorReturnPage,
} from "./contract/documents.js";
import type { Changes, HistoryPage, Outcome } from "./contract/outcome.js";
import type { BackorderPage, Delivery, Finding, Replenishment } from "./contract/planning.js";
import type { Explanation, Facets, IncomingLine, Totals } from "./contract/report.js";

/** What can be asked, each with what it is asked about, and the answer. */
export interface Questions {
  report(query: unknown): RawWindow;
  /** Without a limit: all rows. */
  reportColumns(query: unknown): RawWindow;
  /** `positions`: for each id asked its row in the window, or `ABSENT`. */
  rows(ids: string[]): RawWindow & { positions: Uint32Array };
  totals(query: unknown): Totals;
  facets(query: unknown): Facets;
  csv(query: unknown): string;
  incoming(level: [itemId: string, shopId: string]): IncomingLine[];
  explain(level: [itemId: string, shopId: string]): Explanation;

  item(id: string): ItemDetail | null;
  sale(id: string): SaleDetail | null;
  order(id: string): EcomOrderDetail | null;
  purchaseOrder(id: string): PurchaseOrderDetail | null;
  transfer(id: string): TransferDetail | null;
  vendorReturn(id: string): VendorReturnDetail | null;
  orders(query: unknown): EcomOrderPage;
  purchaseOrders(query: unknown): PurchaseOrderPage;
  transfers(query: unknown): TransferPage;
  vendorReturns(query: unknown): VendorReturnPage;
  shipments(query: unknown): ShipmentPage;

  history(query: unknown): HistoryPage;
  backorders(query: unknown): BackorderPage;
  sortDelivery(options: unknown): Delivery;
  allocate(options: unknown): Allocation;
  replenish(options: unknown): Replenishment;
  check(about: undefined): Finding[];

  /** The distinct texts of a column that have no rank yet, joined; undefined where there is nothing to do. */
  textsToRank(column: string): { text: string; lengths: Uint32Array } | undefined;
}

/** What can be told: commands, to be tried out or applied, and events. */
export interface Tellings {
  decide(commands: unknown): Outcome;
  apply(commands: unknown): Outcome;
  replay(events: unknown): Changes;
}

export interface RawCore {
  free(): void;
  revision(): number;
  ask<Q extends keyof Questions>(question: Q, about: Parameters<Questions[Q]>[0]): ReturnType<Questions[Q]>;
  tell<T extends keyof Tellings>(what: T, given: unknown): ReturnType<Tellings[T]>;

  /** The snapshot as UTF-8 JSON. */
  toJson(): Uint8Array;
  toBytes(): Uint8Array;
  /** The rank of each text just given; equal ranks for texts that the collator holds equal. */
  setTextRanks(column: string, ranks: Uint32Array): void;
}

export interface RawCoreClass {
  fromJson(bytes: Uint8Array, options: unknown): RawCore;
  fromColumns(columns: RawSnapshot, options: unknown): RawCore;
  fromBytes(image: Uint8Array, events: unknown, options: unknown): RawCore;
}

/** Stands for "absent" in lengths, counts and codes. */
export const ABSENT = 0xffffffff;

/** What a value of a mixed column is. */
export const Kind = { absent: 0, null: 1, false: 2, true: 3, number: 4, text: 5, object: 6, array: 7, bigint: 8, other: 9 } as const;

export type RawColumn =
  | { numbers: Float64Array }
  | { text: string; lengths: Uint32Array }
  /** Places among the texts, `ABSENT` for none. */
  | { codes: Uint32Array; text: string; lengths: Uint32Array }
  | { kinds: Uint8Array; numbers: Float64Array; text: string; lengths: Uint32Array };

/** Records as columns. The column "" tells which of them are no objects. */
export interface RawTable {
  count: number;
  columns: Record<string, RawColumn>;
  lists: Record<string, RawList>;
}

export interface RawList {
  /** How many records each parent has: `ABSENT` without a list, one less than that for something that is no array. */
  counts: Uint32Array;
  table: RawTable;
  /** What stands where an array should be: "an object". */
  notAList?: string;
}

/** `format`, `revision`, and for each table a `RawTable`, or `{ notAList: "an object" }` for what stands in its place. */
export type RawSnapshot = Record<string, unknown>;

/** Report rows as columns; see `columns_out.ts` for which is which. */
export interface RawWindow extends Omit<Page<never>, "rows"> {
  revision: number;
  length: number;
  /** All texts, one after another, in UTF-8. */
  text: Uint8Array;
  /** Where each of them ends, in UTF-16 code units. */
  textEnds: Uint32Array;
  codes: Uint32Array;
  kinds: Uint8Array;
  numbers: Float64Array;
}
