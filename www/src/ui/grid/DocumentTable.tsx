import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ListPages } from "../../engine/pages";
import { text } from "../../text/text";
import { PaperEnd } from "../PaperEnd";
import { Tick } from "../Tick";
import { PRINTED, usePrinting } from "../usePrinting";
import { useScreen, type Screen } from "../useScreen";
import styles from "./DocumentTable.module.css";
import { HEADER, useGridFocus } from "./gridFocus";

const ROW_REM = 2.75;
const HEADER_REM = 2;

export interface DocumentColumn<Row> {
  id: string;
  header: string;
  /** In rem. With `grows` it is the least, and the rest of the room is shared by these weights. */
  width: number;
  grows?: number;
  align?: "end";
  /** The smallest screen that shows it. Default: every screen. */
  from?: Screen;
  /** The list's own name for sorting by it. */
  sort?: string;
  upper(row: Row): ReactNode;
  lower?(row: Row): ReactNode;
}

export interface Sort {
  by: string;
  descending: boolean;
}

export interface Selection<Row> {
  ids: ReadonlySet<string>;
  onChange(ids: ReadonlySet<string>): void;
  /** What a screen reader says for the box of this row. */
  labelOf(row: Row): string;
  canSelect?(row: Row): boolean;
}

interface Props<Row> {
  label: string;
  pages: ListPages<Row>;
  columns: readonly DocumentColumn<Row>[];
  idOf(row: Row): string;
  /** Where the first column's link leads, in this page. Pressing the row anywhere does the same. */
  hrefOf?(row: Row): string;
  onOpen?(row: Row): void;
  sort?: Sort | null;
  onSort?(sort: Sort): void;
  selection?: Selection<Row>;
  /** What the list was asked: another question is read from its first row on; another answer to the same one is not. */
  asked: string;
}

const ORDER: readonly Screen[] = ["narrow", "medium", "wide"];

