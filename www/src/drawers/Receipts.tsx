import type { PurchaseOrderDetail } from "oversold";
import { Actions } from "../doing/Actions";
import { text } from "../text/text";
import { moment, quantity, sum } from "../ui/format";
import { Lines, Section } from "./parts";

/** The deliveries taken in so far. Each can be taken back whole. */
export function Receipts({ of }: { of: PurchaseOrderDetail["receipts"] }) {
  if (of.length === 0) return null;
  return (
    <Section title={text.receipts.title}>
      <Lines
        label={text.receipts.title}
        rows={of.toReversed()}
        keyOf={({ commandId }) => commandId}
        columns={[
          { name: text.words.date, cell: ({ at }) => moment(at) },
          { name: text.words.by, cell: ({ by }) => by ?? "–" },
          { name: text.words.units, align: "end", cell: ({ lines }) => quantity(sum(lines.map((line) => line.quantity))) },
          {
            name: text.words.action,
            isQuiet: true,
            align: "end",
            cell: ({ commandId, reversed }) =>
              reversed ? (
                text.receipts.takenBack
              ) : (
                <Actions
                  of={[{ name: text.receipts.takeBack, done: text.receipts.nowTakenBack, intents: [{ type: "reverseReceipt", commandId }] }]}
                />
              ),
          },
        ]}
      />
    </Section>
  );
}
