import type { EcomOrderDetail, Id, Quantity } from "oversold";
import { useMemo, useState } from "react";
import { useEngine, useRevision } from "../../app/engine";
import { AskFirst } from "../../doing/AskFirst";
import { usePossible } from "../../doing/usePreview";
import type { Intent } from "../../host/backOffice";
import { text } from "../../text/text";
import { Choice } from "../../ui/Field";
import { quantity } from "../../ui/format";

interface Props {
  order: Pick<EcomOrderDetail, "id">;
  line: EcomOrderDetail["lines"][number];
  unshipped: Quantity;
}

/** The units that wait, served from another shop: first offered is the one that has most. */
export function MoveLine({ order, line, unshipped }: Props) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const [chosen, setChosen] = useState<Id | null>(null);
  const shops = useMemo(() => {
    if (unshipped === 0) return [];
    const levels = new Map(inventory.item(line.itemId)?.levels.map(({ shopId, qoh }) => [shopId, qoh]));
    const intents = (shopId: Id): Intent[] => [{ type: "moveOrderLine", orderId: order.id, lineId: line.id, shopId }];
    return names.shops
      .filter(({ id }) => id !== line.shopId)
      .map(({ id, name }) => ({ id, name, qoh: levels.get(id) ?? 0, intents: intents(id) }))
      .sort((a, b) => b.qoh - a.qoh);
  }, [inventory, revision, names, order.id, line, unshipped]);
  const possible = usePossible(shops);
  const shop = possible.find(({ id }) => id === chosen) ?? possible[0];
  if (!shop) return null;
  const item = names.item(line.itemId);
  return (
    <AskFirst name={text.order.move} title={text.order.moveTitle(item)} intents={shop.intents} done={text.order.nowMoved(item, shop.name)} isQuiet>
      <Choice
        label={text.order.moveTo}
        choices={possible.map(({ id, name, qoh }) => ({ id, name: text.order.moveStock(name, quantity(qoh)) }))}
        value={shop.id}
        onChange={setChosen}
      />
    </AskFirst>
  );
}
