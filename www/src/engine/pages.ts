import type { Page } from "oversold";

const PAGE = 64;

/** Asks the package for one page of a list: `(window) => inventory.report({ ...query, ...window })`. */
export type AskPage<Row> = (window: { offset: number; limit: number }) => Pick<Page<Row>, "total" | "rows">;

/**
 * A list that is read where one looks: rows are asked for in pages and kept.
 * For one query at one revision; a new query or revision wants a new one.
 */
export class ListPages<Row> {
  readonly total: number;
  private readonly pages = new Map<number, Row[]>();

  /** `newestFirst`: read from the end, for a list that comes oldest first. */
  constructor(
    private readonly ask: AskPage<Row>,
    private readonly order: { newestFirst?: boolean } = {},
  ) {
    const first = ask({ offset: 0, limit: PAGE });
    this.total = first.total;
    this.pages.set(0, first.rows);
  }

  row(at: number): Row | undefined {
    const index = this.order.newestFirst ? this.total - 1 - at : at;
    if (index < 0) return undefined;
    const page = Math.floor(index / PAGE);
    let rows = this.pages.get(page);
    if (!rows) {
      rows = this.ask({ offset: page * PAGE, limit: PAGE }).rows;
      this.pages.set(page, rows);
    }
    return rows[index % PAGE];
  }
}

/** All rows of a list, for what has to see it whole. */
export function everyRow<Row>(ask: AskPage<Row>): Row[] {
  const many = 1000;
  const rows: Row[] = [];
  for (;;) {
    const page = ask({ offset: rows.length, limit: many });
    rows.push(...page.rows);
    if (page.rows.length < many || rows.length >= page.total) return rows;
  }
}

/** Rows at hand, read as a list. */
export const listOf = <Row>(rows: readonly Row[]): ListPages<Row> =>
  new ListPages(({ offset, limit }) => ({ total: rows.length, rows: rows.slice(offset, offset + limit) }));
