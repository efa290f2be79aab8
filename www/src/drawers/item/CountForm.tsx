import type { Id } from "oversold";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useEngine } from "../../app/engine";
import { Preview } from "../../doing/Preview";
import { usePreview } from "../../doing/usePreview";
import { useRun } from "../../doing/useRun";
import type { Intent } from "../../host/backOffice";
import { text } from "../../text/text";
import { Choice } from "../../ui/Field";
import { QuantityField } from "../../ui/QuantityField";
import { Card } from "../parts";
import styles from "../parts.module.css";

/** Somebody looked: what is on the shelf becomes what the books say. */
export function CountForm({ itemId, shopIds }: { itemId: Id; shopIds: readonly Id[] }) {
  const { names } = useEngine();
  const { run, isBusy } = useRun();
  const [shopId, setShopId] = useState<Id | null>(shopIds.length === 1 ? (shopIds[0] ?? null) : null);
  const [counted, setCounted] = useState<number | null>(null);
  const intents: Intent[] = shopId !== null && counted !== null ? [{ type: "countStock", itemId, shopId, counted }] : [];
  const preview = usePreview(intents);
  return (
    <Card title={text.item.count} tone="rest">
      <div className={styles.row}>
        <Choice label={text.words.shop} choices={shopIds.map((id) => ({ id, name: names.shop(id) }))} value={shopId} onChange={setShopId} placeholder={text.choose} />
        <label className={styles.row}>
          {text.item.counted}
          <QuantityField label={text.item.counted} value={counted ?? Number.NaN} onChange={setCounted} />
        </label>
        <Button
          className="button"
          isDisabled={!preview?.ok || isBusy}
          onPress={() => preview?.ok && void run(intents, text.item.nowCounted, preview).then(() => setCounted(null))}
        >
          {text.item.saveCount}
        </Button>
      </div>
      <Preview of={preview} />
    </Card>
  );
}
