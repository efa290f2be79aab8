import type { Quantity } from "oversold";

export interface Scanned {
  code: string;
  quantity: Quantity;
}

/** The same code again counts up. The newest stands first, where the eye is. */
export function withScans(scanned: readonly Scanned[], scans: readonly Scanned[]): Scanned[] {
  const next = scanned.map((line) => ({ ...line }));
  for (const { code, quantity } of scans) {
    const known = next.findIndex((line) => line.code === code);
    const before = known === -1 ? 0 : (next.splice(known, 1)[0]?.quantity ?? 0);
    next.unshift({ code, quantity: round(before + quantity) });
  }
  return next;
}

/** Quantities have at most 4 decimals; adding them as numbers must not grow more. */
const round = (value: number) => Math.round(value * 1e4) / 1e4;

/**
 * What a scanner types or a person pastes: a code on each line, and how many after a tab, comma or semicolon ("4006381333931;3"),
 * or after a space where it is a small number. One, where nothing is said.
 */
export function scansOf(text: string): Scanned[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const trimmed = line.trim();
    if (!trimmed) return [];
    const [, code = trimmed, units = "1"] = /^(.+?)(?:\s*[\t;,]\s*|\s+(?=\d{1,4}(?:[.,]\d+)?$))(\d{1,9}(?:[.,]\d{1,4})?)$/.exec(trimmed) ?? [];
    const quantity = Number(units.replace(",", "."));
    return quantity > 0 ? [{ code: code.trim(), quantity }] : [];
  });
}
