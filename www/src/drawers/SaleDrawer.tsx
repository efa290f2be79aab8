import { useMemo } from "react";
import { useEngine, useRevision } from "../app/engine";
import { Actions } from "../doing/Actions";
import { text } from "../text/text";
import { DrawerBody, DrawerHead } from "../ui/Drawer";
import { moment, quantity } from "../ui/format";
import type { DrawerProps } from "./Content";
import { DocumentLink } from "./DocumentLink";
import { itemColumn } from "./ItemLink";
import { NotThere } from "./NotThere";
import { Dotted, Facts, Lines, Section } from "./parts";

export function SaleDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const sale = useMemo(() => inventory.sale(id), [inventory, revision, id]);
  if (!sale) return <NotThere kind={text.kinds.sale} id={id} onClose={onClose} />;
  return (
    <>
      <DrawerHead
        kind={text.kinds.sale}
        title={sale.number}
        about={<Dotted of={[names.shop(sale.shopId), moment(sale.completedAt)]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts
          of={[
            [
              text.kinds.order,
              sale.order && (
                <DocumentLink type="order" id={sale.order.id}>
                  {sale.order.number}
                </DocumentLink>
              ),
            ],
          ]}
        />
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={sale.lines}
            keyOf={(line) => line.id}
            columns={[
              itemColumn(),
              { name: text.words.stock, align: "end", cell: (line) => quantity(line.quantity) },
              { name: text.words.date, cell: (line) => moment(line.at) },
              {
                name: text.words.action,
                isQuiet: true,
                align: "end",
                cell: (line) => (
                  <Actions
                    of={[{ name: text.sale.restock, done: text.sale.restocked, intents: [{ type: "restock", adjustmentId: line.id }] }]}
                  />
                ),
              },
            ]}
          />
        </Section>
      </DrawerBody>
    </>
  );
}
