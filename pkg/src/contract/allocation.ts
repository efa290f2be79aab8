import type { Id, Quantity } from "./common.js";

/** What to deal out, and how. Unknown keys are refused. */
export interface AllocationOptions {
  /**
   * fifo: first come, first served, whether that completes an order or not: what happens if nobody decides anything;
   * skipIncomplete: the same, but an order that cannot be completed gets nothing; mostOrders: as many whole orders as
   * possible, and among equally many those that came first.
   * @example "mostOrders"
   */
  strategy: "fifo" | "skipIncomplete" | "mostOrders";
  /** Only what these shops have; elsewhere every unit stays with whom it lies for. @example ["centre", "north"] */
  shopIds?: Id[] | null;
  /** Documents of which all that is outstanding counts as on the shelf. @example [{ type: "purchaseOrder", id: "po-7" }] */
  arriving?: { type: "purchaseOrder" | "transfer"; id: Id }[] | null;
}

/** Who gets scarce stock. Every list stands in the order in which the orders are served. Nothing is changed. */
export interface Allocation {
  /** As asked. @example "mostOrders" */
  strategy: AllocationOptions["strategy"];
  /**
   * Orders of which every unit that is not handed over is there then; not fraudulent ones, which are never shipped.
   * @example ["order-12", "order-15"]
   */
  completed: Id[];
  /** Orders that plain FIFO would have completed and this plan does not. @example ["order-9"] */
  delayed: Id[];
  /** Orders that this plan completes and plain FIFO would not have. @example ["order-15"] */
  advanced: Id[];
  /**
   * What each line gets: of completed orders everything; by `fifo` of others what is there for them. Services need no stock and get none.
   * @example [{ orderId: "order-12", orderLineId: "1", quantity: 2 }]
   */
  lines: { orderId: Id; orderLineId: Id; quantity: Quantity }[];
  /**
   * `prioritiseOrder` for each of these carries the plan out: as few orders as can be, none higher than it needs.
   * @example [{ orderId: "order-15", priority: 1 }]
   */
  priorities: { orderId: Id; priority: number }[];
  /** Whether it is certain that no allocation completes more. @example true */
  optimal: boolean;
  /** No allocation can complete more orders than this. @example 2 */
  bound: number;
}
