import type { Id } from "oversold";
import { type DocumentType, useOpened } from "../../drawers/opened";
import { CellButton } from "./CellButton";
import styles from "./cells.module.css";

/** A document's number in a row: leads to it. */
export function DocumentButton({ type, id, children }: { type: DocumentType; id: Id; children: string }) {
  const { openDocument } = useOpened();
  return (
    <CellButton className={styles.document} isOpener onPress={() => openDocument(type, id)}>
      {children}
    </CellButton>
  );
}
