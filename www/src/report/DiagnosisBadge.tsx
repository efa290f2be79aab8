import type { Diagnosis } from "oversold";
import styles from "./DiagnosisBadge.module.css";
import { diagnoses } from "./words";

/** Coloured by what it asks of a person, so that a morning's list can be read by its colours. */
const asks: Record<Diagnosis, "wait" | "receive" | "buy" | "find" | "correct"> = {
  onItsWay: "wait",
  notReceived: "receive",
  backorder: "buy",
  missingDocument: "find",
  shippedUncovered: "find",
  unattributed: "find",
  excessTransfer: "correct",
  refundedNotRestocked: "correct",
};

export function DiagnosisBadge({ diagnosis }: { diagnosis: Diagnosis }) {
  return (
    <span className={styles.badge} data-asks={asks[diagnosis]}>
      {diagnoses[diagnosis].name}
    </span>
  );
}
