import type { Column, Diagnosis } from "oversold";
import { text } from "../text/text";
import type { Coverage, Reason } from "./choices";

/** A term of the report in plain words: what it is, and what to do next. */
export interface Word {
  name: string;
  meaning: string;
}

export const diagnoses: Record<Diagnosis, Word> = text.report.diagnoses;
export const coverages: Record<Coverage, Word> = text.report.coverages;
export const reasons: Record<Reason, string> = text.report.reasons;

/** A host may use reasons of its own: those are shown as they are. */
export const reasonName = (reason: string): string => (Object.hasOwn(reasons, reason) ? reasons[reason as Reason] : reason);

export const { soldBecause, incoming: incomingNames } = text.report;

/** Of whatever document it is that brings something. */
export const statuses: Record<string, string> = { ...text.status.purchaseOrder, ...text.status.transfer };

export const columnNames: Record<Exclude<Column, "id"> | "coverage" | "diagnosis", string> = text.report.columns;
