import { useSyncExternalStore } from "react";
import type { BackOffice, Keeping } from "../host/backOffice";

export function useKeeping(office: BackOffice): Keeping {
  return useSyncExternalStore(office.watch, () => office.keeping);
}
