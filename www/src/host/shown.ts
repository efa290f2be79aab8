import type { Command, Outcome } from "oversold";

/** What is behind a preview. */
export interface Previewed {
  /** Done later under the same ids: a second click does nothing twice. */
  commands: readonly Command[];
  /** The inventory that it was about. */
  lineage: string;
}

const previews = new WeakMap<Outcome, Previewed>();

export function remember(outcome: Outcome, previewed: Previewed): Outcome {
  previews.set(outcome, previewed);
  return outcome;
}

export function behind(shown: Outcome): Previewed {
  const previewed = previews.get(shown);
  if (!previewed) throw new TypeError("`shown` is not an outcome that this page's back office previewed.");
  return previewed;
}

/**
 * Whether two outcomes of the same commands are the same for a person: what is done, what it does to the report and which
 * orders it makes ready, or why it is refused. How much stands on the shelf meanwhile is not what they agreed to.
 */
export function isAsShown(shown: Outcome, now: Outcome): boolean {
  if (!shown.ok || !now.ok) return !shown.ok && !now.ok && shown.refusal.code === now.refusal.code && shown.index === now.index;
  return essence(shown) === essence(now);
}

function essence({ events, changes }: Outcome & { ok: true }): string {
  const { rowsAdded, rowsRemoved, ordersReady, ordersNoLongerReady } = changes;
  const done = events.map((event) => ({ ...event, revision: null }));
  return JSON.stringify([done, rowsAdded, rowsRemoved, ordersReady, ordersNoLongerReady]);
}
