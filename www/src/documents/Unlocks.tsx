import { useMemo } from "react";
import { useBackOffice, useRevision } from "../app/engine";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Nothing } from "../ui/Values";

/** How many orders can ship once this is received: by a preview, so that the morning's first delivery can be chosen by it. */
export function Unlocks({ intent }: { intent: Intent }) {
  const office = useBackOffice();
  const revision = useRevision();
  const orders = useMemo(() => {
    const outcome = office.preview(intent);
    return outcome.ok ? outcome.changes.ordersReady.length : 0;
  }, [office, revision, JSON.stringify(intent)]);
  return orders > 0 ? <strong>{text.orders(orders)}</strong> : <Nothing />;
}
