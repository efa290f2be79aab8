import { useSyncExternalStore } from "react";

export type Screen = "narrow" | "medium" | "wide";

// In em, so that a page zoomed to 400% is a narrow one.
const medium = window.matchMedia("(min-width: 44em)");
const wide = window.matchMedia("(min-width: 68em)");

function subscribe(listener: () => void) {
  for (const query of [medium, wide]) query.addEventListener("change", listener);
  return () => {
    for (const query of [medium, wide]) query.removeEventListener("change", listener);
  };
}

/** How much room there is for columns. */
export const useScreen = (): Screen =>
  useSyncExternalStore(subscribe, () => (wide.matches ? "wide" : medium.matches ? "medium" : "narrow"));
