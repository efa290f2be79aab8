/// <reference lib="esnext.disposable" preserve="true" />
import { allocationFrom } from "./allocation_out.js";
import { imageBytes, isImage, jsonBytes } from "./bytes_in.js";
import { checked } from "./checked.js";
import { columnsGiven } from "./columns_given.js";
import { columnsOf } from "./columns_in.js";
import { columnsFrom, rowsFrom } from "./columns_out.js";
import type { Allocation, AllocationOptions } from "./contract/allocation.js";
import type { ReportColumns, SnapshotColumns } from "./contract/columns.js";
import type { Command } from "./contract/commands.js";
import type { Id } from "./contract/common.js";
import type {
  DocumentQuery, EcomOrderDetail, EcomOrderPage, ItemDetail, Out, PurchaseOrderDetail, PurchaseOrderPage, SaleDetail, ShipmentPage, ShipmentQuery,
  TransferDetail, TransferPage, VendorReturnDetail, VendorReturnPage,
} from "./contract/documents.js";
import type { InventoryEvent } from "./contract/events.js";
import type { LoadOptions, StreamOptions } from "./contract/options.js";
import type { Changes, HistoryPage, HistoryQuery, Outcome } from "./contract/outcome.js";
import type {
  BackorderPage, BackorderQuery, Delivery, DeliveryOptions, Finding, Replenishment, ReplenishmentHead, ReplenishmentOptions,
} from "./contract/planning.js";
import type { Explanation, Facets, IncomingLine, ReportPage, ReportQuery, ReportRow, Totals } from "./contract/report.js";
import type { Snapshot } from "./contract/snapshot.js";
import { InventoryError, invalid, kindOf } from "./errors.js";
import { Handle } from "./handle.js";
import { running } from "./instance.js";
import { Load } from "./load.js";
import { collatorOf, rankTexts } from "./locale.js";
import {
  ALLOCATION_OPTIONS, BACKORDER_QUERY, DELIVERY_OPTIONS, DOCUMENT_QUERY, HISTORY_QUERY, id, LOAD_OPTIONS, REPLENISHMENT_OPTIONS, REPORT_QUERY, SHIPMENT_QUERY,
  streamOptions,
} from "./options.js";
import { ABSENT, type Asked, type RawCore } from "./raw.js";
import { commandsOfPlan } from "./replenishment_commands.js";
import { bytesFrom, type Watching } from "./stream_in.js";
import { commandsGiven, eventsGiven } from "./transitions_in.js";

/** Makes the host's data ready, and answers what makes the core's part of an inventory of it. */
type Prepare = (options: object) => () => RawCore;

/**
 * What a business has, has sold and expects, inside the engine, and the report over it. Made by one of the loaders
 * once `init()` is done. Dispose it when you no longer need it (`using` does).
 */
export class Inventory implements Disposable {
  readonly #owned: Handle;
  readonly #collator: Intl.Collator | null;

  private constructor(options: LoadOptions | undefined, prepare: Prepare) {
    if (typeof prepare !== "function") throw invalid("", "An Inventory is made by Inventory.fromJson, fromObjects, fromColumns, fromBytes or load.");
    const { locale, ...rest } = checked(LOAD_OPTIONS, options) ?? {};
    this.#collator = collatorOf(locale);
    this.#owned = new Handle(() => prepare(rest));
  }

  /**
   * From objects in memory. Each is read once; the inventory keeps none of them.
   *
   * @example
   * using inventory = Inventory.fromObjects({ format: "oversold/1", shops, items, levels, sales, adjustments });
   */
  static fromObjects(snapshot: Snapshot, options?: LoadOptions): Inventory {
    return new Inventory(options, (how) => {
      const columns = columnsOf(snapshot);
      return () => new Load().finish(["columns", how], columns);
    });
  }

