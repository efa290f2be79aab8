import { type ErrorCode, InventoryError } from "oversold";
import type { Tasks } from "./engine.worker";
import { newWorker, type Progress, type Watching } from "./loading";

type Given<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];
type Made<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

/** To the worker. */
export interface Asked {
  task: string;
  number: number;
  given: unknown;
}

/** From the worker. */
export type Answered =
  | { number: number; progress: Progress }
  | { number: number; value: unknown }
  | { number: number; error: { code: ErrorCode; message: string; path: string | null; details: Record<string, unknown> } };

/** A worker that does what takes longer than a click may. What it cannot do is an `InventoryError`, as on the page's own thread. */
export class TaskWorker {
  readonly #worker = newWorker();
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(reason: unknown): void; onProgress?: (progress: Progress) => void }>();
  #last = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Answered | { number?: undefined }>) => {
      if (data.number === undefined) return;
      const waiting = this.#waiting.get(data.number);
      if ("progress" in data) return waiting?.onProgress?.(data.progress);
      this.#waiting.delete(data.number);
      if ("value" in data) return waiting?.resolve(data.value as never);
      const { code, message, path, details } = data.error;
      waiting?.reject(new InventoryError(code, message, path, details));
    };
    this.#worker.onerror = ({ message }) => this.#fail(new Error(message || "the worker's script could not be loaded"));
  }

  ask<Name extends keyof Tasks>(task: Name, given: Given<Name>, onProgress?: (progress: Progress) => void, transfer: Transferable[] = []): Promise<Made<Name>> {
    const number = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, ...(onProgress && { onProgress }) });
      this.#worker.postMessage({ task, number, given } satisfies Asked, transfer);
    });
  }

  /** At once, whatever it does: what still waits for an answer is rejected with `reason`. */
  end(reason: unknown = new InventoryError("aborted", "the worker was ended")): void {
    this.#worker.terminate();
    this.#fail(reason);
  }

  #fail(reason: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}

/** One task in a worker of its own. Cancelled, the worker ends at once. */
export async function inWorker<Name extends keyof Tasks>(
  task: Name,
  given: Given<Name>,
  { signal, onProgress }: Partial<Watching> = {},
  transfer: Transferable[] = [],
): Promise<Made<Name>> {
  signal?.throwIfAborted();
  const worker = new TaskWorker();
  const stop = () => worker.end(new InventoryError("aborted", "loading was cancelled", null, {}, signal?.reason));
  signal?.addEventListener("abort", stop);
  try {
    return await worker.ask(task, given, onProgress, transfer);
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.end();
  }
}
