import { getLocalTimeZone, today } from "@internationalized/date";
import { text } from "../../text/text";
import type { Day } from "../day";

/** How long something has been missing: in days up to today, both ends inside. */
const spans = [
  { id: "week", from: 6, to: 0 },
  { id: "month", from: 29, to: 7 },
  { id: "quarter", from: 89, to: 30 },
  { id: "older", from: null, to: 90 },
] as const;

export interface Age {
  id: string;
  name: string;
  from: Day | null;
  to: Day | null;
}

export function ages(): Age[] {
  const now = today(getLocalTimeZone());
  const before = (days: number) => now.subtract({ days }).toString();
  return spans.map(({ id, from, to }) => ({
    id,
    name: text.pictures.ages[id],
    from: from === null ? null : before(from),
    // Nothing is sold tomorrow; left open, the chip says it in fewer words.
    to: to === 0 ? null : before(to),
  }));
}
