import type { CommandHead } from "./commands.js";
import type { Id, Quantity } from "./common.js";
import type { Snapshot } from "./snapshot.js";

/** One oddity of the data that was imported, however many records have it. */
export interface ImportWarning {
  /** For programs, for example "unknownShop" or "ambiguousItem". @example "unknownShop" */
  code: string;
  /** For people. @example "It names a shop that is not among the shops." */
  message: string;
  /** How many records have it; one that comes again counts once. @example 3 */
  count: number;
  /** The first few of them, for example "Sale 12". @example ["Sale 12", "Sale 15"] */
  examples: string[];
}

/** What was imported: a snapshot that `Inventory.fromObjects` takes, and what was odd about the data. */
export interface Imported {
  /** Complete: everything that is named in it is in it. @example { format: "oversold/1", shops: [], items: [], levels: [] } */
  snapshot: Snapshot;
  /**
   * Grouped and counted.
   * @example [{ code: "unknownShop", message: "It names a shop that is not among the shops.", count: 3, examples: ["Sale 12"] }]
   */
  warnings: ImportWarning[];
}

// ───────────────────────────── Lightspeed ─────────────────────────────

/** A body as one of Lightspeed's APIs answers it, or sends it to a webhook: its text, its bytes, or what JSON.parse made of it. */
export type LightspeedBody = string | Uint8Array | ArrayBuffer | Record<string, unknown>;

/** A body with the address that it came from, which alone says whose records some bodies of C-Series hold. */
export interface AddressedBody {
  /** For example "https://api.shoplightspeed.com/us/orders/12/products.json". @example "https://api.shoplightspeed.com/us/orders/12/products.json" */
  url: string;
  /** What that address answered. @example { orderProducts: [] } */
  body: LightspeedBody;
}

/** The codes by which a variant of the web shop meets an item of the till: its `sku` with systemSku and customSku, its `ean` with upc and ean, its `articleCode` with customSku, systemSku and manufacturerSku. */
export type ItemCode = "systemSku" | "customSku" | "upc" | "ean" | "articleCode";

/** What no field of Lightspeed's says. Unknown keys are refused. */
export interface LightspeedOptions {
  /** Sales rung up at these registers are eCom. @example ["4"] */
  registerIds?: Id[] | null;
  /** Sales paid by one of these payment types are eCom. @example ["11"] */
  paymentTypeIds?: Id[] | null;
  /** A sale whose reference number is the number of a known order recorded that order. Default true. @example false */
  referenceNumber?: boolean | null;
  /** The host's own table: by saleID, the id or number of the order that it recorded. @example { "1042": "ORD00012" } */
  ordersBySale?: Record<Id, string> | null;
  /** In which order items are looked for. Default: systemSku, customSku, upc, ean, articleCode. @example ["ean", "systemSku"] */
  matchItemsBy?: ItemCode[] | null;
  /** The host's own table: by variant id, the itemID that it is. @example { "266": "17" } */
  itemsByVariant?: Record<Id, Id> | null;
  /** The shop that serves orders of which no sale tells. Default: the first. @example "2" */
  ecomShopId?: Id | null;
  /** What orders that wait begin with: nothing in Lightspeed says whether somebody checked them. Default "unchecked". @example "cleared" */
  fraud?: "unchecked" | "cleared" | null;
}

/** How many records a reader knows. */
export interface LightspeedCounts {
  /** Items of the till, or variants where there is no till. @example 50000 */
  items: number;
  /** Sales, finished or not. @example 1200 */
  sales: number;
  /** Orders to vendors. @example 40 */
  purchaseOrders: number;
  /** Transfers between shops. @example 12 */
  transfers: number;
  /** Orders of the web shop. @example 300 */
  orders: number;
}

/** How many bodies are added at once. Unknown keys are refused. */
export interface AddOptions {
  /** Cancels between two bodies: rejected with `aborted`. @example AbortSignal.timeout(60_000) */
  signal?: AbortSignal | null;
  /** Called after each body with how many were taken in. @example (bodies) => console.log(bodies) */
  onProgress?: ((bodies: number) => void) | null;
}

/** The id, time and author of a command that an import makes. */
export type ImportHead = Omit<CommandHead, "expectedRevision">;

