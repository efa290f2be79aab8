import { useEffect, useRef, useState } from "react";
import type { Mapped } from "../host/importing";
import { TaskWorker } from "../host/tasks";
import type { Sheets } from "./useLoad";

/** How spreadsheets would be read, asked anew after each correction; meanwhile the last answer stays. */
export function useMapped(sheets: Sheets): { mapped: Mapped | null; isCurrent: boolean; error: unknown } {
  const [answer, setAnswer] = useState<{ of: Sheets; mapped: Mapped } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const worker = useRef<TaskWorker>(undefined);
  useEffect(() => {
    const made = (worker.current = new TaskWorker());
    return () => made.end();
  }, []);
  useEffect(() => {
    let isWanted = true;
    const { files, options } = sheets;
    worker.current?.ask("map", { sheets: files, options }).then(
      (mapped) => isWanted && setAnswer({ of: sheets, mapped }),
      (error: unknown) => isWanted && setError(error),
    );
    return () => {
      isWanted = false;
    };
  }, [sheets]);
  return { mapped: answer?.mapped ?? null, isCurrent: answer?.of === sheets, error };
}
