import { flexRender, type Row as TableRow } from "@tanstack/react-table";
import type { ReportRow } from "oversold";
import { memo, useRef, type KeyboardEvent } from "react";
import { useExplain } from "../explain/useExplain";
import type { features } from "./columns";
import { Words } from "../../ui/Values";
import { TabStopProvider } from "../../ui/grid/gridFocus";
import type { Layout } from "./layout";
import styles from "./Row.module.css";

interface Props {
  row: TableRow<typeof features, ReportRow>;
  index: number;
  top: number;
  /** The column that Tab leads to, if this row holds it. */
  tabStop: string | null;
  layout: Layout;
  /** The row before belongs to the same eCom order, and the list is ordered so. */
  continues: boolean;
  /** The list is scrolled faster than anyone reads. */
  flies: boolean;
}

export const Row = memo(DrawnRow, (before, after) => {
  return (
    before.row.original === after.row.original &&
    before.index === after.index &&
    before.top === after.top &&
    before.tabStop === after.tabStop &&
    before.layout === after.layout &&
    before.continues === after.continues &&
    // A row that stands there stays as it is when the others begin to fly past.
    (before.flies === after.flies || !before.flies)
  );
});

/** While the list flies past, a row that comes into view is its item's name: a whole one has fifteen times as many elements. */
function DrawnRow(props: Props) {
  const isWhole = useRef(false);
  isWhole.current ||= !props.flies || props.tabStop !== null;
  return isWhole.current ? <WholeRow {...props} /> : <FlyingRow {...props} />;
}

function FlyingRow({ row, index, top, layout }: Props) {
  const place = layout.places.get("description");
  return (
    <div role="row" aria-rowindex={index + 2} className={styles.row} style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" className={styles.cell} data-pinned="start" data-column="description" data-line={place?.line} style={place?.style}>
        <Words>{row.original.description}</Words>
      </div>
    </div>
  );
}

function WholeRow({ row, index, top, tabStop, layout, continues }: Props) {
  const explain = useExplain();

  // Enter on a cell that has nothing of its own to open asks why the row is there.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.target as HTMLElement).getAttribute("role") === "gridcell") {
      event.preventDefault();
      explain(row.original);
    }
  };

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      data-id={row.id}
      data-continues={continues || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onKeyDown={onKeyDown}
    >
      {row.getVisibleCells().map((cell) => {
        const { column } = cell;
        const place = layout.places.get(column.id);
        const isTabStop = tabStop === column.id;
        const hasButton = column.columnDef.meta?.opens?.(row.original) ?? false;
        const content = flexRender(column.columnDef.cell, cell.getContext());
        return (
          <div
            key={column.id}
            role="gridcell"
            className={styles.cell}
            data-cell
            data-row={index}
            data-column={column.id}
            data-align={column.columnDef.meta?.align}
            data-pinned={column.getIsPinned() || undefined}
            data-of-order={column.columnDef.meta?.ofOrder || undefined}
            tabIndex={hasButton ? undefined : isTabStop ? 0 : -1}
            data-line={place?.line}
            style={place?.style}
          >
            {hasButton ? <TabStopProvider value={isTabStop}>{content}</TabStopProvider> : content}
          </div>
        );
      })}
    </div>
  );
}
