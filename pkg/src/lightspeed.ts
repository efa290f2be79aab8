/** `oversold/lightspeed`: a snapshot from the bodies that Lightspeed's APIs answer with, and events as Lightspeed's requests. */
import { jsonBytes } from "./bytes_in.js";
import { checked, type Keys, keys, reading } from "./checked.js";
import type { Command } from "./contract/commands.js";
import type { Id } from "./contract/common.js";
import type { EcomOrderDetail } from "./contract/documents.js";
import type { InventoryEvent } from "./contract/events.js";
import type {
  AddOptions, AddressedBody, ImportHead, Imported, ImportWarning, LightspeedBody, LightspeedCounts, LightspeedOptions, LightspeedSteps, ToLightspeedOptions,
} from "./contract/imports.js";
import type { Snapshot } from "./contract/snapshot.js";
import { InventoryError, invalid, kindOf, tag } from "./errors.js";
import { enter, instance } from "./imports_init.js";
import * as raw from "./oversold_imports.js";
import { aborted } from "./stream_in.js";

export type {
  AddOptions, AddressedBody, ImportHead, Imported, ImportWarning, ItemCode, LightspeedBody, LightspeedCounts, LightspeedOptions, LightspeedRequest, LightspeedSteps,
  ManualStep, ToLightspeedOptions,
} from "./contract/imports.js";
export { type ErrorCode, InventoryError } from "./errors.js";
export { init } from "./imports_init.js";

const OPTIONS = keys<LightspeedOptions>({
  registerIds: true, paymentTypeIds: true, referenceNumber: true, ordersBySale: true, matchItemsBy: true, itemsByVariant: true, ecomShopId: true, fraud: true,
});
const TO_LIGHTSPEED = keys<ToLightspeedOptions>({ ids: true, levels: true, registerId: true, employeeId: true });
const ADD_OPTIONS = keys<AddOptions>({ signal: true, onProgress: true });
const HEAD = keys<ImportHead>({ id: true, at: true, by: true });

/**
 * A snapshot from bodies of Retail (R-Series V3) and eCom (C-Series): any number of pages each, in any order. Await `init()`
 * of this entry first. For a large store, or one that goes on changing, see `LightspeedReader`.
 *
 * @example
 * const { snapshot, warnings } = fromLightspeed([items, itemShops, sales, orders], { registerIds: ["9"] });
 * const inventory = Inventory.fromObjects(snapshot);
 */
export function fromLightspeed(bodies: Iterable<LightspeedBody | AddressedBody>, options?: LightspeedOptions): Imported {
  const reader = new LightspeedReader(options);
  try {
    for (const body of listed(bodies)) reader.add(body);
    return { snapshot: reader.snapshot(), warnings: reader.warnings() };
  } finally {
    reader.dispose();
  }
}

/**
 * What an event means for Lightspeed: the requests that bring it there, in order, and what to click where its APIs cannot.
 *
 * @example
 * for (const event of outcome.events) {
 *   const { requests, manual } = toLightspeed(event, { levels: outcome.changes.levels });
 * }
 */
export function toLightspeed(event: InventoryEvent, options?: ToLightspeedOptions): LightspeedSteps {
  const given = json(event, "event");
  const how = JSON.stringify(checked(TO_LIGHTSPEED, options) ?? null);
  return JSON.parse(enter(instance(), () => raw.toLightspeed(given, how))) as LightspeedSteps;
}

/**
 * Takes bodies in as they come, one by one, and keeps each record in its newest version. `json()` and `snapshot()` give all of
 * it; after that `merge` gives what later bodies changed, as a command. Dispose it when you no longer need it (`using` does).
 *
 * @example
 * using reader = new LightspeedReader({ registerIds: ["9"] });
 * await reader.addAll(pages, { onProgress: (bodies) => show(`${bodies} pages`) });
 * const inventory = Inventory.fromJson(reader.json());
 * // Later:
 * reader.add(webhook);
 * const command = reader.merge({ id: crypto.randomUUID(), at: Date.now() }, inventory);
 * if (command !== null) inventory.apply(command);
 */
export class LightspeedReader implements Disposable {
  readonly #made = instance();
  #reader: raw.Reader | null;

  constructor(options?: LightspeedOptions) {
    const how = JSON.stringify(checked(OPTIONS, options) ?? null);
    this.#reader = enter(this.#made, () => new raw.Reader(how));
  }

  /** Takes a body in. One that is no JSON, or that says what went wrong, is refused, and the reader stays as it was. */
  add(body: LightspeedBody | AddressedBody, url?: string | null): void {
    const addressed = typeof body === "object" && body !== null && "body" in body && typeof (body as AddressedBody).url === "string";
    const [given, address] = addressed ? [(body as AddressedBody).body, (body as AddressedBody).url] : [body, url ?? undefined];
    if (address !== undefined && typeof address !== "string") throw invalid("url", `expected an address: a string, found ${kindOf(address)}`);
    const bytes = isBytes(given) || typeof given !== "object" ? jsonBytes(given) : jsonBytes(json(given, "body"));
    this.#in((reader) => reader.add(bytes, address));
  }

