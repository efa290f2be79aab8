import type { DocumentQuery, PurchaseOrderDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { DocumentsPage, type Part } from "../documents/DocumentsPage";
import { Unlocks } from "../documents/Unlocks";
import { PurchaseOrderBadge } from "../drawers/badges";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";
import { ItemNames } from "../documents/ItemNames";
import { Instant, Words } from "../ui/Values";

const parts: [Part, ...Part[]] = [
  { id: "incoming", name: text.purchaseOrders.incoming, statuses: ["open", "ordered", "checkIn"] },
  ...(["open", "ordered", "checkIn", "finished", "archived"] as const).map((id) => ({
    id,
    name: text.status.purchaseOrder[id],
    statuses: [id],
  })),
  { id: "all", name: text.all, statuses: null },
];

export default function PurchaseOrdersPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.purchaseOrders(query), [inventory]);
  const columns = useMemo<DocumentColumn<PurchaseOrderDetail>[]>(
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
      { id: "status", header: text.words.status, sort: "status", width: 6.5, upper: (row) => <PurchaseOrderBadge status={row.status} /> },
      { id: "ordered", header: text.words.ordered, sort: "orderedAt", from: "wide", width: 7.5, upper: (row) => <Instant at={row.orderedAt} /> },
      { id: "expected", header: text.words.expected, sort: "expectedAt", from: "medium", width: 7.5, upper: (row) => <Instant at={row.expectedAt} /> },
      {
        id: "units",
        header: text.words.received,
        from: "medium",
        align: "end",
        width: 8,
        upper: (row) => text.ofUnits(quantity(sum(row.lines.map((line) => line.received ?? 0))), quantity(sum(row.lines.map((line) => line.ordered)))),
      },
      { id: "unlocks", header: text.words.unlocks, align: "end", width: 6, upper: (row) => <Unlocks intent={receive(row.id)} /> },
    ],
    [names],
  );
  return (
    <DocumentsPage
      type="purchaseOrder"
      title={text.pages.purchaseOrders}
      ask={ask}
      parts={parts}
      columns={columns}
      sorts={["number", "shop", "status", "orderedAt", "expectedAt"]}
      sort={{ by: "expectedAt", descending: false }}
      hasVendors
      receive={receive}
      said={text.purchaseOrders.said}
    />
  );
}

const receive = (purchaseOrderId: string): Intent => ({ type: "receivePurchaseOrder", purchaseOrderId });
