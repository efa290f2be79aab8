import { useState } from "react";
import { backUp, packed } from "../host/backUp";
import type { BackOffice } from "../host/backOffice";
import type { Storage } from "../host/storage";
import { downloadBlob } from "../ui/download";

const today = () => new Date().toISOString().slice(0, 10);

/** Everything that this tab holds, as a file. */
export async function downloadBackUp({ inventory }: BackOffice): Promise<void> {
  downloadBlob(`inventory-${today()}.json.gz`, await backUp(inventory));
}

/** What is stored, unread. */
export async function downloadPacked(storage: Storage): Promise<void> {
  const stored = await storage.read("all");
  if (stored) downloadBlob(`inventory-${today()}-stored.zip`, await packed(stored));
}

/** For a button: one at a time, and what went wrong. */
export function useWork(work: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = () => {
    setBusy(true);
    setError(null);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { start, isBusy, error };
}
