import { useCallback } from "react";
import { useAddress } from "./address";

/** Leads to another page, with what it is to show: `{ page: "backorders", ship: ids }`. */
export function useGo() {
  const [, go] = useAddress();
  return useCallback(
    (to: Record<string, string | readonly string[]>) => {
      const next = new URLSearchParams();
      for (const [name, value] of Object.entries(to)) {
        for (const one of typeof value === "string" ? [value] : value) next.append(name, one);
      }
      go(next);
    },
    [go],
  );
}
