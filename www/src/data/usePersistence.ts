import { useCallback, useEffect, useState } from "react";
import { keepForGood, persistence, type Persistence } from "../host/persistence";

/** `ask` answers whether the browser promised it. */
export function usePersistence() {
  const [state, setState] = useState<Persistence | null>(null);
  const look = useCallback(async () => setState(await persistence()), []);
  useEffect(() => void look(), [look]);
  const ask = useCallback(async () => {
    const kept = await keepForGood();
    await look();
    return kept;
  }, [look]);
  return { state, ask };
}
