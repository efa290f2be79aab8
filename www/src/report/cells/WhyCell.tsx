import { text } from "../../text/text";
import type { ReportRow } from "oversold";
import { useExplain } from "../explain/useExplain";
import { CellButton } from "./CellButton";
import styles from "./cells.module.css";

export function WhyCell({ row }: { row: ReportRow }) {
  const explain = useExplain();
  return (
    <CellButton className={styles.why} label={text.report.whyRow(row.description, row.shop)} isOpener onPress={() => explain(row)}>
      {text.report.why}
    </CellButton>
  );
}
