import type { Delivery, Id, Quantity } from "oversold";

export type Place = { kind: "order"; orderId: Id; number: string; customer: string | null } | { kind: "toShelf" | "notExpected" | "unknown" };

/** Where the unit that was scanned last belongs: what the delivery has with it and had not without it. */
export function whereTo(before: Delivery | null, after: Delivery): Place | null {
  const had = new Map(before?.setAside.map((order) => [order.orderId, unitsOf(order.lines)]));
  for (const { orderId, number, customer, lines } of after.setAside) {
    if (unitsOf(lines) > (had.get(orderId) ?? 0)) return { kind: "order", orderId, number, customer };
  }
  for (const kind of ["unknown", "notExpected", "toShelf"] as const) {
    if (unitsOf(after[kind]) > unitsOf(before?.[kind] ?? [])) return { kind };
  }
  return null;
}

const unitsOf = (lines: readonly { quantity: Quantity }[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);
