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

export const noVendor = "No default vendor";

/** More choices of one filter than this share a chip, or the chips would push the rows off the screen. */
const APART = 3;

export function activeFilters(filters: Filters, names: Names): Active[] {
  const active: Active[] = [];
  if (filters.search.trim()) {
    active.push({ id: "search", filter: "Search", choice: filters.search.trim(), without: { search: "" } });
  }
  if (filters.ecomOnly) {
    active.push({ id: "ecom", filter: "Source", choice: "eCom orders", without: { ecomOnly: false } });
  }
  if (filters.from || filters.to) {
    active.push({ id: "dates", filter: "Date", choice: datesOf(filters), without: { from: null, to: null } });
  }
  return [
    ...active,
    ...chips(
      "Shop",
      filters.shopIds,
      (id) => names.shop(id),
      (shopIds) => ({ shopIds }),
    ),
    ...chips(
      "Default vendor",
      filters.vendorIds,
      (id) => (id === null ? noVendor : names.vendor(id)),
      (vendorIds) => ({ vendorIds }),
    ),
    ...chips(
      "Reason",
      filters.reasons,
      (reason) => reasons[reason],
      (reasons) => ({ reasons }),
    ),
    ...chips(
      "Coverage",
      filters.coverage,
      (value) => coverages[value].name,
      (coverage) => ({ coverage }),
    ),
    ...chips(
      "Diagnosis",
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
    return [{ id: filter, filter, choice: `${nameOf(first)} and ${chosen.length - 1} more`, without: change([]) }];
  }
  return chosen.map((value) => ({
    id: value === null ? filter : `${filter} ${value}`,
    filter,
    choice: nameOf(value),
    without: change(chosen.filter((other) => other !== value)),
  }));
}

function datesOf({ from, to }: Filters): string {
  const text = (date: string) => day(startOf(date));
  if (from && to) return from === to ? text(from) : `${text(from)} – ${text(to)}`;
  return from ? `from ${text(from)}` : `until ${text(to ?? "")}`;
}

/** Filters gone, the order of the rows kept. */
export const cleared = (filters: Filters): Filters => ({ ...noFilters, sort: filters.sort });
