import { useCallback, useEffect, useState } from "react";
import type { BackOffice } from "../host/backOffice";
import { BrowserStorage } from "../host/browserStorage";
import { download, type Progress } from "../host/loading";
import { openBackOffice } from "../host/office";
import { connectionOf, type Service, serviceAt, workingSetOf } from "../host/service";
import type { Storage, StorageError } from "../host/storage";
import { person } from "./person";

/** The name of the database, and what the tabs call each other by. */
const NAME = "oversold";

/** `?service=…`: where the first inventory comes from, and what it follows. */
function serviceInAddress(): Service | null {
  const address = new URLSearchParams(window.location.search).get("service");
  return address === null ? null : serviceAt(address, document.baseURI);
}

export type Opened =
  | { status: "loading"; progress: Progress | null; waitsFor: StorageError | null }
  | { status: "ready"; office: BackOffice; outdated: StorageError | null }
  | { status: "failed"; error: unknown; storage: Storage };

const LOADING: Opened = { status: "loading", progress: null, waitsFor: null };

/** The stored inventory; where nothing is stored, that of the service in the page's address, or the snapshot at `url`. */
export function useOpen(url: string) {
  const [state, setState] = useState<Opened>(LOADING);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    let office: BackOffice | null = null;
    const whileOpen = (set: (state: Opened) => Opened) => signal.aborted || setState(set);
    const storage = new BrowserStorage(NAME, (trouble) =>
      whileOpen((state) => {
        if (state.status === "loading") return { ...state, waitsFor: trouble };
        return state.status === "ready" ? { ...state, outdated: trouble } : state;
      }),
    );
    const watching = {
      signal,
      onProgress: (progress: Progress) => whileOpen((state) => (state.status === "loading" ? { ...state, progress } : state)),
    };

    const first = async () => {
      const service = serviceInAddress();
      const { image } = await download(service ? workingSetOf(service) : url, watching, async () => null);
      return service ? { ...image, service: await connectionOf(service, image) } : image;
    };

    setState(LOADING);
    openBackOffice({ storage, channel: NAME, first, person }).then(
      (opened) => {
        if (signal.aborted) return opened.close();
        office = opened;
        setState({ status: "ready", office, outdated: null });
      },
      (error: unknown) => whileOpen(() => ({ status: "failed", error, storage })),
    );
    return () => {
      abort.abort();
      if (office) office.close();
      else storage.close();
    };
  }, [url, attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { state, retry };
}
