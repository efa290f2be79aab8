import type { Explanation } from "oversold";
import { quantity } from "../../ui/format";
import styles from "./Arithmetic.module.css";

/** Opening + in − out = QOH, as a sum that can be followed with a finger. */
export function Arithmetic({ explanation: { opening, inflow, outflow, qoh, shelf } }: { explanation: Explanation }) {
  return (
    <section aria-label="How the quantity on hand comes about">
      <dl className={styles.sum}>
        <Term name="Opening stock" value={opening} term="opening" />
        <Term name="Came in" value={inflow} sign="+" term="inflow" />
        <Term name="Went out" value={outflow} sign="−" term="outflow" />
        <Term name="Quantity on hand" value={qoh} sign="=" term="qoh" />
      </dl>
      <p className={styles.shelf}>{shelfWords(shelf)}</p>
    </section>
  );
}

/** What should be seen by who goes and looks: units of orders that wait are sold, but still there. */
function shelfWords(shelf: number): string {
  if (shelf > 0) return `By the books, ${quantity(shelf)} should still be on the shelf, for online orders that are not handed over yet.`;
  if (shelf === 0) return "By the books, the shelf is empty.";
  return `Even with the online orders that wait, ${quantity(-shelf)} more left the shop than was ever entered.`;
}

function Term({ name, value, sign, term }: { name: string; value: number; sign?: string; term: string }) {
  return (
    <div className={styles.term} data-term={term}>
      <dt>{name}</dt>
      <dd>
        {sign && <span className={styles.sign}>{sign}</span>}
        <span data-value>{quantity(value)}</span>
      </dd>
    </div>
  );
}
