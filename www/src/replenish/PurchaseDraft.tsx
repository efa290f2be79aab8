import type { Replenishment } from "oversold";
import { useEngine } from "../app/engine";
import { text } from "../text/text";
import { Choice } from "../ui/Field";
import { cost, day, quantity } from "../ui/format";
import { Draft } from "./Draft";
import { type Edits, keyOf } from "./plan";

interface Props {
  draft: Replenishment["purchaseOrders"][number];
  edits: Edits;
  onEdit(edits: Edits): void;
}

export function PurchaseDraft({ draft, edits, onEdit }: Props) {
  const { names } = useEngine();
  const key = keyOf(draft);
  const vendorId = edits.vendors.get(key) ?? draft.vendorId;
  const vendor = vendorId === null ? text.report.noVendor : names.vendor(vendorId);
  return (
    <Draft
      draftKey={key}
      kind={text.kinds.purchaseOrder}
      title={text.replenish.forShop(vendor, names.shop(draft.shopId))}
      about={
        draft.vendorId === null ? (
          <Choice
            label={text.words.vendor}
            choices={names.vendors}
            value={vendorId}
            onChange={(id) => onEdit({ ...edits, vendors: new Map(edits.vendors).set(key, id) })}
            placeholder={text.choose}
          />
        ) : (
          draft.expectedAt !== null && text.expectedOn(day(draft.expectedAt))
        )
      }
      lines={draft.lines}
      columns={[
        { name: text.replenish.needed, align: "end", cell: (line) => quantity(line.needed) },
        { name: text.replenish.unitCost, align: "end", cell: (line) => (line.unitCost === null ? "–" : cost(line.unitCost)) },
      ]}
      edits={edits}
      onEdit={onEdit}
    />
  );
}
