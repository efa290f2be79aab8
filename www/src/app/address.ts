import { useCallback, useMemo, useSyncExternalStore } from "react";

const CHANGED = "oversold:address";

function subscribe(listener: () => void) {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

export interface Navigation {
  /** Take the place of the current entry, so that "back" skips it. */
  replace?: boolean;
}

/** The address is the only place where a page keeps what it shows: back, reload and a shared link then work by themselves. */
export function useAddress(): [URLSearchParams, (next: URLSearchParams, how?: Navigation) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const go = useCallback((next: URLSearchParams, { replace = false }: Navigation = {}) => {
    const text = next.toString();
    if (text === new URLSearchParams(window.location.search).toString()) return;
    const url = `${window.location.pathname}${text && `?${text}`}`;
    if (replace) window.history.replaceState(null, "", url);
    else window.history.pushState(null, "", url);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [params, go];
}