/** A list of documents: TanStack Virtual holds the window of rows; which rows, their order and number are the package's. */
export function DocumentTable<Row>(props: Props<Row>) {
  const { label, pages, columns, idOf, hrefOf, onOpen, sort, onSort, selection, asked } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const focusedRow = useRef(HEADER);
  const lastTicked = useRef<number | null>(null);
  const isPrinting = usePrinting();
  const screen = useScreen();

  const shown = useMemo(
    () => columns.filter(({ from = "narrow" }) => isPrinting || ORDER.indexOf(from) <= ORDER.indexOf(screen)),
    [columns, screen, isPrinting],
  );
  const ids = useMemo(() => [...(selection ? ["select"] : []), ...shown.map(({ id }) => id)], [shown, selection !== undefined]);

  const rangeExtractor = useCallback(
    (range: Range) => {
      if (isPrinting) return Array.from({ length: Math.min(range.count, PRINTED) }, (_, index) => index);
      const indexes = defaultRangeExtractor(range);
      const kept = focusedRow.current;
      if (kept === HEADER || kept >= range.count || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((a, b) => a - b);
    },
    [isPrinting],
  );
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

  const { active, onKeyDown, onFocus } = useGridFocus({
    grid: scroller,
    rowCount: pages.total,
    columns: ids,
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (ROW_REM * unit)) - 2),
    reveal: useCallback((row: number) => virtualizer.scrollToIndex(row), [virtualizer]),
  });
  focusedRow.current = active.row;

  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    lastTicked.current = null;
    scroller.current?.scrollTo({ top: 0 });
  }, [asked]);

  const canSelect = (row: Row) => selection?.canSelect?.(row) ?? true;
  /** Those of the rows from `first` to `last` that can be ticked. */
  const selectable = (first: number, last: number) => {
    const ids: string[] = [];
    for (let at = first; at <= last; at++) {
      const row = pages.row(at);
      if (row !== undefined && canSelect(row)) ids.push(idOf(row));
    }
    return ids;
  };
  const tick = (index: number, isTicked: boolean, toHere: boolean) => {
    if (!selection) return;
    const from = toHere && lastTicked.current !== null ? lastTicked.current : index;
    const next = new Set(selection.ids);
    for (const id of selectable(Math.min(from, index), Math.max(from, index))) {
      if (isTicked) next.add(id);
      else next.delete(id);
    }
    lastTicked.current = index;
    selection.onChange(next);
  };
  const tickAll = (isTicked: boolean) => selection?.onChange(new Set(isTicked ? selectable(0, pages.total - 1) : []));

  const template = [...(selection ? ["2.25rem"] : []), ...shown.map(widthOf)].join(" ");
  const isStop = (row: number, column: string) => (active.row === row && active.column === column ? 0 : -1);
  return (
    <>
      <PaperEnd total={pages.total} />
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={label}
        aria-describedby="grid-keys"
        aria-rowcount={pages.total + 1}
        aria-colcount={ids.length}
        aria-multiselectable={selection ? true : undefined}
        style={{ "--columns": template, "--rows": `${virtualizer.getTotalSize()}px` } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <p id="grid-keys" className="unseen">
          {text.grid.keys}
        </p>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.headRow}>
            {selection && (
              <div role="columnheader" {...cell(HEADER, "select")} aria-label={text.grid.selection}>
                <Tick
                  label={text.grid.selectAll}
                  isTicked={selection.ids.size > 0}
                  tabIndex={isStop(HEADER, "select")}
                  onChange={(isTicked) => tickAll(isTicked)}
                />
              </div>
            )}
            {shown.map((column) => {
              const by = column.sort;
              const isSorted = by !== undefined && sort?.by === by;
              const stop = isStop(HEADER, column.id);
              return (
                <div
                  key={column.id}
                  role="columnheader"
                  {...cell(HEADER, column.id, column.align)}
                  aria-sort={by ? (isSorted ? (sort.descending ? "descending" : "ascending") : "none") : undefined}
                  tabIndex={by ? undefined : stop}
                >
                  {by ? (
                    <button
                      type="button"
                      className={styles.sort}
                      tabIndex={stop}
                      onClick={() => onSort?.({ by, descending: isSorted && !sort.descending })}
                    >
                      {column.header}
                      {isSorted && (sort.descending ? <ArrowDown size={13} aria-hidden /> : <ArrowUp size={13} aria-hidden />)}
                    </button>
                  ) : (
                    column.header
                  )}
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = pages.row(index);
            if (row === undefined) return null;
            const id = idOf(row);
            const isSelected = selection?.ids.has(id) ?? false;
            const open = (event: MouseEvent) => {
              const inner = (event.target as Element).closest("a, button, input, label");
              if (!inner && !window.getSelection()?.toString()) onOpen?.(row);
            };
            return (
              <div
                key={id}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={selection ? isSelected : undefined}
                className={styles.row}
                data-id={id}
                data-opens={onOpen ? true : undefined}
                data-selected={isSelected || undefined}
                style={{ transform: `translateY(${start - HEADER_REM * unit}px)` }}
                onClick={open}
                onKeyDown={(event) => {
                  const isCell = (event.target as Element).getAttribute("role") === "gridcell";
                  if (event.key === "Enter" && isCell) onOpen?.(row);
                  if (event.key === " " && selection && canSelect(row) && (event.target as Element).tagName !== "BUTTON") {
                    event.preventDefault();
                    tick(index, !isSelected, event.shiftKey);
                  }
                }}
              >
                {selection && (
                  <div
                    role="gridcell"
                    {...cell(index, "select")}
                    tabIndex={canSelect(row) ? undefined : isStop(index, "select")}
                  >
                    {canSelect(row) && (
                      <Tick
                        label={selection.labelOf(row)}
                        isTicked={isSelected}
                        tabIndex={isStop(index, "select")}
                        onChange={(isTicked, shift) => tick(index, isTicked, shift)}
                      />
                    )}
                  </div>
                )}
                {shown.map((column, at) => {
                  const stop = isStop(index, column.id);
                  const link = at === 0 && hrefOf;
                  const lower = column.lower?.(row);
                  return (
                    <div
                      key={column.id}
                      role="gridcell"
                      {...cell(index, column.id, column.align)}
                      tabIndex={link ? undefined : stop}
                    >
                      {link ? (
                        <a
                          className={styles.opener}
                          href={link(row)}
                          tabIndex={stop}
                          onClick={(event) => {
                            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
                            event.preventDefault();
                            onOpen?.(row);
                          }}
                        >
                          {column.upper(row)}
                        </a>
                      ) : (
                        <div className={styles.upper}>{column.upper(row)}</div>
                      )}
                      {lower !== undefined && lower !== null && <div className={styles.lower}>{lower}</div>}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

/** What every cell says of its place, for the focus and for the looks. */
const cell = (row: number, column: string, align?: "end") => ({
  className: styles.cell,
  "data-cell": true,
  "data-row": row,
  "data-column": column,
  "data-align": align,
});

const widthOf = ({ width, grows }: { width: number; grows?: number }) => (grows ? `minmax(${width}rem, ${grows}fr)` : `${width}rem`);

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
