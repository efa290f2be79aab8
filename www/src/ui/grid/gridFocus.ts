import { createContext, use, useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from "react";

/**
 * One stop for Tab, arrows inside: the ARIA grid pattern. A table of 70,000 rows would otherwise be 70,000 stops.
 * A cell's button is focused itself; a cell without one is focused as a cell.
 */
const TabStop = createContext(false);
export const TabStopProvider = TabStop.Provider;

/** For what can be focused inside a cell: is this the cell that Tab leads to? */
export const useIsTabStop = () => use(TabStop);

/** Row -1 is the header. */
export interface Position {
  row: number;
  column: string;
}
export const HEADER = -1;

interface Options {
  grid: RefObject<HTMLElement | null>;
  rowCount: number;
  columns: readonly string[];
  /** How many rows Page Down passes. */
  rowsInView(): number;
  /** Brings a row that is not drawn into view. */
  reveal(row: number): void;
}

export function useGridFocus({ grid, rowCount, columns, rowsInView, reveal }: Options) {
  const [wanted, setWanted] = useState<Position>({ row: HEADER, column: columns[0] ?? "" });
  const pending = useRef(false);

  // Filters take rows away and menus hide columns, under the focus too.
  const active: Position = {
    row: wanted.row < rowCount ? wanted.row : HEADER,
    column: columns.includes(wanted.column) ? wanted.column : (columns[0] ?? ""),
  };

  const move = useCallback(
    (to: Position) => {
      pending.current = true;
      setWanted(to);
      if (to.row !== HEADER && !cellAt(grid.current, to)) reveal(to.row);
    },
    [grid, reveal],
  );

  // After each draw: a row far away is there only once the list has scrolled to it.
  useEffect(() => {
    if (!pending.current) return;
    const cell = cellAt(grid.current, active);
    if (!cell) return;
    pending.current = false;
    const target = cell.querySelector<HTMLElement>("button, a[href], input") ?? cell;
    target.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Dialogs opened from a cell are its children for React, not for the page.
    if (!event.currentTarget.contains(event.target as Node) || event.altKey || event.metaKey) return;
    const key = getComputedStyle(event.currentTarget).direction === "rtl" ? mirrored(event.key) : event.key;
    const next = after(key, event.ctrlKey, active, columns, rowCount, rowsInView());
    if (!next) return;
    event.preventDefault();
    move(next);
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
    if (!cell || !event.currentTarget.contains(cell)) return;
    const { row, column } = cell.dataset;
    if (row !== undefined && column !== undefined) setWanted({ row: Number(row), column });
  };

  return { active, onKeyDown, onFocus };
}

function cellAt(grid: HTMLElement | null, { row, column }: Position) {
  return grid?.querySelector<HTMLElement>(`[data-cell][data-row="${row}"][data-column="${column}"]`) ?? null;
}

/** Columns run the other way where people read the other way. */
const mirrored = (key: string) => (key === "ArrowLeft" ? "ArrowRight" : key === "ArrowRight" ? "ArrowLeft" : key);

/** Null for keys that are not the grid's. */
function after(
  key: string,
  toTheEnd: boolean,
  from: Position,
  columns: readonly string[],
  rowCount: number,
  page: number,
): Position | null {
  const at = columns.indexOf(from.column);
  const column = (index: number) => columns[Math.max(0, Math.min(columns.length - 1, index))] ?? from.column;
  const row = (index: number) => Math.max(HEADER, Math.min(rowCount - 1, index));
  switch (key) {
    case "ArrowRight":
      return { row: from.row, column: column(at + 1) };
    case "ArrowLeft":
      return { row: from.row, column: column(at - 1) };
    case "ArrowDown":
      return { row: row(from.row + 1), column: from.column };
    case "ArrowUp":
      return { row: row(from.row - 1), column: from.column };
    case "PageDown":
      return { row: row(Math.max(from.row, 0) + page), column: from.column };
    case "PageUp":
      return { row: row(Math.max(0, from.row - page)), column: from.column };
    case "Home":
      return { row: toTheEnd ? row(0) : from.row, column: column(0) };
    case "End":
      return { row: toTheEnd ? row(rowCount - 1) : from.row, column: column(columns.length - 1) };
    default:
      return null;
  }
}
