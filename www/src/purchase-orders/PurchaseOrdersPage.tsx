import type { DocumentQuery, PurchaseOrderDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { dayColumn, itemsColumn, numberColumn, shopColumn, statusColumn, unitsColumn } from "../documents/columns";
import { DocumentsPage, partsOf } from "../documents/DocumentsPage";
import { PurchaseOrderBadge } from "../drawers/badges";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";

const parts = partsOf({ id: "incoming", name: text.purchaseOrders.incoming, statuses: ["open", "ordered", "checkIn"] }, text.status.purchaseOrder);

export default function PurchaseOrdersPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.purchaseOrders(query), [inventory]);
  const columns = useMemo<DocumentColumn<PurchaseOrderDetail>[]>(
    () => [
      numberColumn((row) => row.vendorId && names.vendor(row.vendorId)),
      shopColumn(names),
      itemsColumn(),
      statusColumn(PurchaseOrderBadge),
      dayColumn("orderedAt", "wide"),
      dayColumn("expectedAt"),
      unitsColumn(text.words.received, ({ lines }) =>
        text.ofUnits(quantity(sum(lines.map((line) => line.received ?? 0))), quantity(sum(lines.map((line) => line.ordered)))),
      ),
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
      sort={{ by: "expectedAt", descending: false }}
      hasVendors
      said={text.purchaseOrders.said}
    />
  );
}
