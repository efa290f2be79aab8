/** A plan as commands: ids and numbers are the host's to make. */
import { elements, reading } from "./checked.js";
import type { Command, CommandHead, NewLine } from "./contract/commands.js";
import type { MoveLine, PlannedPurchaseOrder, PlannedTransfer, PurchaseLine, Replenishment, ReplenishmentHead } from "./contract/planning.js";
import { invalid, kindOf } from "./errors.js";

/** One command for each document of the plan that can be made now: onward transfers wait until their goods are there. */
export function commandsOfPlan(plan: Replenishment, head: ReplenishmentHead): Command[] {
  const text = (maker: "newId" | "newNumber", made: () => unknown): string => {
    const given = reading(`head.${maker}`, made);
    if (typeof given !== "string") throw invalid(`head.${maker}`, `expected a string from it, found ${kindOf(given)}`);
    return given;
  };
  const id = (kind: Parameters<ReplenishmentHead["newId"]>[0]): string => text("newId", () => head.newId(kind));
  const number = (kind: Parameters<ReplenishmentHead["newNumber"]>[0]): string => text("newNumber", () => head.newNumber(kind));
  const { at, by } = reading("head", () => ({ at: head.at, by: head.by ?? null }));
  const command = (): CommandHead => ({ id: id("command"), at, by });

  const purchaseOrder = (planned: PlannedPurchaseOrder, path: string): Command => {
    const { vendorId, shopId, expectedAt, lines } = planned;
    const made = { id: id("purchaseOrder"), number: number("purchaseOrder"), vendorId, shopId, expectedAt };
    const line = ({ itemId, quantity, unitCost }: PurchaseLine): NewLine => ({ id: id("line"), itemId, quantity, unitCost });
    return { ...command(), type: "createPurchaseOrder", purchaseOrder: { ...made, lines: each(lines, `${path}.lines`, line) } };
  };
  const transfer = (planned: PlannedTransfer, path: string): Command[] => {
    const { fromShopId, toShopId, onward, lines } = planned;
    if (onward) return [];
    const made = { id: id("transfer"), number: number("transfer"), fromShopId, toShopId };
    const line = ({ itemId, quantity }: MoveLine): NewLine => ({ id: id("line"), itemId, quantity });
    return [{ ...command(), type: "createTransfer", transfer: { ...made, lines: each(lines, `${path}.lines`, line) } }];
  };
  const given = reading("plan", () => ({ purchaseOrders: plan.purchaseOrders, transfers: plan.transfers }));
  return [
    ...each(given.purchaseOrders, "plan.purchaseOrders", purchaseOrder),
    ...each(given.transfers, "plan.transfers", transfer).flat(),
  ];
}

/** Makes something of each record of a list. */
function each<T, U>(list: T[], path: string, make: (record: T, path: string) => U): U[] {
  const made = elements(list, path, (record, place) => {
    if (typeof record !== "object" || record === null) throw invalid(place, `expected an object, found ${kindOf(record)}`);
    return make(record as T, place);
  });
  if (made === null) throw invalid(path, `expected an array, found ${kindOf(list)}`);
  return made;
}
