import type { Id, Instant, InstantInput, Page, Quantity, SortKey, ListWindow } from "./common.js";
import type { PurchaseOrderStatus, TransferStatus } from "./documents.js";
import type { Reason } from "./snapshot.js";

/** What the report can be sorted by. */
export type Column =
  | "id" | "description" | "code" | "shop" | "qoh" | "reason" | "source" | "occurredAt" | "sold" | "uncovered"
  | "ecomOrder" | "customer" | "onPurchaseOrder" | "onTransfer" | "elsewhere" | "vendor" | "expectedAt";

/** Which rows, in which order. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface ReportQuery extends ListWindow {
  /** Every word must occur in the description or begin one of the five codes; case and accents are ignored. */
  search?: string | null;
  /** Rows that occurred at this instant or later. A row without an instant is in no range. */
  from?: InstantInput | null;
  /** Rows that occurred before this instant. */
  to?: InstantInput | null;
  /** "Show eCom orders": only rows whose source is a sale of an eCom order. */
  ecomOnly?: boolean;
  /** Rows of these shops. */
  shopIds?: Id[] | null;
  /** Items of these default vendors; null inside the list stands for items without one. */
  vendorIds?: (Id | null)[] | null;
  /** Rows whose stock left for one of these reasons. */
  reasons?: (Reason | "unattributed")[] | null;
  /** How far incoming stock covers the row. */
  coverage?: Coverage[] | null;
  /** Rows that are there for one of these reasons. */
  diagnoses?: Diagnosis[] | null;
  /**
   * First key first; ties by occurredAt, then id. Default: occurredAt ascending (oldest first). `source` keeps the rows of
   * an eCom order together; onPurchaseOrder or onTransfer ascending puts rows without incoming stock first.
   */
  sort?: SortKey<Column>[] | null;
}

/** A page of the report. */
export interface ReportPage extends Page<ReportRow> {
  /** The state that these rows belong to. */
  revision: number;
}

/** One row for each adjustment that holds a level below zero, plus one for what no adjustment explains. */
export interface ReportRow {
  /** Stable across refreshes: the adjustment's id, or `unattributed:` + itemId + `:` + shopId, each percent-encoded. */
  id: string;
  /** The item. */
  itemId: Id;
  /** The item's description. */
  description: string;
  /** The first of customSku, systemSku, upc, ean, manufacturerSku that is there. */
  code: string | null;
  /** The shop. */
  shopId: Id;
  /** The shop's name. */
  shop: string;
  /** Quantity on hand of the level, negative; repeated on each of its rows. */
  qoh: Quantity;
  /** Why the stock left. */
  reason: Reason | "unattributed";
  /** The document that took the stock out; its id where the document itself was not sent. */
  source: { type: SourceType; id: Id; number: string } | null;
  /** When the stock left: a sale's completedAt, else the adjustment's `at`. */
  occurredAt: Instant | null;
  /** What the source took out, net of what reverses it. */
  sold: Quantity;
  /** Units of this source that no stock covers yet; more than 0. The rows of a level add up to -qoh. */
  uncovered: Quantity;
  /** The eCom order that the sale recorded; null for other sources. */
  ecomOrder: { id: Id; number: string } | null;
  /** The name on the eCom order; null for other sources. */
  customer: string | null;
  /** Outstanding on purchase orders for this level. */
  onPurchaseOrder: Quantity;
  /** In transit to this level. */
  onTransfer: Quantity;
  /** What other shops have of it: the sum of their positive QOH. Shown, never netted. */
  elsewhere: Quantity;
  /** The item's default vendor. */
  vendorId: Id | null;
  /** The vendor's name. */
  vendor: string | null;
  /** How far incoming stock covers the row. */
  coverage: Coverage;
  /** When the last uncovered unit is expected; null when unknown or not wholly covered. */
  expectedAt: Instant | null;
  /** Why the row is there. */
  diagnosis: Diagnosis;
  /** Why an eCom sale was possible at all; null for other sources. */
  soldBecause: "backordersAllowed" | "trackingDisabled" | null;
}

/** What kind of document took the stock out. */
export type SourceType = "sale" | "transfer" | "vendorReturn" | "other";

