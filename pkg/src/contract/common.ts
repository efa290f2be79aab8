/** A host's own id: any string but the empty one. Where ids break a tie they compare by code point. */
export type Id = string;

/**
 * A quantity, as the host hands it over: a number, or a decimal string (`"1.5"`). Exact, at most 4 decimals, at most
 * 900,000,000 in size. Anything else is refused with its path, never rounded.
 */
export type QuantityInput = number | string;

/** A quantity, as the package hands it back: exact to 4 decimals. */
export type Quantity = number;

/** A moment, as the host hands it over: ISO 8601 with an offset or `Z`, or whole milliseconds since 1970 (UTC). */
export type InstantInput = string | number;

/** A moment, as the package hands it back: whole milliseconds since 1970 (UTC). `new Date(instant)` reads it. */
export type Instant = number;

/** A part of a list. */
export interface Page<T> {
  /** How many records match, over all pages. @example 71 */
  total: number;
  /** How many of them come before `rows`. @example 50 */
  offset: number;
  /** The records of this page. @example [{ id: "sale-1042:1", uncovered: 2 }] */
  rows: T[];
}

/** One key of a sort. Equal records are told apart by a rule of their own, so every sort is total. */
export interface SortKey<By extends string> {
  /** The column or field. @example "occurredAt" */
  by: By;
  /** Default false. Missing values come last in both directions. @example true */
  descending?: boolean;
}

/** Which part of a list is wanted. */
export interface ListWindow {
  /** How many records to leave out at the start. Default 0. @example 50 */
  offset?: number;
  /** How many records to give. Default 100. @example 50 */
  limit?: number;
}
