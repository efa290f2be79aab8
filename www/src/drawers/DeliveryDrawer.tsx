import type { Id, PurchaseOrderDetail, Quantity } from "oversold";
import { useMemo, useState, type ReactNode } from "react";
import { useEngine, useRevision } from "../app/engine";
import { type Action, Actions } from "../doing/Actions";
import { ReadyOrders } from "../doing/ReadyOrders";
import { type DeliveryType, receiveIntent } from "../doing/receiving";
import { usePossible } from "../doing/usePreview";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { DrawerBody, DrawerFoot, DrawerHead } from "../ui/Drawer";
import { quantity } from "../ui/format";
import { EditButton } from "./EditButton";
import { itemColumn } from "./ItemLink";
import { outstandingOf } from "./outstanding";
import { Dotted, Facts, Lines, Section } from "./parts";
import { Receipts } from "./Receipts";
import { Receiving } from "./Receiving";

interface Line {
  id: Id;
  itemId: Id;
}

interface Props<L extends Line> {
  type: DeliveryType;
  document: { id: Id; number: string; lines: readonly L[]; receipts: PurchaseOrderDetail["receipts"] };
  /** Where it comes in. */
  shopId: Id;
  badge: ReactNode;
  about: readonly ReactNode[];
  facts(outstanding: ReadonlyMap<Id, Quantity>): readonly (readonly [name: string, value: ReactNode])[];
  /** The units of a line that an edit changes. */
  unitsOf(line: L): Quantity;
  /** Beside the item, the first, and what is outstanding, the last. */
  columns: readonly { name: string; of(line: L): Quantity }[];
  outstandingName: string;
  /** What else can be done with what is outstanding of a line. */
  lineAction?(line: L, outstanding: Quantity): ReactNode;
  actions?: readonly Action[];
  archive: Intent;
  onClose(): void;
  /** What comes before it can be received. */
  children?: ReactNode;
}

/** A purchase order or a transfer: what of it is to come, taking it in, and what came. */
export function DeliveryDrawer<L extends Line>(props: Props<L>) {
  const { type, document, shopId, badge, about, facts, unitsOf, columns, outstandingName, lineAction, actions, archive, onClose, children } = props;
  const { id, number, lines, receipts } = document;
  const { inventory } = useEngine();
  const revision = useRevision();
  const [ready, setReady] = useState<readonly Id[] | null>(null);
  const isReceivable = usePossible([{ intents: [receiveIntent(type, id)] }]).length > 0;
  const outstanding = useMemo(() => outstandingOf(inventory, type, document, shopId), [inventory, revision, type, document, shopId]);
  const outstandingIn = (line: L) => outstanding.get(line.id) ?? 0;
  const name = text.named[type](number);
  return (
    <>
      <DrawerHead kind={text.kinds[type]} title={number} badge={badge} about={<Dotted of={about} />} onClose={onClose} />
      <DrawerBody>
        <Facts of={facts(outstanding)} />
        {ready && <ReadyOrders ids={ready} />}
        {isReceivable && (
          <Receiving
            key={receipts.length}
            type={type}
            id={id}
            name={name}
            lines={lines.map((line) => ({ ...line, outstanding: outstandingIn(line) })).filter((line) => line.outstanding > 0)}
            onReceived={setReady}
          />
        )}
        {children}
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={lines}
            keyOf={(line) => line.id}
            columns={[
              itemColumn(),
              ...columns.map(({ name, of }) => ({ name, align: "end" as const, cell: (line: L) => quantity(of(line)) })),
              { name: outstandingName, align: "end", cell: (line) => quantity(outstandingIn(line)) },
              ...(lineAction
                ? [{ name: text.words.action, isQuiet: true, align: "end" as const, cell: (line: L) => lineAction(line, outstandingIn(line)) }]
                : []),
            ]}
          />
        </Section>
        <Receipts of={receipts} />
      </DrawerBody>
      <DrawerFoot>
        {actions && <Actions of={actions} />}
        <EditButton type={type} id={id} lines={lines.map((line) => ({ id: line.id, itemId: line.itemId, quantity: unitsOf(line) }))} />
        <Actions of={[{ name: text.archive, done: text.nowArchived(name), intents: [archive] }]} />
      </DrawerFoot>
    </>
  );
}
