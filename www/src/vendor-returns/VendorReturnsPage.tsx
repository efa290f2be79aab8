import type { DocumentQuery, VendorReturnDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { dayColumn, itemsColumn, numberColumn, shopColumn, statusColumn, unitsColumn } from "../documents/columns";
import { DocumentsPage, partsOf } from "../documents/DocumentsPage";
import { VendorReturnBadge } from "../drawers/badges";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";

const parts = partsOf({ id: "current", name: text.vendorReturns.current, statuses: ["open", "sent"] }, text.status.vendorReturn);

export default function VendorReturnsPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.vendorReturns(query), [inventory]);
  const columns = useMemo<DocumentColumn<VendorReturnDetail>[]>(
    () => [
      numberColumn((row) => row.vendorId && names.vendor(row.vendorId)),
      shopColumn(names),
      itemsColumn(),
      statusColumn(VendorReturnBadge),
      dayColumn("sentAt"),
      unitsColumn(text.words.units, ({ lines }) => quantity(sum(lines.map((line) => line.quantity))), "narrow"),
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
      sort={{ by: "sentAt", descending: true }}
      hasVendors
      said={text.vendorReturns.said}
    />
  );
}
