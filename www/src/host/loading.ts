import { InventoryError } from "oversold";
import { connect, type InventoryClient } from "oversold/worker";
import type { Image } from "./storage";

/** `total` is null when nobody said how much comes. */
export interface Progress {
  received: number;
  total: number | null;
}

export interface Watching {
  signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** The server answered, but not with the file: kept apart from what the package itself refuses. */
export class DownloadError extends Error {
  constructor(
    readonly url: string,
    readonly status: number,
  ) {
    super(`${url} answered with status ${status}.`);
    this.name = "DownloadError";
  }
}

export const newWorker = () => new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" });

/** A snapshot at an address, as an image; `ask` as in `load`. */
export async function download<T>(url: string, watching: Watching, ask: (inventory: InventoryClient) => Promise<T>): Promise<Loaded<T>> {
  const response = await fetch(url, { signal: watching.signal });
  if (!response.ok) throw new DownloadError(url, response.status);
  // A compressed answer states its compressed length, which the bytes that come here do not add up to.
  const length = response.headers.has("content-encoding") ? null : Number(response.headers.get("content-length"));
  return load(response, length || null, watching, ask);
}

export interface Loaded<T> {
  image: Image;
  found: T;
}

/**
 * A snapshot (JSON, also packed with gzip) or an image, read and checked in a worker, so that the page goes on meanwhile;
 * `ask` asks the inventory what else is of interest while it is there. Cancelled, the worker ends at once, whatever it does.
 */
export async function load<T>(
  source: Response | Blob,
  total: number | null,
  { signal, onProgress }: Watching,
  ask: (inventory: InventoryClient) => Promise<T>,
): Promise<Loaded<T>> {
  const engine = connect(newWorker());
  const stop = () => engine.terminate();
  signal.addEventListener("abort", stop);
  try {
    signal.throwIfAborted();
    await engine.init();
    const inventory = await engine.load(source, { signal, onProgress: (received) => onProgress({ received, total }) });
    const found = await ask(inventory);
    return { image: { revision: await inventory.revision(), bytes: await inventory.toBytes() }, found };
  } catch (thrown) {
    throw signal.aborted ? new InventoryError("aborted", "loading was cancelled", null, {}, signal.reason) : thrown;
  } finally {
    signal.removeEventListener("abort", stop);
    engine.terminate();
  }
}
