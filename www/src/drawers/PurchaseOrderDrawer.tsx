import { useMemo } from "react";
import { useEngine, useRevision } from "../app/engine";
import { text } from "../text/text";
import { day, quantity, sum } from "../ui/format";
import { PurchaseOrderBadge } from "./badges";
import type { DrawerProps } from "./Content";
import { DeliveryDrawer } from "./DeliveryDrawer";
import { NotThere } from "./NotThere";

export function PurchaseOrderDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const order = useMemo(() => inventory.purchaseOrder(id), [inventory, revision, id]);
  if (!order) return <NotThere kind={text.kinds.purchaseOrder} id={id} onClose={onClose} />;
  const words = text.purchaseOrders;
  const name = text.named.purchaseOrder(order.number);
  return (
    <DeliveryDrawer
      type="purchaseOrder"
      document={order}
      shopId={order.shopId}
      badge={<PurchaseOrderBadge status={order.status} />}
      about={[order.vendorId && names.vendor(order.vendorId), names.shop(order.shopId)]}
      facts={(outstanding) => [
        [text.words.ordered, order.orderedAt && day(order.orderedAt)],
        [text.words.expected, order.expectedAt && day(order.expectedAt)],
        [text.words.outstanding, quantity(sum(outstanding.values()))],
      ]}
      unitsOf={(line) => line.ordered}
      columns={[
        { name: text.words.orderedUnits, of: (line) => line.ordered },
        { name: text.words.received, of: (line) => line.received ?? 0 },
      ]}
      outstandingName={text.words.outstanding}
      actions={[
        { name: words.order, done: words.nowOrdered(name), intents: [{ type: "orderPurchaseOrder", purchaseOrderId: id }] },
        { name: words.finish, done: words.nowFinished(name), intents: [{ type: "finishPurchaseOrder", purchaseOrderId: id }] },
        { name: words.reopen, done: words.nowReopened(name), intents: [{ type: "reopenPurchaseOrder", purchaseOrderId: id }] },
      ]}
      archive={{ type: "archivePurchaseOrder", purchaseOrderId: id }}
      onClose={onClose}
    />
  );
}