/** How far incoming stock covers a row. */
export type Coverage = "none" | "partial" | "full";

/** Why the row is there; the first that holds. */
export type Diagnosis =
  /** No adjustment explains it. */
  | "unattributed"
  /** The order no longer needs it, but QOH was not put back. */
  | "refundedNotRestocked"
  /** Handed over already: the goods came in without a document. */
  | "shippedUncovered"
  /** Sent for a transfer of which less has arrived than was sent. */
  | "excessTransfer"
  /** Covered by a document older than the sale: very likely sold before it was received. */
  | "notReceived"
  /** Covered by a document made since. */
  | "onItsWay"
  /** An open eCom order waits for stock that nobody has ordered yet. */
  | "backorder"
  /** No incoming stock explains an in-store sale or a vendor return. */
  | "missingDocument";

/** Counts over all rows that match: distinct levels, items, sources and eCom orders, and the sum of uncovered units. */
export interface Totals {
  /** Rows that match. */
  rows: number;
  /** Distinct levels. */
  levels: number;
  /** Distinct items. */
  items: number;
  /** Distinct documents behind the rows. */
  sources: number;
  /** Distinct eCom orders. */
  orders: number;
  /** The sum of uncovered units. */
  uncovered: Quantity;
}

/** How many rows each choice would leave; each facet ignores its own filter. Most rows first, then value. */
export interface Facets {
  /** The shops, by id. */
  shops: Facet<Id>[];
  /** null stands for items without a default vendor. */
  vendors: Facet<Id | null>[];
  /** Why the stock left. */
  reasons: Facet<Reason | "unattributed">[];
  /** How far incoming stock covers the rows. */
  coverage: Facet<Coverage>[];
  /** Why the rows are there. */
  diagnoses: Facet<Diagnosis>[];
  /** How many rows `ecomOnly` would leave. */
  ecom: number;
}

/** A choice, and how many rows it would leave. */
export interface Facet<T> {
  /** The choice. */
  value: T;
  /** How many rows it would leave. */
  rows: number;
}

/** A line of a document that brings stock to a level, in the order in which they are counted on. */
export interface IncomingLine {
  /** What kind of document. */
  type: "purchaseOrder" | "transfer";
  /** The document's id. */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** The document's line. */
  lineId: Id;
  /** The document's. */
  status: PurchaseOrderStatus | TransferStatus;
  /** Units that are still to come. */
  outstanding: Quantity;
  /** When it should arrive; null when unknown. */
  expectedAt: Instant | null;
}

/** The proof of a level's rows, over the adjustments that are known: opening + inflow - outflow = qoh. */
export interface Explanation {
  /** The item. */
  itemId: Id;
  /** The shop. */
  shopId: Id;
  /** Quantity on hand, as the books say. */
  qoh: Quantity;
  /** What is physically there: QOH and the units of recorded orders that are not handed over. */
  shelf: Quantity;
  /** What was there before the first adjustment that is known. */
  opening: Quantity;
  /** Net of reversals. */
  inflow: Quantity;
  /** Net of reversals. */
  outflow: Quantity;
  /** What took stock out, oldest first: any inflow covers them from the top, and the uncovered units are the last ones. */
  sources: ExplainedSource[];
  /** Units short that no source explains. */
  unattributed: Quantity;
  /** Which incoming stock is counted on for which row; `by: null` for units that nothing covers. */
  coveredBy: { rowId: string; quantity: Quantity; by: IncomingLine | null }[];
}

/** A source of a level: how many of its units are covered. */
export interface ExplainedSource {
  /** The movement that took the stock out. */
  adjustmentId: Id;
  /** When the stock left: a sale's `completedAt`, else the movement's `at`. */
  at: Instant;
  /** Why the stock left. */
  reason: Reason;
  /** The document's number. */
  number: string | null;
  /** What it took out, positive. */
  quantity: Quantity;
  /** What was put back since. */
  reversed: Quantity;
  /** Units that stock covers by now. */
  covered: Quantity;
  /** Units that no stock covers yet. */
  uncovered: Quantity;
}
