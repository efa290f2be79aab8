import { SearchX } from "lucide-react";
import type { ShipmentDetail, ShipmentQuery } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { usePossible } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { ShipmentBadge } from "../drawers/badges";
import { useOpened } from "../drawers/opened";
import { ListPages } from "../engine/pages";
import { text } from "../text/text";
import { FacetFilter } from "../ui/filters/FacetFilter";
import { SearchBox } from "../ui/filters/SearchBox";
import { quantity, sum } from "../ui/format";
import { type DocumentColumn, DocumentTable } from "../ui/grid/DocumentTable";
import { Bar, Empty, Page } from "../ui/Page";
import { Segments } from "../ui/Segments";
import { useListView } from "../ui/useListView";
import { Instant, Words } from "../ui/Values";
import { ShippedBox, ticking } from "./ShippedBox";

const statuses = ["notShipped", "readyForPickup", "shipped", "pickedUp", "cancelled"] as const;

export default function ShipmentsPage() {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const { openDocument, hrefOf } = useOpened();
  const { run, isBusy } = useRun();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const part = ["toTick", "ticked"].find((one) => one === view.one("part")) ?? "all";
  const shopIds = view.many("shop");
  const chosen = statuses.filter((one) => view.many("status").includes(one));
  const filters: ShipmentQuery = {
    search: view.search || null,
    shopIds: shopIds.length > 0 ? shopIds : null,
    statuses: chosen.length > 0 ? chosen : null,
    shippedInPos: part === "all" ? null : part === "ticked",
  };
  const asked = JSON.stringify(filters);
  const pages = useMemo(() => new ListPages((window) => inventory.shipments({ ...filters, ...window }), { newestFirst: true }), [inventory, revision, asked]);
  const { segments, shops, facet } = useMemo(() => {
    const total = (query: ShipmentQuery) => inventory.shipments({ ...filters, ...query, limit: 1 }).total;
    return {
      segments: [
        { id: "all", name: text.all, count: total({ shippedInPos: null }) },
        { id: "toTick", name: text.shipments.toTick, count: total({ shippedInPos: false }) },
        { id: "ticked", name: text.shipments.ticked, count: total({ shippedInPos: true }) },
      ],
      shops: names.shops.map(({ id }) => ({ value: id, rows: total({ shopIds: [id] }) })),
      facet: statuses.map((value) => ({ value, rows: total({ statuses: [value] }) })),
    };
  }, [inventory, names, revision, asked]);

  const columns = useMemo<DocumentColumn<ShipmentDetail>[]>(
    () => [
      { id: "order", header: text.words.order, width: 8, grows: 2, upper: (row) => row.orderNumber, lower: (row) => <Words>{row.customer}</Words> },
      { id: "number", header: text.words.shipment, from: "medium", width: 8, grows: 1, upper: (row) => <Words>{row.number}</Words>, lower: (row) => text.units(sum(row.lines.map((line) => line.quantity)), quantity) },
      { id: "status", header: text.words.status, width: 9, from: "medium", upper: (row) => <ShipmentBadge status={row.status} /> },
      { id: "tracking", header: text.words.tracking, width: 9, grows: 1, from: "wide", upper: (row) => <Words>{row.trackingNumber}</Words> },
      { id: "created", header: text.words.created, width: 7.5, from: "wide", upper: (row) => <Instant at={row.createdAt} /> },
      { id: "shipped", header: text.shipments.shipped, width: 5.5, upper: (row) => <ShippedBox orderId={row.orderId} shipment={row} /> },
    ],
    [],
  );

  const rows = useMemo(() => {
    const found: ShipmentDetail[] = [];
    for (let at = 0; selected.size > 0 && at < pages.total; at++) {
      const row = pages.row(at);
      if (row && selected.has(row.id)) found.push(row);
    }
    return found;
  }, [pages, selected]);
  const possible = usePossible(rows.map((row) => ({ intents: [ticking(row.orderId, row.id, true)] }))).flatMap(({ intents }) => intents);
  const tickAll = () => void run(possible, text.shipments.nowTickedMany(possible.length)).then(() => setSelected(new Set()));

  return (
    <Page
      title={text.pages.shipments}
      said={text.shipments.said(pages.total)}
      actions={
        selected.size > 0 && (
          <Button className="button primary" isDisabled={possible.length === 0 || isBusy} onPress={tickAll}>
            {text.shipments.tickMany(possible.length)}
          </Button>
        )
      }
    >
      <Bar label={text.filters}>
        <SearchBox value={view.search} onChange={view.onSearch} label={text.shipments.search} placeholder={text.shipments.searchHint} />
        <Segments label={text.shipments.shipped} segments={segments} value={part} onChange={(id) => view.change({ part: id === "all" ? null : id })} />
        <FacetFilter name={text.words.status} facet={facet} chosen={chosen} nameOf={(one) => text.status.shipment[one]} onChange={(status) => view.change({ status })} />
        <FacetFilter name={text.words.shop} facet={shops} chosen={shopIds} nameOf={(id) => names.shop(id)} onChange={(shop) => view.change({ shop })} />
      </Bar>
      {pages.total === 0 ? (
        <Empty Icon={SearchX} title={text.nothingFound}>
          <p>{text.shipments.nothingHere}</p>
        </Empty>
      ) : (
        <DocumentTable
          label={text.pages.shipments}
          pages={pages}
          columns={columns}
          idOf={(row) => row.id}
          hrefOf={(row) => hrefOf("order", row.orderId)}
          onOpen={(row) => openDocument("order", row.orderId)}
          asked={asked}
          selection={{ ids: selected, onChange: setSelected, labelOf: (row) => `${text.words.shipment} ${row.number}` }}
        />
      )}
    </Page>
  );
}
