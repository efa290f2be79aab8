import { text } from "../../text/text";
import type { Explanation } from "oversold";
import { quantity } from "../../ui/format";
import styles from "./Arithmetic.module.css";

/** Opening + in − out = QOH, as a sum that can be followed with a finger. */
export function Arithmetic({ explanation: { opening, inflow, outflow, qoh, shelf } }: { explanation: Explanation }) {
  return (
    <section aria-label={text.explain.sum}>
      <dl className={styles.sum}>
        <Term name={text.explain.opening} value={opening} term="opening" />
        <Term name={text.explain.inflow} value={inflow} sign="+" term="inflow" />
        <Term name={text.explain.outflow} value={outflow} sign="−" term="outflow" />
        <Term name={text.explain.qoh} value={qoh} sign="=" term="qoh" />
      </dl>
      <p className={styles.shelf}>{shelfWords(shelf)}</p>
    </section>
  );
}

/** What should be seen by who goes and looks: units of orders that wait are sold, but still there. */
function shelfWords(shelf: number): string {
  if (shelf > 0) return text.explain.shelfMore(quantity(shelf));
  if (shelf === 0) return text.explain.shelfEmpty;
  return text.explain.shelfLess(quantity(-shelf));
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
