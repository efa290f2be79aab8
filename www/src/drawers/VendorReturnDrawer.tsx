import { useMemo } from "react";
import { useEngine, useRevision } from "../app/engine";
import { Actions } from "../doing/Actions";
import { text } from "../text/text";
import { DrawerBody, DrawerFoot, DrawerHead } from "../ui/Drawer";
import { day, quantity } from "../ui/format";
import { VendorReturnBadge } from "./badges";
import type { DrawerProps } from "./Content";
import { itemColumn } from "./ItemLink";
import { NotThere } from "./NotThere";
import { Dotted, Facts, Lines, Section } from "./parts";

export function VendorReturnDrawer({ id, onClose }: DrawerProps) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const vendorReturn = useMemo(() => inventory.vendorReturn(id), [inventory, revision, id]);
  if (!vendorReturn) return <NotThere kind={text.kinds.vendorReturn} id={id} onClose={onClose} />;
  const { number, status, vendorId, shopId, sentAt, lines } = vendorReturn;
  const name = text.named.vendorReturn(number);
  return (
    <>
      <DrawerHead
        kind={text.kinds.vendorReturn}
        title={number}
        badge={<VendorReturnBadge status={status} />}
        about={<Dotted of={[vendorId && names.vendor(vendorId), names.shop(shopId)]} />}
        onClose={onClose}
      />
      <DrawerBody>
        <Facts of={[[text.words.sent, sentAt && day(sentAt)]]} />
        <Section title={text.words.lines}>
          <Lines
            label={text.words.lines}
            rows={lines}
            keyOf={(line) => line.id}
            columns={[
              itemColumn(),
              { name: text.words.units, align: "end", cell: (line) => quantity(line.quantity) },
            ]}
          />
        </Section>
      </DrawerBody>
      <DrawerFoot>
        <Actions
          of={[
            { name: text.vendorReturns.send, done: text.vendorReturns.nowSent(name), intents: [{ type: "sendVendorReturn", vendorReturnId: id }] },
            { name: text.vendorReturns.unsend, done: text.vendorReturns.nowUnsent(name), intents: [{ type: "unsendVendorReturn", vendorReturnId: id }] },
          ]}
        />
      </DrawerFoot>
    </>
  );
}
