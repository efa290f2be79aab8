/** The core's own interface, as wasm-bindgen makes it: what the facade speaks, and nobody else. */
import type { RawAllocation } from "./allocation_out.js";
import type { Page } from "./contract/common.js";
import type {
  EcomOrderDetail, EcomOrderPage, ItemDetail, PurchaseOrderDetail, PurchaseOrderPage, SaleDetail, ShipmentPage, TransferDetail, TransferPage,
  VendorReturnDetail, VendorReturnPage,
} from "./contract/documents.js";
import type { Changes, HistoryPage, Outcome } from "./contract/outcome.js";
import type { BackorderPage, Delivery, Finding, Replenishment } from "./contract/planning.js";
import type { Explanation, Facets, IncomingLine, Totals } from "./contract/report.js";

/** What can be asked or told, and the answer. Both cross as JSON text, which an engine writes and reads faster than it crosses objects. */
export interface Questions {
  revision(about?: undefined): number;
  totals(query: Asked): Totals;
  facets(query: Asked): Facets;
  csv(query: Asked): string;
  incoming(level: [itemId: string, shopId: string]): IncomingLine[];
  explain(level: [itemId: string, shopId: string]): Explanation;

  item(id: string): ItemDetail | null;
  sale(id: string): SaleDetail | null;
  order(id: string): EcomOrderDetail | null;
  purchaseOrder(id: string): PurchaseOrderDetail | null;
  transfer(id: string): TransferDetail | null;
  vendorReturn(id: string): VendorReturnDetail | null;
  orders(query: Asked): EcomOrderPage;
  purchaseOrders(query: Asked): PurchaseOrderPage;
  transfers(query: Asked): TransferPage;
  vendorReturns(query: Asked): VendorReturnPage;
  shipments(query: Asked): ShipmentPage;

  history(query: Asked): HistoryPage;
  backorders(query: Asked): BackorderPage;
  sortDelivery(options: Asked): Delivery;
  allocate(options: Asked): RawAllocation;
  replenish(options: Asked): Replenishment;
  check(about?: undefined): Finding[];

  /** The distinct texts of a column that have no rank yet; null where there is nothing to do. */
  textsToRank(column: string): string[] | null;
  /** The rank of each of them; equal ranks for texts that the collator holds equal. */
  setTextRanks(column: string, ranks: number[]): null;

  // What can be told: commands, to be tried out or applied, and events.
  decide(commands: unknown): Outcome;
  apply(commands: unknown): Outcome;
  replay(events: unknown): Changes;
}

/** What can be asked whose answer is rows. */
export interface Windows {
  report(query: Asked): void;
  /** Without a limit: all rows. */
  reportColumns(query: Asked): void;
  rows(ids: string[]): void;
}

/** A query or options, with nothing in it but what JSON can say. */
export type Asked = Record<string, unknown> | undefined;

export interface RawCore {
  free(): void;
  /**
   * A request is JSON text: what is asked or told, and what about. Answers JSON text; for rows, where in memory their window stands.
   *
   * What is no JSON comes with it, and goes out, as it is:
   * `["feed"]` with a piece of a snapshot as UTF-8 JSON, and when all have come `["finish", options]`;
   * `["columns", options]` with a `RawSnapshot`; `["image", options, the events stored since]` with an image;
   * `["toJson"]` and `["toBytes"]` answer bytes.
   */
  call(request: string, data?: Uint8Array | RawSnapshot): unknown;
}

export type RawCoreClass = new () => RawCore;

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

/** Report rows as columns, in the core's own memory: to be read before it is entered again. See `columns_out.ts` for which is which. */
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
  /** For each id asked for its row in the window, or `ABSENT`. */
  positions: Uint32Array;
}
