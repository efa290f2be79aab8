import { useCallback, useEffect, useState } from "react";
import { loadInventory, type Progress } from "../engine/load";
import type { BackOffice } from "../host/backOffice";
import { openInMemory } from "../host/office";

type State =
  | { status: "loading"; progress: Progress | null }
  | { status: "ready"; office: BackOffice }
  | { status: "failed"; error: unknown };

export function useOpen(url: string) {
  const [state, setState] = useState<State>({ status: "loading", progress: null });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let opened: BackOffice | null = null;
    setState({ status: "loading", progress: null });
    const onProgress = (progress: Progress) => {
      if (!abort.signal.aborted) setState({ status: "loading", progress });
    };
    loadInventory(url, onProgress, abort.signal).then(
      (inventory) => {
        if (abort.signal.aborted) return inventory.dispose();
        opened = openInMemory(inventory);
        setState({ status: "ready", office: opened });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState({ status: "failed", error });
        // The engine may have failed while the data still comes: what comes is of no use.
        abort.abort();
      },
    );
    return () => {
      abort.abort();
      opened?.close();
    };
  }, [url, attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { state, retry };
}
