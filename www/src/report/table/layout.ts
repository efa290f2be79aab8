import type { CSSProperties } from "react";
import type { ColumnMeta } from "./columns";

/** In rem, so that the table grows with the text size that a person has set in the browser. */
export const ROW_REM = 2.75;
export const HEADER_REM = 2.875;

export const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

interface Sized {
  id: string;
  columnDef: { meta?: ColumnMeta | undefined };
  getSize(): number;
  getIsPinned(): false | "start" | "end";
}

export interface Place {
  /** Which of two lines; undefined: the column has the height to itself. */
  line: "upper" | "lower" | undefined;
  style: CSSProperties;
}

export interface Layout {
  /** For CSS: the columns of the grid, and the width of all but the first. */
  template: string;
  width: string;
  places: ReadonlyMap<string, Place>;
}

/** The width of columns together. On a laptop the style sheet draws each of them a little tighter. */
const together = (widths: readonly number[]) => {
  const pixels = widths.reduce((sum, width) => sum + width, 0);
  return `calc(${pixels / 16}rem - ${widths.length} * var(--tighten))`;
};

/**
 * Every column is a column to the table and to a screen reader; to the eye, some stand one below the other.
 * A column whose partner is hidden takes both lines.
 */
export function layoutOf(visible: readonly Sized[]): Layout {
  const stacks: Sized[][] = [];
  let partner: string | undefined;
  for (const column of visible) {
    const stack = stacks.at(-1);
    if (column.columnDef.meta?.below && stack?.length === 1 && stack[0]?.id === partner && !stack[0]?.columnDef.meta?.below)
      stack.push(column);
    else stacks.push([column]);
    partner = column.id;
  }

  const widths = stacks.map((stack) => Math.max(...stack.map((column) => column.getSize())));
  const places = new Map<string, Place>();
  stacks.forEach((stack, at) => {
    const [upper] = stack;
    stack.forEach((column, line) => {
      const style: CSSProperties = { gridColumn: at + 1, gridRow: stack.length === 1 ? "1 / span 2" : line + 1 };
      if (upper?.getIsPinned() === "end") style.insetInlineEnd = together(widths.slice(at + 1));
      places.set(column.id, { line: stack.length === 1 ? undefined : line === 0 ? "upper" : "lower", style });
    });
  });

  // The style sheet says how narrow the first column, which stays in sight, may become.
  const tracks = stacks.map((stack, at) => {
    const least = at === 0 ? "var(--first-column)" : together(widths.slice(at, at + 1));
    const grows = stack[0]?.columnDef.meta?.grows;
    return grows ? `minmax(${least}, ${grows}fr)` : least;
  });
  return { template: tracks.join(" "), width: together(widths.slice(1)), places };
}
