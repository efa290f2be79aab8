import type { Backorder, EcomOrderDetail, Id, Quantity } from "oversold";
import { useState } from "react";
import { Button, Form } from "react-aria-components";
import { useBackOffice } from "../../app/engine";
import { refusalWords } from "../../doing/refusal";
import { usePreview } from "../../doing/usePreview";
import { useRun } from "../../doing/useRun";
import { text } from "../../text/text";
import { Field } from "../../ui/Field";
import { quantity } from "../../ui/format";
import { QuantityField } from "../../ui/QuantityField";
import { Card, Lines, Tickbox } from "../parts";
import styles from "../parts.module.css";
import { shippingIntents, type Shipping } from "./shipping";

/** Gates that a reason opens (rule 13); the package decides which. */
const FORCED = ["notPaid", "fraudNotCleared", "notOnShelf"];

interface Props {
  order: EcomOrderDetail;
  backorder: Backorder;
}

/** From the shelf to the customer in one go: checked, paid, packed, tracked, shipped, and ticked in the till. */
export function ShipForm({ order, backorder }: Props) {
  const office = useBackOffice();
  const { run, isBusy } = useRun();
  const [shipmentId] = useState(() => office.newId());
  const [counts, setCounts] = useState<ReadonlyMap<Id, Quantity>>(new Map(backorder.lines.map((line) => [line.orderLineId, line.onShelf])));
  const [isForcing, setForcing] = useState(false);
  const [given, setGiven] = useState<Omit<Shipping, "shipmentId" | "lines">>({
    trackingNumber: "",
    clearFraud: false,
    markPaid: false,
    tickShipped: true,
    force: "",
  });
  const give = (change: Partial<typeof given>) => setGiven({ ...given, ...change });

  const isPickup = order.delivery === "pickup";
  const countOf = (id: Id) => counts.get(id) ?? 0;
  const isAll = backorder.lines.every((line) => countOf(line.orderLineId) === line.unshipped);
  const lines = backorder.lines.map(({ orderLineId }) => ({ lineId: orderLineId, quantity: countOf(orderLineId) }));
  const shipping = { ...given, shipmentId, ...(!isAll && { lines }) };
  const intents = shippingIntents(order, shipping);
  const preview = usePreview(intents);
  const packed = order.shipments.some(({ status }) => status === "notShipped" || status === "readyForPickup");

  const refusal = preview && !preview.ok && "refusal" in preview ? preview.refusal : null;
  const isForcible = refusal !== null && FORCED.includes(refusal.code);

  const name = text.named.order(order.number);
  const ship = () => {
    if (preview?.ok) void run(intents, isPickup ? text.ship.nowPickedUp(name) : text.ship.nowShipped(name), preview);
  };
  const readyForPickup = shippingIntents(order, { ...shipping, onlyReady: true });
  const canBeReady = usePreview(isPickup ? readyForPickup : []);

  return (
    <Card title={isPickup ? text.ship.pickupTitle : text.ship.title}>
      <Form
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          ship();
        }}
      >
        {!packed && (
          <Lines
            label={text.ship.units}
            rows={backorder.lines}
            keyOf={(line) => line.orderLineId}
            columns={[
              { name: text.words.item, cell: (line) => line.description },
              { name: text.words.unshipped, align: "end", cell: (line) => quantity(line.unshipped) },
              { name: text.words.onShelf, align: "end", cell: (line) => quantity(line.onShelf) },
              {
                name: text.ship.pack,
                align: "end",
                cell: (line) => (
                  <QuantityField
                    label={text.ship.packOf(line.description)}
                    value={countOf(line.orderLineId)}
                    max={line.unshipped}
                    onChange={(value) => setCounts(new Map(counts).set(line.orderLineId, value))}
                  />
                ),
              },
            ]}
          />
        )}
        <div className={styles.row}>
          {order.fraud !== "cleared" && (
            <Tickbox name={text.ship.clearFraud} isTicked={given.clearFraud} onChange={(clearFraud) => give({ clearFraud })} />
          )}
          {order.payment !== "paid" && (
            <Tickbox name={text.ship.markPaid} isTicked={given.markPaid} onChange={(markPaid) => give({ markPaid })} />
          )}
          <Tickbox name={text.ship.tick} isTicked={given.tickShipped} onChange={(tickShipped) => give({ tickShipped })} />
        </div>
        <div className={styles.fields} hidden={isPickup && !isForcing}>
          {!isPickup && (
            <Field
              label={text.ship.tracking}
              value={given.trackingNumber}
              onChange={(trackingNumber) => give({ trackingNumber })}
              autoFocus={backorder.state === "ready"}
            />
          )}
          {isForcing && <Field label={text.ship.force} value={given.force} onChange={(force) => give({ force })} autoFocus />}
        </div>
        {preview && !preview.ok && (
          <p className={styles.soft} role="status">
            {"problem" in preview ? preview.problem : refusalWords(preview.refusal)}
          </p>
        )}
        <div className={styles.row}>
          <Button type="submit" className="button primary" data-primary isDisabled={!preview?.ok || isBusy}>
            {isPickup ? text.ship.pickedUp : text.ship.shipped}
          </Button>
          {isForcible && !isForcing && (
            <Button className="button quiet" onPress={() => setForcing(true)}>
              {text.ship.forceIt}
            </Button>
          )}
          {isPickup && canBeReady?.ok && (
            <Button className="button" isDisabled={isBusy} onPress={() => void run(readyForPickup, text.ship.nowReady(name), canBeReady)}>
              {text.ship.readyForPickup}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  );
}
