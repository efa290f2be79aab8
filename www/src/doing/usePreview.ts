import type { Outcome } from "oversold";
import { useMemo } from "react";
import { useBackOffice, useRevision } from "../app/engine";
import { problemOf } from "../engine/problem";
import type { Intent } from "../host/backOffice";

/** What it would do now; or what is wrong with what was typed. Null without anything to do. */
export type Previewed = Outcome | { ok: false; problem: string } | null;

export function usePreview(intents: readonly Intent[]): Previewed {
  const office = useBackOffice();
  const revision = useRevision();
  const asked = JSON.stringify(intents);
  return useMemo(() => {
    if (intents.length === 0) return null;
    try {
      return office.preview(intents);
    } catch (error) {
      return { ok: false, problem: problemOf(error).detail };
    }
  }, [office, revision, asked]);
}

/** Those of these that can be done now, by the package's own word. */
export function usePossible<A extends { intents: readonly Intent[] }>(actions: readonly A[]): A[] {
  const office = useBackOffice();
  const revision = useRevision();
  const asked = JSON.stringify(actions.map(({ intents }) => intents));
  const possible = useMemo(() => actions.map(({ intents }) => intents.length > 0 && office.preview(intents).ok), [office, revision, asked]);
  return actions.filter((_, at) => possible[at]);
}
