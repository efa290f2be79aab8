import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Of a longer list this many rows are printed, and how many are not is said (`PaperEnd`): more would keep the browser for minutes. */
export const PRINTED = 2000;

/** While paper is made, lists draw their rows in full: what is scrolled out of sight is to be read too. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinting;
}
