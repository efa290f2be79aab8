import { useCallback, useEffect, useState } from "react";
import type { BackOffice } from "../host/backOffice";

/**
 * Lightspeed's pages that what is here was made of, as long as this tab is open: a later batch is understood by them. Another
 * inventory in its place, from wherever, is not made of them.
 */
export function usePages(office: BackOffice) {
  const [known, setKnown] = useState<readonly File[]>([]);
  useEffect(() => office.subscribe(({ replaced }) => replaced && setKnown([])), [office]);
  const add = useCallback((pages: readonly File[]) => setKnown((known) => [...known, ...pages]), []);
  return { known, add };
}
