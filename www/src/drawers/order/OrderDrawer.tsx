import { useMemo, useState } from "react";
import { useEngine, useRevision } from "../../app/engine";
import { Actions } from "../../doing/Actions";
import { AskFirst } from "../../doing/AskFirst";
import { ReadyOrders } from "../../doing/ReadyOrders";
import { text } from "../../text/text";
import { DrawerBody, DrawerFoot, DrawerHead } from "../../ui/Drawer";
import { day, moment, quantity } from "../../ui/format";
import { BackorderBadge, OrderBadge } from "../badges";
import type { DrawerProps } from "../Content";
import { DocumentLink } from "../DocumentLink";
import { ItemLink } from "../ItemLink";
import { NotThere } from "../NotThere";
import { Dotted, Facts, Lines, Section, Tickbox } from "../parts";
import { backorderOf } from "./backorderOf";
import { MoveLine } from "./MoveLine";
import { Shipments } from "./Shipments";
import { ShipForm } from "./ShipForm";
import { WaitsFor } from "./WaitsFor";

export function OrderDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const order = useMemo(() => inventory.order(id), [inventory, revision, id]);
  const backorder = useMemo(() => order && backorderOf(inventory, order), [inventory, revision, order]);
  const [restock, setRestock] = useState(true);
  const [alsoReady, setAlsoReady] = useState<readonly string[]>([]);

  if (!order) return <NotThere kind={text.kinds.order} id={id} onClose={onClose} />;
  const name = text.named.order(order.number);
  const waitingLines = new Map(backorder?.lines.map((line) => [line.orderLineId, line]));
  const canShip = backorder !== null && (backorder.lines.some((line) => line.onShelf > 0) || order.shipments.some(({ status }) => status === "notShipped" || status === "readyForPickup"));
  return (
    <>
      <DrawerHead
        kind={text.kinds.order}
        title={order.number}
        badge={
          <>
            <OrderBadge status={order.status} />
            {backorder && <BackorderBadge state={backorder.state} />}
          </>
        }
        about={<Dotted of={[order.customer, moment(order.placedAt)]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts
          of={[
            [text.words.payment, text.payments[order.payment]],
            [text.words.fraud, text.frauds[order.fraud]],
            [text.words.delivery, text.deliveries[order.delivery]],
            [text.words.due, order.dueAt && day(order.dueAt)],
            [text.words.promised, backorder?.promisedAt && day(backorder.promisedAt)],
            [text.words.priority, order.priority ? String(order.priority) : null],
          ]}
        />
        {alsoReady.length > 0 && <ReadyOrders ids={alsoReady} takesFocus={!canShip} />}
        {backorder && backorder.state !== "ready" && (
          <WaitsFor backorder={backorder} onReceived={(ready) => setAlsoReady(ready.filter((other) => other !== id))} />
        )}
        {backorder && canShip && <ShipForm key={`${backorder.state} ${order.shipments.length}`} order={order} backorder={backorder} />}
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={order.lines}
            keyOf={(line) => line.id}
            columns={[
              {
                name: text.words.item,
                cell: ({ itemId, shopId }) => (
                  <>
                    <ItemLink id={itemId} />
                    <Dotted of={[names.shop(shopId)]} />
                  </>
                ),
              },
              { name: text.words.units, align: "end", cell: (line) => quantity(line.quantity) },
              { name: text.words.unshipped, align: "end", cell: (line) => quantity(waitingLines.get(line.id)?.unshipped ?? 0) },
              { name: text.words.onShelf, align: "end", cell: (line) => quantity(waitingLines.get(line.id)?.onShelf ?? 0) },
              {
                name: text.words.waitsFor,
                cell: (line) => {
                  const waiting = waitingLines.get(line.id);
                  if (!waiting) return "–";
                  return (
                    <>
                      {waiting.coveredBy.map((by) => (
                        <div key={`${by.type} ${by.id} ${by.expectedAt}`}>
                          {quantity(by.quantity)} ×{" "}
                          <DocumentLink type={by.type} id={by.id}>
                            {text.named[by.type](by.number)}
                          </DocumentLink>{" "}
                          {by.expectedAt !== null && day(by.expectedAt)}
                        </div>
                      ))}
                      {waiting.missing > 0 && text.backorders.toOrder(quantity(waiting.missing))}
                    </>
                  );
                },
              },
              {
                name: text.words.action,
                isQuiet: true,
                align: "end",
                cell: (line) => <MoveLine order={order} line={line} unshipped={waitingLines.get(line.id)?.unshipped ?? 0} />,
              },
            ]}
          />
        </Section>
        <Shipments order={order} />
      </DrawerBody>
      <DrawerFoot>
        <Actions
          of={[
            { name: text.order.clearFraud, done: text.order.nowCleared(name), intents: [{ type: "clearFraud", orderId: id }] },
            { name: text.order.markPaid, done: text.order.nowPaid(name), intents: [{ type: "markOrderPaid", orderId: id }] },
            { name: text.order.first, done: text.order.nowFirst(name), intents: [{ type: "prioritiseOrder", orderId: id, priority: order.priority + 1 }] },
            { name: text.order.flagFraud, done: text.order.nowFlagged(name), intents: [{ type: "flagFraud", orderId: id }] },
          ]}
        />
        <AskFirst
          name={text.order.refund}
          title={text.order.refundTitle(name)}
          intents={[{ type: "refundOrder", orderId: id, restock }]}
          done={text.order.nowRefunded(name)}
        >
          <Tickbox name={text.order.restock} isTicked={restock} onChange={setRestock} />
        </AskFirst>
        <AskFirst
          name={text.order.cancel}
          title={text.order.cancelTitle(name)}
          intents={[{ type: "cancelOrder", orderId: id, restock }]}
          done={text.order.nowCancelled(name)}
        >
          <Tickbox name={text.order.restock} isTicked={restock} onChange={setRestock} />
        </AskFirst>
      </DrawerFoot>
    </>
  );
}
