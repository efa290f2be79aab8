import type { LightspeedOptions } from "oversold/lightspeed";
import { useCallback, useEffect, useState } from "react";
import type { BackOffice } from "../host/backOffice";

/** Pages, and how they were understood. */
export interface Pages {
  files: readonly File[];
  options: LightspeedOptions;
}

const NONE: Pages = { files: [], options: {} };

/**
 * Lightspeed's pages that what is here was made of, as long as this tab is open: a later batch is understood by them. Another
 * inventory in its place, from wherever, is not made of them.
 */
export function usePages(office: BackOffice) {
  const [pages, setPages] = useState<Pages>(NONE);
  useEffect(() => office.subscribe(({ replaced }) => replaced && setPages(NONE)), [office]);
  const add = useCallback(({ files, options }: Pages) => setPages((known) => ({ files: [...known.files, ...files], options })), []);
  return { known: pages, add };
}
