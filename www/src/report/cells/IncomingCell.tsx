import { text } from "../../text/text";
import type { IncomingLine, ReportRow } from "oversold";
import { quantity } from "../../ui/format";
import { useIncoming } from "../incoming/useIncoming";
import { incomingNames } from "../words";
import { CellButton } from "./CellButton";
import styles from "./cells.module.css";
import { Amount } from "../../ui/Values";

interface Props {
  row: ReportRow;
  type: IncomingLine["type"];
}

export function IncomingCell({ row, type }: Props) {
  const askIncoming = useIncoming();
  const total = type === "purchaseOrder" ? row.onPurchaseOrder : row.onTransfer;
  if (total === 0) return <Amount>{total}</Amount>;
  return (
    <CellButton
      className={styles.incoming}
      label={text.report.listDocuments(quantity(total), incomingNames[type].title)}
      isOpener
      onPress={(button) => askIncoming({ row, type, button })}
    >
      {quantity(total)}
    </CellButton>
  );
}