  /**
   * From the UTF-8 bytes or the text of a Snapshot as JSON: parsed inside the engine, no JavaScript object is made.
   *
   * @example
   * const inventory = Inventory.fromJson(await (await fetch("/inventory.json")).arrayBuffer(), { locale: "sv" });
   */
  static fromJson(json: string | Uint8Array | ArrayBuffer, options?: LoadOptions): Inventory {
    return new Inventory(options, (how) => {
      const bytes = jsonBytes(json);
      return () => {
        const load = new Load();
        load.feed(bytes);
        return load.finish(["finish", how]);
      };
    });
  }

  /** From a struct of arrays. */
  static fromColumns(columns: SnapshotColumns, options?: LoadOptions): Inventory {
    return new Inventory(options, (how) => {
      const given = columnsGiven(columns);
      return () => new Load().finish(["columns", how], given);
    });
  }

  /**
   * From an image of `toBytes`, then the events stored since: the fastest way, for what this package wrote itself.
   *
   * @example
   * const inventory = Inventory.fromBytes(await storedImage(), await storedEvents());
   */
  static fromBytes(image: Uint8Array | ArrayBuffer, events?: readonly InventoryEvent[], options?: LoadOptions): Inventory {
    return new Inventory(options, (how) => {
      const bytes = imageBytes(image);
      const since = eventsGiven(events ?? []);
      return () => new Load().finish(["image", how, since], bytes);
    });
  }

  /**
   * From a stream of bytes, a `Response` or a `Blob` (a file): JSON or an image, also packed with gzip. With progress, and
   * cancelable. To an image's inventory, `replay` the events stored since.
   *
   * @example
   * const inventory = await Inventory.load(await fetch("/inventory.json"), { signal, onProgress: (bytes) => show(bytes) });
   */
  static async load(source: ReadableStream<Uint8Array> | Response | Blob, options?: StreamOptions): Promise<Inventory> {
    let how: LoadOptions | undefined;
    let json: Load | undefined;
    const begin = (): Watching => {
      const given = streamOptions(options);
      collatorOf(given.how.locale);
      running();
      how = given.how;
      return given.watching;
    };
    const feed = (piece: Uint8Array): void => (json ??= new Load()).feed(piece);
    try {
      const rest = await bytesFrom(source, begin, feed);
      if (isImage(rest)) return Inventory.fromBytes(rest, [], how);
      feed(rest);
      return new Inventory(how, (how) => () => json!.finish(["finish", how]));
    } finally {
      json?.free();
    }
  }

  /** Which state this is: 0, or the snapshot's, after loading; from then on it counts events. */
  get revision(): number {
    return this.#handle.ask("revision");
  }

  /** Bytes of the engine's memory, which all inventories share. It grows as needed and is used again, but never shrinks. */
  get memoryBytes(): number {
    return this.#handle.memoryBytes;
  }

  /**
   * A page of the negative inventory report.
   *
   * @example
   * const { total, rows } = inventory.report({ ecomOnly: true, sort: [{ by: "source" }], limit: 50 });
   */
  report(query?: ReportQuery): ReportPage {
    const window = this.#handle.window("report", this.#sorted(query));
    return { total: window.total, offset: window.offset, rows: rowsFrom(window), revision: window.revision };
  }

  /** The rows of these ids as they are now, in the same order; null for one that is not in the report (any more). */
  rows(ids: string[]): (ReportRow | null)[] {
    const handle = this.#handle;
    if (!Array.isArray(ids)) throw invalid("ids", `expected an array of row ids, found ${kindOf(ids)}`);
    const asked = Array.from(ids, (value, at) => id(value, `ids[${at}]`));
    const window = handle.window("rows", asked);
    const rows = rowsFrom(window);
    return Array.from(window.positions, (position) => (position === ABSENT ? null : rows[position]!));
  }

  /** Counts over all rows that match. */
  totals(query?: ReportQuery): Totals {
    return this.#handle.ask("totals", checked(REPORT_QUERY, query));
  }

  /** How many rows each choice of a filter would leave. */
  facets(query?: ReportQuery): Facets {
    return this.#handle.ask("facets", checked(REPORT_QUERY, query));
  }

