import { text } from "../../text/text";
import { X } from "lucide-react";
import type { ReportRow } from "oversold";
import { useMemo } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useEngine } from "../../app/engine";
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
    <ModalOverlay
      className={styles.overlay ?? ""}
      isDismissable
      isOpen={row !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""}>{row && <Content row={row} onClose={onClose} />}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content({ row, onClose }: { row: ReportRow; onClose(): void }) {
  const { inventory } = useEngine();
  const explanation = useMemo(() => inventory.explain(row.itemId, row.shopId), [inventory, inventory.revision, row]);
  const proof = useMemo(() => proofOf(explanation), [explanation]);
  return (
    <>
      <header className={styles.head}>
        <div>
          <Heading slot="title" className={styles.title ?? ""}>
            {row.description}
          </Heading>
          <p className={styles.about}>{[row.code, row.shop, row.vendor].filter(Boolean).join(" · ")}</p>
        </div>
        <Button className="button quiet icon" aria-label={text.close} onPress={onClose}>
          <X size={17} aria-hidden />
        </Button>
      </header>
      <div className={styles.body}>
        <div className={styles.verdict}>
          <DiagnosisBadge diagnosis={row.diagnosis} />
          <p>
            {diagnoses[row.diagnosis].meaning}
            {row.soldBecause && ` ${soldBecause[row.soldBecause]}`}
          </p>
        </div>
        <Arithmetic explanation={explanation} />
        <Queue proof={proof} thisRow={row.id} />
      </div>
    </>
  );
}
