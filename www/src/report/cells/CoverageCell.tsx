import type { ReportRow } from "oversold";
import { CoverageMark } from "../CoverageMark";
import { useExplain } from "../explain/useExplain";
import { hintOf } from "../hints";
import { coverages } from "../words";
import { CellButton } from "./CellButton";
import styles from "./cells.module.css";

export function CoverageCell({ row }: { row: ReportRow }) {
  const explain = useExplain();
  return (
    <CellButton className={styles.coverage} hint={hintOf("coverage", row.coverage)} isOpener onPress={() => explain(row)}>
      <CoverageMark coverage={row.coverage} />
      {coverages[row.coverage].name}
    </CellButton>
  );
}
