import type { IncomingLine, ReportRow } from "oversold";
import { createContext, use } from "react";

/** An in-transit quantity that was pressed. */
export interface IncomingQuestion {
  row: ReportRow;
  type: IncomingLine["type"];
  button: HTMLButtonElement;
}

export type AskIncoming = (question: IncomingQuestion) => void;

export const IncomingContext = createContext<AskIncoming>(() => undefined);

/** Lists the documents behind an in-transit quantity, beside it. */
export const useIncoming = (): AskIncoming => use(IncomingContext);
