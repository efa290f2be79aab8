import { useCallback, useMemo, useRef } from "react";
import { useAddress, type Navigation } from "../app/address";
import { addressWith, filtersFrom } from "./address";
import type { Filters } from "./choices";

export type ChangeFilters = (change: Partial<Filters>, how?: Navigation) => void;

/** The report's choices, kept in the address. */
export function useFilters(): [Filters, ChangeFilters] {
  const [address, go] = useAddress();
  const filters = useMemo(() => filtersFrom(address), [address]);

  // Two changes may come before the next render; the second must not undo the first.
  const latest = useRef({ address, filters });
  latest.current = { address, filters };

  const change = useCallback<ChangeFilters>(
    (change, how) => {
      const { address, filters } = latest.current;
      const next = { ...filters, ...change };
      const nextAddress = addressWith(address, next);
      latest.current = { address: nextAddress, filters: next };
      go(nextAddress, how);
    },
    [go],
  );
  return [filters, change];
}
