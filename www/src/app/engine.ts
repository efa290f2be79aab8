import type { Inventory } from "oversold";
import { createContext, use, useMemo, useSyncExternalStore } from "react";
import { Names } from "../engine/names";
import type { BackOffice } from "../host/backOffice";

export interface Engine {
  inventory: Inventory;
  names: Names;
}

interface Office extends Engine {
  office: BackOffice;
}

export const OfficeContext = createContext<Office | null>(null);

function useOffice(): Office {
  const office = use(OfficeContext);
  if (!office) throw new Error("The engine and the back office are for pages inside OfficeContext.");
  return office;
}

/** To ask. See `useRevision` for asking again. */
export function useEngine(): Engine {
  return useOffice();
}

/** To do. */
export function useBackOffice(): BackOffice {
  return useOffice().office;
}

/** Draws anew after each change, and says which state it is: what was asked of an earlier one is to be asked again. */
export function useRevision(): number {
  const { office } = useOffice();
  return useSyncExternalStore(office.subscribe, () => office.inventory.revision);
}

/** What the context holds: the names belong to one inventory. */
export function useOfficeValue(office: BackOffice | null): Office | null {
  const inventory = useSyncExternalStore(office?.subscribe ?? nothing, () => office?.inventory ?? null);
  return useMemo(() => office && inventory && { office, inventory, names: new Names(inventory) }, [office, inventory]);
}

const nothing = () => () => {};
