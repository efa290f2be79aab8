import { InventoryError } from "oversold";
import { useCallback } from "react";
import { downloadPacked } from "../data/backUps";
import styles from "../data/Data.module.css";
import { LoadData } from "../data/LoadData";
import { WorkButton } from "../data/WorkButton";
import { words } from "../data/words";
import { inventoryOf } from "../host/engine";
import type { Restored } from "../host/backUp";
import type { Storage } from "../host/storage";
import { Failure } from "./Failure";

interface Props {
  error: unknown;
  storage: Storage;
  sample: string;
  onRetry(): void;
}

/** Nothing could be opened. What is stored is not touched before the person says so, and can be taken along first. */
export function StartFailure({ error, storage, sample, onRetry }: Props) {
  const install = useCallback(
    async (restored: Restored) => {
      const inventory = inventoryOf(restored);
      const { revision } = inventory;
      inventory.dispose();
      await storage.begin({ ...restored, lineage: crypto.randomUUID(), revision }, false);
      onRetry();
    },
    [storage, onRetry],
  );
  const isUnreadable = error instanceof InventoryError && ["corruptImage", "unsupportedVersion", "gap"].includes(error.code);
  if (!isUnreadable) return <Failure error={error} onRetry={onRetry} />;
  const save = (
    <WorkButton work={() => downloadPacked(storage)} working={words.backUp.working} primary>
      {words.backUp.packed}
    </WorkButton>
  );
  return (
    <Failure error={error} onRetry={onRetry} first={save}>
      <section className={`${styles.section} ${styles.alone}`}>
        <h2>{words.load.title}</h2>
        <LoadData sample={sample} place={{ here: null, install }} dropped={[]} />
      </section>
    </Failure>
  );
}
