import { text } from "../../text/text";
import { useTable, type ColumnVisibilityState } from "@tanstack/react-table";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import type { ReportQuery, ReportRow } from "oversold";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ListPages } from "../../engine/pages";
import { oldestFirst, type SortKey } from "../choices";
import { PaperEnd } from "../../ui/PaperEnd";
import { PRINTED, usePrinting } from "../../ui/usePrinting";
import { columns, features, pinned } from "./columns";
import { HEADER, useGridFocus } from "../../ui/grid/gridFocus";
import { useFlight } from "../../ui/grid/useFlight";
import { HeaderRow } from "./HeaderRow";
import { HEADER_REM, layoutOf, rem, ROW_REM } from "./layout";
import styles from "./ReportTable.module.css";
import { Row } from "./Row";
import { sortingOf, sortKeysOf } from "./sorting";

interface Props {
  pages: ListPages<ReportRow>;
  query: ReportQuery;
  sort: readonly SortKey[];
  onSort(sort: readonly SortKey[]): void;
  columnVisibility: ColumnVisibilityState;
}

/** TanStack Table holds the columns and their state, TanStack Virtual the window; the rows, their order and number are the package's. */
export function ReportTable({ pages, query, sort, onSort, columnVisibility }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const focusedRow = useRef(HEADER);

  // The row that holds the focus stays drawn when it is scrolled away, or the focus would be lost.
  const isPrinting = usePrinting();
  const rangeExtractor = useCallback((range: Range) => {
    if (isPrinting) return Array.from({ length: Math.min(range.count, PRINTED) }, (_, index) => index);
    const indexes = defaultRangeExtractor(range);
    const kept = focusedRow.current;
    if (kept === HEADER || kept >= range.count || indexes.includes(kept)) return indexes;
    return [...indexes, kept].sort((a, b) => a - b);
  }, [isPrinting]);

  const unit = rem();
  const virtualizer = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_REM * unit,
    overscan: 5,
    scrollMargin: HEADER_REM * unit,
    scrollPaddingStart: HEADER_REM * unit,
    rangeExtractor,
  });
  const drawn = virtualizer.getVirtualItems();
  const flies = useFlight(scroller);

  const indexes = drawn.map((item) => item.index).join();
  const data = useMemo(() => {
    const rows: ReportRow[] = [];
    for (const index of indexes ? indexes.split(",") : []) {
      const row = pages.row(Number(index));
      if (row) rows.push(row);
    }
    return rows;
  }, [pages, indexes]);

  const sorting = useMemo(() => sortingOf(sort.length ? sort : oldestFirst), [sort]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiRemove: false,
    sortDescFirst: false,
    state: { sorting, columnVisibility, columnPinning: pinned },
    onSortingChange: (updater) => onSort(sortKeysOf(typeof updater === "function" ? updater(sorting) : updater)),
  });
  const visible = table.getVisibleLeafColumns();
  const shown = visible.map((column) => column.id).join();
  const layout = useMemo(() => layoutOf(visible), [shown]);

  const { active, onKeyDown, onFocus } = useGridFocus({
    grid: scroller,
    rowCount: pages.total,
    columns: useMemo(() => shown.split(","), [shown]),
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (ROW_REM * unit)) - 2),
    reveal: useCallback((row: number) => virtualizer.scrollToIndex(row), [virtualizer]),
  });
  focusedRow.current = active.row;

  // Another question is read from its first row on; another answer to the same one from where one was.
  const asked = useRef(query);
  useEffect(() => {
    if (asked.current === query) return;
    asked.current = query;
    scroller.current?.scrollTo({ top: 0 });
  }, [query]);

  const rows = table.getRowModel().rows;
  const groupedByOrder = sort[0]?.by === "source" || sort[0]?.by === "ecomOrder";
  return (
    <>
      <PaperEnd total={pages.total} />
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={text.pages.report}
        aria-describedby="report-keys"
        aria-rowcount={pages.total + 1}
        aria-colcount={visible.length}
        style={{ "--columns": layout.template, "--width": layout.width, "--rows": `${virtualizer.getTotalSize()}px` } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <p id="report-keys" className="unseen">
          {text.report.gridKeys}
        </p>
        <HeaderRow table={table} sorting={sorting} layout={layout} tabStop={active.row === HEADER ? active.column : null} />
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map((item, at) => {
            const row = rows[at];
            if (!row) return null;
            const order = groupedByOrder ? row.original.ecomOrder?.id : undefined;
            return (
              <Row
                key={row.id}
                row={row}
                index={item.index}
                top={item.start - HEADER_REM * unit}
                tabStop={active.row === item.index ? active.column : null}
                layout={layout}
                flies={flies && !isPrinting}
                continues={order !== undefined && item.index > 0 && pages.row(item.index - 1)?.ecomOrder?.id === order}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
