import type { DocumentQuery, VendorReturnDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { DocumentsPage, type Part } from "../documents/DocumentsPage";
import { VendorReturnBadge } from "../drawers/badges";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";
import { ItemNames } from "../documents/ItemNames";
import { Instant, Words } from "../ui/Values";

const parts: [Part, ...Part[]] = [
  { id: "current", name: text.vendorReturns.current, statuses: ["open", "sent"] },
  ...(["open", "sent", "archived"] as const).map((id) => ({ id, name: text.status.vendorReturn[id], statuses: [id] })),
  { id: "all", name: text.all, statuses: null },
];

export default function VendorReturnsPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.vendorReturns(query), [inventory]);
  const columns = useMemo<DocumentColumn<VendorReturnDetail>[]>(
    () => [
      {
        id: "number",
        header: text.words.number,
        sort: "number",
        width: 8,
        grows: 2,
        upper: (row) => row.number,
        lower: (row) => row.vendorId && <Words>{names.vendor(row.vendorId)}</Words>,
      },
      { id: "shop", header: text.words.shop, sort: "shop", from: "medium", width: 8, grows: 1, upper: (row) => <Words>{names.shop(row.shopId)}</Words> },
      { id: "items", header: text.words.items, from: "wide", width: 12, grows: 3, upper: (row) => <ItemNames of={row.lines} /> },
      { id: "status", header: text.words.status, sort: "status", width: 6.5, upper: (row) => <VendorReturnBadge status={row.status} /> },
      { id: "sent", header: text.words.sent, sort: "sentAt", from: "medium", width: 7.5, upper: (row) => <Instant at={row.sentAt} /> },
      {
        id: "units",
        header: text.words.units,
        align: "end",
        width: 6,
        upper: (row) => quantity(sum(row.lines.map((line) => line.quantity))),
      },
    ],
    [names],
  );
  return (
    <DocumentsPage
      type="vendorReturn"
      title={text.pages.vendorReturns}
      ask={ask}
      parts={parts}
      columns={columns}
      sorts={["number", "shop", "status", "sentAt"]}
      sort={{ by: "sentAt", descending: true }}
      hasVendors
      said={text.vendorReturns.said}
    />
  );
}
