import type { Command, Id, Inventory, Quantity, Replenishment } from "oversold";
import { nextNumber } from "../drawers/form/nextNumber";
import type { Intent } from "../host/backOffice";

/** What a person changed in the plan before it is carried out, by `keyOf` and item. */
export interface Edits {
  /** Drafts that are not to be made. */
  left: ReadonlySet<string>;
  quantities: ReadonlyMap<string, Quantity>;
  /** Of drafts for items that have no default vendor. */
  vendors: ReadonlyMap<string, Id>;
}

export const noEdits: Edits = { left: new Set(), quantities: new Map(), vendors: new Map() };

type Purchase = Replenishment["purchaseOrders"][number];
type Move = Replenishment["transfers"][number];

export const keyOf = (draft: Purchase | Move): string =>
  JSON.stringify("vendorId" in draft ? [draft.vendorId, draft.shopId] : [draft.fromShopId, draft.toShopId, draft.onward]);

export const lineKey = (draft: Purchase | Move, itemId: Id): string => `${keyOf(draft)} ${itemId}`;

/** The plan as it stands now: drafts taken out, quantities changed, lines of 0 gone. */
export function edited(plan: Replenishment, { left, quantities, vendors }: Edits): Replenishment {
  const kept = <D extends Purchase | Move>(drafts: readonly D[]): D[] =>
    drafts
      .filter((draft) => !left.has(keyOf(draft)))
      .map((draft) => ({
        ...draft,
        lines: draft.lines
          .map((line) => ({ ...line, quantity: quantities.get(lineKey(draft, line.itemId)) ?? line.quantity }))
          .filter(({ quantity }) => quantity > 0),
      }))
      .filter(({ lines }) => lines.length > 0);
  return {
    ...plan,
    purchaseOrders: kept(plan.purchaseOrders).map((draft) => ({ ...draft, vendorId: vendors.get(keyOf(draft)) ?? draft.vendorId })),
    transfers: kept(plan.transfers),
  };
}

/** The plan as the package's own commands, with ids and numbers that go on from the highest; ordered and sent with it, if wanted. */
export function intentsOf(inventory: Inventory, plan: Replenishment, newId: () => Id, atOnce: boolean): Intent[] {
  const last: { purchaseOrder?: string; transfer?: string } = {};
  const commands = inventory.replenishmentCommands(plan, {
    at: 0,
    newId,
    newNumber: (kind) => (last[kind] = nextNumber(inventory, kind, last[kind])),
  });
  return commands.flatMap((command) => {
    const intent = withoutHead(command);
    if (!atOnce) return [intent];
    if (intent.type === "createPurchaseOrder") return [intent, { type: "orderPurchaseOrder", purchaseOrderId: intent.purchaseOrder.id }];
    if (intent.type === "createTransfer") return [intent, { type: "sendTransfer", transferId: intent.transfer.id }];
    return [intent];
  });
}

/** The back office gives each command its own id, time and person. */
function withoutHead(command: Command): Intent {
  const { id: _id, at: _at, by: _by, expectedRevision: _revision, ...intent } = command;
  return intent;
}
