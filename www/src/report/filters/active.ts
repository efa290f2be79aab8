import { text } from "../../text/text";
import type { Names } from "../../engine/names";
import { day } from "../../ui/format";
import { startOf } from "../day";
import { noFilters, type Filters } from "../choices";
import { coverages, diagnoses, reasons } from "../words";

/** One choice that narrows the report, and the change that takes it back. */
export interface Active {
  id: string;
  /** Of which filter. */
  filter: string;
  choice: string;
  without: Partial<Filters>;
}

export const noVendor = text.report.noVendor;

/** More choices of one filter than this share a chip, or the chips would push the rows off the screen. */
const APART = 3;

export function activeFilters(filters: Filters, names: Names): Active[] {
  const { filterNames } = text.report;
  const active: Active[] = [];
  if (filters.search.trim()) {
    active.push({ id: "search", filter: filterNames.search, choice: filters.search.trim(), without: { search: "" } });
  }
  if (filters.ecomOnly) {
    active.push({ id: "ecom", filter: filterNames.source, choice: text.report.ecomChip, without: { ecomOnly: false } });
  }
  if (filters.from || filters.to) {
    active.push({ id: "dates", filter: filterNames.date, choice: datesOf(filters), without: { from: null, to: null } });
  }
  return [
    ...active,
    ...chips(
      filterNames.shop,
      filters.shopIds,
      (id) => names.shop(id),
      (shopIds) => ({ shopIds }),
    ),
    ...chips(
      filterNames.vendor,
      filters.vendorIds,
      (id) => (id === null ? noVendor : names.vendor(id)),
      (vendorIds) => ({ vendorIds }),
    ),
    ...chips(
      filterNames.reason,
      filters.reasons,
      (reason) => reasons[reason],
      (reasons) => ({ reasons }),
    ),
    ...chips(
      filterNames.coverage,
      filters.coverage,
      (value) => coverages[value].name,
      (coverage) => ({ coverage }),
    ),
    ...chips(
      filterNames.diagnosis,
      filters.diagnoses,
      (value) => diagnoses[value].name,
      (diagnoses) => ({ diagnoses }),
    ),
  ];
}

function chips<T extends string | null>(
  filter: string,
  chosen: readonly T[],
  nameOf: (value: T) => string,
  change: (left: T[]) => Partial<Filters>,
): Active[] {
  const [first] = chosen;
  if (chosen.length > APART && first !== undefined) {
    return [{ id: filter, filter, choice: text.report.andOthers(nameOf(first), chosen.length - 1), without: change([]) }];
  }
  return chosen.map((value) => ({
    id: value === null ? filter : `${filter} ${value}`,
    filter,
    choice: nameOf(value),
    without: change(chosen.filter((other) => other !== value)),
  }));
}

function datesOf({ from, to }: Filters): string {
  const named = (date: string) => day(startOf(date));
  if (from && to) return from === to ? named(from) : `${named(from)} – ${named(to)}`;
  return from ? text.report.fromDay(named(from)) : text.report.untilDay(named(to ?? ""));
}

/** Filters gone, the order of the rows kept. */
export const cleared = (filters: Filters): Filters => ({ ...noFilters, sort: filters.sort });
