import type { EcomOrderDetail } from "oversold";
import { useState } from "react";
import { Button } from "react-aria-components";
import { Actions } from "../../doing/Actions";
import { useRun } from "../../doing/useRun";
import { text } from "../../text/text";
import { ShippedBox } from "../../shipments/ShippedBox";
import { Field } from "../../ui/Field";
import { ShipmentBadge } from "../badges";
import { Lines, Section } from "../parts";
import styles from "../parts.module.css";

export function Shipments({ order }: { order: EcomOrderDetail }) {
  if (order.shipments.length === 0) return null;
  return (
    <Section title={text.shipments.title}>
      <Lines
        label={text.shipments.title}
        rows={order.shipments}
        keyOf={({ id }) => id}
        columns={[
          { name: text.words.number, cell: ({ number }) => number },
          { name: text.words.status, cell: ({ status }) => <ShipmentBadge status={status} /> },
          {
            name: text.words.tracking,
            cell: ({ id, trackingNumber }) => order.delivery === "pickup" ? "–" : <Tracking key={trackingNumber} orderId={order.id} shipmentId={id} trackingNumber={trackingNumber} />,
          },
          {
            name: text.shipments.shipped,
            cell: (shipment) => <ShippedBox orderId={order.id} shipment={{ ...shipment, shippedInPos: shipment.shippedInPos ?? false }} />,
          },
          {
            name: text.words.action,
            isQuiet: true,
            align: "end",
            cell: ({ id, number }) => (
              <Actions
                of={[
                  {
                    name: text.shipments.cancel,
                    done: text.shipments.nowCancelled(number),
                    intents: [{ type: "cancelShipment", orderId: order.id, shipmentId: id }],
                  },
                ]}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

function Tracking({ orderId, shipmentId, trackingNumber }: { orderId: string; shipmentId: string; trackingNumber: string | null }) {
  const { run } = useRun();
  const [isEdited, setEdited] = useState(false);
  const [value, setValue] = useState(trackingNumber ?? "");
  if (!isEdited) {
    return (
      <Button className="button quiet" onPress={() => setEdited(true)}>
        {trackingNumber ?? text.shipments.addTracking}
      </Button>
    );
  }
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        setEdited(false);
        const next = value.trim() || null;
        if (next !== trackingNumber) {
          void run([{ type: "setTrackingNumber", orderId, shipmentId, trackingNumber: next }], text.shipments.nowTracked);
        }
      }}
    >
      <Field label={text.words.tracking} value={value} onChange={setValue} autoFocus />
      <Button type="submit" className="button">
        {text.save}
      </Button>
    </form>
  );
}
