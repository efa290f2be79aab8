/** The line to a worker: each ask has a number, each answer carries it back; when the worker dies, everything that waits is told. */
import { InventoryError, reason } from "./errors.js";
import type { Watching } from "./stream_in.js";
import { aborted } from "./stream_in.js";
import { type Answer, type Ask, type Cancel, listen, movable, ours, type Ready, unpacked, type WorkerPort } from "./worker_messages.js";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress: Watching["onProgress"];
}

export class WorkerLine {
  readonly #port: WorkerPort;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ready = false;
  #ended: InventoryError | null = null;

  constructor(port: WorkerPort) {
    this.#port = port;
    listen(port, "message", (message) => this.#hear(ours<Answer | Ready>(message)));
    listen(port, "error", (event) => this.#failed(event));
    listen(port, "messageerror", () => this.#lose(died("an answer of the worker could not be read")));
    // Node's workers and message ports tell when they are gone.
    listen(port, "exit", (code) => this.#end(died(`the worker ended with code ${String(code)}`)));
    listen(port, "close", () => this.#end(died("the worker's port was closed")));
    (port as { start?(): void }).start?.();
  }

  /** Asks the engine (`target` null) or an inventory. What of it can be moved is moved. */
  ask(target: number | null, method: string, given: unknown[], { signal, onProgress }: Watching = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) throw this.#ended;
      if (signal?.aborted) throw aborted(signal.reason);
      const id = ++this.#last;
      const message: Ask = { oversold: "ask", id, target, method, given };
      try {
        this.#port.postMessage(message, given.flatMap((value) => [...movable(value)]) as never[]);
      } catch (thrown) {
        throw new InventoryError("invalidInput", `this cannot be sent to a worker: ${reason(thrown)}`, null, {}, thrown);
      }
      const stop = (): void => {
        this.#post({ oversold: "cancel", id, why: reason(signal!.reason) });
        // What was loaded all the same is of no use to anybody.
        const unwanted = (value: unknown): void => void this.ask(value as number, "dispose", []).catch(() => {});
        this.#waiting.set(id, { resolve: unwanted, reject() {}, onProgress: null });
        reject(aborted(signal!.reason));
      };
      signal?.addEventListener("abort", stop, { once: true });
      const over = (): void => signal?.removeEventListener("abort", stop);
      this.#waiting.set(id, {
        resolve: (value) => (over(), resolve(value)),
        reject: (error) => (over(), reject(error)),
        onProgress,
      });
    });
  }

  /** Ends the worker. */
  end(): void {
    const { terminate, close } = this.#port as { terminate?(): unknown; close?(): void };
    this.#end(new InventoryError("disposed", "The worker was ended: make another one to go on."));
    (terminate ?? close)?.call(this.#port);
  }

  #post(message: Cancel): void {
    this.#port.postMessage(message, []);
  }

  #hear(message: Answer | Ready | null): void {
    if (message === null) return;
    if (message.oversold === "ready") {
      this.#ready = true;
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.oversold === "progress") {
      try {
        waiting.onProgress?.(message.bytes);
      } catch (thrown) {
        this.#post({ oversold: "cancel", id: message.id, why: reason(thrown) });
        waiting.reject(thrown as Error);
        waiting.reject = () => {};
      }
      return;
    }
    this.#waiting.delete(message.id);
    if (message.oversold === "answer") waiting.resolve(message.value);
    else waiting.reject(unpacked(message.error));
  }

  /** An uncaught error in the worker. One that came up before `serve` never will, later it may be the host's own and harmless. */
  #failed(event: unknown): void {
    const { message, filename } = event as { message?: string; filename?: string };
    (event as Event).preventDefault?.();
    const error = died(message ? `${message}${filename ? ` (${filename})` : ""}` : "its script could not be loaded");
    if (this.#ready) this.#lose(error);
    else this.#end(error);
  }

  #end(error: InventoryError): void {
    this.#ended ??= error;
    this.#lose(this.#ended);
  }

  #lose(error: InventoryError): void {
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(error);
  }
}

function died(why: string): InventoryError {
  return new InventoryError("poisoned", `The worker failed: ${why}. Make another worker, and load the data anew.`);
}
