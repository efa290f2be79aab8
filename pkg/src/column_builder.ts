import { ABSENT, Kind, type RawColumn } from "./raw.js";

/** How many texts are joined at a time: enough to be fast, few enough to find the bad one by looking. */
const CHUNK = 4096;

/** A text that is not valid Unicode; the core would have to change it, and two ids could become one. */
export class BrokenText extends Error {
  constructor(
    readonly record: number,
    readonly field: string,
  ) {
    super("half of a surrogate pair");
  }
}

/**
 * One column, filled record by record. It begins as a column of numbers or of texts, whichever comes first, and becomes a
 * mixed one with the first value that does not fit: nothing is ever coerced.
 */
export class ColumnBuilder {
  readonly #count: number;
  readonly #name: string;
  #kinds: Uint8Array | null = null;
  #numbers: Float64Array | null = null;
  #lengths: Uint32Array | null = null;
  /** Texts not yet joined, and the record from which on they come: joining all at once would need every text twice. */
  #pending: string[] = [];
  #pendingFrom = 0;
  #joined: string[] = [];

  constructor(count: number, name: string) {
    this.#count = count;
    this.#name = name;
  }

  /** Adds the value of a record; records come in order, and one without a value need not come. */
  add(record: number, value: unknown): void {
    if (typeof value === "string") {
      if (this.#lengths === null) this.#beginTexts(record);
      this.#lengths![record] = value.length;
      if (this.#kinds !== null) this.#kinds[record] = Kind.text;
      if (this.#pending.push(value) === CHUNK) this.#join(record + 1);
    } else if (typeof value === "number" && value === value) {
      if (this.#numbers === null) this.#beginNumbers(record);
      this.#numbers![record] = value;
      if (this.#kinds !== null) this.#kinds[record] = Kind.number;
    } else if (value !== undefined) {
      this.#mixed(record)[record] = rawKind(value);
      if (typeof value === "number") this.#numbers![record] = value;
    }
  }

  /** Says what a record's value is, where it has none that crosses the boundary. */
  mark(record: number, kind: number): void {
    this.#mixed(record)[record] = kind;
  }

  /** The column; undefined where every value was absent. */
  finish(): RawColumn | undefined {
    if (this.#kinds === null && this.#numbers === null && this.#lengths === null) return undefined;
    if (this.#kinds === null && this.#numbers !== null) return { numbers: this.#numbers };
    this.#join(this.#count);
    const texts = { text: this.#joined.join(""), lengths: this.#lengths! };
    return this.#kinds === null ? texts : { kinds: this.#kinds, numbers: this.#numbers!, ...texts };
  }

  #beginTexts(record: number): void {
    this.#lengths = new Uint32Array(this.#count).fill(ABSENT);
    if (this.#numbers !== null) this.#mixed(record);
  }

  #beginNumbers(record: number): void {
    this.#numbers = new Float64Array(this.#count).fill(NaN);
    if (this.#lengths !== null) this.#mixed(record);
  }

  /** The kinds; if there are none yet, those of the records before this one are made up for. */
  #mixed(record: number): Uint8Array {
    if (this.#kinds !== null) return this.#kinds;
    const kinds = (this.#kinds = new Uint8Array(this.#count));
    this.#numbers ??= new Float64Array(this.#count).fill(NaN);
    this.#lengths ??= new Uint32Array(this.#count).fill(ABSENT);
    for (let i = 0; i < record; i++) {
      if (this.#lengths[i] !== ABSENT) kinds[i] = Kind.text;
      else if (!Number.isNaN(this.#numbers[i])) kinds[i] = Kind.number;
    }
    return kinds;
  }

  #join(next: number): void {
    const text = this.#pending.join("");
    // Asked of the joined text first: without any surrogate in it, as almost always, each text is whole.
    if (/[\ud800-\udfff]/.test(text)) this.#refuseBroken();
    this.#joined.push(text);
    this.#pending.length = 0;
    this.#pendingFrom = next;
  }

  #refuseBroken(): void {
    let record = this.#pendingFrom;
    for (const text of this.#pending) {
      while (this.#lengths![record] === ABSENT) record++;
      if (!isWellFormed(text)) throw new BrokenText(record, this.#name);
      record++;
    }
  }
}

/** Whether a string is valid Unicode: no half of a surrogate pair alone. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** What a value is, in the core's numbers. */
export function rawKind(value: unknown): number {
  switch (typeof value) {
    case "undefined":
      return Kind.absent;
    case "boolean":
      return value ? Kind.true : Kind.false;
    case "number":
      return Kind.number;
    case "string":
      return Kind.text;
    case "bigint":
      return Kind.bigint;
    case "object":
      return value === null ? Kind.null : Array.isArray(value) ? Kind.array : Kind.object;
    default:
      return Kind.other;
  }
}
