import type { Totals } from "oversold";
import { count, quantity } from "../ui/format";
import styles from "./TotalsLine.module.css";

/** Says aloud what a change of the filters left. */
export function TotalsLine({ totals }: { totals: Totals }) {
  const parts = [
    { key: "uncovered", value: quantity(totals.uncovered), name: totals.uncovered === 1 ? "unit uncovered" : "units uncovered" },
    { key: "rows", value: count(totals.rows), name: totals.rows === 1 ? "row" : "rows" },
    { key: "items", value: count(totals.items), name: totals.items === 1 ? "item" : "items" },
    { key: "levels", value: count(totals.levels), name: totals.levels === 1 ? "stock level" : "stock levels" },
    { key: "sources", value: count(totals.sources), name: totals.sources === 1 ? "source" : "sources" },
    { key: "orders", value: count(totals.orders), name: totals.orders === 1 ? "eCom order" : "eCom orders" },
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
