import { useCallback } from "react";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { useRun } from "./useRun";

/** Takes commands back, the last one first: all of them or none. */
export const undoing = (commandIds: readonly string[]): Intent[] => commandIds.toReversed().map((commandId) => ({ type: "undo", commandId }));

export function useUndo() {
  const { run } = useRun();
  return useCallback((commandIds: readonly string[]) => run(undoing(commandIds), text.notices.undone), [run]);
}
