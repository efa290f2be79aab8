import type { Column } from "oversold";
import { dayOf } from "./day";
import { type Filters, type SortKey } from "./choices";
import { columnNames, coverages, diagnoses, reasons } from "./words";

/** Longer searches find nothing and make addresses that mail programs cut. */
const LONGEST_SEARCH = 200;

/** Reads what makes sense in an address and passes over the rest: links get cut, mistyped and outlive versions. */
export function filtersFrom(address: URLSearchParams): Filters {
  const from = dayOf(address.get("from"));
  const to = dayOf(address.get("to"));
  const backwards = from !== null && to !== null && to < from;
  return {
    search: (address.get("q") ?? "").slice(0, LONGEST_SEARCH),
    from: backwards ? to : from,
    to: backwards ? from : to,
    ecomOnly: address.get("ecom") === "1",
    shopIds: distinct(address.getAll("shop").filter((id) => id !== "")),
    // Ids are never empty: an empty one stands for items without a default vendor.
    vendorIds: distinct(address.getAll("vendor")).map((id) => id || null),
    reasons: known(reasons, address.getAll("reason")),
    coverage: known(coverages, address.getAll("coverage")),
    diagnoses: known(diagnoses, address.getAll("diagnosis")),
    sort: sortFrom(address.get("sort") ?? ""),
  };
}

/** The address of these filters; what others keep in the address stays. */
export function addressWith(address: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(address);
  const set = (name: string, values: readonly string[]) => {
    next.delete(name);
    for (const value of values) next.append(name, value);
  };
  set("q", filters.search ? [filters.search] : []);
  set("from", filters.from ? [filters.from] : []);
  set("to", filters.to ? [filters.to] : []);
  set("ecom", filters.ecomOnly ? ["1"] : []);
  set("shop", filters.shopIds);
  set(
    "vendor",
    filters.vendorIds.map((id) => id ?? ""),
  );
  set("reason", filters.reasons);
  set("coverage", filters.coverage);
  set("diagnosis", filters.diagnoses);
  set("sort", filters.sort.length ? [filters.sort.map(({ by, descending }) => (descending ? `-${by}` : by)).join(",")] : []);
  return next;
}

const distinct = <T>(values: T[]): T[] => [...new Set(values)];

const known = <K extends string>(words: Record<K, unknown>, values: string[]): K[] =>
  distinct(values.filter((value): value is K => Object.hasOwn(words, value)));

/** "-qoh,shop": QOH descending, then shop. */
function sortFrom(text: string): SortKey[] {
  const keys = new Map<Column, SortKey>();
  for (const part of text.split(",")) {
    const descending = part.startsWith("-");
    const by = descending ? part.slice(1) : part;
    if (isSortable(by) && !keys.has(by)) keys.set(by, { by, descending });
  }
  return [...keys.values()];
}

export function isSortable(column: string): column is Exclude<Column, "id"> {
  return Object.hasOwn(columnNames, column) && column !== "coverage" && column !== "diagnosis";
}
