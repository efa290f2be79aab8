import { PackageCheck, SearchX } from "lucide-react";
import { Button } from "react-aria-components";
import { useEngine } from "../app/engine";
import { counted } from "../ui/format";
import styles from "./EmptyState.module.css";
import { queryOf, type Filters } from "./choices";
import type { Active } from "./filters/active";
import type { ChangeFilters } from "./useFilters";

interface Props {
  filters: Filters;
  active: Active[];
  onChange: ChangeFilters;
  onClear(): void;
}

export function EmptyState({ filters, active, onChange, onClear }: Props) {
  const { inventory } = useEngine();
  if (active.length === 0) {
    return (
      <div className={styles.empty}>
        <PackageCheck size={30} strokeWidth={1.4} aria-hidden />
        <h2>Nothing is short</h2>
        <p>No stock level is below zero. New shortages appear here as soon as more is sold than is there.</p>
      </div>
    );
  }

  const ways = active
    .map((one) => ({ one, rows: inventory.totals(queryOf({ ...filters, ...one.without })).rows }))
    .filter(({ rows }) => rows > 0);
  return (
    <div className={styles.empty}>
      <SearchX size={30} strokeWidth={1.4} aria-hidden />
      <h2>No row matches all of these filters</h2>
      {ways.length > 0 ? <p>Take one away to see more:</p> : <p>No single filter is to blame: clear them all, and start again.</p>}
      <div className={styles.ways}>
        {ways.map(({ one, rows }) => (
          <Button key={one.id} className="button" onPress={() => onChange(one.without)}>
            Without “{one.choice}”<span className="counter">{counted(rows, "row", "rows")}</span>
          </Button>
        ))}
        <Button className="button primary" onPress={onClear}>
          Clear all filters
        </Button>
      </div>
    </div>
  );
}
