/** A window of report rows: as it comes out of the core, as row objects, and as the columns that are published. */
import type { ReportColumns } from "./contract/columns.js";
import type { ReportRow } from "./contract/report.js";
import { ABSENT, type RawWindow } from "./raw.js";

/** Stands for null in the text columns of `ReportColumns`. */
export const NO_TEXT = ABSENT;
/** Stands for null in the word columns of `ReportColumns`. */
export const NO_WORD = 255;

/** What the numbers in the word columns of `ReportColumns` stand for. */
export const REPORT_WORDS = {
  reason: ["sale", "vendorReturn", "transfer", "other", "unattributed"],
  sourceType: ["sale", "vendorReturn", "transfer", "other"],
  coverage: ["none", "partial", "full"],
  diagnosis: [
    "unattributed", "refundedNotRestocked", "shippedUncovered", "excessTransfer", "notReceived", "onItsWay", "backorder", "missingDocument",
  ],
  soldBecause: ["backordersAllowed", "trackingDisabled"],
} as const;

/** The columns of each of the window's three arrays, in the order in which they stand there one after another. */
const TEXTS = [
  "id", "itemId", "description", "code", "shopId", "shop", "sourceId", "sourceNumber", "ecomOrderId", "ecomOrderNumber", "customer", "vendorId",
  "vendor",
] as const;
const WORDS = ["reason", "sourceType", "coverage", "diagnosis", "soldBecause"] as const;
const NUMBERS = ["qoh", "occurredAt", "sold", "uncovered", "onPurchaseOrder", "onTransfer", "elsewhere", "expectedAt"] as const;

/** The window whose head, thirteen numbers, stands at a place in memory. */
export function windowAt({ buffer }: WebAssembly.Memory, place: number): RawWindow {
  const [revision, total, offset, length, text, bytes, ends, texts, codes, kinds, numbers, positions, ids] = new Float64Array(
    buffer, place, 13,
  ) as unknown as [number, number, number, number, number, number, number, number, number, number, number, number, number];
  return {
    revision,
    total,
    offset,
    length,
    text: new Uint8Array(buffer, text, bytes),
    textEnds: new Uint32Array(buffer, ends, texts),
    codes: new Uint32Array(buffer, codes, TEXTS.length * length),
    kinds: new Uint8Array(buffer, kinds, WORDS.length * length),
    numbers: new Float64Array(buffer, numbers, NUMBERS.length * length),
    positions: new Uint32Array(buffer, positions, ids),
  };
}

export function columnsFrom(window: RawWindow): ReportColumns {
  const { revision, total, offset, length } = window;
  const kept = { text: window.text.slice(), textEnds: window.textEnds.slice() };
  let texts: string[] | null = null;
  return {
    revision,
    total,
    offset,
    length,
    // Made when it is first wanted: who sums and charts needs none of a hundred thousand strings.
    get texts() {
      return (texts ??= textsOf(kept));
    },
    set texts(given) {
      texts = given;
    },
    ...cut(TEXTS, window.codes.slice(), length),
    ...cut(WORDS, window.kinds.slice(), length),
    ...cut(NUMBERS, window.numbers.slice(), length),
  };
}

function cut<Name extends string, A extends Uint8Array | Uint32Array | Float64Array>(names: readonly Name[], columns: A, length: number): Record<Name, A> {
  return Object.fromEntries(names.map((name, at) => [name, columns.subarray(at * length, (at + 1) * length)])) as Record<Name, A>;
}

/** Columns are told by their places in `TEXTS`, `WORDS` and `NUMBERS`: a view of each would cost more than fifty rows do. */
export function rowsFrom(window: RawWindow): ReportRow[] {
  const { length, codes, kinds, numbers } = window;
  const texts = textsOf(window);
  const text = (column: number, row: number): string => texts[codes[column * length + row]!]!;
  const textOrNull = (column: number, row: number): string | null => {
    const code = codes[column * length + row]!;
    return code === NO_TEXT ? null : texts[code]!;
  };
  const word = (column: number, row: number): number => kinds[column * length + row]!;
  const number = (column: number, row: number): number => numbers[column * length + row]!;
  const instant = (value: number): number | null => (value === value ? value : null);

  const rows = new Array<ReportRow>(length);
  for (let row = 0; row < length; row++) {
    const sourceType = REPORT_WORDS.sourceType[word(1, row)];
    const orderId = textOrNull(8, row);
    rows[row] = {
      id: text(0, row),
      itemId: text(1, row),
      description: text(2, row),
      code: textOrNull(3, row),
      shopId: text(4, row),
      shop: text(5, row),
      qoh: number(0, row),
      reason: REPORT_WORDS.reason[word(0, row)]!,
      source: sourceType === undefined ? null : { type: sourceType, id: text(6, row), number: text(7, row) },
      occurredAt: instant(number(1, row)),
      sold: number(2, row),
      uncovered: number(3, row),
      ecomOrder: orderId === null ? null : { id: orderId, number: text(9, row) },
      customer: textOrNull(10, row),
      onPurchaseOrder: number(4, row),
      onTransfer: number(5, row),
      elsewhere: number(6, row),
      vendorId: textOrNull(11, row),
      vendor: textOrNull(12, row),
      coverage: REPORT_WORDS.coverage[word(2, row)]!,
      expectedAt: instant(number(7, row)),
      diagnosis: REPORT_WORDS.diagnosis[word(3, row)]!,
      soldBecause: REPORT_WORDS.soldBecause[word(4, row)] ?? null,
    };
  }
  return rows;
}

let decoder: TextDecoder | null = null;

function textsOf({ text, textEnds }: Pick<RawWindow, "text" | "textEnds">): string[] {
  const joined = (decoder ??= new TextDecoder("utf-8", { ignoreBOM: true })).decode(text);
  const texts = new Array<string>(textEnds.length);
  let start = 0;
  for (let i = 0; i < textEnds.length; i++) {
    const end = textEnds[i]!;
    texts[i] = joined.slice(start, end);
    start = end;
  }
  return texts;
}
