import type { Delivery, Id } from "oversold";
import { Button } from "react-aria-components";
import { useEngine } from "../app/engine";
import { DocumentLink } from "../drawers/DocumentLink";
import { ItemLink } from "../drawers/ItemLink";
import { text } from "../text/text";
import { quantity } from "../ui/format";
import { StatusBadge } from "../ui/StatusBadge";
import styles from "./Sorted.module.css";

interface Props {
  delivery: Delivery;
  /** A code that several items have: which of them it is. */
  onChoose(unknown: Delivery["unknown"][number], itemId: Id): void;
}

/** Whose it is: one pile for each waiting order, one for the shelf, and what nobody ordered. */
export function Sorted({ delivery: { setAside, toShelf, notExpected, unknown }, onChoose }: Props) {
  const { names } = useEngine();
  return (
    <div className={styles.piles}>
      {setAside.map(({ orderId, number, customer, completes, lines }) => (
        <section key={orderId} className={styles.pile} data-kind="order">
          <h2 className={styles.title}>
            <DocumentLink type="order" id={orderId}>
              {number}
            </DocumentLink>
            <span className={styles.customer}>{customer}</span>
            {completes && <StatusBadge tone="good">{text.receive.completes}</StatusBadge>}
          </h2>
          <ul>
            {lines.map((line) => (
              <li key={line.orderLineId}>
                <strong>{quantity(line.quantity)}</strong> × <ItemLink id={line.itemId} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pile kind="toShelf" of={toShelf} />
      <Pile kind="notExpected" of={notExpected} />
      {unknown.length > 0 && (
        <section className={styles.pile} data-kind="unknown">
          <h2 className={styles.title}>{text.receive.piles.unknown}</h2>
          <ul>
            {unknown.map((line) => (
              <li key={line.code}>
                <strong>{quantity(line.quantity)}</strong> × {line.code}
                {line.candidates.length > 0 && (
                  <span className={styles.candidates}>
                    {text.receive.which}
                    {line.candidates.map((id) => (
                      <Button key={id} className="button quiet" onPress={() => onChoose(line, id)}>
                        {names.item(id)}
                      </Button>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface PileProps {
  kind: "toShelf" | "notExpected";
  of: Delivery["toShelf"];
}

function Pile({ kind, of }: PileProps) {
  if (of.length === 0) return null;
  return (
    <section className={styles.pile} data-kind={kind}>
      <h2 className={styles.title}>{text.receive.piles[kind]}</h2>
      <ul>
        {of.map((line) => (
          <li key={line.itemId}>
            <strong>{quantity(line.quantity)}</strong> × <ItemLink id={line.itemId} />
          </li>
        ))}
      </ul>
    </section>
  );
}
