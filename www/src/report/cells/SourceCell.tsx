import type { ReportRow } from "oversold";
import { DocumentButton } from "./DocumentButton";
import { Nothing } from "../../ui/Values";
import { text } from "../../text/text";
import styles from "./cells.module.css";

export function SourceCell({ row: { source } }: { row: ReportRow }) {
  if (!source) return <Nothing />;
  const { type, id, number } = source;
  return (
    <span className={styles.source} title={`${text.sourceTypes[type]} ${number}`}>
      <span className={styles.type}>{text.sourceTypes[type]} </span>
      {type === "other" ? (
        <span className={styles.words}>{number}</span>
      ) : (
        <DocumentButton type={type} id={id}>
          {number}
        </DocumentButton>
      )}
    </span>
  );
}