  /** The rows that match as a struct of arrays; all of them unless there is a limit. */
  reportColumns(query?: ReportQuery): ReportColumns {
    return columnsFrom(this.#handle.window("reportColumns", this.#sorted(query)));
  }

  /**
   * The rows that match as CSV with a header (UTF-8, CRLF, instants in ISO 8601); all of them unless there is a limit. A text that a
   * spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a carriage return) has an apostrophe before it.
   */
  csv(query?: ReportQuery): string {
    return this.#handle.ask("csv", this.#sorted(query));
  }

  /** The document lines that bring an item to a shop, in the order in which they are counted on. */
  incoming(itemId: Id, shopId: Id): IncomingLine[] {
    return this.#handle.ask("incoming", [id(itemId, "itemId"), id(shopId, "shopId")]);
  }

  /** Why an item is short in a shop: every source, what covers it, and the sum that proves it. */
  explain(itemId: Id, shopId: Id): Explanation {
    return this.#handle.ask("explain", [id(itemId, "itemId"), id(shopId, "shopId")]);
  }

  /** An item with its stock in every shop; null where there is none of that id, here and below. */
  item(itemId: Id): ItemDetail | null {
    return this.#handle.ask("item", id(itemId, "itemId"));
  }

  /** A sale, with what it took out. */
  sale(saleId: Id): SaleDetail | null {
    return this.#handle.ask("sale", id(saleId, "saleId"));
  }

  /** An eCom order, with its status. */
  order(orderId: Id): EcomOrderDetail | null {
    return this.#handle.ask("order", id(orderId, "orderId"));
  }

  /** eCom orders, with their statuses. */
  orders(query?: DocumentQuery): EcomOrderPage {
    return this.#handle.ask("orders", checked(DOCUMENT_QUERY, query));
  }

  /** A purchase order, with its status. */
  purchaseOrder(purchaseOrderId: Id): PurchaseOrderDetail | null {
    return this.#handle.ask("purchaseOrder", id(purchaseOrderId, "purchaseOrderId"));
  }

  /** Purchase orders, with their statuses. */
  purchaseOrders(query?: DocumentQuery): PurchaseOrderPage {
    return this.#handle.ask("purchaseOrders", checked(DOCUMENT_QUERY, query));
  }

  /** A transfer, with its status. */
  transfer(transferId: Id): TransferDetail | null {
    return this.#handle.ask("transfer", id(transferId, "transferId"));
  }

  /** Transfers, with their statuses. */
  transfers(query?: DocumentQuery): TransferPage {
    return this.#handle.ask("transfers", checked(DOCUMENT_QUERY, query));
  }

  /** A vendor return, with its status. */
  vendorReturn(vendorReturnId: Id): VendorReturnDetail | null {
    return this.#handle.ask("vendorReturn", id(vendorReturnId, "vendorReturnId"));
  }

  /** Vendor returns, with their statuses. */
  vendorReturns(query?: DocumentQuery): VendorReturnPage {
    return this.#handle.ask("vendorReturns", checked(DOCUMENT_QUERY, query));
  }

  /** The shipments of all eCom orders. */
  shipments(query?: ShipmentQuery): ShipmentPage {
    return this.#handle.ask("shipments", checked(SHIPMENT_QUERY, query));
  }

  /** eCom orders with units that are not handed over: which can go, which wait for what, which are short. */
  backorders(query?: BackorderQuery): BackorderPage {
    return this.#handle.ask("backorders", checked(BACKORDER_QUERY, query));
  }

  /** Sorts a delivery without papers, as scanned at the door, into whose it is. Changes nothing. */
  sortDelivery(options: DeliveryOptions): Delivery {
    return this.#handle.ask("sortDelivery", checked(DELIVERY_OPTIONS, options));
  }

  /**
   * Who gets scarce stock. Changes nothing: `prioritiseOrder` for each of the plan's `priorities` carries it out.
   *
   * @example
   * const plan = inventory.allocate({ strategy: "mostOrders", arriving: [{ type: "purchaseOrder", id: "p12" }] });
   */
  allocate(options: AllocationOptions): Allocation {
    return allocationFrom(this.#handle.ask("allocate", checked(ALLOCATION_OPTIONS, options)));
  }

  /**
   * What to buy or move for the rows that no incoming stock covers: what other shops can spare first, then purchase orders.
   * Changes nothing.
   *
   * @example
   * const plan = inventory.replenish({ at: Date.now(), ecomOnly: true, consolidateAt: "main" });
   */
  replenish(options: ReplenishmentOptions): Replenishment {
    return this.#handle.ask("replenish", checked(REPLENISHMENT_OPTIONS, options));
  }

  /**
   * A plan as commands that create its purchase orders and transfers; the host supplies ids and numbers. Onward transfers are
   * left out, for when the goods are there.
   *
   * @example
   * const commands = inventory.replenishmentCommands(plan, { at: Date.now(), newId: () => crypto.randomUUID(), newNumber: (kind) => next(kind) });
   * const outcome = inventory.apply(commands);
   */
  replenishmentCommands(plan: Replenishment, head: ReplenishmentHead): Command[] {
    this.#handle.use(() => {});
    return commandsOfPlan(plan, head);
  }

  /** Contradictions in the data, with the documents that hold them: what to put right where it came from. */
  check(): Finding[] {
    return this.#handle.ask("check");
  }

  /**
   * What a command, or a list of them (all or none), would come to, without doing it: a preview; or, to store first, the
   * events, which `replay` then takes in.
   */
  decide(commands: Command | readonly Command[]): Outcome {
    return this.#handle.ask("decide", commandsGiven(commands));
  }

  /**
   * Does a command, or a list of them: all or none. Store the outcome's events.
   *
   * @example
   * const outcome = inventory.apply({ id: crypto.randomUUID(), at: Date.now(), type: "receivePurchaseOrder", purchaseOrderId: "p12" });
   * if (outcome.ok) redraw(outcome.changes);
   * else tell(outcome.refusal.message);
   */
  apply(commands: Command | readonly Command[]): Outcome {
    return this.#handle.ask("apply", commandsGiven(commands));
  }

  /** Takes in events in order: stored first, from another tab, or since the image. Known ones are skipped; a gap is refused, and so is an event of another history. */
  replay(events: readonly InventoryEvent[]): Changes {
    return this.#handle.ask("replay", eventsGiven(events));
  }

  /** What was done, newest first: the newest 10,000 commands. */
  history(query?: HistoryQuery): HistoryPage {
    return this.#handle.ask("history", checked(HISTORY_QUERY, query));
  }

  /** An image of everything, to be stored beside the events that follow: the same state gives the same bytes everywhere. */
  toBytes(): Uint8Array {
    return this.#handle.bytes("toBytes");
  }

  /** All facts, as they can be loaded again. */
  toSnapshot(): Out<Snapshot> {
    const bytes = this.#handle.bytes("toJson");
    let text: string;
    try {
      text = new TextDecoder().decode(bytes);
    } catch (thrown) {
      throw new InventoryError("tooLarge", "the snapshot is longer than a JavaScript string can be", null, { bytes: bytes.length }, thrown);
    }
    return JSON.parse(text) as Out<Snapshot>;
  }

  /** Frees its memory inside the engine. Doing so twice is harmless; any other use afterwards is refused (`disposed`). */
  dispose(): void {
    this.#owned.dispose();
  }

  /** What `using` calls at the end of its block. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Asked before what a call was given is looked at: after disposal, nothing else is said. */
  get #handle(): Handle {
    this.#owned.use(() => {});
    return this.#owned;
  }

  /** For what comes sorted: in the order of the locale, where one was chosen. */
  #sorted(query: unknown): Asked {
    const asked = checked(REPORT_QUERY, query);
    rankTexts(this.#handle, this.#collator, asked);
    return asked;
  }
}
