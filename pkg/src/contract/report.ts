import type { Id, Instant, InstantInput, Page, Quantity, SortKey, ListWindow } from "./common.js";
import type { PurchaseOrderStatus, TransferStatus } from "./documents.js";
import type { Reason } from "./snapshot.js";

/** What the report can be sorted by. */
export type Column =
  | "id" | "description" | "code" | "shop" | "qoh" | "reason" | "source" | "occurredAt" | "sold" | "uncovered"
  | "ecomOrder" | "customer" | "onPurchaseOrder" | "onTransfer" | "elsewhere" | "vendor" | "expectedAt";

/** Which rows, in which order. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface ReportQuery extends ListWindow {
  /** Every word must occur in the description or begin one of the five codes; case and accents are ignored. Rule 11. @example "helm m" */
  search?: string | null;
  /** Rows that occurred at this instant or later. A row without an instant is in no range. Rule 11. @example "2026-03-01T00:00:00+01:00" */
  from?: InstantInput | null;
  /** Rows that occurred before this instant. @example "2026-04-01T00:00:00+02:00" */
  to?: InstantInput | null;
  /** "Show eCom orders": only rows whose source is a sale of an eCom order. Rule 11. @example true */
  ecomOnly?: boolean;
  /** Rows of these shops. @example ["centre", "north"] */
  shopIds?: Id[] | null;
  /** Items of these default vendors; null inside the list stands for items without one. @example ["acme", null] */
  vendorIds?: (Id | null)[] | null;
  /** Rows whose stock left for one of these reasons. @example ["sale", "unattributed"] */
  reasons?: (Reason | "unattributed")[] | null;
  /** How far incoming stock covers the row. @example ["none", "partial"] */
  coverage?: Coverage[] | null;
  /** Rows that are there for one of these reasons. @example ["notReceived", "onItsWay"] */
  diagnoses?: Diagnosis[] | null;
  /**
   * First key first; ties by occurredAt, then id. Default: occurredAt ascending (oldest first). `source` keeps the rows of
   * an eCom order together; onPurchaseOrder or onTransfer ascending puts rows without incoming stock first. Rule 11.
   * @example [{ by: "source" }, { by: "uncovered", descending: true }]
   */
  sort?: SortKey<Column>[] | null;
}

/** A page of the report. */
export interface ReportPage extends Page<ReportRow> {
  /** The state that these rows belong to. @example 7 */
  revision: number;
}

/** One row for each adjustment that holds a level below zero, plus one for what no adjustment explains. */
export interface ReportRow {
  /** Stable across refreshes: the adjustment's id, or `unattributed:` + itemId + `:` + shopId, each percent-encoded. @example "sale-1042:1" */
  id: string;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The item's description. @example "Road helmet, M" */
  description: string;
  /** The first of customSku, systemSku, upc, ean, manufacturerSku that is there. @example "HELM-M" */
  code: string | null;
  /** The shop. @example "centre" */
  shopId: Id;
  /** The shop's name. @example "Centre" */
  shop: string;
  /** Quantity on hand of the level, negative; repeated on each of its rows. Rule 4. @example -2 */
  qoh: Quantity;
  /** Why the stock left. @example "sale" */
  reason: Reason | "unattributed";
  /** The document that took the stock out; its id where the document itself was not sent. @example { type: "sale", id: "sale-1042", number: "1042" } */
  source: { type: SourceType; id: Id; number: string } | null;
  /** When the stock left: a sale's completedAt, else the adjustment's `at`. @example 1772443800000 */
  occurredAt: Instant | null;
  /** What the source took out, net of what reverses it. Rule 2. @example 3 */
  sold: Quantity;
  /** Units of this source that no stock covers yet; more than 0. The rows of a level add up to -qoh. Rule 3. @example 2 */
  uncovered: Quantity;
  /** The eCom order that the sale recorded; null for other sources. @example { id: "order-12", number: "12" } */
  ecomOrder: { id: Id; number: string } | null;
  /** The name on the eCom order; null for other sources. @example "Grace Hopper" */
  customer: string | null;
  /** Outstanding on purchase orders for this level. @example 6 */
  onPurchaseOrder: Quantity;
  /** In transit to this level. @example 0 */
  onTransfer: Quantity;
  /** What other shops have of it: the sum of their positive QOH. Shown, never netted. @example 4 */
  elsewhere: Quantity;
  /** The item's default vendor. @example "acme" */
  vendorId: Id | null;
  /** The vendor's name. @example "Acme Sports" */
  vendor: string | null;
  /** How far incoming stock covers the row. Rule 9. @example "full" */
  coverage: Coverage;
  /** When the last uncovered unit is expected; null when unknown or not wholly covered. Rule 9. @example 1772794800000 */
  expectedAt: Instant | null;
  /** Why the row is there. Rule 10. @example "notReceived" */
  diagnosis: Diagnosis;
  /** Why an eCom sale was possible at all; null for other sources. @example "backordersAllowed" */
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
  /** Rows that match. @example 71 */
  rows: number;
  /** Distinct levels. @example 58 */
  levels: number;
  /** Distinct items. @example 40 */
  items: number;
  /** Distinct documents behind the rows. @example 49 */
  sources: number;
  /** Distinct eCom orders. @example 31 */
  orders: number;
  /** The sum of uncovered units. @example 164 */
  uncovered: Quantity;
}

