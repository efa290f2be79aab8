/** Queries and options: a key that does not exist is a slip of the pen, and refused with the key that was probably meant. */
import type { LoadOptions } from "./contract/options.js";
import type { SortKey } from "./contract/common.js";
import type { DocumentQuery, ShipmentQuery } from "./contract/documents.js";
import type { ReportQuery } from "./contract/report.js";
import { InventoryError, invalid, kindOf } from "./errors.js";

/** The keys of an object, and of the objects in a list inside it. */
export interface Keys {
  readonly [key: string]: true | Keys;
}

const keys = <T>(keys: { [K in keyof T]-?: true | Keys }): Keys => keys;

const SORT = keys<SortKey<string>>({ by: true, descending: true });

export const REPORT_QUERY = keys<ReportQuery>({
  search: true, from: true, to: true, ecomOnly: true, shopIds: true, vendorIds: true, reasons: true, coverage: true, diagnoses: true, sort: SORT,
  offset: true, limit: true,
});
export const DOCUMENT_QUERY = keys<DocumentQuery>({
  search: true, status: true, shopIds: true, vendorIds: true, itemId: true, from: true, to: true, sort: SORT, offset: true, limit: true,
});
export const SHIPMENT_QUERY = keys<ShipmentQuery>({
  search: true, shippedInPos: true, statuses: true, shopIds: true, offset: true, limit: true,
});
export const LOAD_OPTIONS = keys<LoadOptions>({ openPurchaseOrders: true, locale: true, onUnknown: true });

/** The core's copy of a query, with the keys it knows and what the host gave for them. */
export type Checked = Record<string, unknown> | undefined;

/** Copies an object, refusing keys that are not known. Each of the host's properties is read once, and here. */
export function checked(known: Keys, value: unknown, path = ""): Checked {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw invalid(path, `expected an object, found ${kindOf(value)}`);
  try {
    return copy(known, value as Record<string, unknown>, path);
  } catch (thrown) {
    throw thrown instanceof InventoryError ? thrown : invalid(path, `reading this threw: ${String(thrown)}`, thrown);
  }
}

function copy(known: Keys, given: Record<string, unknown>, path: string): Record<string, unknown> {
  const inside = path === "" ? "" : `${path}.`;
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(known, key)) throw unknownKey(known, key, `${inside}${key}`);
  }
  const copied: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(known)) {
    const value = given[key];
    if (value === undefined) continue;
    if (!Array.isArray(value)) copied[key] = value;
    else if (inner === true) copied[key] = [...value];
    else copied[key] = value.map((element, at) => checked(inner, element, `${inside}${key}[${at}]`) ?? null);
  }
  return copied;
}

function unknownKey(known: Keys, key: string, path: string): InventoryError {
  const names = Object.keys(known);
  const meant = nearest(key, names);
  const advice = meant === undefined ? `known are ${names.join(", ")}` : `did you mean ${meant}?`;
  return invalid(path, `there is no ${JSON.stringify(key)}: ${advice}`);
}

/** The name that differs from the word in few letters, or that one of the two begins. */
function nearest(word: string, names: string[]): string | undefined {
  const lower = word.toLowerCase();
  const scored = names.map((name) => {
    const other = name.toLowerCase();
    const begins = lower.length > 2 && (other.startsWith(lower) || lower.startsWith(other));
    return { name, distance: begins ? 1 : distance(lower, other) };
  });
  scored.sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** Levenshtein: how many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** An id, where one is asked for. */
export function id(value: unknown, path: string): string {
  if (typeof value !== "string") throw invalid(path, `expected an id: a string, found ${kindOf(value)}`);
  return value;
}
