import { getLocalTimeZone, parseDate, type CalendarDate } from "@internationalized/date";

/** A calendar day as the address carries it: 2025-03-09. */
export type Day = string;

/** Null for anything that is no day, 30 February included. */
export function dayOf(text: string | null): Day | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return parseDate(text).toString();
  } catch {
    return null;
  }
}

export const calendarDate = (day: Day): CalendarDate => parseDate(day);

export const dayAfter = (day: Day): Day => parseDate(day).add({ days: 1 }).toString();

/** The first instant of the day where the person is. */
export const startOf = (day: Day): number => parseDate(day).toDate(getLocalTimeZone()).getTime();
