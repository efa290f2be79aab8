import type { ColumnVisibilityState } from "@tanstack/react-table";
import { useCallback, useState } from "react";
import { columnNames } from "./words";

const KEY = "oversold.report.hidden";

/** Which columns a person wants is theirs, not the link's: it is remembered here and not in the address. */
export function useColumnVisibility(): [ColumnVisibilityState, (visibility: ColumnVisibilityState) => void] {
  const [visibility, setVisibility] = useState(remembered);
  const change = useCallback((next: ColumnVisibilityState) => {
    setVisibility(next);
    try {
      localStorage.setItem(
        KEY,
        Object.keys(next)
          .filter((id) => next[id] === false)
          .join(","),
      );
    } catch {
      // Storage is blocked: the choice holds until the page is closed.
    }
  }, []);
  return [visibility, change];
}

function remembered(): ColumnVisibilityState {
  try {
    const ids = (localStorage.getItem(KEY) ?? "").split(",");
    return Object.fromEntries(ids.filter((id) => Object.hasOwn(columnNames, id) && id !== "description").map((id) => [id, false]));
  } catch {
    return {};
  }
}
