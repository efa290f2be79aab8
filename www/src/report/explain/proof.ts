import type { Explanation, IncomingLine } from "oversold";
import { sum } from "../../ui/format";

/** One line of the queue: a movement that took stock out, or the units that no movement explains. */
export interface ProofLine {
  rowId: string;
  /** Null for the unexplained units. */
  movement: { at: number; reason: string; number: string | null; quantity: number; reversed: number; net: number } | null;
  /** By stock. */
  covered: number;
  uncovered: number;
  /** What is on its way for the uncovered units; null for those that nothing covers. */
  incoming: { quantity: number; by: IncomingLine | null }[];
}

export interface Proof {
  /** Wholly covered by stock: they are history, and stand before the others. */
  settled: ProofLine[];
  /** What makes the level negative. */
  short: ProofLine[];
  out: number;
  covered: number;
  uncovered: number;
}

export const unattributedRowId = ({ itemId, shopId }: Explanation) =>
  `unattributed:${encodeURIComponent(itemId)}:${encodeURIComponent(shopId)}`;

/** Joins an explanation's three lists into the lines that a person reads. */
export function proofOf(explanation: Explanation): Proof {
  const incoming = new Map<string, ProofLine["incoming"]>();
  for (const { rowId, quantity, by } of explanation.coveredBy) {
    const pieces = incoming.get(rowId) ?? [];
    pieces.push({ quantity, by });
    incoming.set(rowId, pieces);
  }

  const settled: ProofLine[] = [];
  const short: ProofLine[] = [];
  if (explanation.unattributed > 0) {
    const rowId = unattributedRowId(explanation);
    short.push({ rowId, movement: null, covered: 0, uncovered: explanation.unattributed, incoming: incoming.get(rowId) ?? [] });
  }
  for (const { adjustmentId, at, reason, number, quantity, reversed, covered, uncovered } of explanation.sources) {
    const line: ProofLine = {
      rowId: adjustmentId,
      movement: { at, reason, number, quantity, reversed, net: sum([quantity, -reversed]) },
      covered,
      uncovered,
      incoming: incoming.get(adjustmentId) ?? [],
    };
    (uncovered > 0 ? short : settled).push(line);
  }

  const lines = [...settled, ...short];
  return {
    settled,
    short,
    out: sum(lines.map((line) => line.movement?.net ?? 0)),
    covered: sum(lines.map((line) => line.covered)),
    uncovered: sum(lines.map((line) => line.uncovered)),
  };
}
