import { useCallback, useMemo } from "react";
import { type Navigation, useAddress } from "../app/address";
import type { Sort } from "./grid/DocumentTable";

const LONGEST_SEARCH = 200;

/** What a list was asked, kept in the address: back, reload and a shared link work by themselves. */
export function useListView() {
  const [address, go] = useAddress();
  const change = useCallback(
    (changes: Record<string, string | readonly string[] | null>, how?: Navigation) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name);
        for (const one of value === null ? [] : typeof value === "string" ? [value] : value) next.append(name, one);
      }
      go(next, how);
    },
    [go],
  );
  return useMemo(() => {
    const search = (address.get("q") ?? "").slice(0, LONGEST_SEARCH);
    const sorted = address.get("sort");
    const sort: Sort | null = sorted ? { by: sorted.replace(/^-/, ""), descending: sorted.startsWith("-") } : null;
    return {
      search,
      sort,
      one: (name: string) => address.get(name),
      many: (name: string) => [...new Set(address.getAll(name))].filter((value) => value !== ""),
      change,
      // One step back leads to the list before the search, not through each letter.
      onSearch: (q: string) => change({ q: q || null }, { replace: search !== "" }),
      onSort: ({ by, descending }: Sort) => change({ sort: descending ? `-${by}` : by }),
    };
  }, [address, change]);
}
