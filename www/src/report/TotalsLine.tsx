import { text } from "../text/text";
import type { Totals } from "oversold";
import { count, quantity } from "../ui/format";
import styles from "./TotalsLine.module.css";

/** Says aloud what a change of the filters left. */
export function TotalsLine({ totals }: { totals: Totals }) {
  const names = text.report.totals;
  const parts = [
    { key: "uncovered", value: quantity(totals.uncovered), name: names.uncovered(totals.uncovered) },
    { key: "rows", value: count(totals.rows), name: names.rows(totals.rows) },
    { key: "items", value: count(totals.items), name: names.items(totals.items) },
    { key: "levels", value: count(totals.levels), name: names.levels(totals.levels) },
    { key: "sources", value: count(totals.sources), name: names.sources(totals.sources) },
    { key: "orders", value: count(totals.orders), name: names.orders(totals.orders) },
  ];
  return (
    <p className={styles.totals} role="status">
      {parts.map(({ key, value, name }) => (
        <span key={key} data-total={key}>
          <strong>{value}</strong> {name}
        </span>
      ))}
    </p>
  );
}
