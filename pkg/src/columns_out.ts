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

export function columnsFrom(window: RawWindow): ReportColumns {
  const { revision, total, offset, length } = window;
  return {
    revision,
    total,
    offset,
    length,
    texts: textsOf(window),
    ...cut(TEXTS, window.codes, length),
    ...cut(WORDS, window.kinds, length),
    ...cut(NUMBERS, window.numbers, length),
  };
}

function cut<Name extends string, A extends Uint8Array | Uint32Array | Float64Array>(names: readonly Name[], columns: A, length: number): Record<Name, A> {
  return Object.fromEntries(names.map((name, at) => [name, columns.subarray(at * length, (at + 1) * length)])) as Record<Name, A>;
}

export function rowsFrom(window: RawWindow): ReportRow[] {
  const { length } = window;
  const texts = textsOf(window);
  const text = cut(TEXTS, window.codes, length);
  const word = cut(WORDS, window.kinds, length);
  const number = cut(NUMBERS, window.numbers, length);
  const textOrNull = (code: number): string | null => (code === NO_TEXT ? null : texts[code]!);
  const instant = (value: number): number | null => (value === value ? value : null);

  const rows = new Array<ReportRow>(length);
  for (let row = 0; row < length; row++) {
    const sourceType = REPORT_WORDS.sourceType[word.sourceType[row]!];
    const orderId = textOrNull(text.ecomOrderId[row]!);
    rows[row] = {
      id: texts[text.id[row]!]!,
      itemId: texts[text.itemId[row]!]!,
      description: texts[text.description[row]!]!,
      code: textOrNull(text.code[row]!),
      shopId: texts[text.shopId[row]!]!,
      shop: texts[text.shop[row]!]!,
      qoh: number.qoh[row]!,
      reason: REPORT_WORDS.reason[word.reason[row]!]!,
      source:
        sourceType === undefined ? null : { type: sourceType, id: texts[text.sourceId[row]!]!, number: texts[text.sourceNumber[row]!]! },
      occurredAt: instant(number.occurredAt[row]!),
      sold: number.sold[row]!,
      uncovered: number.uncovered[row]!,
      ecomOrder: orderId === null ? null : { id: orderId, number: texts[text.ecomOrderNumber[row]!]! },
      customer: textOrNull(text.customer[row]!),
      onPurchaseOrder: number.onPurchaseOrder[row]!,
      onTransfer: number.onTransfer[row]!,
      elsewhere: number.elsewhere[row]!,
      vendorId: textOrNull(text.vendorId[row]!),
      vendor: textOrNull(text.vendor[row]!),
      coverage: REPORT_WORDS.coverage[word.coverage[row]!]!,
      expectedAt: instant(number.expectedAt[row]!),
      diagnosis: REPORT_WORDS.diagnosis[word.diagnosis[row]!]!,
      soldBecause: REPORT_WORDS.soldBecause[word.soldBecause[row]!] ?? null,
    };
  }
  return rows;
}

function textsOf(window: RawWindow): string[] {
  const { text, textEnds } = window;
  const texts = new Array<string>(textEnds.length);
  let start = 0;
  for (let i = 0; i < textEnds.length; i++) {
    const end = textEnds[i]!;
    texts[i] = text.slice(start, end);
    start = end;
  }
  return texts;
}
