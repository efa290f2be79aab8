import type { Inventory, ReportQuery, ReportRow } from "oversold";

const PAGE = 64;

/**
 * The report as a list that is read where one looks: rows are asked for in pages and kept.
 * For one query at one revision; a new query or revision wants a new one.
 */
export class ReportPages {
  readonly total: number;
  private readonly pages = new Map<number, ReportRow[]>();

  constructor(
    private readonly inventory: Inventory,
    private readonly query: ReportQuery,
  ) {
    const first = inventory.report({ ...query, offset: 0, limit: PAGE });
    this.total = first.total;
    this.pages.set(0, first.rows);
  }

  row(index: number): ReportRow | undefined {
    const page = Math.floor(index / PAGE);
    let rows = this.pages.get(page);
    if (!rows) {
      rows = this.inventory.report({ ...this.query, offset: page * PAGE, limit: PAGE }).rows;
      this.pages.set(page, rows);
    }
    return rows[index % PAGE];
  }
}
