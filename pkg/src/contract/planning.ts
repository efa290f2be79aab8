import type { Id, Instant, InstantInput, ListWindow, Page, Quantity, QuantityInput, SortKey } from "./common.js";

/** Waiting orders: which ones, in which order. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface BackorderQuery extends ListWindow {
  /** Now, for `late` and `overdue`. @example "2026-03-02T09:30:00Z" */
  at?: InstantInput | null;
  /** Orders that are this far. @example ["ready"] */
  states?: Backorder["state"][] | null;
  /** Held up by any of these. @example ["fraudNotCleared"] */
  blockedBy?: Backorder["blockedBy"] | null;
  /** Only orders that come later than was promised, or only those that do not. @example true */
  late?: boolean | null;
  /** Every word must occur in the number, the customer or a waiting item, or begin one of its codes. @example "hopper" */
  search?: string | null;
  /** Orders of which a line waits in one of these shops. @example ["centre", "north"] */
  shopIds?: Id[] | null;
  /** First key first; ties by placedAt, then id, which is also the default. @example [{ by: "promisedAt" }] */
  sort?: SortKey<"promisedAt" | "placedAt" | "number">[] | null;
}

/** An eCom order, not cancelled, with units that are not handed over. */
export interface Backorder {
  /** The eCom order. @example "order-12" */
  orderId: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). @example "12" */
  number: string;
  /** When the customer ordered. @example 1772443800000 */
  placedAt: Instant;
  /** Their name, as the host gave it. @example "Grace Hopper" */
  customer: string | null;
  /** Higher is served first. @example 1 */
  priority: number;
  /**
   * ready: all unshipped units are on the shelf; incoming: they will be, once what is on its way arrives; short: some must still be ordered. Rule 13.
   * @example "incoming"
   */
  state: "ready" | "incoming" | "short";
  /** When the last unit arrives; null when ready, short, unknown, or overdue. Rule 13. @example 1772794800000 */
  promisedAt: Instant | null;
  /** `promisedAt` or the query's `at` is after the order's `dueAt`; null without `dueAt` or `at`. @example true */
  late: boolean | null;
  /** A line that it waits for was expected before the query's `at`; null without `at`. @example false */
  overdue: boolean | null;
  /** What stands between the order and its shipment. Rule 13. @example ["fraudNotCleared"] */
  blockedBy: ("fraudNotCleared" | "notPaid" | "notOnShelf")[];
  /**
   * Its lines with units that are not handed over.
   * @example [{ orderLineId: "1", itemId: "helmet-m", description: "Road helmet, M", shopId: "centre", unshipped: 2, onShelf: 1, missing: 1, coveredBy: [] }]
   */
  lines: BackorderLine[];
}

/** A line with units that are not handed over: what is on the shelf for it, what comes and what is missing add up to them. */
export interface BackorderLine {
  /** The order's line. @example "1" */
  orderLineId: Id;
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** The item's description. @example "Road helmet, M" */
  description: string;
  /** The shop. @example "centre" */
  shopId: Id;
  /** Units that are sold, not refunded and not handed over. @example 2 */
  unshipped: Quantity;
  /** Units that lie there for it. Rule 13. @example 1 */
  onShelf: Quantity;
  /** Neither on the shelf nor incoming. @example 0 */
  missing: Quantity;
  /** Which incoming stock its units wait for. @example [{ type: "purchaseOrder", id: "po-7", number: "7", quantity: 1, expectedAt: null }] */
  coveredBy: { type: "purchaseOrder" | "transfer"; id: Id; number: string; quantity: Quantity; expectedAt: Instant | null }[];
}

/** A page of waiting orders. */
export type BackorderPage = Page<Backorder>;

/** What was scanned at the door of a shop. Unknown keys are refused. */
export interface DeliveryOptions {
  /** Where the goods are. @example "centre" */
  shopId: Id;
  /** One of an item's five codes, and how many; the same code may come again. @example [{ code: "4006381333931", quantity: 3 }] */
  scanned: { code: string; quantity: QuantityInput }[];
}

/** A delivery without papers, sorted into whose it is: each unit is in one of `setAside`, `toShelf`, `notExpected` and `unknown`. Nothing is changed. */
export interface Delivery {
  /**
   * What to receive, as lines for `receivePurchaseOrder` and `receiveTransfer`: all of `setAside` and `toShelf`.
   * @example [{ type: "purchaseOrder", id: "po-7", number: "7", lines: [{ lineId: "1", quantity: 3 }] }]
   */
  receive: { type: "purchaseOrder" | "transfer"; id: Id; number: string; lines: { lineId: Id; quantity: Quantity }[] }[];
  /**
   * Units that belong to waiting orders, first served first. Rule 13.
   * @example [{ orderId: "order-12", number: "12", customer: "Grace Hopper", completes: true, lines: [{ orderLineId: "1", itemId: "helmet-m", quantity: 2 }] }]
   */
  setAside: {
    orderId: Id;
    number: string;
    customer: string | null;
    /** With these every unshipped unit of the order is on the shelf. */
    completes: boolean;
    lines: { orderLineId: Id; itemId: Id; quantity: Quantity }[];
  }[];
  /** Units that nobody waits for: they go on the shelf. @example [{ itemId: "helmet-m", quantity: 1 }] */
  toShelf: { itemId: Id; quantity: Quantity }[];
  /** Known items that nothing outstanding explains. @example [{ itemId: "helmet-l", quantity: 1 }] */
  notExpected: { itemId: Id; quantity: Quantity }[];
  /** Codes that name no item, or several. @example [{ code: "123", quantity: 1, candidates: [] }] */
  unknown: { code: string; quantity: Quantity; candidates: Id[] }[];
}
