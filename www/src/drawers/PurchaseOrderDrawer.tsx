import { useCallback, useMemo, useState } from "react";
import { useEngine, useRevision } from "../app/engine";
import { Actions } from "../doing/Actions";
import { ReadyOrders } from "../doing/ReadyOrders";
import { usePossible } from "../doing/usePreview";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { DrawerBody, DrawerFoot, DrawerHead } from "../ui/Drawer";
import { day, quantity, sum } from "../ui/format";
import { PurchaseOrderBadge } from "./badges";
import type { DrawerProps } from "./Content";
import { DocumentLink } from "./DocumentLink";
import { EditButton } from "./EditButton";
import { NotThere } from "./NotThere";
import { outstandingOf } from "./outstanding";
import { Dotted, Facts, Lines, Section } from "./parts";
import { Receipts } from "./Receipts";
import { Receiving } from "./Receiving";

export function PurchaseOrderDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const order = useMemo(() => inventory.purchaseOrder(id), [inventory, revision, id]);
  const [ready, setReady] = useState<readonly string[] | null>(null);
  const receive = useMemo(() => [{ intents: [{ type: "receivePurchaseOrder", purchaseOrderId: id }] as const }], [id]);
  const isReceivable = usePossible(receive).length > 0;
  const intentOf = useCallback(
    (lines: { lineId: string; quantity: number }[] | undefined, allowOver: boolean): Intent => ({
      type: "receivePurchaseOrder",
      purchaseOrderId: id,
      ...(lines && { lines }),
      ...(allowOver && { allowOver }),
    }),
    [id],
  );

  if (!order) return <NotThere kind={text.kinds.purchaseOrder} id={id} onClose={onClose} />;
  const outstanding = outstandingOf(inventory, "purchaseOrder", order, order.shopId);
  const name = text.named.purchaseOrder(order.number);
  return (
    <>
      <DrawerHead
        kind={text.kinds.purchaseOrder}
        title={order.number}
        badge={<PurchaseOrderBadge status={order.status} />}
        about={<Dotted of={[order.vendorId && names.vendor(order.vendorId), names.shop(order.shopId)]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts
          of={[
            [text.words.ordered, order.orderedAt && day(order.orderedAt)],
            [text.words.expected, order.expectedAt && day(order.expectedAt)],
            [text.words.outstanding, quantity(sum(outstanding.values()))],
          ]}
        />
        {ready && <ReadyOrders ids={ready} />}
        {isReceivable && (
          <Receiving
            key={order.receipts.length}
            name={name}
            lines={order.lines.map((line) => ({ ...line, outstanding: outstanding.get(line.id) ?? 0 })).filter((line) => line.outstanding > 0)}
            intentOf={intentOf}
            onReceived={setReady}
          />
        )}
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={order.lines}
            keyOf={(line) => line.id}
            columns={[
              {
                name: text.words.item,
                cell: ({ itemId }) => (
                  <DocumentLink type="item" id={itemId}>
                    {names.item(itemId)}
                  </DocumentLink>
                ),
              },
              { name: text.words.orderedUnits, align: "end", cell: (line) => quantity(line.ordered) },
              { name: text.words.received, align: "end", cell: (line) => quantity(line.received ?? 0) },
              { name: text.words.outstanding, align: "end", cell: (line) => quantity(outstanding.get(line.id) ?? 0) },
            ]}
          />
        </Section>
        <Receipts of={order.receipts} />
      </DrawerBody>
      <DrawerFoot>
        <Actions
          of={[
            { name: text.purchaseOrders.order, done: text.purchaseOrders.nowOrdered(name), intents: [{ type: "orderPurchaseOrder", purchaseOrderId: id }] },
            { name: text.purchaseOrders.finish, done: text.purchaseOrders.nowFinished(name), intents: [{ type: "finishPurchaseOrder", purchaseOrderId: id }] },
            { name: text.purchaseOrders.reopen, done: text.purchaseOrders.nowReopened(name), intents: [{ type: "reopenPurchaseOrder", purchaseOrderId: id }] },
          ]}
        />
        <EditButton type="purchaseOrder" id={id} lines={order.lines.map((line) => ({ id: line.id, itemId: line.itemId, quantity: line.ordered }))} />
        <Actions of={[{ name: text.archive, done: text.nowArchived(name), intents: [{ type: "archivePurchaseOrder", purchaseOrderId: id }] }]} />
      </DrawerFoot>
    </>
  );
}
