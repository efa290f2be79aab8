/** All in the user's own locale and time zone. */

const quantities = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });
const costs = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const counts = new Intl.NumberFormat();
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const megabytes = new Intl.NumberFormat(undefined, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
const gigabytes = new Intl.NumberFormat(undefined, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });

export const quantity = (value: number) => quantities.format(value);
/** Money, in the currency of the inventory: the data names none. */
export const cost = (value: number) => costs.format(value);
export const count = (value: number) => counts.format(value);
export const day = (instant: number) => days.format(instant);
export const moment = (instant: number) => moments.format(instant);
export const bytes = (length: number) => (length < 1e9 ? megabytes.format(length / 1e6) : gigabytes.format(length / 1e9));

/** "1 row", "2 rows": for languages of two forms. */
export const counted = (value: number, one: string, many: string) => `${quantities.format(value)} ${value === 1 ? one : many}`;

/** Quantities have at most 4 decimals; adding them as numbers must not grow more. */
export const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return Math.round(total * 1e4) / 1e4;
};
