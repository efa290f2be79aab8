import type { ReportQuery } from "oversold";
import { useMemo } from "react";
import { useEngine, useRevision } from "../../app/engine";
import { text } from "../../text/text";
import { type Bar, BarChart } from "../../ui/chart/BarChart";
import styles from "../../ui/chart/chart.module.css";
import { quantity } from "../../ui/format";
import { queryOf, type Filters } from "../choices";
import { noVendor } from "../filters/active";
import type { ChangeFilters } from "../useFilters";
import { ages } from "./ages";

/** Longer pictures are lists. */
const MOST = 8;

/** Where units are missing: by vendor, shop and age. Each ignores its own filter, as the lists of choices do. */
export default function Pictures({ filters, onChange }: { filters: Filters; onChange: ChangeFilters }) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const { vendors, shops, byAge } = useMemo(() => {
    const query = queryOf(filters);
    const uncovered = (change: ReportQuery) => inventory.totals({ ...query, ...change }).uncovered;
    const facets = inventory.facets(query);
    const most = (bars: Bar[]) => bars.sort((a, b) => b.value - a.value).slice(0, MOST);
    return {
      vendors: most(
        facets.vendors.map(({ value: id }) => ({
          id: id ?? "",
          name: id === null ? noVendor : names.vendor(id),
          value: uncovered({ vendorIds: [id] }),
          isChosen: filters.vendorIds.includes(id),
        })),
      ),
      shops: most(
        facets.shops.map(({ value: id }) => ({ id, name: names.shop(id), value: uncovered({ shopIds: [id] }), isChosen: filters.shopIds.includes(id) })),
      ),
      byAge: ages().map(({ id, name, from, to }) => {
        const { from: start, to: end } = queryOf({ ...filters, from, to });
        return { id, name, value: uncovered({ from: start ?? null, to: end ?? null }), isChosen: filters.from === from && filters.to === to };
      }),
    };
  }, [inventory, names, revision, JSON.stringify(filters)]);

  const toggled = <T,>(chosen: readonly T[], one: T) => (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <section className={styles.pictures} aria-label={text.pictures.label}>
      <BarChart
        title={text.pictures.byVendor}
        unit={text.pictures.units}
        bars={vendors}
        format={quantity}
        onChoose={(id) => onChange({ vendorIds: toggled(filters.vendorIds, id || null) })}
      />
      <BarChart
        title={text.pictures.byShop}
        unit={text.pictures.units}
        bars={shops}
        format={quantity}
        onChoose={(id) => onChange({ shopIds: toggled(filters.shopIds, id) })}
      />
      <BarChart
        title={text.pictures.byAge}
        unit={text.pictures.units}
        bars={byAge}
        format={quantity}
        onChoose={(id) => {
          const age = ages().find((one) => one.id === id);
          if (!age) return;
          const isChosen = filters.from === age.from && filters.to === age.to;
          onChange(isChosen ? { from: null, to: null } : { from: age.from, to: age.to });
        }}
      />
    </section>
  );
}
