import { type RefObject, useEffect } from "react";

/** A closed dialog gives the focus back to what opened it, in the frame after: that is the better place, and is waited for. */
const MOMENT = 150;

/**
 * What had the focus may go away under it: a row that a receipt closed, a button whose work is done. Then the focus would be
 * nowhere, and the next key with it: it goes to the table's current row, if it came from there, else to the page's content,
 * from where Tab and the arrows go on.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null;
    // Where a dialog was opened from: what has the focus inside of it says nothing of that.
    let grid: Element | null = null;
    let dialog: HTMLElement | null = null;
    let isWaiting = false;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      isWaiting = false;
    };
    const remember = ({ target }: FocusEvent) => {
      // It was given back. The next loss is another one, with a moment of its own: a wait that outlived this one would end in
      // the middle of that, before the next dialog could give it back.
      stop();
      last = target instanceof Element ? target : null;
      dialog = last?.closest<HTMLElement>("[role=dialog], [role=alertdialog]") ?? null;
      if (!dialog) grid = last?.closest("[role=grid]") ?? null;
    };
    const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
    const find = () => {
      isWaiting = false;
      if (!isLost()) return;
      last = null;
      // A drawer that is still open is where the person is.
      const place =
        document.querySelector<HTMLElement>("[role=dialog]") ??
        (grid?.isConnected ? grid.querySelector<HTMLElement>('[tabindex="0"]') : null) ??
        main.current;
      place?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      if (isWaiting || !isLost()) return;
      // What it was in is still open: nothing else will take the focus, and the next key, Escape perhaps, is meant for it.
      if (dialog?.isConnected) return dialog.focus({ preventScroll: true });
      isWaiting = true;
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          timer = setTimeout(find, MOMENT);
        });
      });
    });
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
      stop();
    };
  }, [main]);
}
