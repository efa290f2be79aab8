import { useEffect, useRef } from "react";
import { addressOf, pages } from "../app/pages";
import { useAddress } from "../app/address";
import { lastNotice } from "../doing/notices";
import { useUndo } from "../doing/useUndo";

/** How long "g" waits for its letter. */
const PATIENCE = 1500;

export type Sheet = "palette" | "shortcuts" | null;

export function useShortcuts(show: (sheet: Sheet) => void): void {
  const [, go] = useAddress();
  const undo = useUndo();
  const latest = useRef({ go, undo, show });
  latest.current = { go, undo, show };

  useEffect(() => {
    let goUntil = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      const { go, undo, show } = latest.current;
      const { key } = event;
      const together = event.ctrlKey || event.metaKey;
      const isTyping = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, [contenteditable]") !== null;
      const does = (action: () => void) => {
        event.preventDefault();
        action();
      };
      if (event.defaultPrevented || event.altKey) return;
      if (together && key.toLowerCase() === "k") return does(() => show("palette"));
      if (together && key === "Enter") return does(pressPrimary);
      if (isTyping) return;
      if (together && key.toLowerCase() === "z" && !event.shiftKey) {
        const ids = lastNotice()?.commandIds ?? [];
        if (ids.length > 0) does(() => void undo(ids));
        return;
      }
      // The letters are for the page: what lies above it has its own use for them.
      if (together || document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")) return;
      if (event.timeStamp < goUntil) {
        goUntil = 0;
        const page = pages.find((one) => one.key === key.toLowerCase());
        if (page) return does(() => go(new URLSearchParams(addressOf(page).replace(/^[^?]*/, ""))));
      }
      if (key === "g") goUntil = event.timeStamp + PATIENCE;
      if (key === "?") does(() => show("shortcuts"));
      if (key === "/") does(() => document.querySelector<HTMLInputElement>("main input[type=search]")?.focus());
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** The one button that what lies on top is about. */
function pressPrimary() {
  const dialogs = document.querySelectorAll("[role=dialog]");
  const on = dialogs.item(dialogs.length - 1) ?? document;
  on.querySelector<HTMLButtonElement>("[data-primary]:not([disabled])")?.click();
}