  /** Takes bodies in as they come: with progress, and cancelable. The page can draw in between. */
  async addAll(
    bodies: Iterable<LightspeedBody | AddressedBody> | AsyncIterable<LightspeedBody | AddressedBody>,
    options?: AddOptions,
  ): Promise<void> {
    const { signal, onProgress } = addOptions(options);
    let count = 0;
    for await (const body of bodies) {
      if (signal?.aborted) throw aborted(signal.reason);
      this.add(body);
      count += 1;
      if (onProgress) reading("onProgress", () => onProgress(count));
      // A list at hand would let nothing else run.
      await new Promise((done) => setTimeout(done));
    }
    if (signal?.aborted) throw aborted(signal.reason);
  }

  /** The snapshot as UTF-8 JSON, for `Inventory.fromJson`: nothing is parsed in JavaScript. */
  json(): Uint8Array {
    return this.#in((reader) => reader.snapshot());
  }

  /** The snapshot as objects. */
  snapshot(): Snapshot {
    return JSON.parse(new TextDecoder().decode(this.json())) as Snapshot;
  }

  /**
   * A `merge` command with what changed since the last snapshot or merge; null where nothing did. Give it the inventory: what
   * only that knows of an order (whether it is fraudulent, its priority, why a shipment was forced) then stays as it is. Where
   * the inventory lives in a worker, give the orders that `changedOrders()` names instead.
   */
  merge(head: ImportHead, known?: { order(id: Id): EcomOrderDetail | null } | readonly EcomOrderDetail[]): Command | null {
    const { id, at, by } = (checked(HEAD, head) ?? {}) as ImportHead;
    const orders = Array.isArray(known) ? (known as EcomOrderDetail[]) : known ? this.#ordersOf(known as { order(id: Id): EcomOrderDetail | null }) : [];
    const merged = JSON.parse(this.#in((reader) => reader.merge(json(orders, "known")))) as Record<string, unknown> | null;
    return merged && ({ id, at, by: by ?? null, type: "merge", ...merged } as Command);
  }

  /** The ids of the orders that the next `merge` will bring. */
  changedOrders(): Id[] {
    return JSON.parse(this.#in((reader) => reader.changedOrders())) as Id[];
  }

  #ordersOf(inventory: { order(id: Id): EcomOrderDetail | null }): EcomOrderDetail[] {
    return this.changedOrders().flatMap((id) => inventory.order(id) ?? []);
  }

  /** What was odd so far, grouped and counted. What becomes of whole documents is told after `json()`, `snapshot()` or `merge()`. */
  warnings(): ImportWarning[] {
    return JSON.parse(this.#in((reader) => reader.warnings())) as ImportWarning[];
  }

  /** How many records are known. */
  counts(): LightspeedCounts {
    const [items = 0, sales = 0, purchaseOrders = 0, transfers = 0, orders = 0] = this.#in((reader) => reader.counts());
    return { items, sales, purchaseOrders, transfers, orders };
  }

  #in<T>(call: (reader: raw.Reader) => T): T {
    const reader = this.#reader;
    if (reader === null) throw new InventoryError("disposed", "This reader was disposed.");
    return enter(this.#made, () => call(reader));
  }

  /** Lets its memory go. Harmless when it is done twice. */
  dispose(): void {
    const reader = this.#reader;
    this.#reader = null;
    if (reader !== null && this.#made === instance()) enter(this.#made, () => reader.free());
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

function addOptions(options: unknown): AddOptions {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") throw invalid("", `expected an object, found ${kindOf(options)}`);
  const { signal, onProgress, ...rest } = reading("", () => ({ ...(options as AddOptions) }));
  checked(ADD_OPTIONS as Keys, rest);
  if (signal && tag(signal) !== "AbortSignal") throw invalid("signal", `expected an AbortSignal, found ${kindOf(signal)}`);
  if (onProgress && typeof onProgress !== "function") throw invalid("onProgress", `expected a function, found ${kindOf(onProgress)}`);
  return { signal: signal ?? null, onProgress: onProgress ?? null };
}

function listed(bodies: unknown): Iterable<LightspeedBody | AddressedBody> {
  const iterable = typeof bodies === "object" && bodies !== null && Symbol.iterator in bodies && !isBytes(bodies);
  if (!iterable) throw invalid("bodies", `expected a list of bodies, found ${kindOf(bodies)}`);
  return bodies as Iterable<LightspeedBody | AddressedBody>;
}

function isBytes(value: unknown): boolean {
  return ArrayBuffer.isView(value) || /ArrayBuffer$/.test(tag(value));
}

function json(value: unknown, path: string): string {
  const text = reading(path, () => JSON.stringify(value));
  if (typeof text !== "string") throw invalid(path, `expected plain data, found ${kindOf(value)}`);
  return text;
}
