import { text } from "../text/text";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import type { ReportRow } from "oversold";
import { useAddress } from "../app/address";
import { useEngine, useRevision } from "../app/engine";
import { ListPages } from "../engine/pages";
import { PictureButton } from "../ui/PictureButton";
import { Hints } from "../ui/Hints";
import { ColumnsMenu } from "./ColumnsMenu";
import { CsvButton } from "./CsvButton";
import { EmptyState } from "./EmptyState";
import { ExplainDialog } from "./explain/ExplainDialog";
import { ExplainContext } from "./explain/useExplain";
import { activeFilters, cleared } from "./filters/active";
import { Chips } from "./filters/Chips";
import { FilterBar } from "./filters/FilterBar";
import { queryOf } from "./choices";
import { hints } from "./hints";
import { IncomingPopover } from "./incoming/IncomingPopover";
import { IncomingContext, type IncomingQuestion } from "./incoming/useIncoming";
import styles from "./ReportPage.module.css";
import { ReportTable } from "./table/ReportTable";
import { TotalsLine } from "./TotalsLine";
import { useColumnVisibility } from "./useColumnVisibility";
import { useFilters } from "./useFilters";

const Pictures = lazy(() => import("./pictures/Pictures"));

export function ReportPage() {
  const { inventory, names } = useEngine();
  const [filters, change] = useFilters();
  const [address, go] = useAddress();
  const hasPictures = address.get("pictures") === "1";
  const [columnVisibility, setColumnVisibility] = useColumnVisibility();
  const [explained, setExplained] = useState<ReportRow | null>(null);
  const [question, setQuestion] = useState<IncomingQuestion | null>(null);

  const revision = useRevision();
  const wanted = queryOf(filters);
  // The address changes for other reasons too (a drawer opens): the same question stays the same.
  const query = useMemo(() => wanted, [JSON.stringify(wanted)]);
  const pages = useMemo(() => new ListPages((window) => inventory.report({ ...query, ...window })), [inventory, revision, query]);
  const totals = useMemo(() => inventory.totals(query), [inventory, revision, query]);
  const facets = useMemo(() => inventory.facets(query), [inventory, revision, query]);
  const active = useMemo(() => activeFilters(filters, names), [filters, names]);
  const clear = useCallback(() => change(cleared(filters)), [change, filters]);

  return (
    <ExplainContext value={setExplained}>
      <IncomingContext value={setQuestion}>
        <Hints hints={hints}>
          <div className={styles.page}>
            <div className={styles.head}>
              <div>
                <h1 className={styles.title}>{text.pages.report}</h1>
                <TotalsLine totals={totals} />
              </div>
              <div className={styles.actions}>
                <PictureButton
                  isShown={hasPictures}
                  onChange={(shown) => {
                    const next = new URLSearchParams(address);
                    if (shown) next.set("pictures", "1");
                    else next.delete("pictures");
                    go(next);
                  }}
                />
                <ColumnsMenu visibility={columnVisibility} onChange={setColumnVisibility} />
                <CsvButton query={query} isDisabled={pages.total === 0} />
              </div>
            </div>
            <FilterBar filters={filters} facets={facets} onChange={change} />
            {hasPictures && (
              <Suspense>
                <Pictures filters={filters} onChange={change} />
              </Suspense>
            )}
            <Chips active={active} onRemove={({ without }) => change(without)} onClear={clear} />
            {pages.total > 0 ? (
              <ReportTable pages={pages} query={query} sort={filters.sort} onSort={(sort) => change({ sort })} columnVisibility={columnVisibility} />
            ) : (
              <EmptyState filters={filters} active={active} onChange={change} onClear={clear} />
            )}
          </div>
        </Hints>
      </IncomingContext>
      <IncomingPopover question={question} onClose={() => setQuestion(null)} />
      <ExplainDialog row={explained} onClose={() => setExplained(null)} />
    </ExplainContext>
  );
}
