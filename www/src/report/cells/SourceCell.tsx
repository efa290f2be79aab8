import type { ReportRow } from "oversold";
import { reasons } from "../words";
import styles from "./cells.module.css";
import { Nothing } from "./plain";

const types = { sale: reasons.sale, transfer: reasons.transfer, vendorReturn: "Return", other: reasons.other } as const;

export function SourceCell({ row: { source } }: { row: ReportRow }) {
  if (!source) return <Nothing />;
  return (
    <span className={styles.source} title={`${types[source.type]} ${source.number}`}>
      <span className={styles.type}>{types[source.type]} </span>
      <span className={styles.words}>{source.number}</span>
    </span>
  );
}
