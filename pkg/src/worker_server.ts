/** The worker's side. */
import { InventoryError } from "./errors.js";
import type { Inventory } from "./inventory.js";
import { type Answer, type Ask, type Cancel, listen, movable, ours, packed, type Ready, type WorkerPort } from "./worker_messages.js";

/** The parts of the package that a worker needs: the main entry, or the inline one. */
export interface Oversold {
  init(source?: never): Promise<void>;
  readonly Inventory: Pick<typeof Inventory, "fromObjects" | "fromJson" | "fromColumns" | "fromBytes" | "load">;
}

/**
 * Answers a page that talks to this worker through `connect`. Call it at once, in the worker's own module; the package is
 * handed over so that the worker decides where the WebAssembly comes from.
 *
 * @example
 * // inventory.worker.js
 * import * as oversold from "oversold";
 * import { serve } from "oversold/worker";
 * serve(oversold);
 */
export function serve(oversold: Oversold, port: WorkerPort = globalThis as unknown as WorkerPort): void {
  const inventories = new Map<number, Inventory>();
  const loads = new Map<number, AbortController>();
  let last = 0;
  const send = (message: Answer | Ready, transfer: Set<object> = new Set()): void => port.postMessage(message, [...transfer] as never[]);

  /** Keeps an inventory here, and tells the page its number. */
  const kept = (inventory: Inventory): number => {
    inventories.set(++last, inventory);
    return last;
  };

  const engine: Record<string, (id: number, given: never[]) => unknown> = {
    init: (_, given) => oversold.init(...(given as [])),
    fromObjects: (_, given) => kept(oversold.Inventory.fromObjects(...(given as unknown as [never]))),
    fromJson: (_, given) => kept(oversold.Inventory.fromJson(...(given as unknown as [never]))),
    fromColumns: (_, given) => kept(oversold.Inventory.fromColumns(...(given as unknown as [never]))),
    fromBytes: (_, given) => kept(oversold.Inventory.fromBytes(...(given as unknown as [never]))),
    load: async (id, [source, options, watched]) => {
      const controller = new AbortController();
      loads.set(id, controller);
      const onProgress = watched ? (bytes: number): void => send({ oversold: "progress", id, bytes }) : null;
      try {
        return kept(await oversold.Inventory.load(source!, { ...(options as object | undefined), signal: controller.signal, onProgress }));
      } finally {
        loads.delete(id);
      }
    },
  };

  const perform = ({ id, target, method, given }: Ask): unknown => {
    if (target === null) return engine[method]!(id, given as never[]);
    const inventory = inventories.get(target);
    if (inventory === undefined) throw new InventoryError("disposed", "This inventory is not in the worker any more: load it again to use it.");
    if (method === "dispose") inventories.delete(target);
    const member: unknown = inventory[method as keyof Inventory];
    return typeof member === "function" ? (member.apply(inventory, given) as unknown) : member;
  };

  listen(port, "message", async (message) => {
    const asked = ours<Ask | Cancel>(message);
    if (asked?.oversold === "cancel") loads.get(asked.id)?.abort(new Error(asked.why));
    if (asked?.oversold !== "ask") return;
    const { id } = asked;
    try {
      // Begun before anything is awaited: asks are carried out in the order in which they come.
      const value = await perform(asked);
      send({ oversold: "answer", id, value }, movable(value));
    } catch (thrown) {
      const error = packed(thrown);
      try {
        send({ oversold: "error", id, error });
      } catch {
        // A cause of the host's own that cannot be copied.
        send({ oversold: "error", id, error: { ...error, cause: undefined } });
      }
    }
  });
  (port as { start?(): void }).start?.();
  send({ oversold: "ready" });
}
