/**
 * What the host hands over, copied before the core is entered: no getter or proxy of the host's runs inside it, and each of
 * its properties is read once. A key that does not exist is a slip of the pen, and refused with the key that was probably meant.
 */
import { isWellFormed } from "./column_builder.js";
import { InventoryError, invalid, kindOf } from "./errors.js";
import type { Asked } from "./raw.js";

/** Under this key: whether other keys are ignored rather than refused, as in the records of a snapshot. */
export const OTHERS_IGNORED: unique symbol = Symbol("others ignored");

/** The keys of an object, or of the objects in a list, and of those inside them; `true`: whatever it is. */
export interface Keys {
  readonly [key: string]: true | Keys;
  readonly [OTHERS_IGNORED]?: boolean;
}

/** Keeps a list of keys complete. */
export const keys = <T>(keys: { [K in keyof T]-?: true | Keys }): Keys => keys;

/** A query or options: a copy with the keys that the core knows, and what the host gave for them. */
export function checked(known: Keys, value: unknown): Asked {
  if (value === undefined || value === null) return undefined;
  const copy = copied(value, known, "");
  if (typeof copy !== "object" || Array.isArray(copy)) throw invalid("", `expected an object, found ${kindOf(value)}`);
  return copy as Record<string, unknown>;
}

/** No sound data nests deeper, but an object that contains itself does. */
const DEEPEST = 48;

/** Copies plain data, as JSON can say it. What it should be is the core's to say: null and a wrong type stay what they are. */
function copied(value: unknown, known: Keys | true, path: string, text: (text: string, path: string) => string = sound, depth = 0): unknown {
  if (typeof value === "string") return text(value, path);
  if (typeof value === "number" && !Number.isFinite(value)) throw invalid(path, `expected a finite number, found ${value}`);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined) return value;
  if (typeof value !== "object") throw invalid(path, `expected plain data, found ${kindOf(value)}`);
  if (depth === DEEPEST) throw invalid(path, "nested too deep: does it contain itself?");
  const list = elements(value, path, (element, place) => copied(element, known, place, text, depth + 1) ?? null);
  if (list !== null) return list;
  const inside = path === "" ? "" : `${path}.`;
  const given = reading(path, () => Object.keys(value));
  if (known !== true && known[OTHERS_IGNORED] !== true) {
    for (const key of given) if (!Object.hasOwn(known, key)) throw unknownKey(Object.keys(known), key, `${inside}${key}`);
  }
  const members: [string, unknown][] = [];
  for (const key of known === true ? given : Object.keys(known)) {
    const place = `${inside}${key}`;
    const member = reading(place, () => (value as Record<string, unknown>)[key]);
    if (member !== undefined) members.push([key, copied(member, known === true ? true : known[key]!, place, text, depth + 1)]);
  }
  return Object.fromEntries(members);
}

/** Copies facts that will be kept: a text that the core would have to change is refused. */
export function copiedFacts(value: unknown, known: Keys | true, path: string): unknown {
  return copied(value, known, path, whole);
}

/** A text that is only looked for may be broken: with its broken places marked it is found nowhere. */
export function sound(text: string): string {
  return isWellFormed(text) ? text : new TextDecoder().decode(new TextEncoder().encode(text));
}

function whole(text: string, path: string): string {
  if (!isWellFormed(text)) throw invalid(path, "this text is no valid Unicode: it holds half of a surrogate pair");
  return text;
}

/** Makes something of each element of an array, given with its path; null for what is no array. */
export function elements<T>(value: unknown, path: string, make: (element: unknown, path: string) => T): T[] | null {
  const list = reading(path, () => (Array.isArray(value) ? (value as unknown[]) : null));
  if (list === null) return null;
  const count = reading(path, () => list.length);
  return Array.from({ length: count }, (_, at) => {
    const place = `${path}[${at}]`;
    return make(reading(place, () => list[at]), place);
  });
}

/** Reads something of the host's, which may run the host's own code. */
export function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw invalid(path, `reading this threw: ${String(thrown)}`, thrown);
  }
}

function unknownKey(names: string[], key: string, path: string): InventoryError {
  return invalid(path, `there is no ${JSON.stringify(key)}: ${advice(key, names)}`);
}

/** What to write instead of a word that is not known. */
export function advice(word: string, names: string[]): string {
  const meant = nearest(word, names);
  return meant === undefined ? `known are ${names.join(", ")}` : `did you mean ${meant}?`;
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

