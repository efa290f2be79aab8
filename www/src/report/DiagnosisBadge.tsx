import type { Diagnosis } from "oversold";
import { StatusBadge, type Tone } from "../ui/StatusBadge";
import { diagnoses } from "./words";

/** Coloured by what it asks of a person, so that a morning's list can be read by its colours. */
const asks: Record<Diagnosis, Tone> = {
  onItsWay: "good",
  notReceived: "act",
  backorder: "wait",
  missingDocument: "alert",
  shippedUncovered: "alert",
  unattributed: "alert",
  excessTransfer: "amend",
  refundedNotRestocked: "amend",
};

export function DiagnosisBadge({ diagnosis }: { diagnosis: Diagnosis }) {
  return <StatusBadge tone={asks[diagnosis]}>{diagnoses[diagnosis].name}</StatusBadge>;
}
