import { text } from "../../text/text";
import {
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReportRow } from "oversold";
import { OrderCell } from "../cells/OrderCell";
import { CoverageCell } from "../cells/CoverageCell";
import { DiagnosisCell } from "../cells/DiagnosisCell";
import { IncomingCell } from "../cells/IncomingCell";
import { Amount, Instant, Words } from "../../ui/Values";
import { SourceCell } from "../cells/SourceCell";
import { WhyCell } from "../cells/WhyCell";
import { columnNames, reasonName } from "../words";

export interface ColumnMeta {
  /** Stands below the column before it, so that all columns fit a screen side by side. */
  below?: true;
  /** Takes a share of the room that is left, of this weight. */
  grows?: number;
  /** Numbers stand under their header at the end of the line. */
  align?: "end";
  /** Repeated on each row of the same eCom order, and so said once when they stand together. */
  ofOrder?: true;
  /** Does the cell of this row hold a button? Then that takes the focus, and the cell does not. */
  opens?(row: ReportRow): boolean;
}

export const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

const column = createColumnHelper<typeof features, ReportRow>();
const always = () => true;

/** Sizes are pixels at the default text size, wide enough for the longest usual value and the header with its arrow. */
export const columns = column.columns([
  column.accessor("description", {
    header: columnNames.description,
    size: 208,
    enableHiding: false,
    meta: { grows: 2 },
    cell: ({ getValue }) => <Words>{getValue()}</Words>,
  }),
  column.accessor("code", { header: columnNames.code, meta: { below: true }, cell: ({ getValue }) => <Words>{getValue()}</Words> }),

  column.accessor("shop", { header: columnNames.shop, size: 126, meta: { grows: 1 }, cell: ({ getValue }) => <Words>{getValue()}</Words> }),
  column.accessor("vendor", {
    header: columnNames.vendor,
    size: 126,
    meta: { below: true },
    cell: ({ getValue }) => <Words>{getValue()}</Words>,
  }),

  column.accessor("qoh", {
    header: columnNames.qoh,
    size: 86,
    meta: { align: "end" },
    cell: ({ getValue }) => <Amount>{getValue()}</Amount>,
  }),
  column.accessor("elsewhere", {
    header: columnNames.elsewhere,
    size: 86,
    meta: { below: true, align: "end" },
    cell: ({ getValue }) => <Amount>{getValue()}</Amount>,
  }),

  column.accessor("uncovered", {
    header: columnNames.uncovered,
    size: 90,
    meta: { align: "end" },
    cell: ({ getValue }) => <Amount strong>{getValue()}</Amount>,
  }),
  column.accessor("sold", {
    header: columnNames.sold,
    size: 90,
    meta: { below: true, align: "end" },
    cell: ({ getValue }) => <Amount>{getValue()}</Amount>,
  }),

  column.accessor("reason", { header: columnNames.reason, size: 102, cell: ({ getValue }) => <Words>{reasonName(getValue())}</Words> }),
  column.accessor("occurredAt", {
    header: columnNames.occurredAt,
    size: 102,
    meta: { below: true },
    cell: ({ getValue }) => <Instant at={getValue()} />,
  }),

  column.accessor("source", {
    header: columnNames.source,
    size: 84,
    meta: { ofOrder: true, opens: ({ source }) => source !== null && source.type !== "other" },
    cell: ({ row }) => <SourceCell row={row.original} />,
  }),

  column.accessor((row) => row.ecomOrder?.number ?? null, {
    id: "ecomOrder",
    header: columnNames.ecomOrder,
    size: 118,
    meta: { grows: 1, ofOrder: true, opens: ({ ecomOrder }) => ecomOrder !== null },
    cell: ({ row: { original } }) => <OrderCell row={original} />,
  }),
  column.accessor("customer", {
    header: columnNames.customer,
    size: 118,
    meta: { below: true, ofOrder: true },
    cell: ({ getValue }) => <Words>{getValue()}</Words>,
  }),

  column.accessor("onPurchaseOrder", {
    header: columnNames.onPurchaseOrder,
    size: 82,
    meta: { align: "end", opens: (row) => row.onPurchaseOrder > 0 },
    cell: ({ row }) => <IncomingCell row={row.original} type="purchaseOrder" />,
  }),
  column.accessor("onTransfer", {
    header: columnNames.onTransfer,
    size: 78,
    meta: { align: "end", opens: (row) => row.onTransfer > 0 },
    cell: ({ row }) => <IncomingCell row={row.original} type="transfer" />,
  }),

  column.accessor("coverage", {
    header: columnNames.coverage,
    size: 100,
    enableSorting: false,
    meta: { opens: always },
    cell: ({ row }) => <CoverageCell row={row.original} />,
  }),
  column.accessor("expectedAt", {
    header: columnNames.expectedAt,
    size: 100,
    meta: { below: true },
    cell: ({ getValue }) => <Instant at={getValue()} />,
  }),

  column.accessor("diagnosis", {
    header: columnNames.diagnosis,
    size: 148,
    enableSorting: false,
    meta: { opens: always },
    cell: ({ row }) => <DiagnosisCell row={row.original} />,
  }),
  column.display({
    id: "why",
    header: text.report.why,
    size: 52,
    enableHiding: false,
    meta: { opens: always },
    cell: ({ row }) => <WhyCell row={row.original} />,
  }),
]);

/** Always in sight while the columns between them scroll. */
export const pinned = { start: ["description", "code"], end: ["diagnosis", "why"] };
