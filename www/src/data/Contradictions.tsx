import type { Finding } from "oversold";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { FindingsTable } from "./FindingsTable";
import { words } from "./words";

/** Where data contradicts itself: a table, closed until somebody wants to see it. */
export function Contradictions({ of }: { of: readonly Finding[] }) {
  const text = words.check;
  if (of.length === 0) return <p className={styles.soft}>{text.none}</p>;
  return (
    <details className={styles.contradictions}>
      <summary>{text.some(of.length, count(of.length))}</summary>
      <FindingsTable findings={of.map((finding) => ({ ...finding, kind: text.rules[finding.rule] }))} count={of.length} />
    </details>
  );
}
