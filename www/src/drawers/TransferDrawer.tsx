import type { Id, TransferDetail } from "oversold";
import { useCallback, useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { Actions } from "../doing/Actions";
import { Preview } from "../doing/Preview";
import { ReadyOrders } from "../doing/ReadyOrders";
import { usePossible, usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { DrawerBody, DrawerFoot, DrawerHead } from "../ui/Drawer";
import { day, quantity } from "../ui/format";
import { QuantityField } from "../ui/QuantityField";
import { TransferBadge } from "./badges";
import type { DrawerProps } from "./Content";
import { DocumentLink } from "./DocumentLink";
import { EditButton } from "./EditButton";
import { NotThere } from "./NotThere";
import { outstandingOf } from "./outstanding";
import { Card, Dotted, Facts, Lines, Section } from "./parts";
import styles from "./parts.module.css";
import { Receipts } from "./Receipts";
import { Receiving } from "./Receiving";

export function TransferDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const transfer = useMemo(() => inventory.transfer(id), [inventory, revision, id]);
  const [ready, setReady] = useState<readonly string[] | null>(null);
  const possible = usePossible(
    useMemo(
      () => [
        { does: "receive", intents: [{ type: "receiveTransfer", transferId: id }] },
        { does: "send", intents: [{ type: "sendTransfer", transferId: id }] },
      ] satisfies { does: string; intents: Intent[] }[],
      [id],
    ),
  ).map(({ does }) => does);
  const intentOf = useCallback(
    (lines: { lineId: string; quantity: number }[] | undefined, allowOver: boolean): Intent => ({
      type: "receiveTransfer",
      transferId: id,
      ...(lines && { lines }),
      ...(allowOver && { allowOver }),
    }),
    [id],
  );

  if (!transfer) return <NotThere kind={text.kinds.transfer} id={id} onClose={onClose} />;
  const inTransit = outstandingOf(inventory, "transfer", transfer, transfer.toShopId);
  const travelling = transfer.lines
    .map((line) => ({ ...line, outstanding: inTransit.get(line.id) ?? 0 }))
    .filter((line) => line.outstanding > 0);
  const name = text.named.transfer(transfer.number);
  return (
    <>
      <DrawerHead
        kind={text.kinds.transfer}
        title={transfer.number}
        badge={<TransferBadge status={transfer.status} />}
        about={<Dotted of={[text.transfers.fromTo(names.shop(transfer.fromShopId), names.shop(transfer.toShopId))]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts
          of={[
            [text.words.sent, transfer.sentAt && day(transfer.sentAt)],
            [text.words.expected, transfer.expectedAt && day(transfer.expectedAt)],
          ]}
        />
        {ready && <ReadyOrders ids={ready} />}
        {possible.includes("receive") && (
          <Receiving key={transfer.receipts.length} name={name} lines={travelling} intentOf={intentOf} onReceived={setReady} />
        )}
        {possible.includes("send") && <Sending transfer={transfer} />}
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={transfer.lines}
            keyOf={(line) => line.id}
            columns={[
              {
                name: text.words.item,
                cell: ({ itemId }) => (
                  <DocumentLink type="item" id={itemId}>
                    {names.item(itemId)}
                  </DocumentLink>
                ),
              },
              { name: text.words.requested, align: "end", cell: (line) => quantity(line.requested) },
              { name: text.words.sent, align: "end", cell: (line) => quantity(line.sent ?? 0) },
              { name: text.words.received, align: "end", cell: (line) => quantity(line.received ?? 0) },
              { name: text.words.inTransit, align: "end", cell: (line) => quantity(inTransit.get(line.id) ?? 0) },
              {
                name: text.words.action,
            isQuiet: true,
                align: "end",
                cell: (line) => (
                  <ReturnExcess transferId={id} lineId={line.id} quantity={inTransit.get(line.id) ?? 0} from={names.shop(transfer.fromShopId)} />
                ),
              },
            ]}
          />
        </Section>
        <Receipts of={transfer.receipts} />
      </DrawerBody>
      <DrawerFoot>
        <EditButton type="transfer" id={id} lines={transfer.lines.map((line) => ({ id: line.id, itemId: line.itemId, quantity: line.requested }))} />
        <Actions of={[{ name: text.archive, done: text.nowArchived(name), intents: [{ type: "archiveTransfer", transferId: id }] }]} />
      </DrawerFoot>
    </>
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