/** How many rows each choice would leave; each facet ignores its own filter. Most rows first, then value. */
export interface Facets {
  /** The shops, by id. @example [{ value: "centre", rows: 44 }] */
  shops: Facet<Id>[];
  /** null stands for items without a default vendor. @example [{ value: "acme", rows: 20 }, { value: null, rows: 3 }] */
  vendors: Facet<Id | null>[];
  /** Why the stock left. @example [{ value: "sale", rows: 60 }] */
  reasons: Facet<Reason | "unattributed">[];
  /** How far incoming stock covers the rows. @example [{ value: "none", rows: 31 }] */
  coverage: Facet<Coverage>[];
  /** Why the rows are there. @example [{ value: "backorder", rows: 12 }] */
  diagnoses: Facet<Diagnosis>[];
  /** How many rows `ecomOnly` would leave. @example 37 */
  ecom: number;
}

/** A choice, and how many rows it would leave. */
export interface Facet<T> {
  /** The choice. @example "centre" */
  value: T;
  /** How many rows it would leave. @example 12 */
  rows: number;
}

/** A line of a document that brings stock to a level, in the order in which they are counted on. */
export interface IncomingLine {
  /** What kind of document. @example "purchaseOrder" */
  type: "purchaseOrder" | "transfer";
  /** The document's id. @example "po-7" */
  id: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** The document's line. @example "1" */
  lineId: Id;
  /** The document's. @example "ordered" */
  status: PurchaseOrderStatus | TransferStatus;
  /** Units that are still to come. Rule 6. @example 4 */
  outstanding: Quantity;
  /** When it should arrive; null when unknown. Rule 9. @example 1772794800000 */
  expectedAt: Instant | null;
}

/** The proof of a level's rows, over the adjustments that are known: opening + inflow - outflow = qoh. */
export interface Explanation {
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Quantity on hand, as the books say. @example -2 */
  qoh: Quantity;
  /** What is physically there: QOH and the units of recorded orders that are not handed over. Rule 12. @example 0 */
  shelf: Quantity;
  /** What was there before the first adjustment that is known. @example 1 */
  opening: Quantity;
  /** Net of reversals. @example 6 */
  inflow: Quantity;
  /** Net of reversals. @example 9 */
  outflow: Quantity;
  /**
   * What took stock out, oldest first: any inflow covers them from the top, and the uncovered units are the last ones. Rule 3.
   * @example [{ adjustmentId: "sale-1042:1", at: 1772443800000, reason: "sale", number: "1042", quantity: 3, reversed: 0, covered: 1, uncovered: 2 }]
   */
  sources: ExplainedSource[];
  /** Units short that no source explains. @example 0 */
  unattributed: Quantity;
  /**
   * Which incoming stock is counted on for which row; `by: null` for units that nothing covers.
   * @example [{ rowId: "sale-1042:1", quantity: 2, by: null }]
   */
  coveredBy: { rowId: string; quantity: Quantity; by: IncomingLine | null }[];
}

/** A source of a level: how many of its units are covered. */
export interface ExplainedSource {
  /** The movement that took the stock out. @example "sale-1042:1" */
  adjustmentId: Id;
  /** When the stock left: a sale's `completedAt`, else the movement's `at`. @example 1772443800000 */
  at: Instant;
  /** Why the stock left. @example "sale" */
  reason: Reason;
  /** The document's number. @example "1042" */
  number: string | null;
  /** What it took out, positive. @example 3 */
  quantity: Quantity;
  /** What was put back since. @example 0 */
  reversed: Quantity;
  /** Units that stock covers by now. @example 1 */
  covered: Quantity;
  /** Units that no stock covers yet. @example 2 */
  uncovered: Quantity;
}
