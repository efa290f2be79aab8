/// <reference lib="esnext.disposable" preserve="true" />
/** The page's side. */
import type { SnapshotColumns } from "./contract/columns.js";
import type { Command } from "./contract/commands.js";
import type { InventoryEvent } from "./contract/events.js";
import type { LoadOptions, StreamOptions } from "./contract/options.js";
import type { Snapshot } from "./contract/snapshot.js";
import { InventoryError, reason, tag } from "./errors.js";
import type { Inventory } from "./inventory.js";
import { streamOptions } from "./options.js";
import { commandsOfPlan } from "./replenishment_commands.js";
import { bytesFrom, streamOf, type Watching } from "./stream_in.js";
import { WorkerLine } from "./worker_line.js";
import { movable, type WorkerPort } from "./worker_messages.js";

type Asked = Exclude<keyof Inventory, "dispose" | "revision" | "memoryBytes" | "replenishmentCommands" | typeof Symbol.dispose>;

/** Which methods an inventory has; the type keeps the list complete. */
const METHODS: Record<Asked, true> = {
  report: true, rows: true, totals: true, facets: true, reportColumns: true, csv: true, incoming: true, explain: true, item: true, sale: true,
  order: true, orders: true, purchaseOrder: true, purchaseOrders: true, transfer: true, transfers: true, vendorReturn: true, vendorReturns: true,
  shipments: true, backorders: true, sortDelivery: true, allocate: true, replenish: true, check: true, decide: true, apply: true, replay: true,
  history: true, toBytes: true, toSnapshot: true,
};

/** An inventory that lives in a worker: the methods of `Inventory`, each answered by a promise. */
export type InventoryClient = {
  readonly [Method in Asked]: Inventory[Method] extends (...given: infer Given) => infer Answer ? (...given: Given) => Promise<Answer> : never;
} & {
  /** Which state this is, at the time of asking. */
  revision(): Promise<number>;
  /** Bytes of the engine's memory, at the time of asking. */
  memoryBytes(): Promise<number>;
  /** As `Inventory.replenishmentCommands`. It is worked out here: what makes ids and numbers cannot be sent to a worker. */
  replenishmentCommands(...given: Parameters<Inventory["replenishmentCommands"]>): Promise<Command[]>;
  /** Frees its memory in the worker. Doing so twice is harmless; any other use afterwards is refused (`disposed`). */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The engine in a worker. Bytes and columns handed to it are moved, not copied: they are empty here afterwards. */
export interface EngineClient {
  /** As `init`, in the worker. A relative address is meant from here. */
  init(source?: URL | string | BufferSource | WebAssembly.Module): Promise<void>;
  fromObjects(snapshot: Snapshot, options?: LoadOptions): Promise<InventoryClient>;
  fromJson(json: string | Uint8Array | ArrayBuffer, options?: LoadOptions): Promise<InventoryClient>;
  fromColumns(columns: SnapshotColumns, options?: LoadOptions): Promise<InventoryClient>;
  fromBytes(image: Uint8Array | ArrayBuffer, events?: readonly InventoryEvent[], options?: LoadOptions): Promise<InventoryClient>;
  load(source: ReadableStream<Uint8Array> | Response | Blob, options?: StreamOptions): Promise<InventoryClient>;
  /** Ends the worker, with all that it holds. Whatever still waits for an answer is rejected (`disposed`). */
  terminate(): void;
}

/**
 * Talks to a worker that called `serve`. The host makes the worker, since only its bundler knows where the file will be.
 *
 * @example
 * import { connect } from "oversold/worker";
 * const engine = connect(new Worker(new URL("./inventory.worker.js", import.meta.url), { type: "module" }));
 * await engine.init();
 * const inventory = await engine.load(await fetch("/inventory.json"));
 * const { rows } = await inventory.report();
 */
export function connect(worker: WorkerPort): EngineClient {
  const line = new WorkerLine(worker);
  // An inventory that nobody holds any more is freed in the worker too.
  const forgotten = new FinalizationRegistry<number>((target) => void line.ask(target, "dispose", []).catch(() => {}));
  const made = async (number: Promise<unknown>): Promise<InventoryClient> => client(line, (await number) as number, forgotten);
  const loaded = (method: string, given: unknown[]): Promise<InventoryClient> => made(line.ask(null, method, given));
  return {
    init: async (source) => void (await line.ask(null, "init", source === undefined ? [] : [sendable(source)])),
    fromObjects: (...given) => loaded("fromObjects", given),
    fromJson: (json, options) => loaded("fromJson", [whole(json), options]),
    fromColumns: (...given) => loaded("fromColumns", given),
    fromBytes: (image, ...more) => loaded("fromBytes", [whole(image), ...more]),
    load: (source, options) => made(load(line, source, options)),
    terminate: () => line.end(),
  };
}

function client(line: WorkerLine, target: number, forgotten: FinalizationRegistry<number>): InventoryClient {
  let disposed = false;
  const ask = (method: string, given: unknown[]): Promise<unknown> => {
    if (disposed) return Promise.reject(new InventoryError("disposed", "This inventory has been disposed: load it again to use it."));
    // The client is held until the answer is there, and cannot be forgotten meanwhile.
    return line.ask(target, method, given).finally(() => self);
  };
  const dispose = async (): Promise<void> => {
    if (disposed) return;
    const done = ask("dispose", []);
    disposed = true;
    forgotten.unregister(self);
    await done;
  };
  const methods = [...Object.keys(METHODS), "revision", "memoryBytes"].map((method) => [method, (...given: unknown[]) => ask(method, given)]);
  const replenishmentCommands: InventoryClient["replenishmentCommands"] = async (...given) => {
    await ask("revision", []); // is it there still?
    return commandsOfPlan(...given);
  };
  const self = { ...Object.fromEntries(methods), replenishmentCommands, dispose, ...(Symbol.asyncDispose && { [Symbol.asyncDispose]: dispose }) } as InventoryClient;
  forgotten.register(self, target, self);
  return self;
}

async function load(line: WorkerLine, source: ReadableStream<Uint8Array> | Response | Blob, options?: StreamOptions): Promise<unknown> {
  const { watching, how } = streamOptions(options);
  if (/^(Blob|File)$/.test(tag(source))) return line.ask(null, "load", [source, how, !!watching.onProgress], watching);
  if (streamsMove()) return line.ask(null, "load", [streamOf(source), how, !!watching.onProgress], watching);
  const bytes = await bytesFrom(source, (): Watching => watching);
  return line.ask(null, "load", [new Blob([bytes as Uint8Array<ArrayBuffer>]), how, false], { signal: watching.signal });
}

/** Not every browser can hand a stream to a worker. */
function streamsMove(): boolean {
  try {
    const stream = new ReadableStream();
    structuredClone(stream, { transfer: [stream] });
    return true;
  } catch {
    return false;
  }
}

/** Bytes that are a part of something longer are cut out: the rest is not the worker's. */
function whole<T>(bytes: T): T {
  if (ArrayBuffer.isView(bytes) && movable(bytes).size === 0) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice() as T;
  return bytes;
}

function sendable(source: URL | string | BufferSource | WebAssembly.Module): unknown {
  if (typeof source !== "string" && tag(source) !== "URL") return whole(source);
  try {
    return new URL(source as string, globalThis.location?.href).href;
  } catch (thrown) {
    throw new InventoryError("badWasm", `${String(source)} is no address: ${reason(thrown)}`, null, {}, thrown);
  }
}
