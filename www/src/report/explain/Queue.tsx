import { text } from "../../text/text";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { day, quantity } from "../../ui/format";
import { reasonName } from "../words";
import { IncomingPieces } from "./IncomingPieces";
import type { Proof, ProofLine } from "./proof";
import styles from "./Queue.module.css";

/** Shown without asking: enough to see that the sources before were covered. */
const RECENT = 2;

export function Queue({ proof, thisRow }: { proof: Proof; thisRow: string }) {
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, proof.settled.length - RECENT);
  return (
    <section>
      <h3 className={styles.title}>{text.explain.queue}</h3>
      <p className={styles.rule}>{text.explain.rule}</p>
      {hidden > 0 && (
        <Button className="button quiet" onPress={() => setAll(true)}>
          {text.explain.earlier(hidden)}
        </Button>
      )}
      {/* Can be focused, so that arrow keys scroll it. */}
      <div className={styles.scroll} role="region" aria-label={text.explain.sources} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text.explain.source}</th>
              <th scope="col">{text.explain.date}</th>
              <th scope="col" className={styles.end}>
                {text.explain.took}
              </th>
              <th scope="col" className={styles.end}>
                {text.explain.covers}
              </th>
              <th scope="col" className={styles.end}>
                {text.explain.uncovered}
              </th>
              <th scope="col">{text.explain.onItsWay}</th>
            </tr>
          </thead>
          <tbody>
            {[...proof.settled.slice(hidden), ...proof.short].map((line) => (
              <Line key={line.rowId} line={line} isThis={line.rowId === thisRow} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {text.explain.together}
              </th>
              <td className={styles.end} data-total="out">
                {quantity(proof.out)}
              </td>
              <td className={styles.end} data-total="covered">
                {quantity(proof.covered)}
              </td>
              <td className={styles.end} data-total="uncovered">
                {quantity(proof.uncovered)}
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Line({ line, isThis }: { line: ProofLine; isThis: boolean }) {
  const { movement } = line;
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isThis) element.current?.scrollIntoView({ block: "nearest" });
  }, [isThis]);

  return (
    <tr ref={element} data-line={line.rowId} data-this={isThis || undefined} data-short={line.uncovered > 0 || undefined}>
      <th scope="row">
        {movement ? (
          <>
            {reasonName(movement.reason)} {movement.number}
          </>
        ) : (
          text.explain.unexplained
        )}
        {isThis && <span className={styles.here}>{text.explain.thisRow}</span>}
      </th>
      <td>{movement && day(movement.at)}</td>
      <td className={styles.end}>
        {movement && quantity(movement.net)}
        {movement && movement.reversed > 0 && (
          <span className={styles.reversed}>
            {text.explain.takenBack(quantity(movement.reversed), quantity(movement.quantity))}
          </span>
        )}
      </td>
      <td className={styles.end}>{quantity(line.covered)}</td>
      <td className={styles.end}>{line.uncovered > 0 ? <strong>{quantity(line.uncovered)}</strong> : quantity(0)}</td>
      <td>
        <IncomingPieces pieces={line.incoming} />
      </td>
    </tr>
  );
}
