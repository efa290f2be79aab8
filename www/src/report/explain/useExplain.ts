import type { ReportRow } from "oversold";
import { createContext, use } from "react";

export type Explain = (row: ReportRow) => void;

export const ExplainContext = createContext<Explain>(() => undefined);

/** Opens the proof of a row. */
export const useExplain = (): Explain => use(ExplainContext);
