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

/** For which rows goods are to be bought or moved, and how. Every filter that is given must hold; an empty list keeps nothing. Unknown keys are refused. */
export interface ReplenishmentOptions {
  /** When it is ordered: `expectedAt` is this and the vendor's `leadTimeDays`. @example "2026-03-02T09:30:00Z" */
  at: InstantInput;
  /** Rows of these shops. Any other shop may still spare something. @example ["centre"] */
  shopIds?: Id[] | null;
  /** Rows of items of these default vendors; null inside the list stands for items without one. @example ["acme", null] */
  vendorIds?: (Id | null)[] | null;
  /**
   * Only rows of eCom orders; and those that stand before one of them in the queue of their shop, since stock that comes in covers them first.
   * @example true
   */
  ecomOnly?: boolean | null;
  /** Take what other shops can spare before anything is bought. Default true. @example false */
  transfersFirst?: boolean | null;
  /** Only what is missing, or as much as fills these shops up to their desired level too. Default "shortage". @example "desiredLevel" */
  upTo?: "shortage" | "desiredLevel" | null;
  /** Buy for all shops here, and transfer onward. @example "centre" */
  consolidateAt?: Id | null;
}

/** What to buy and what to move, for the rows that nothing covers yet. Nothing is changed. `replenishmentCommands` makes commands of it. */
export interface Replenishment {
  /**
   * By vendor, those without one last, then by shop.
   * @example [{ vendorId: "acme", shopId: "centre", expectedAt: 1772794800000, lines: [{ itemId: "helmet-m", quantity: 6, needed: 4, unitCost: 18.5, serves: ["sale-1042:1"] }] }]
   */
  purchaseOrders: PlannedPurchaseOrder[];
  /**
   * By sender, then receiver, onward ones behind the others.
   * @example [{ fromShopId: "north", toShopId: "centre", onward: false, lines: [{ itemId: "helmet-m", quantity: 2, serves: ["sale-1042:1"] }] }]
   */
  transfers: PlannedTransfer[];
  /**
   * Rows that need nothing new, oldest first: what is on its way, or asked for by a transfer that is not sent yet, covers them.
   * @example ["sale-1042:2"]
   */
  alreadyCovered: string[];
}

/** What to buy of a vendor for a shop. */
export interface PlannedPurchaseOrder {
  /** The items' default vendor; null for items without one: somebody has to choose. @example "acme" */
  vendorId: Id | null;
  /** Where the goods are delivered. @example "centre" */
  shopId: Id;
  /** By the vendor's lead time; null where that is not known. @example 1772794800000 */
  expectedAt: Instant | null;
  /** One for each item, by its id. @example [{ itemId: "helmet-m", quantity: 6, needed: 4, unitCost: 18.5, serves: ["sale-1042:1"] }] */
  lines: PurchaseLine[];
}

/** What to buy of an item. */
export interface PurchaseLine {
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** What is needed, rounded up to whole packs (`packSize`) and to at least `minimumOrder`. @example 6 */
  quantity: Quantity;
  /** What is needed. @example 4 */
  needed: Quantity;
  /** The item's, for one unit. @example 18.5 */
  unitCost: Quantity | null;
  /** The rows that these units cover, first served first. @example ["sale-1042:1"] */
  serves: string[];
}

/** What to move between two shops. */
export interface PlannedTransfer {
  /** The sender. @example "north" */
  fromShopId: Id;
  /** The receiver. @example "centre" */
  toShopId: Id;
  /** The goods must come in at the sender first: bought with this plan, or on their way already. @example false */
  onward: boolean;
  /** One for each item, by its id. @example [{ itemId: "helmet-m", quantity: 2, serves: ["sale-1042:1"] }] */
  lines: MoveLine[];
}

/** What to move of an item. */
export interface MoveLine {
  /** The item. @example "helmet-m" */
  itemId: Id;
  /** Units. @example 3 */
  quantity: Quantity;
  /** The rows that these units cover, first served first. @example ["sale-1042:1"] */
  serves: string[];
}

/** What the host supplies for the commands of a plan. */
export interface ReplenishmentHead {
  /** When it is done. @example "2026-03-02T09:30:00Z" */
  at: InstantInput;
  /** Who does it. @example "Ada" */
  by?: string | null;
  /** Makes a new id, for example by `crypto.randomUUID()`. */
  newId(kind: "command" | "purchaseOrder" | "transfer" | "line"): Id;
  /** Makes the next number of such a document. */
  newNumber(kind: "purchaseOrder" | "transfer"): string;
}

/** What contradicts what. Findings are listed rule after rule, those of one rule in the order of the records. */
export type FindingRule =
  /** The load left a record out (`onUnknown: "skip"`), since it names an item or shop that is not there. */
  | "skippedRecord"
  /** A record names a vendor, order, document, movement or line that is not there. */
  | "danglingReference"
  /** Two sales of a shop, purchase orders, transfers, vendor returns or orders have the same number. */
  | "duplicateNumber"
  /** Something is dated before what must come before it, such as a receipt before its order. */
  | "datesOutOfOrder"
  /** Stock moved where no level was sent, so that its quantity on hand is taken for 0. */
  | "adjustmentWithoutLevel"
  /** A level's shortage reaches behind its `historyFrom`: its rows need movements that were not sent. */
  | "needsHistory"
  /** A movement takes back another one of another item or shop, or itself, or more than that one moved. */
  | "badReversal"
  /** `refundedNotRestocked` is more than the movement took out. */
  | "refundedMoreThanSold"
  /** More was received of a purchase order's line than was ordered. */
  | "overReceived"
  /** More of a transfer's line arrived or came back than was sent. */
  | "receivedMoreThanSent"
  /** A transfer goes from a shop to itself. */
  | "transferWithinShop"
  /** Receipts add up to more than the line says was received. */
  | "receiptsMoreThanReceived"
  /** The movements of a purchase order, transfer or vendor return add up to more than the document says. */
  | "movedMoreThanDocumented"
  /** More of an order's line was handed over than was ordered and not refunded. */
  | "handedOverMoreThanOrdered"
  /** More of an order's line is refunded than was ordered. */
  | "refundedMoreThanOrdered"
  /** Shipments that wait hold more of an order's line than is left of it. */
  | "packedMoreThanOrdered"
  /** More of an order's line came back than was handed over. */
  | "returnedMoreThanHandedOver"
  /** No sale took out what an order's line waits for; or the movement that it names is one of something else. */
  | "orderLineWithoutSale"
  /** An order's line holds more or less than its sale took out: a refund that only one of the two knows of. */
  | "orderDiffersFromSale";

/** A contradiction in the host's data. */
export interface Finding {
  /** Stable, for programs. Of one rule at most 1,000 are listed; one more then says in `details.more` how many there are. @example "overReceived" */
  rule: FindingRule;
  /** For whoever can put it right. @example "Purchase order 7 has received more than was ordered." */
  message: string;
  /** Where in the snapshot, as it was loaded, for example `purchaseOrders[3].lines[0].received`. @example "purchaseOrders[3].lines[0]" */
  path: string;
  /** The ids of the records, and the figures. @example { purchaseOrderId: "po-7" } */
  details: Record<string, string | number | boolean | null>;
}
