import type { Id } from "oversold";
import { useMemo, useRef, useState } from "react";
import { Button, Input, TextField } from "react-aria-components";
import { useBackOffice, useEngine, useRevision } from "../app/engine";
import { refusalWords } from "../doing/refusal";
import { usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { shippingIntents } from "../drawers/order/shipping";
import { Lines, Tickbox } from "../drawers/parts";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Dialog, DialogBody, DialogFoot, DialogForm, DialogHead } from "../ui/Dialog";
import fields from "../ui/Field.module.css";

interface Props {
  /** Empty: closed. */
  ids: readonly Id[];
  onClose(): void;
  onShipped(): void;
}

/** Several orders at once: each with its tracking number; those that cannot go say why and stay. */
export function ShipOrders({ ids, onClose, onShipped }: Props) {
  const last = useRef(ids);
  if (ids.length > 0) last.current = ids;
  return (
    <Dialog isWide isOpen={ids.length > 0} onClose={onClose}>
      <DialogHead title={text.ready.shipAll(last.current.length)} />
      <Form key={last.current.join(" ")} ids={last.current} onClose={onClose} onShipped={onShipped} />
    </Dialog>
  );
}

interface Order {
  id: Id;
  number: string;
  customer: string | null;
  tracking: string;
  isPickup: boolean;
  intents: readonly Intent[];
  refused: string | null;
}

function Form({ ids, onClose, onShipped }: Props) {
  const office = useBackOffice();
  const { inventory } = useEngine();
  const revision = useRevision();
  const { run, isBusy } = useRun();
  const [shipmentIds] = useState(() => new Map(ids.map((id) => [id, office.newId()])));
  const [tracking, setTracking] = useState<ReadonlyMap<Id, string>>(new Map());
  const [clearFraud, setClearFraud] = useState(false);
  const [markPaid, setMarkPaid] = useState(false);

  const orders = useMemo(
    () =>
      ids.flatMap((id): Order[] => {
        const order = inventory.order(id);
        if (!order) return [];
        const intents = shippingIntents(order, {
          shipmentId: shipmentIds.get(id) ?? office.newId(),
          trackingNumber: tracking.get(id) ?? "",
          clearFraud: clearFraud && order.fraud !== "cleared",
          markPaid: markPaid && order.payment !== "paid",
          tickShipped: true,
          force: "",
        });
        const outcome = office.preview(intents);
        const { number, customer, delivery } = order;
        return [
          {
            id,
            number,
            customer,
            intents,
            tracking: tracking.get(id) ?? "",
            isPickup: delivery === "pickup",
            refused: outcome.ok ? null : refusalWords(outcome.refusal),
          },
        ];
      }),
    [office, inventory, revision, ids, tracking, clearFraud, markPaid],
  );
  const going = orders.filter(({ refused }) => refused === null);
  const intents = going.flatMap((order) => order.intents);
  const preview = usePreview(intents);
  const ship = async () => {
    if (preview?.ok && (await run(intents, text.ship.nowShippedMany(going.length), preview))) onShipped();
  };
  return (
    <DialogForm onSubmit={() => void ship()}>
      <DialogBody>
        <div className={fields.ticks}>
          <Tickbox name={text.ship.clearFraudMany} isTicked={clearFraud} onChange={setClearFraud} />
          <Tickbox name={text.ship.markPaidMany} isTicked={markPaid} onChange={setMarkPaid} />
        </div>
        <Lines
          label={text.words.orders}
          rows={orders}
          keyOf={({ id }) => id}
          columns={[
            { name: text.words.order, cell: ({ number, customer }) => `${number} ${customer ?? ""}` },
            {
              name: text.words.tracking,
              cell: ({ id, number, tracking: value, isPickup }) =>
                isPickup ? (
                  text.deliveries.pickup
                ) : (
                  <TextField
                    aria-label={text.ship.trackingOf(number)}
                    value={value}
                    onChange={(next) => setTracking(new Map(tracking).set(id, next))}
                    autoFocus={id === ids[0]}
                    maxLength={200}
                  >
                    <Input className={fields.input ?? ""} />
                  </TextField>
                ),
            },
            { name: text.words.status, cell: ({ refused }) => refused ?? text.ship.canGo },
          ]}
        />
      </DialogBody>
      <DialogFoot>
        <Button className="button" onPress={onClose}>
          {text.notNow}
        </Button>
        <Button type="submit" className="button primary" data-primary isDisabled={!preview?.ok || isBusy}>
          {text.ready.shipAll(going.length)}
        </Button>
      </DialogFoot>
    </DialogForm>
  );
}
