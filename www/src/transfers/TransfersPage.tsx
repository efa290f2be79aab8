import type { DocumentQuery, TransferDetail } from "oversold";
import { useCallback, useMemo } from "react";
import { useEngine } from "../app/engine";
import { DocumentsPage, type Part } from "../documents/DocumentsPage";
import { Unlocks } from "../documents/Unlocks";
import { TransferBadge } from "../drawers/badges";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { quantity, sum } from "../ui/format";
import type { DocumentColumn } from "../ui/grid/DocumentTable";
import { ItemNames } from "../documents/ItemNames";
import { Instant, Words } from "../ui/Values";

const parts: [Part, ...Part[]] = [
  { id: "underWay", name: text.transfers.underWay, statuses: ["open", "sent"] },
  ...(["open", "sent", "received", "archived"] as const).map((id) => ({ id, name: text.status.transfer[id], statuses: [id] })),
  { id: "all", name: text.all, statuses: null },
];

export default function TransfersPage() {
  const { inventory, names } = useEngine();
  const ask = useCallback((query: DocumentQuery) => inventory.transfers(query), [inventory]);
  const columns = useMemo<DocumentColumn<TransferDetail>[]>(
    () => [
      {
        id: "number",
        header: text.words.number,
        sort: "number",
        width: 9,
        grows: 2,
        upper: (row) => row.number,
        lower: (row) => <Words>{text.transfers.fromTo(names.shop(row.fromShopId), names.shop(row.toShopId))}</Words>,
      },
      { id: "items", header: text.words.items, from: "wide", width: 12, grows: 3, upper: (row) => <ItemNames of={row.lines} /> },
      { id: "status", header: text.words.status, sort: "status", width: 6.5, upper: (row) => <TransferBadge status={row.status} /> },
      { id: "sent", header: text.words.sent, sort: "sentAt", from: "medium", width: 7.5, upper: (row) => <Instant at={row.sentAt} /> },
      { id: "expected", header: text.words.expected, sort: "expectedAt", from: "medium", width: 7.5, upper: (row) => <Instant at={row.expectedAt} /> },
      {
        id: "units",
        header: text.words.received,
        from: "medium",
        align: "end",
        width: 8,
        upper: (row) =>
          text.ofUnits(quantity(sum(row.lines.map((line) => line.received ?? 0))), quantity(sum(row.lines.map((line) => line.sent || line.requested)))),
      },
      { id: "unlocks", header: text.words.unlocks, align: "end", width: 6, upper: (row) => <Unlocks intent={receive(row.id)} /> },
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
      sorts={["number", "status", "sentAt", "expectedAt"]}
      sort={{ by: "expectedAt", descending: false }}
      hasVendors={false}
      receive={receive}
      said={text.transfers.said}
    />
  );
}

const receive = (transferId: string): Intent => ({ type: "receiveTransfer", transferId });
