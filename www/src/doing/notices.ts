import { useSyncExternalStore } from "react";

export interface Notice {
  /** Each has its own, so that the same words twice are said twice. */
  key: number;
  kind: "done" | "refused";
  text: string;
  /** The commands that "undo" takes back, newest last. */
  commandIds: readonly string[];
}

let current: Notice | null = null;
let key = 0;
const listeners = new Set<() => void>();

function show(next: Notice | null) {
  current = next;
  for (const listener of [...listeners]) listener();
}

/** Says what was done, or why not: to the eye at the foot of the page, and aloud. */
export function say(kind: Notice["kind"], text: string, commandIds: readonly string[] = []): void {
  show({ key: ++key, kind, text, commandIds });
}

export const dismiss = () => show(null);
export const lastNotice = () => current;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNotice = () => useSyncExternalStore(subscribe, lastNotice);
