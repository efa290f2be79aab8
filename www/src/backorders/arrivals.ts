import { type CalendarDate, fromAbsolute, getLocalTimeZone, startOfWeek, toCalendarDate } from "@internationalized/date";
import type { Backorder, Instant, Quantity } from "oversold";
import { locale, text } from "../text/text";
import { sum } from "../ui/format";

const WEEKS = 6;

export interface Arrival {
  id: string;
  name: string;
  /** Units of waiting orders that come, lie there, or must still be ordered. */
  units: Quantity;
  /** Units that still wait afterwards. */
  left: Quantity;
}

interface Bucket {
  id: string;
  name: string;
}

/** Weeks as the person's calendar has them, from the one that holds `now`. */
function weekOf(instant: Instant): CalendarDate {
  return startOfWeek(toCalendarDate(fromAbsolute(instant, getLocalTimeZone())), locale());
}

function buckets(now: Instant): Bucket[] {
  const first = weekOf(now);
  const days = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
  const weeks = Array.from({ length: WEEKS }, (_, week) => first.add({ weeks: week }));
  return [
    { id: "shelf", name: text.pictures.arrivals.shelf },
    { id: "overdue", name: text.pictures.arrivals.overdue },
    ...weeks.map((week) => ({ id: week.toString(), name: days.format(week.toDate("UTC")) })),
    { id: "later", name: text.pictures.arrivals.later },
    { id: "unknown", name: text.pictures.arrivals.unknown },
    { id: "missing", name: text.pictures.arrivals.missing },
  ];
}

/** When something is expected, as the picture has it. A day that is over is overdue: so says the core, too. */
function bucketOf(expectedAt: Instant | null, now: Instant): string {
  if (expectedAt === null) return "unknown";
  if (expectedAt < now) return "overdue";
  const week = weekOf(expectedAt);
  return week.compare(weekOf(now).add({ weeks: WEEKS })) < 0 ? week.toString() : "later";
}

/** The parts of an order, by when they come. */
function parts(order: Backorder, now: Instant): { id: string; units: Quantity }[] {
  return order.lines.flatMap((line) => [
    { id: "shelf", units: line.onShelf },
    { id: "missing", units: line.missing },
    ...line.coveredBy.map(({ quantity, expectedAt }) => ({ id: bucketOf(expectedAt, now), units: quantity })),
  ]);
}

/** What comes when for the orders that wait, and how much of it is still missing then. */
export function arrivalsOf(orders: readonly Backorder[], now: Instant): Arrival[] {
  const all = orders.flatMap((order) => parts(order, now));
  let left = sum(all.map(({ units }) => units));
  return buckets(now).map(({ id, name }) => {
    const units = sum(all.filter((part) => part.id === id).map((part) => part.units));
    // What nobody ordered does not come by itself.
    left = id === "missing" ? left : sum([left, -units]);
    return { id, name, units, left };
  });
}

/** Whether a part of the order comes then. */
export const comes = (order: Backorder, id: string, now: Instant): boolean => parts(order, now).some((part) => part.id === id && part.units > 0);
