import type { ReportRow } from "oversold";
import { DiagnosisBadge } from "../DiagnosisBadge";
import { useExplain } from "../explain/useExplain";
import { hintOf } from "../hints";
import { CellButton } from "./CellButton";
import styles from "./cells.module.css";

export function DiagnosisCell({ row }: { row: ReportRow }) {
  const explain = useExplain();
  return (
    <CellButton className={styles.diagnosis} hint={hintOf("diagnosis", row.diagnosis)} isOpener onPress={() => explain(row)}>
      <DiagnosisBadge diagnosis={row.diagnosis} />
    </CellButton>
  );
}
