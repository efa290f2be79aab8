import { type RefObject, useEffect } from "react";

/** A closed dialog gives the focus back to what opened it, in the frame after: that is the better place, and is waited for. */
const MOMENT = 150;

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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
    const find = () => {
      if (!isLost()) return;
      last = null;
      // A drawer that is still open is where the person is.
      const place = document.querySelector<HTMLElement>("[role=dialog]") ?? main.current;
      place?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          clearTimeout(timer);
          timer = setTimeout(find, MOMENT);
        }),
      );
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [main]);
}
