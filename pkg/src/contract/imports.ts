import type { CommandHead } from "./commands.js";
import type { Id, Quantity } from "./common.js";
import type { Snapshot } from "./snapshot.js";

/** One oddity of the data that was imported, however many records have it. */
export interface ImportWarning {
  /** For programs, for example "unknownShop" or "ambiguousItem". */
  code: string;
  /** For people. */
  message: string;
  /** How many records have it; one that comes again counts once. */
  count: number;
  /** The first few of them, for example "Sale 12". */
  examples: string[];
}

/** What was imported: a snapshot that `Inventory.fromObjects` takes, and what was odd about the data. */
export interface Imported {
  /** Complete: everything that is named in it is in it. */
  snapshot: Snapshot;
  /** Grouped and counted. */
  warnings: ImportWarning[];
}

// ───────────────────────────── Lightspeed ─────────────────────────────

/** A body as one of Lightspeed's APIs answers it, or sends it to a webhook: its text, its bytes, or what JSON.parse made of it. */
export type LightspeedBody = string | Uint8Array | ArrayBuffer | Record<string, unknown>;

/** A body with the address that it came from, which alone says whose records some bodies of C-Series hold. */
export interface AddressedBody {
  /** For example "https://api.shoplightspeed.com/us/orders/12/products.json". */
  url: string;
  /** What that address answered. */
  body: LightspeedBody;
}

/** The codes by which a variant of the web shop meets an item of the till: its `sku` with systemSku and customSku, its `ean` with upc and ean, its `articleCode` with customSku, systemSku and manufacturerSku. */
export type ItemCode = "systemSku" | "customSku" | "upc" | "ean" | "articleCode";

/** What no field of Lightspeed's says. Unknown keys are refused. */
export interface LightspeedOptions {
  /** Sales rung up at these registers are eCom. */
  registerIds?: Id[] | null;
  /** Sales paid by one of these payment types are eCom. */
  paymentTypeIds?: Id[] | null;
  /** A sale whose reference number is the number of a known order recorded that order. Default true. */
  referenceNumber?: boolean | null;
  /** The host's own table: by saleID, the id or number of the order that it recorded. */
  ordersBySale?: Record<Id, string> | null;
  /** In which order items are looked for. Default: systemSku, customSku, upc, ean, articleCode. */
  matchItemsBy?: ItemCode[] | null;
  /** The host's own table: by variant id, the itemID that it is. */
  itemsByVariant?: Record<Id, Id> | null;
  /** The shop that serves orders of which no sale tells. Default: the first. */
  ecomShopId?: Id | null;
  /** What orders that wait begin with: nothing in Lightspeed says whether somebody checked them. Default "unchecked". */
  fraud?: "unchecked" | "cleared" | null;
}

/** How many records a reader knows. */
export interface LightspeedCounts {
  /** Items of the till, or variants where there is no till. */
  items: number;
  /** Sales, finished or not. */
  sales: number;
  /** Orders to vendors. */
  purchaseOrders: number;
  /** Transfers between shops. */
  transfers: number;
  /** Orders of the web shop. */
  orders: number;
}

/** How many bodies are added at once. Unknown keys are refused. */
export interface AddOptions {
  /** Cancels between two bodies: rejected with `aborted`. */
  signal?: AbortSignal | null;
  /** Called after each body with how many were taken in. */
  onProgress?: ((bodies: number) => void) | null;
}

/** The id, time and author of a command that an import makes. */
export type ImportHead = Omit<CommandHead, "expectedRevision">;

/** What only the host knows when it carries an event to Lightspeed. Unknown keys are refused. */
export interface ToLightspeedOptions {
  /** Lightspeed's ids of records that were made here, by their ids here. Ids of digits alone are Lightspeed's own. */
  ids?: Record<Id, Id> | null;
  /** QOH after the event: an outcome's `changes.levels`. The API sets QOH, and cannot move it. */
  levels?: { itemId: Id; shopId: Id; qoh: Quantity }[] | null;
  /** Who rings up recorded sales, together with `employeeId`; without, people do. */
  registerId?: Id | null;
  /** Lightspeed's id of the employee. */
  employeeId?: Id | null;
}

/** What an event means for Lightspeed: requests in their order, then what people must click. */
export interface LightspeedSteps {
  /** To be sent one after another. */
  requests: LightspeedRequest[];
  /** What the APIs cannot do. */
  manual: ManualStep[];
  /** Why there is nothing to do, where there is nothing to do. */
  note: string | null;
}

/** One request. */
export interface LightspeedRequest {
  /** "retail": below https://api.lightspeedapp.com; "ecom": below the cluster's folder of a language. */
  api: "retail" | "ecom";
  /** The HTTP method. */
  method: "POST" | "PUT" | "DELETE";
  /** With `{accountID}`, and names that earlier requests give, for the host to fill in. */
  path: string;
  /** JSON, in which the same names may stand; null for none. */
  body: unknown;
  /** What later requests need of its answer: a name, and where it stands there ("Order.orderID"). */
  gives: { name: string; at: string } | null;
}

/** Something to click. */
export interface ManualStep {
  /** Which back office. */
  place: "retailPos" | "ecom";
  /** Where in it: "Inventory > Transfers > 5". */
  path: string;
  /** What to do there. */
  step: string;
}

// ───────────────────────────── spreadsheets ─────────────────────────────

/** The files that are read: the contract's tables, a row for each item of a document. */
export type CsvFile = "items" | "levels" | "sales" | "purchaseOrders" | "transfers" | "vendors" | "orders";

/** A file's content: text, or bytes in UTF-8, UTF-16 with its mark, or Latin-1. */
export type CsvContent = string | Uint8Array | ArrayBuffer;

/** The files of one import. */
export type CsvFiles = { [File in CsvFile]?: CsvContent };

/** How files are read, where guessing is not wanted. Unknown keys are refused. */
export interface CsvOptions {
  /** Default: whichever of comma, semicolon, tab and bar the header has most of. */
  delimiter?: string | null;
  /** Whether "1,5" is one and a half. Default: told by the numbers themselves. */
  decimalComma?: boolean | null;
  /** How dates are written: "DD.MM.YYYY HH:mm" or "%d.%m.%Y". ISO dates are always read. */
  dateFormat?: string | null;
  /** Of dates that carry no offset: "+01:00". Default UTC. */
  utcOffset?: string | null;
  /** The shop of rows that name none. Default "Main". */
  shop?: string | null;
  /** By file, then field: the header to take instead of the one that was guessed; "" for none. */
  columns?: { [File in CsvFile]?: Record<string, string> } | null;
}

/** How a file would be read, to be shown and corrected before it is. */
export interface CsvMapping {
  /** Which file. */
  file: CsvFile;
  /** What stands between its cells. */
  delimiter: string;
  /** Whether its numbers have a decimal comma. */
  decimalComma: boolean;
  /** Rows below the header. */
  rows: number;
  /** The header's cells. */
  headers: string[];
  /** Every field of the file, and the header it is read from; null for none. */
  fields: { field: string; header: string | null; required: boolean }[];
  /** Headers that mean nothing here. */
  unused: string[];
}

/** What files say, and how each was read. */
export interface CsvImported extends Imported {
  /** One for each file. */
  mappings: CsvMapping[];
}
