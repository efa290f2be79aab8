import { FileSearch, Plus } from "lucide-react";
import type { DocumentQuery, Page as Listed } from "oversold";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { receiveIntent } from "../doing/receiving";
import { type NewType, useOpened } from "../drawers/opened";
import { ListPages } from "../engine/pages";
import { text } from "../text/text";
import { FacetFilter } from "../ui/filters/FacetFilter";
import { SearchBox } from "../ui/filters/SearchBox";
import { type DocumentColumn, DocumentTable, type Sort } from "../ui/grid/DocumentTable";
import { Bar, Empty, Page } from "../ui/Page";
import { Segments } from "../ui/Segments";
import { useListView } from "../ui/useListView";
import { unlocksColumn } from "./columns";
import { ReceiveSelected } from "./ReceiveSelected";

interface Document {
  id: string;
  number: string;
}

interface Props<Row extends Document> {
  type: NewType;
  title: string;
  ask(query: DocumentQuery): Listed<Row>;
  /** Parts of the list; the first one is what is to be done. */
  parts: readonly [Part, ...Part[]];
  columns: readonly DocumentColumn<Row>[];
  sort: Sort;
  hasVendors: boolean;
  said(total: number): ReactNode;
}

export interface Part {
  id: string;
  name: string;
  /** Null: all. */
  statuses: string[] | null;
}

/** What is to be done first, then each status, then all of them. */
export function partsOf(first: Part, statuses: Record<string, string>): [Part, ...Part[]] {
  const each = Object.entries(statuses).map(([id, name]) => ({ id, name, statuses: [id] }));
  return [first, ...each, { id: "all", name: text.all, statuses: null }];
}

/** Purchase orders, transfers and vendor returns: the same list of different documents. */
export function DocumentsPage<Row extends Document>(props: Props<Row>) {
  const { type, title, ask, parts, hasVendors, said } = props;
  // Of deliveries: several can be taken in at once, and each says what it unlocks.
  const receive = type === "vendorReturn" ? null : (id: string) => receiveIntent(type, id);
  const columns = useMemo(() => (receive ? [...props.columns, unlocksColumn<Row>(receive)] : props.columns), [props.columns, type]);
  const { names } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const { open, openDocument, hrefOf } = useOpened();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());

  const part = parts.find(({ id }) => id === view.one("part")) ?? parts[0];
  const shopIds = view.many("shop");
  const vendorIds = view.many("vendor");
  const sort = view.sort && columns.some(({ sort }) => sort === view.sort?.by) ? view.sort : props.sort;
  const filters: DocumentQuery = {
    search: view.search || null,
    shopIds: shopIds.length > 0 ? shopIds : null,
    vendorIds: vendorIds.length > 0 ? vendorIds : null,
  };
  const asked = JSON.stringify([filters, part.id, sort]);
  const pages = useMemo(
    () => new ListPages((window) => ask({ ...filters, status: part.statuses, sort: [sort], ...window })),
    [ask, revision, asked],
  );
  const segments = useMemo(
    () => parts.map(({ id, name, statuses }) => ({ id, name, count: ask({ ...filters, status: statuses, limit: 1 }).total })),
    [ask, revision, asked],
  );
  const facet = (ids: readonly { id: string }[], of: (id: string) => DocumentQuery) =>
    ids.map(({ id }) => ({ value: id, rows: ask({ ...filters, status: part.statuses, ...of(id), limit: 1 }).total })).sort((a, b) => b.rows - a.rows);
  const shops = useMemo(() => facet(names.shops, (id) => ({ shopIds: [id] })), [ask, names, revision, asked]);
  const vendors = useMemo(() => (hasVendors ? facet(names.vendors, (id) => ({ vendorIds: [id] })) : []), [ask, names, revision, asked]);

  return (
    <Page
      title={title}
      said={said(pages.total)}
      actions={
        <>
          {receive && selected.size > 0 && (
            <ReceiveSelected ids={[...selected]} intentOf={receive} onDone={() => setSelected(new Set())} />
          )}
          <Button className="button" onPress={() => open({ what: "new", type })}>
            <Plus size={15} aria-hidden />
            <span className="name">{text.form.title[type]}</span>
          </Button>
        </>
      }
    >
      <Bar label={text.filters}>
        <SearchBox value={view.search} onChange={view.onSearch} label={text.documents.search} placeholder={text.documents.searchHint} />
        <Segments label={text.words.status} segments={segments} value={part.id} onChange={(id) => view.change({ part: id === parts[0].id ? null : id })} />
        <FacetFilter name={text.words.shop} facet={shops} chosen={shopIds} nameOf={(id) => names.shop(id)} onChange={(chosen) => view.change({ shop: chosen })} />
        {hasVendors && (
          <FacetFilter
            name={text.words.vendor}
            facet={vendors}
            chosen={vendorIds}
            nameOf={(id) => names.vendor(id)}
            onChange={(chosen) => view.change({ vendor: chosen })}
          />
        )}
      </Bar>
      {pages.total === 0 ? (
        <Empty Icon={FileSearch} title={text.nothingFound}>
          <p>{text.documents.nothingHere}</p>
        </Empty>
      ) : (
        <DocumentTable
          label={title}
          pages={pages}
          columns={columns}
          idOf={(row) => row.id}
          hrefOf={(row) => hrefOf(type, row.id)}
          onOpen={(row) => openDocument(type, row.id)}
          sort={sort}
          onSort={view.onSort}
          asked={asked}
          {...(receive && { selection: { ids: selected, onChange: setSelected, labelOf: (row: Row) => text.named[type](row.number) } })}
        />
      )}
    </Page>
  );
}
