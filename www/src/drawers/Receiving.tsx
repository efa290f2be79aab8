import type { Id, Quantity } from "oversold";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useEngine } from "../app/engine";
import { Preview } from "../doing/Preview";
import { type DeliveryType, receiveIntent } from "../doing/receiving";
import { usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { text } from "../text/text";
import { quantity } from "../ui/format";
import { QuantityField } from "../ui/QuantityField";
import { itemColumn } from "./ItemLink";
import { Card, Lines, Tickbox } from "./parts";
import styles from "./parts.module.css";

interface Props {
  type: DeliveryType;
  id: Id;
  /** "PO 12", for what is said afterwards. */
  name: string;
  lines: readonly { id: Id; itemId: Id; outstanding: Quantity }[];
  onReceived(ordersReady: readonly Id[]): void;
}

/** A delivery of one document: what came of each line, what that does, and the button. All that is outstanding, unless it is changed. */
export function Receiving({ type, id, name, lines, onReceived }: Props) {
  const { names } = useEngine();
  const { run, isBusy } = useRun();
  const [counts, setCounts] = useState<ReadonlyMap<Id, Quantity>>(new Map());
  const [allowOver, setAllowOver] = useState(false);

  const countOf = (line: Props["lines"][number]) => counts.get(line.id) ?? line.outstanding;
  const isMore = lines.some((line) => countOf(line) > line.outstanding);
  const intents = [
    receiveIntent(type, id, {
      ...(counts.size > 0 && { lines: lines.map((line) => ({ lineId: line.id, quantity: countOf(line) })) }),
      ...(isMore && allowOver && { allowOver }),
    }),
  ];
  const preview = usePreview(intents);

  const receive = async () => {
    if (!preview?.ok) return;
    const done = await run(intents, text.receiving.done(name), preview);
    if (!done) return;
    setCounts(new Map());
    onReceived(done.changes.ordersReady);
  };

  return (
    <Card title={text.receiving.title}>
      <Lines
        label={text.receiving.lines}
        rows={lines}
        keyOf={(line) => line.id}
        columns={[
          itemColumn(),
          { name: text.words.outstanding, align: "end", cell: ({ outstanding }) => quantity(outstanding) },
          {
            name: text.receiving.came,
            align: "end",
            cell: (line) => (
              <QuantityField
                label={text.receiving.cameOf(names.item(line.itemId))}
                value={countOf(line)}
                onChange={(value) => setCounts(new Map(counts).set(line.id, value))}
              />
            ),
          },
        ]}
      />
      {isMore && <Tickbox name={text.receiving.allowOver} isTicked={allowOver} onChange={setAllowOver} />}
      <Preview of={preview} />
      <div className={styles.row}>
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void receive()}>
          {counts.size > 0 ? text.receiving.these : text.receiving.all}
        </Button>
      </div>
    </Card>
  );
}
