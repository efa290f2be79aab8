import { text } from "../text/text";
import { PackageCheck, SearchX } from "lucide-react";
import { Button } from "react-aria-components";
import { useEngine } from "../app/engine";
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
        <h2>{text.report.nothingShort}</h2>
        <p>{text.report.nothingShortHint}</p>
      </div>
    );
  }

  const ways = active
    .map((one) => ({ one, rows: inventory.totals(queryOf({ ...filters, ...one.without })).rows }))
    .filter(({ rows }) => rows > 0);
  return (
    <div className={styles.empty}>
      <SearchX size={30} strokeWidth={1.4} aria-hidden />
      <h2>{text.report.noMatch}</h2>
      {ways.length > 0 ? <p>{text.report.takeAway}</p> : <p>{text.report.noneToBlame}</p>}
      <div className={styles.ways}>
        {ways.map(({ one, rows }) => (
          <Button key={one.id} className="button" onPress={() => onChange(one.without)}>
            {text.report.without(one.choice)}
            <span className="counter">{text.report.rows(rows)}</span>
          </Button>
        ))}
        <Button className="button primary" onPress={onClear}>
          {text.report.clearAllFilters}
        </Button>
      </div>
    </div>
  );
}
