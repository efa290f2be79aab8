import type { Diagnosis } from "oversold";
import type { Coverage } from "./choices";
import { coverages, diagnoses } from "./words";

/** The element that holds the meaning of a badge: one for all rows. */
export const hintOf = (kind: "coverage" | "diagnosis", value: Coverage | Diagnosis) => `${kind}-${value}`;

export const hints: ReadonlyMap<string, string> = new Map([
  ...(Object.keys(coverages) as Coverage[]).map((value) => [hintOf("coverage", value), coverages[value].meaning] as const),
  ...(Object.keys(diagnoses) as Diagnosis[]).map((value) => [hintOf("diagnosis", value), diagnoses[value].meaning] as const),
]);
