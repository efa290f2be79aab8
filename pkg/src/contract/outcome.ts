import type { CommandType } from "./commands.js";
import type { Id, Instant, ListWindow, Page, Quantity } from "./common.js";
import type { InventoryEvent } from "./events.js";

/** What a command, or a list of them, came to: all were done, or none. */
export type Outcome = Accepted | Refused;

/** All commands were done. */
export interface Accepted {
  /** Tells it from a refusal. */
  ok: true;
  /** The state after the commands. @example 7 */
  revision: number;
  /** Every command had been applied before: no events, no changes. Rule 15. @example false */
  duplicate: boolean;
  /**
   * What the host stores: appended in order, taken in with `replay`.
   * @example [{ type: "orderPaymentSet", format: "oversold/1", revision: 7, commandId: "c-1", command: "markOrderPaid", digest: "5f1c2b7a90e3d846", undoes: null, at: 1772443800000, by: "Ada", orderId: "order-12", payment: "paid" }]
   */
  events: InventoryEvent[];
  /**
   * What the host redraws.
   * @example { rowsAdded: [], rowsChanged: [], rowsRemoved: ["sale-1042:1"], levels: [{ itemId: "helmet-m", shopId: "centre", qoh: 4 }], documents: [{ type: "purchaseOrder", id: "po-7" }], ordersReady: ["order-12"], ordersNoLongerReady: [], needsHistory: [] }
   */
  changes: Changes;
}

/** Nothing happened. */
export interface Refused {
  /** Tells it from what was done. */
  ok: false;
  /** The state as it was and is. @example 7 */
  revision: number;
  /** Which of the commands given. @example 0 */
  index: number;
  /** Why. @example { code: "notPaid", message: "Order 12 is not paid.", path: null, details: { payment: "notPaid" } } */
  refusal: Refusal;
}

/** Why a command was not done: part of the trade, not an error. */
export interface Refusal {
  /** For programs: what to do differs by it. @example "overReceipt" */
  code: RefusalCode;
  /** For people: what was found and what was expected. @example "More than is outstanding: 3 of line 1, and 2 are." */
  message: string;
  /** Where in that command, for example `lines[0].quantity`; null where there is no such place. @example "lines[0].quantity" */
  path: string | null;
  /** What there was to know about it: the status found and the ones expected, the units left. @example { outstanding: 2, quantity: 3 } */
  details: Record<string, string | number | boolean | null>;
}

/** Why a command was not done, for programs. */
export type RefusalCode =
  /** There is no such document, line, item or command. */
  | "notFound"
  /** A document or movement has this id already. */
  | "alreadyExists"
  /** This id was used for another command. */
  | "idReused"
  /** What the command touches changed after its `expectedRevision`. */
  | "conflict"
  /** Not in this status; `details` has it, and the ones expected. */
  | "illegalTransition"
  /** More than is outstanding, without `allowOver`; or an edit below what was received. */
  | "overReceipt"
  /** More than is in transit. */
  | "overReturn"
  /** More than is left to refund or restock. */
  | "overRefund"
  /** More than is unshipped and in no shipment. */
  | "overShipment"
  /** Paid first, or forced. */
  | "notPaid"
  /** Cleared of fraud first, or forced. */
  | "fraudNotCleared"
  /** Not every unit of the shipment is on the shelf. */
  | "notOnShelf"
  /** It is so already, or there is nothing left. */
  | "nothingToDo"
  /** The item has no stock. */
  | "notInventoried"
  /** What was done cannot be taken back, or not any more. */
  | "notReversible"
  /** A quantity would leave the range. */
  | "outOfRange";

/** What the host redraws. Lists are sorted by id. */
export interface Changes {
  /** Ids of report rows. @example ["sale-1043:1"] */
  rowsAdded: string[];
  /** Ids of report rows of which something is different. @example ["sale-1042:2"] */
  rowsChanged: string[];
  /** Ids of report rows that are gone. @example ["sale-1042:1"] */
  rowsRemoved: string[];
  /** Levels whose QOH changed, and what it is now. @example [{ itemId: "helmet-m", shopId: "centre", qoh: 4 }] */
  levels: { itemId: Id; shopId: Id; qoh: Quantity }[];
  /** Documents of which something changed. @example [{ type: "purchaseOrder", id: "po-7" }] */
  documents: DocumentName[];
  /** Orders of which every unshipped unit came on the shelf. Rule 13. @example ["order-12"] */
  ordersReady: Id[];
  /** Orders of which that is no longer so. Rule 13. @example [] */
  ordersNoLongerReady: Id[];
  /**
   * Levels whose rows cannot be told without movements older than their `historyFrom`: a priority pulled an order forward, a receipt was taken
   * back. `merge` these levels without `historyFrom`, with all their movements and what those name. Until then their rows show what is known.
   * @example []
   */
  needsHistory: { itemId: Id; shopId: Id }[];
}

/** A document, named. */
export interface DocumentName {
  /** What kind of document. @example "purchaseOrder" */
  type: "sale" | "purchaseOrder" | "transfer" | "vendorReturn" | "order";
  /** The document's id. @example "po-7" */
  id: Id;
}

/** What was done. Unknown keys are refused. */
export interface HistoryQuery extends ListWindow {
  /** Every word must occur in the command's type, its `by`, its id or the id of a document that it touched. @example "receivePurchaseOrder po-7" */
  search?: string | null;
  /** Of this person. @example "Ada" */
  by?: string | null;
}

/** A command that was done. */
export interface HistoryRow {
  /** The command's own id, which `undo` names. @example "c-1" */
  commandId: Id;
  /** The command's type. @example "receivePurchaseOrder" */
  type: CommandType;
  /** When it happened, as the command said. @example 1772443800000 */
  at: Instant;
  /** Who did it, as the command said. @example "Ada" */
  by: string | null;
  /** The state that it led to. @example 7 */
  revision: number;
  /** Whether `undo` would be accepted now. @example true */
  undoable: boolean;
  /** The documents that it changed. @example [{ type: "purchaseOrder", id: "po-7" }] */
  documents: DocumentName[];
}

/** A page of what was done. */
export type HistoryPage = Page<HistoryRow>;
