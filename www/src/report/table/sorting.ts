import type { SortingState } from "@tanstack/react-table";
import { isSortable } from "../address";
import { oldestFirst, type SortKey } from "../choices";

export const sortingOf = (sort: readonly SortKey[]): SortingState => sort.map(({ by, descending }) => ({ id: by, desc: descending }));

/** The order that the report has anyway is no choice, and keeps out of the address. */
export function sortKeysOf(sorting: SortingState): readonly SortKey[] {
  const keys = sorting.flatMap(({ id, desc }) => (isSortable(id) ? [{ by: id, descending: desc }] : []));
  const [only] = keys;
  return keys.length === 1 && only?.by === oldestFirst[0]?.by && !only?.descending ? [] : keys;
}