/** What only the host knows when it carries an event to Lightspeed. Unknown keys are refused. */
export interface ToLightspeedOptions {
  /** Lightspeed's ids of records that were made here, by their ids here. Ids of digits alone are Lightspeed's own. @example { "po-7": "318" } */
  ids?: Record<Id, Id> | null;
  /** QOH after the event: an outcome's `changes.levels`. The API sets QOH, and cannot move it. @example [{ itemId: "17", shopId: "2", qoh: 4 }] */
  levels?: { itemId: Id; shopId: Id; qoh: Quantity }[] | null;
  /** Who rings up recorded sales, together with `employeeId`; without, people do. @example "4" */
  registerId?: Id | null;
  /** Lightspeed's id of the employee. @example "1" */
  employeeId?: Id | null;
}

/** What an event means for Lightspeed: requests in their order, then what people must click. */
export interface LightspeedSteps {
  /**
   * To be sent one after another.
   * @example [{ api: "retail", method: "PUT", path: "/API/V3/Account/{accountID}/Order/318.json", body: { archived: true }, gives: null }]
   */
  requests: LightspeedRequest[];
  /** What the APIs cannot do. @example [{ place: "retailPos", path: "Inventory > Transfers > 5", step: "Receive 3 of Road helmet, M." }] */
  manual: ManualStep[];
  /** Why there is nothing to do, where there is nothing to do. @example "Lightspeed keeps no priorities." */
  note: string | null;
}

/** One request. */
export interface LightspeedRequest {
  /** "retail": below https://api.lightspeedapp.com; "ecom": below the cluster's folder of a language. @example "retail" */
  api: "retail" | "ecom";
  /** The HTTP method. @example "PUT" */
  method: "POST" | "PUT" | "DELETE";
  /** With `{accountID}`, and names that earlier requests give, for the host to fill in. @example "/API/V3/Account/{accountID}/Order/318.json" */
  path: string;
  /** JSON, in which the same names may stand; null for none. @example { archived: true } */
  body: unknown;
  /** What later requests need of its answer: a name, and where it stands there ("Order.orderID"). @example { name: "orderID", at: "Order.orderID" } */
  gives: { name: string; at: string } | null;
}

/** Something to click. */
export interface ManualStep {
  /** Which back office. @example "retailPos" */
  place: "retailPos" | "ecom";
  /** Where in it: "Inventory > Transfers > 5". @example "Inventory > Transfers > 5" */
  path: string;
  /** What to do there. @example "Receive 3 of Road helmet, M." */
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
  /** Default: whichever of comma, semicolon, tab and bar the header has most of. @example ";" */
  delimiter?: string | null;
  /** Whether "1,5" is one and a half. Default: told by the numbers themselves. @example true */
  decimalComma?: boolean | null;
  /** How dates are written: "DD.MM.YYYY" or "%d.%m.%Y"; a time of day may follow. ISO dates are always read. @example "DD.MM.YYYY HH:mm" */
  dateFormat?: string | null;
  /** Of dates that carry no offset: "+01:00". Default UTC. @example "+01:00" */
  utcOffset?: string | null;
  /** The shop of rows that name none. Default "Main". @example "Centre" */
  shop?: string | null;
  /** By file, then field: the header to take instead of the one that was guessed; "" for none. @example { levels: { itemId: "Artikel" } } */
  columns?: { [File in CsvFile]?: Record<string, string> } | null;
}

/** How a file would be read, to be shown and corrected before it is. */
export interface CsvMapping {
  /** Which file. @example "levels" */
  file: CsvFile;
  /** What stands between its cells. @example ";" */
  delimiter: string;
  /** Whether its numbers have a decimal comma. @example true */
  decimalComma: boolean;
  /** Rows below the header. @example 12 */
  rows: number;
  /** The header's cells. @example ["Artikel", "Filiale", "Bestand"] */
  headers: string[];
  /** Every field of the file, and the header it is read from; null for none. @example [{ field: "itemId", header: "Artikel", required: true }] */
  fields: { field: string; header: string | null; required: boolean }[];
  /** Headers that mean nothing here. @example ["Bemerkung"] */
  unused: string[];
}

/** What files say, and how each was read. */
export interface CsvImported extends Imported {
  /**
   * One for each file.
   * @example [{ file: "levels", rows: 120, delimiter: ";", decimalComma: true, headers: ["Artikel"], fields: [{ field: "itemId", header: "Artikel", required: true }], unused: [] }]
   */
  mappings: CsvMapping[];
}
