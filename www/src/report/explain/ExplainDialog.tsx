import type { ReportRow } from "oversold";
import { useMemo } from "react";
import { useEngine } from "../../app/engine";
import { Dialog, DialogBody, DialogHead } from "../../ui/Dialog";
import { DiagnosisBadge } from "../DiagnosisBadge";
import { diagnoses, soldBecause } from "../words";
import { Arithmetic } from "./Arithmetic";
import styles from "./ExplainDialog.module.css";
import { proofOf } from "./proof";
import { Queue } from "./Queue";

interface Props {
  /** Null: closed. */
  row: ReportRow | null;
  onClose(): void;
}

export function ExplainDialog({ row, onClose }: Props) {
  return (
    <Dialog isWide isOpen={row !== null} onClose={onClose}>
      {row && <Content row={row} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ row, onClose }: { row: ReportRow; onClose(): void }) {
  const { inventory } = useEngine();
  const explanation = useMemo(() => inventory.explain(row.itemId, row.shopId), [inventory, inventory.revision, row]);
  const proof = useMemo(() => proofOf(explanation), [explanation]);
  return (
    <>
      <DialogHead title={row.description} about={[row.code, row.shop, row.vendor].filter(Boolean).join(" · ")} onClose={onClose} />
      <DialogBody>
        <div className={styles.verdict}>
          <DiagnosisBadge diagnosis={row.diagnosis} />
          <p>
            {diagnoses[row.diagnosis].meaning}
            {row.soldBecause && ` ${soldBecause[row.soldBecause]}`}
          </p>
        </div>
        <Arithmetic explanation={explanation} />
        <Queue proof={proof} thisRow={row.id} />
      </DialogBody>
    </>
  );
}
