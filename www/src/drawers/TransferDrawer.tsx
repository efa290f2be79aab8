import type { Id, TransferDetail } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { Actions } from "../doing/Actions";
import { Preview } from "../doing/Preview";
import { usePossible, usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { day, quantity } from "../ui/format";
import { QuantityField } from "../ui/QuantityField";
import { TransferBadge } from "./badges";
import type { DrawerProps } from "./Content";
import { DeliveryDrawer } from "./DeliveryDrawer";
import { NotThere } from "./NotThere";
import { Card, Lines } from "./parts";
import styles from "./parts.module.css";

export function TransferDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const transfer = useMemo(() => inventory.transfer(id), [inventory, revision, id]);
  const isSendable = usePossible([{ intents: [{ type: "sendTransfer", transferId: id }] }]).length > 0;
  if (!transfer) return <NotThere kind={text.kinds.transfer} id={id} onClose={onClose} />;
  const from = names.shop(transfer.fromShopId);
  return (
    <DeliveryDrawer
      type="transfer"
      document={transfer}
      shopId={transfer.toShopId}
      badge={<TransferBadge status={transfer.status} />}
      about={[text.transfers.fromTo(from, names.shop(transfer.toShopId))]}
      facts={() => [
        [text.words.sent, transfer.sentAt && day(transfer.sentAt)],
        [text.words.expected, transfer.expectedAt && day(transfer.expectedAt)],
      ]}
      unitsOf={(line) => line.requested}
      columns={[
        { name: text.words.requested, of: (line) => line.requested },
        { name: text.words.sent, of: (line) => line.sent ?? 0 },
        { name: text.words.received, of: (line) => line.received ?? 0 },
      ]}
      outstandingName={text.words.inTransit}
      lineAction={(line, inTransit) => <ReturnExcess transferId={id} lineId={line.id} quantity={inTransit} from={from} />}
      archive={{ type: "archiveTransfer", transferId: id }}
      onClose={onClose}
    >
      {isSendable && <Sending transfer={transfer} />}
    </DeliveryDrawer>
  );
}

/** What was never sent, or came back: it is no longer on its way, and in stock again where it came from. */
function ReturnExcess({ transferId, lineId, quantity: units, from }: { transferId: Id; lineId: Id; quantity: number; from: string }) {
  if (units === 0) return null;
  return (
    <Actions
      of={[
        {
          name: text.transfers.returnExcess(quantity(units)),
          done: text.transfers.nowReturned(quantity(units), from),
          intents: [{ type: "returnTransferExcess", transferId, lines: [{ lineId, quantity: units }] }],
        },
      ]}
    />
  );
}

function Sending({ transfer }: { transfer: TransferDetail }) {
  const { names } = useEngine();
  const { run, isBusy } = useRun();
  const [counts, setCounts] = useState<ReadonlyMap<Id, number>>(new Map());
  const lines = transfer.lines.map((line) => ({ lineId: line.id, quantity: counts.get(line.id) ?? line.requested }));
  const intents: Intent[] = [{ type: "sendTransfer", transferId: transfer.id, ...(counts.size > 0 && { lines }) }];
  const preview = usePreview(intents);
  return (
    <Card title={text.transfers.sending}>
      <Lines
        label={text.transfers.sending}
        rows={transfer.lines}
        keyOf={(line) => line.id}
        columns={[
          { name: text.words.item, cell: ({ itemId }) => names.item(itemId) },
          { name: text.words.requested, align: "end", cell: (line) => quantity(line.requested) },
          {
            name: text.transfers.send,
            align: "end",
            cell: (line) => (
              <QuantityField
                label={text.transfers.sendOf(names.item(line.itemId))}
                value={counts.get(line.id) ?? line.requested}
                onChange={(value) => setCounts(new Map(counts).set(line.id, value))}
              />
            ),
          },
        ]}
      />
      <Preview of={preview} />
      <div className={styles.row}>
        <Button
          className="button primary"
          data-primary
          isDisabled={!preview?.ok || isBusy}
          onPress={() => preview?.ok && void run(intents, text.transfers.nowSent(text.named.transfer(transfer.number)), preview)}
        >
          {text.transfers.send}
        </Button>
      </div>
    </Card>
  );
}
