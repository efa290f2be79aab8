import type { Backorder, Id } from "oversold";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { Preview } from "../../doing/Preview";
import { receiveIntent } from "../../doing/receiving";
import { usePreview } from "../../doing/usePreview";
import { useRun } from "../../doing/useRun";
import { text } from "../../text/text";
import { day } from "../../ui/format";
import { DocumentLink } from "../DocumentLink";
import { Card } from "../parts";
import styles from "../parts.module.css";

/** The deliveries that bring what the order waits for: received here, all at once, when they are there. */
export function WaitsFor({ backorder, onReceived }: { backorder: Backorder; onReceived(ordersReady: readonly Id[]): void }) {
  const { run, isBusy } = useRun();
  const deliveries = useMemo(() => {
    const byDocument = new Map<string, Backorder["lines"][number]["coveredBy"][number]>();
    for (const line of backorder.lines) for (const by of line.coveredBy) byDocument.set(`${by.type} ${by.id}`, by);
    return [...byDocument.values()];
  }, [backorder]);
  const intents = useMemo(() => deliveries.map(({ type, id }) => receiveIntent(type, id)), [deliveries]);
  const preview = usePreview(intents);
  if (deliveries.length === 0) return null;

  const receive = async () => {
    if (!preview?.ok) return;
    const named = deliveries.map(({ type, number }) => text.named[type](number)).join(", ");
    const done = await run(intents, text.receiving.done(named), preview);
    if (done) onReceived(done.changes.ordersReady);
  };
  return (
    <Card title={text.order.waitsFor}>
      <ul>
        {deliveries.map(({ type, id, number, expectedAt }) => (
          <li key={`${type} ${id}`}>
            <DocumentLink type={type} id={id}>
              {text.named[type](number)}
            </DocumentLink>{" "}
            {expectedAt !== null && <span className={styles.soft}>{text.expectedOn(day(expectedAt))}</span>}
          </li>
        ))}
      </ul>
      <Preview of={preview} />
      <div className={styles.row}>
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void receive()}>
          {text.order.receive(deliveries.length)}
        </Button>
      </div>
    </Card>
  );
}
