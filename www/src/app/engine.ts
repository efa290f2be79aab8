import type { Inventory } from "oversold";
import { createContext, use } from "react";
import type { Names } from "../engine/names";

export interface Engine {
  inventory: Inventory;
  names: Names;
}

export const EngineContext = createContext<Engine | null>(null);

export function useEngine(): Engine {
  const engine = use(EngineContext);
  if (!engine) throw new Error("useEngine is for pages inside EngineContext.");
  return engine;
}
