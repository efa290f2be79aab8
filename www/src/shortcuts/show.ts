import type { Sheet } from "./useShortcuts";

const listeners = new Set<(sheet: Sheet) => void>();

/** For buttons outside: the palette is for who does not know its key, too. */
export const showSheet = (sheet: Sheet) => {
  for (const listener of listeners) listener(sheet);
};

export const onShow = (listener: (sheet: Sheet) => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};
