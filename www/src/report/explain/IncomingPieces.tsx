import { text } from "../../text/text";
import { day, quantity } from "../../ui/format";
import type { ProofLine } from "./proof";
import styles from "./Queue.module.css";

/** Which document covers how much of a row. */
export function IncomingPieces({ pieces }: { pieces: ProofLine["incoming"] }) {
  return (
    <ul className={styles.pieces}>
      {pieces.map(({ quantity: units, by }) => (
        <li key={by ? `${by.type} ${by.id} ${by.lineId}` : "nothing"} data-by={by ? by.type : "nothing"}>
          <span className={styles.units}>{quantity(units)}</span>
          {by ? (
            <>
              {text.named[by.type](by.number)}
              {by.expectedAt !== null && <span className={styles.expected}> {day(by.expectedAt)}</span>}
            </>
          ) : (
            <span className={styles.expected}>{text.explain.nothingYet}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
