import type { Id, Quantity } from "./common.js";

/** What to deal out, and how. Unknown keys are refused. */
export interface AllocationOptions {
  /**
   * fifo: first come, first served, whether that completes an order or not: what happens if nobody decides anything;
   * skipIncomplete: the same, but an order that cannot be completed gets nothing; mostOrders: as many whole orders as
   * possible, and among equally many those that came first.
   */
  strategy: "fifo" | "skipIncomplete" | "mostOrders";
  /** Only what these shops have; elsewhere every unit stays with whom it lies for. */
  shopIds?: Id[] | null;
  /** Documents of which all that is outstanding counts as on the shelf. */
  arriving?: { type: "purchaseOrder" | "transfer"; id: Id }[] | null;
}

/** Who gets scarce stock. Every list stands in the order in which the orders are served. Nothing is changed. */
export interface Allocation {
  /** As asked. */
  strategy: AllocationOptions["strategy"];
  /** Orders of which every unit that is not handed over is there then; not fraudulent ones, which are never shipped. */
  completed: Id[];
  /** Orders that plain FIFO would have completed and this plan does not. */
  delayed: Id[];
  /** Orders that this plan completes and plain FIFO would not have. */
  advanced: Id[];
  /** What each line gets: of completed orders everything; by `fifo` of others what is there for them. Services need no stock and get none. */
  lines: { orderId: Id; orderLineId: Id; quantity: Quantity }[];
  /** `prioritiseOrder` for each of these carries the plan out: as few orders as can be, none higher than it needs. */
  priorities: { orderId: Id; priority: number }[];
  /** Whether it is certain that no allocation completes more. */
  optimal: boolean;
  /** No allocation can complete more orders than this. */
  bound: number;
}
