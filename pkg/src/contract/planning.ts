import type { Id, Instant, InstantInput, ListWindow, Page, Quantity, QuantityInput, SortKey } from "./common.js";

/** Waiting orders: which ones, in which order. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface BackorderQuery extends ListWindow {
  /** Now, for `late` and `overdue`. */
  at?: InstantInput | null;
  states?: Backorder["state"][] | null;
  /** Held up by any of these. */
  blockedBy?: Backorder["blockedBy"] | null;
  late?: boolean | null;
  /** Every word must occur in the number, the customer or a waiting item, or begin one of its codes. */
  search?: string | null;
  /** Orders of which a line waits in one of these shops. */
  shopIds?: Id[] | null;
  /** First key first; ties by placedAt, then id, which is also the default. */
  sort?: SortKey<"promisedAt" | "placedAt" | "number">[] | null;
}

/** An eCom order, not cancelled, with units that are not handed over. */
export interface Backorder {
  orderId: Id;
  number: string;
  placedAt: Instant;
  customer: string | null;
  priority: number;
  /** ready: all unshipped units are on the shelf; incoming: they will be, once what is on its way arrives; short: some must still be ordered. */
  state: "ready" | "incoming" | "short";
  /** When the last unit arrives; null when ready, short, unknown, or overdue. */
  promisedAt: Instant | null;
  /** `promisedAt` or the query's `at` is after the order's `dueAt`; null without `dueAt` or `at`. */
  late: boolean | null;
  /** A line that it waits for was expected before the query's `at`; null without `at`. */
  overdue: boolean | null;
  /** What stands between the order and its shipment. */
  blockedBy: ("fraudNotCleared" | "notPaid" | "notOnShelf")[];
  lines: BackorderLine[];
}

/** A line with units that are not handed over: what is on the shelf for it, what comes and what is missing add up to them. */
export interface BackorderLine {
  orderLineId: Id;
  itemId: Id;
  description: string;
  shopId: Id;
  unshipped: Quantity;
  onShelf: Quantity;
  /** Neither on the shelf nor incoming. */
  missing: Quantity;
  coveredBy: { type: "purchaseOrder" | "transfer"; id: Id; number: string; quantity: Quantity; expectedAt: Instant | null }[];
}

export type BackorderPage = Page<Backorder>;

/** What was scanned at the door of a shop. Unknown keys are refused. */
export interface DeliveryOptions {
  shopId: Id;
  /** One of an item's five codes, and how many; the same code may come again. */
  scanned: { code: string; quantity: QuantityInput }[];
}

/** A delivery without papers, sorted into whose it is: each unit is in one of `setAside`, `toShelf`, `notExpected` and `unknown`. Nothing is changed. */
export interface Delivery {
  /** What to receive, as lines for `receivePurchaseOrder` and `receiveTransfer`: all of `setAside` and `toShelf`. */
  receive: { type: "purchaseOrder" | "transfer"; id: Id; number: string; lines: { lineId: Id; quantity: Quantity }[] }[];
  /** Units that belong to waiting orders, first served first. */
  setAside: {
    orderId: Id;
    number: string;
    customer: string | null;
    /** With these every unshipped unit of the order is on the shelf. */
    completes: boolean;
    lines: { orderLineId: Id; itemId: Id; quantity: Quantity }[];
  }[];
  toShelf: { itemId: Id; quantity: Quantity }[];
  /** Known items that nothing outstanding explains. */
  notExpected: { itemId: Id; quantity: Quantity }[];
  /** Codes that name no item, or several. */
  unknown: { code: string; quantity: Quantity; candidates: Id[] }[];
}
