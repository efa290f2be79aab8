import type { Id } from "oversold";
import { usePossible } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Tick } from "../ui/Tick";

export const ticking = (orderId: Id, shipmentId: Id, shipped: boolean): Intent => ({ type: "tickShippedInPos", orderId, shipmentId, shipped });

interface Props {
  orderId: Id;
  shipment: { id: Id; number: string; shippedInPos: boolean };
}

/** "Under SHIPPED, select its checkbox." */
export function ShippedBox({ orderId, shipment: { id, number, shippedInPos } }: Props) {
  const { run } = useRun();
  const isPossible = usePossible([{ intents: [ticking(orderId, id, !shippedInPos)] }]).length > 0;
  return (
    <Tick
      label={text.shipments.shippedOf(number)}
      isTicked={shippedInPos}
      isDisabled={!isPossible}
      onChange={(shipped) => void run([ticking(orderId, id, shipped)], shipped ? text.shipments.nowTicked(number) : text.shipments.nowUnticked(number))}
    />
  );
}
