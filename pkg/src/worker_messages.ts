/** What goes between a page and its worker, and the two ends of the line. */
import { InventoryError, reason } from "./errors.js";
import type { ErrorCode } from "./errors.js";

/** From the page: something to be done. `target` is the inventory it is asked of; null: the engine itself. */
export interface Ask {
  oversold: "ask";
  id: number;
  target: number | null;
  method: string;
  given: unknown[];
}

/** From the page: a load is no longer wanted. */
export interface Cancel {
  oversold: "cancel";
  id: number;
  why: string;
}

/** From the worker: what an ask came to, or how far it is. */
export type Answer =
  | { oversold: "answer"; id: number; value: unknown }
  | { oversold: "error"; id: number; error: SentError }
  | { oversold: "progress"; id: number; bytes: number };

/** From the worker: it is there. */
export interface Ready {
  oversold: "ready";
}

/** An error on its way; `code` is null for one that is not the package's own. */
export interface SentError {
  code: ErrorCode | null;
  message: string;
  path: string | null;
  details: Record<string, unknown>;
  cause: unknown;
}

/**
 * One end of the line: a `Worker`, a `MessagePort` (of a shared worker), a worker's own global scope, or what Node has in
 * their place (`Worker` and `parentPort` of `node:worker_threads`).
 */
export type WorkerPort = WebPort | NodePort;

interface WebPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
}

interface NodePort {
  postMessage(message: unknown, transfer: never[]): void;
  on(type: string, listener: (value: never) => void): unknown;
}

/** Listens, in the web's way or in Node's. */
export function listen(port: WorkerPort, type: string, heard: (value: unknown) => void): void {
  if ("on" in port) port.on(type, heard);
  else port.addEventListener(type, (event) => heard(type === "message" ? (event as MessageEvent).data : event));
}

/** A message of this package; the host may send others over the same line. */
export function ours<T extends { oversold: string }>(message: unknown): T | null {
  return typeof message === "object" && message !== null && "oversold" in message ? (message as T) : null;
}

export function packed(thrown: unknown): SentError {
  if (!(thrown instanceof InventoryError)) return { code: null, message: reason(thrown), path: null, details: {}, cause: undefined };
  const { code, message, path, details, cause } = thrown;
  return { code, message, path, details, cause };
}

export function unpacked({ code, message, path, details, cause }: SentError): Error {
  return code === null ? new Error(message) : new InventoryError(code, message, path, details, cause);
}

/** What of a message can be moved rather than copied: whole buffers, streams, and those inside plain objects. */
export function movable(value: unknown, found = new Set<object>()): Set<object> {
  if (ArrayBuffer.isView(value)) {
    if (value.byteLength === value.buffer.byteLength && value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof ArrayBuffer || value instanceof ReadableStream) {
    found.add(value);
  } else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const member of Object.values(value)) movable(member, found);
  }
  return found;
}
