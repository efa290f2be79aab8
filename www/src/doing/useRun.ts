import type { Outcome } from "oversold";
import { useCallback, useState } from "react";
import { useBackOffice } from "../app/engine";
import { problemOf } from "../engine/problem";
import type { Done, Intent } from "../host/backOffice";
import { text } from "../text/text";
import { say } from "./notices";
import { refusalWords } from "./refusal";

/**
 * Does what was shown, and says what became of it. Answers null where nothing was done: refused, or different now from what
 * the person saw; then the preview on the page is a new one by itself, and to be agreed to again.
 */
export function useRun() {
  const office = useBackOffice();
  const [isBusy, setBusy] = useState(false);

  const run = useCallback(
    async (intents: readonly Intent[], done: string, shown?: Outcome): Promise<Done | null> => {
      setBusy(true);
      try {
        const result = await office.run(intents, shown ? { shown } : {});
        if (result.ok) {
          say("done", done, result.commandIds);
          return result;
        }
        say("refused", "now" in result ? text.notices.changed : refusalWords(result.refusal));
      } catch (error) {
        const { title, detail } = problemOf(error);
        say("refused", `${title}: ${detail}`);
      } finally {
        setBusy(false);
      }
      return null;
    },
    [office],
  );
  return { run, isBusy };
}
