import { text } from "../../text/text";
import type { Header, ReactTable, SortingState } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReportRow } from "oversold";
import { memo } from "react";
import { Button, type PressEvent } from "react-aria-components";
import { features } from "./columns";
import { HEADER } from "../../ui/grid/gridFocus";
import styles from "./HeaderRow.module.css";
import type { Layout, Place } from "./layout";

type Table = ReactTable<typeof features, ReportRow>;

interface Props {
  table: Table;
  sorting: SortingState;
  layout: Layout;
  /** The column that Tab leads to, if the header holds it. */
  tabStop: string | null;
}

/** Drawn anew when what it shows changes, not with each row that scrolls past. */
export const HeaderRow = memo(DrawnHeaderRow, (before, after) => {
  return before.sorting === after.sorting && before.layout === after.layout && before.tabStop === after.tabStop;
});

function DrawnHeaderRow({ table, sorting, layout, tabStop }: Props) {
  const keys = sorting.length;
  return (
    <div role="rowgroup" className={styles.head}>
      {table.getHeaderGroups().map((group) => (
        <div key={group.id} role="row" aria-rowindex={1} className={styles.row}>
          {group.headers.map((header) => (
            <HeaderCell
              key={header.id}
              header={header}
              table={table}
              place={layout.places.get(header.column.id)}
              isTabStop={tabStop === header.column.id}
              keys={keys}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  header: Header<typeof features, ReportRow>;
  table: Table;
  place: Place | undefined;
  isTabStop: boolean;
  keys: number;
}

function HeaderCell({ header, table, place: where, isTabStop, keys }: CellProps) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const sortable = column.getCanSort();
  const place = column.getSortIndex() + 1;

  const sort = ({ shiftKey }: PressEvent) => {
    // A plain press makes it the only key, whatever keys there were.
    if (shiftKey) column.toggleSorting(undefined, true);
    else table.setSorting([{ id: column.id, desc: sorted === "asc" }]);
  };

  return (
    <div
      role="columnheader"
      className={styles.cell}
      // Without the sort key's number, which the button adds.
      aria-label={String(column.columnDef.header)}
      data-cell
      data-row={HEADER}
      data-column={column.id}
      data-align={column.columnDef.meta?.align}
      data-pinned={column.getIsPinned() || undefined}
      aria-sort={sortable ? (sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none") : undefined}
      tabIndex={sortable ? undefined : isTabStop ? 0 : -1}
      data-line={where?.line}
      style={where?.style}
    >
      {sortable ? (
        <Button className={styles.sort ?? ""} excludeFromTabOrder={!isTabStop} onPress={sort}>
          <span className={styles.name}>
            <table.FlexRender header={header} />
          </span>
          {sorted && (
            <span className={styles.mark}>
              {sorted === "asc" ? <ArrowUp size={13} aria-hidden /> : <ArrowDown size={13} aria-hidden />}
              {keys > 1 && (
                <span className={styles.place}>
                  <span className="unseen">{text.report.sortKey}</span>
                  {place}
                </span>
              )}
            </span>
          )}
        </Button>
      ) : (
        <span className={styles.name}>
          <table.FlexRender header={header} />
        </span>
      )}
    </div>
  );
}
