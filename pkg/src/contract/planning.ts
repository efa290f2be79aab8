import type { Id, Instant, InstantInput, ListWindow, Page, Quantity, QuantityInput, SortKey } from "./common.js";

/** Waiting orders: which ones, in which order. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface BackorderQuery extends ListWindow {
  /** Now, for `late` and `overdue`. */
  at?: InstantInput | null;
  /** Orders that are this far. */
  states?: Backorder["state"][] | null;
  /** Held up by any of these. */
  blockedBy?: Backorder["blockedBy"] | null;
  /** Only orders that come later than was promised, or only those that do not. */
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
  /** The eCom order. */
  orderId: Id;
  /** As people say it, for example "12"; shown, searched and sorted in natural order (9 before 10). */
  number: string;
  /** When the customer ordered. */
  placedAt: Instant;
  /** Their name, as the host gave it. */
  customer: string | null;
  /** Higher is served first. */
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
  /** Its lines with units that are not handed over. */
  lines: BackorderLine[];
}

/** A line with units that are not handed over: what is on the shelf for it, what comes and what is missing add up to them. */
export interface BackorderLine {
  /** The order's line. */
  orderLineId: Id;
  /** The item. */
  itemId: Id;
  /** The item's description. */
  description: string;
  /** The shop. */
  shopId: Id;
  /** Units that are sold, not refunded and not handed over. */
  unshipped: Quantity;
  /** Units that lie there for it. */
  onShelf: Quantity;
  /** Neither on the shelf nor incoming. */
  missing: Quantity;
  /** Which incoming stock its units wait for. */
  coveredBy: { type: "purchaseOrder" | "transfer"; id: Id; number: string; quantity: Quantity; expectedAt: Instant | null }[];
}

/** A page of waiting orders. */
export type BackorderPage = Page<Backorder>;

/** What was scanned at the door of a shop. Unknown keys are refused. */
export interface DeliveryOptions {
  /** Where the goods are. */
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
  /** Units that nobody waits for: they go on the shelf. */
  toShelf: { itemId: Id; quantity: Quantity }[];
  /** Known items that nothing outstanding explains. */
  notExpected: { itemId: Id; quantity: Quantity }[];
  /** Codes that name no item, or several. */
  unknown: { code: string; quantity: Quantity; candidates: Id[] }[];
}
