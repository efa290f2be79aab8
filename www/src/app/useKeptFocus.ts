import { type RefObject, useEffect } from "react";

/**
 * What had the focus may go away under it: a row that a receipt closed, a button whose work is done. Then the focus would be
 * nowhere, and the next key with it: it goes to the page's content instead, from where Tab and the arrows go on.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      // A drawer that is still open is where the person is.
      const place = document.querySelector<HTMLElement>("[role=dialog]") ?? main.current;
      place?.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, [main]);
}
