import { useMemo } from "react";
import { useEngine, useRevision } from "../../app/engine";
import { text } from "../../text/text";
import { DrawerBody, DrawerHead } from "../../ui/Drawer";
import { day, quantity } from "../../ui/format";
import type { DrawerProps } from "../Content";
import { DocumentLink } from "../DocumentLink";
import { NotThere } from "../NotThere";
import { Dotted, Facts, Lines, Section } from "../parts";
import { CountForm } from "./CountForm";

export function ItemDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const item = useMemo(() => inventory.item(id), [inventory, revision, id]);
  const incoming = useMemo(
    () => (item?.levels ?? []).flatMap(({ shopId }) => inventory.incoming(id, shopId).map((line) => ({ ...line, shopId }))),
    [inventory, revision, item],
  );
  if (!item) return <NotThere kind={text.kinds.item} id={id} onClose={onClose} />;
  return (
    <>
      <DrawerHead
        kind={text.kinds.item}
        title={item.description}
        about={<Dotted of={[item.defaultVendorId && names.vendor(item.defaultVendorId)]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts
          of={[
            [text.item.customSku, item.customSku],
            [text.item.systemSku, item.systemSku],
            ["UPC", item.upc],
            ["EAN", item.ean],
            [text.item.manufacturerSku, item.manufacturerSku],
            [text.item.packSize, item.packSize && quantity(item.packSize)],
            [text.item.minimumOrder, item.minimumOrder && quantity(item.minimumOrder)],
          ]}
        />
        <Section title={text.words.stock}>
          <Lines
            label={text.words.stock}
            rows={item.levels}
            keyOf={({ shopId }) => shopId}
            columns={[
              { name: text.words.shop, cell: ({ shopId }) => names.shop(shopId) },
              { name: text.words.qoh, align: "end", cell: ({ qoh }) => quantity(qoh) },
              { name: text.words.shelf, align: "end", cell: ({ shelf }) => quantity(shelf) },
              { name: text.words.onPurchaseOrder, align: "end", cell: ({ onPurchaseOrder }) => quantity(onPurchaseOrder) },
              { name: text.words.onTransfer, align: "end", cell: ({ onTransfer }) => quantity(onTransfer) },
              { name: text.item.reorderPoint, align: "end", cell: ({ reorderPoint }) => (reorderPoint === null ? "–" : quantity(reorderPoint)) },
              { name: text.item.desired, align: "end", cell: ({ desiredLevel }) => (desiredLevel === null ? "–" : quantity(desiredLevel)) },
            ]}
          />
        </Section>
        {incoming.length > 0 && (
          <Section title={text.item.onItsWay}>
            <Lines
              label={text.item.onItsWay}
              rows={incoming}
              keyOf={({ type, id, lineId }) => `${type} ${id} ${lineId}`}
              columns={[
                {
                  name: text.words.document,
                  cell: (line) => (
                    <DocumentLink type={line.type} id={line.id}>
                      {text.named[line.type](line.number)}
                    </DocumentLink>
                  ),
                },
                { name: text.words.shop, cell: ({ shopId }) => names.shop(shopId) },
                { name: text.words.expected, cell: ({ expectedAt }) => (expectedAt === null ? "–" : day(expectedAt)) },
                { name: text.words.outstanding, align: "end", cell: ({ outstanding }) => quantity(outstanding) },
              ]}
            />
          </Section>
        )}
        {item.inventoried && <CountForm itemId={id} shopIds={item.levels.map(({ shopId }) => shopId)} />}
      </DrawerBody>
    </>
  );
}
