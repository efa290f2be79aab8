import type { Allocation } from "./contract/allocation.js";
import type { Id, Quantity } from "./contract/common.js";

/** An allocation as it comes out of the core: of thousands of small records only the values, whose names take longer to read than to make. */
export interface RawAllocation extends Omit<Allocation, "lines" | "priorities"> {
  orders: Id[];
  lines: Id[];
  quantities: Quantity[];
  raised: Id[];
  priorities: number[];
}

export function allocationFrom({ orders, lines, quantities, raised, priorities, ...rest }: RawAllocation): Allocation {
  return {
    ...rest,
    lines: orders.map((orderId, at) => ({ orderId, orderLineId: lines[at]!, quantity: quantities[at]! })),
    priorities: raised.map((orderId, at) => ({ orderId, priority: priorities[at]! })),
  };
}
