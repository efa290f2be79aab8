import type { DocumentQuery, TransferDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { dayColumn, itemsColumn, numberColumn, statusColumn, unitsColumn } from "../documents/columns";
import { DocumentsPage, partsOf } from "../documents/DocumentsPage";
import { TransferBadge } from "../drawers/badges";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";

const parts = partsOf({ id: "underWay", name: text.transfers.underWay, statuses: ["open", "sent"] }, text.status.transfer);

export default function TransfersPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.transfers(query), [inventory]);
  const columns = useMemo<DocumentColumn<TransferDetail>[]>(
    () => [
      numberColumn((row) => text.transfers.fromTo(names.shop(row.fromShopId), names.shop(row.toShopId))),
      itemsColumn(),
      statusColumn(TransferBadge),
      dayColumn("sentAt"),
      dayColumn("expectedAt"),
      unitsColumn(text.words.received, ({ lines }) =>
        text.ofUnits(quantity(sum(lines.map((line) => line.received ?? 0))), quantity(sum(lines.map((line) => line.sent || line.requested)))),
      ),
    ],
    [names],
  );
  return (
    <DocumentsPage
      type="transfer"
      title={text.pages.transfers}
      ask={ask}
      parts={parts}
      columns={columns}
      sort={{ by: "expectedAt", descending: false }}
      hasVendors={false}
      said={text.transfers.said}
    />
  );
}
