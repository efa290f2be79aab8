import { PackageCheck, Scale } from "lucide-react";
import type { Backorder, BackorderQuery } from "oversold";
import { lazy, Suspense, useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { useGo } from "../app/useGo";
import { BackorderBadge } from "../drawers/badges";
import { useOpened } from "../drawers/opened";
import { Tickbox } from "../drawers/parts";
import { everyRow, ListPages, listOf } from "../engine/pages";
import { text } from "../text/text";
import { FacetFilter } from "../ui/filters/FacetFilter";
import { SearchBox } from "../ui/filters/SearchBox";
import { day, quantity, sum } from "../ui/format";
import { type DocumentColumn, DocumentTable, type Sort } from "../ui/grid/DocumentTable";
import { Bar, Empty, Page } from "../ui/Page";
import { PictureButton } from "../ui/PictureButton";
import { Segments } from "../ui/Segments";
import { StatusBadge } from "../ui/StatusBadge";
import { useListView } from "../ui/useListView";
import { Instant, Nothing, Words } from "../ui/Values";
import { AllocateDialog, strategyOf } from "./AllocateDialog";
import { comes } from "./arrivals";
import styles from "./BackordersPage.module.css";
import { ShipOrders } from "./ShipOrders";

const ArrivalsPicture = lazy(() => import("./ArrivalsPicture"));

const states = ["ready", "incoming", "short"] as const;
const blocks = ["fraudNotCleared", "notPaid", "notOnShelf"] as const;
const sorts = ["promisedAt", "placedAt", "number"] as const;
const isSort = (sort: Sort | null): sort is Sort & { by: (typeof sorts)[number] } => sorts.some((by) => by === sort?.by);

export default function BackordersPage() {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const go = useGo();
  const { openDocument, hrefOf } = useOpened();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const state = states.find((one) => one === view.one("state")) ?? null;
  const shopIds = view.many("shop");
  const blockedBy = blocks.filter((one) => view.many("blocked").includes(one));
  const isLate = view.one("late") === "1";
  const sort = isSort(view.sort) ? view.sort : ({ by: "placedAt", descending: false } as const);
  const filters: BackorderQuery = {
    search: view.search || null,
    shopIds: shopIds.length > 0 ? shopIds : null,
    blockedBy: blockedBy.length > 0 ? blockedBy : null,
    late: isLate ? true : null,
  };
  const asked = JSON.stringify([filters, state, sort, view.one("arrives")]);
  const at = useMemo(() => Date.now(), [revision, asked]);
  const hasPicture = view.one("picture") === "1";
  const arrives = view.one("arrives");
  const isWhole = hasPicture || arrives !== null;
  const waiting = useMemo(
    () => (isWhole ? everyRow((window) => inventory.backorders({ ...filters, at, states: state && [state], sort: [sort], ...window })) : []),
    [inventory, at, isWhole],
  );
  const pages = useMemo(
    () =>
      arrives === null
        ? new ListPages((window) => inventory.backorders({ ...filters, at, states: state && [state], sort: [sort], ...window }))
        : listOf(waiting.filter((order) => comes(order, arrives, at))),
    [inventory, at, waiting, arrives],
  );
  const { segments, shops, blocked, late } = useMemo(() => {
    const total = (query: BackorderQuery) => inventory.backorders({ ...filters, at, states: state && [state], ...query, limit: 1 }).total;
    return {
      segments: [
        { id: "all", name: text.all, count: total({ states: null }) },
        ...states.map((id) => ({ id, name: text.status.backorder[id], count: total({ states: [id] }) })),
      ],
      shops: names.shops.map(({ id }) => ({ value: id, rows: total({ shopIds: [id] }) })),
      blocked: blocks.map((value) => ({ value, rows: total({ blockedBy: [value] }) })),
      late: total({ late: true }),
    };
  }, [inventory, names, at]);

  const columns = useMemo<DocumentColumn<Backorder>[]>(
    () => [
      { id: "number", header: text.words.order, sort: "number", width: 8, grows: 2, upper: (row) => row.number, lower: (row) => <Words>{row.customer}</Words> },
      { id: "state", header: text.words.status, width: 6.5, upper: (row) => <BackorderBadge state={row.state} /> },
      {
        id: "promised",
        header: text.words.promised,
        sort: "promisedAt",
        width: 8.5,
        from: "medium",
        upper: (row) => (row.overdue ? <span className={styles.late}>{text.backorders.overdue}</span> : <Instant at={row.promisedAt} />),
        lower: (row) => row.late && <span className={styles.late}>{text.backorders.late}</span>,
      },
      { id: "placed", header: text.words.placed, sort: "placedAt", width: 7.5, from: "medium", upper: (row) => <Instant at={row.placedAt} /> },
      {
        id: "items",
        header: text.words.waitsFor,
        width: 12,
        grows: 3,
        from: "medium",
        upper: (row) => <Words>{row.lines.map((line) => `${quantity(line.unshipped)} × ${line.description}`).join(", ")}</Words>,
        lower: (row) => <Words>{waitsFor(row)}</Words>,
      },
      {
        id: "blocked",
        header: text.words.blockedBy,
        width: 10,
        from: "wide",
        upper: (row) => {
          const holding = row.blockedBy.filter((one) => one !== "notOnShelf");
          return holding.length === 0 ? <Nothing /> : holding.map((one) => <StatusBadge key={one} tone={one === "notPaid" ? "wait" : "alert"}>{text.blocks[one]}</StatusBadge>);
        },
      },
    ],
    [],
  );
  const shipping = view.many("ship");
  return (
    <Page
      title={text.pages.backorders}
      said={text.backorders.said(pages.total, segments.find(({ id }) => id === "ready")?.count ?? 0)}
      actions={
        <>
          {selected.size > 0 && (
            <Button className="button primary" onPress={() => view.change({ ship: [...selected] })}>
              {text.ready.shipAll(selected.size)}
            </Button>
          )}
          <Button className="button" onPress={() => view.change({ deal: "mostOrders" })}>
            <Scale size={15} aria-hidden />
            <span className="name">{text.allocation.button}</span>
          </Button>
          <PictureButton isShown={hasPicture} onChange={(shown) => view.change({ picture: shown ? "1" : null, arrives: null })} />
        </>
      }
    >
      <Bar label={text.filters}>
        <SearchBox value={view.search} onChange={view.onSearch} label={text.backorders.search} placeholder={text.backorders.searchHint} />
        <Segments label={text.words.status} segments={segments} value={state ?? "all"} onChange={(id) => view.change({ state: id === "all" ? null : id })} />
        <FacetFilter name={text.words.shop} facet={shops} chosen={shopIds} nameOf={(id) => names.shop(id)} onChange={(shop) => view.change({ shop })} />
        <FacetFilter
          name={text.words.blockedBy}
          facet={blocked}
          chosen={blockedBy}
          nameOf={(one) => text.blocks[one]}
          onChange={(chosen) => view.change({ blocked: chosen })}
        />
        <Tickbox
          name={
            <>
              {text.backorders.onlyLate} <span className="counter">{late}</span>
            </>
          }
          isTicked={isLate}
          onChange={(ticked) => view.change({ late: ticked ? "1" : null })}
        />
      </Bar>
      {hasPicture && (
        <Suspense>
          <ArrivalsPicture orders={waiting} now={at} chosen={arrives} onChoose={(id) => view.change({ arrives: id })} />
        </Suspense>
      )}
      {pages.total === 0 ? (
        <Empty Icon={PackageCheck} title={text.nothingFound}>
          <p>{text.backorders.nothingHere}</p>
        </Empty>
      ) : (
        <DocumentTable
          label={text.pages.backorders}
          pages={pages}
          columns={columns}
          idOf={(row) => row.orderId}
          hrefOf={(row) => hrefOf("order", row.orderId)}
          onOpen={(row) => openDocument("order", row.orderId)}
          sort={sort}
          onSort={view.onSort}
          asked={asked}
          selection={{
            ids: selected,
            onChange: setSelected,
            labelOf: (row) => text.named.order(row.number),
            canSelect: (row) => row.state === "ready",
          }}
        />
      )}
      <AllocateDialog
        strategy={strategyOf(view.one("deal"))}
        shopIds={shopIds}
        onStrategy={(deal) => view.change({ deal }, { replace: true })}
        onClose={() => view.change({ deal: null })}
      />
      <ShipOrders
        ids={shipping}
        onClose={() => view.change({ ship: null })}
        onShipped={() => {
          setSelected(new Set());
          go({ page: "backorders", ...(state && { state }) });
        }}
      />
    </Page>
  );
}

function waitsFor({ lines }: Backorder): string | null {
  const documents = new Map<string, string>();
  for (const { coveredBy } of lines) {
    for (const { type, id, number, expectedAt } of coveredBy) {
      documents.set(`${type} ${id}`, text.named[type](number) + (expectedAt === null ? "" : ` (${day(expectedAt)})`));
    }
  }
  const missing = sum(lines.map((line) => line.missing));
  return [...documents.values(), ...(missing > 0 ? [text.backorders.toOrder(quantity(missing))] : [])].join(", ") || null;
}
