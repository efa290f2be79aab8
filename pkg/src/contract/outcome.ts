import type { CommandType } from "./commands.js";
import type { Id, Instant, ListWindow, Page, Quantity } from "./common.js";
import type { InventoryEvent } from "./events.js";

/** What a command, or a list of them, came to: all were done, or none. */
export type Outcome = Accepted | Refused;

/** All commands were done. */
export interface Accepted {
  /** Tells it from a refusal. */
  ok: true;
  /** The state after the commands. */
  revision: number;
  /** Every command had been applied before: no events, no changes. */
  duplicate: boolean;
  /** What the host stores: appended in order, taken in with `replay`. */
  events: InventoryEvent[];
  /** What the host redraws. */
  changes: Changes;
}

/** Nothing happened. */
export interface Refused {
  /** Tells it from what was done. */
  ok: false;
  /** The state as it was and is. */
  revision: number;
  /** Which of the commands given. */
  index: number;
  /** Why. */
  refusal: Refusal;
}

/** Why a command was not done: part of the trade, not an error. */
export interface Refusal {
  /** For programs: what to do differs by it. */
  code: RefusalCode;
  /** For people: what was found and what was expected. */
  message: string;
  /** Where in that command, for example `lines[0].quantity`; null where there is no such place. */
  path: string | null;
  /** What there was to know about it: the status found and the ones expected, the units left. */
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
  /** Ids of report rows. */
  rowsAdded: string[];
  /** Ids of report rows of which something is different. */
  rowsChanged: string[];
  /** Ids of report rows that are gone. */
  rowsRemoved: string[];
  /** Levels whose QOH changed, and what it is now. */
  levels: { itemId: Id; shopId: Id; qoh: Quantity }[];
  /** Documents of which something changed. */
  documents: DocumentName[];
  /** Orders of which every unshipped unit came on the shelf. */
  ordersReady: Id[];
  /** Orders of which that is no longer so. */
  ordersNoLongerReady: Id[];
}

/** A document, named. */
export interface DocumentName {
  /** What kind of document. */
  type: "sale" | "purchaseOrder" | "transfer" | "vendorReturn" | "order";
  /** The document's id. */
  id: Id;
}

/** What was done. Unknown keys are refused. */
export interface HistoryQuery extends ListWindow {
  /** Every word must occur in the command's type, its `by`, its id or the id of a document that it touched. */
  search?: string | null;
  /** Of this person. */
  by?: string | null;
}

/** A command that was done. */
export interface HistoryRow {
  /** The command's own id, which `undo` names. */
  commandId: Id;
  /** The command's type. */
  type: CommandType;
  /** When it happened, as the command said. */
  at: Instant;
  /** Who did it, as the command said. */
  by: string | null;
  /** The state that it led to. */
  revision: number;
  /** Whether `undo` would be accepted now. */
  undoable: boolean;
  /** The documents that it changed. */
  documents: DocumentName[];
}

/** A page of what was done. */
export type HistoryPage = Page<HistoryRow>;
