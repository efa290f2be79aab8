import type { Column, Diagnosis, Id, ReportQuery } from "oversold";
import { dayAfter, startOf, type Day } from "./day";

export type Reason = "sale" | "vendorReturn" | "transfer" | "other" | "unattributed";
export type Coverage = "none" | "partial" | "full";
export interface SortKey {
  by: Column;
  descending: boolean;
}

/** What a person has chosen. An empty list is no choice: everything is shown. */
export interface Filters {
  search: string;
  /** Both days are inside the range. */
  from: Day | null;
  to: Day | null;
  ecomOnly: boolean;
  shopIds: readonly Id[];
  vendorIds: readonly (Id | null)[];
  reasons: readonly Reason[];
  coverage: readonly Coverage[];
  diagnoses: readonly Diagnosis[];
  sort: readonly SortKey[];
}

export const noFilters: Filters = {
  search: "",
  from: null,
  to: null,
  ecomOnly: false,
  shopIds: [],
  vendorIds: [],
  reasons: [],
  coverage: [],
  diagnoses: [],
  sort: [],
};

/** The package's own default, said aloud so that the header can show it. */
export const oldestFirst: readonly SortKey[] = [{ by: "occurredAt", descending: false }];

const chosen = <T>(values: readonly T[]): T[] | null => (values.length ? [...values] : null);

/** Days become instants here, in the time zone of the person who looks: the core knows no time zone. */
export function queryOf(filters: Filters): ReportQuery {
  return {
    search: filters.search || null,
    from: filters.from && startOf(filters.from),
    to: filters.to && startOf(dayAfter(filters.to)),
    ecomOnly: filters.ecomOnly,
    shopIds: chosen(filters.shopIds),
    vendorIds: chosen(filters.vendorIds),
    reasons: chosen(filters.reasons),
    coverage: chosen(filters.coverage),
    diagnoses: chosen(filters.diagnoses),
    sort: chosen(filters.sort),
  };
}
