import type { Changes, Id } from "oversold";
import { useMemo, type ReactNode } from "react";
import { useEngine, useRevision } from "../app/engine";
import { text } from "../text/text";
import { quantity } from "../ui/format";
import { OrderEntry } from "./OrderEntry";
import { refusalWords } from "./refusal";
import styles from "./Preview.module.css";
import type { Previewed } from "./usePreview";

/** More would push what is to be pressed off the screen. */
const SHOWN = 6;

/** What pressing the button will do: which rows of the report close, which orders can ship, what stock becomes. */
export function Preview({ of }: { of: Previewed }) {
  if (!of) return null;
  if (!of.ok) {
    return (
      <p className={styles.refused} role="alert">
        {"problem" in of ? of.problem : refusalWords(of.refusal)}
      </p>
    );
  }
  return <Consequences changes={of.changes} />;
}

function Consequences({ changes }: { changes: Changes }) {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const closing = useMemo(() => inventory.rows(changes.rowsRemoved.slice(0, SHOWN)), [inventory, revision, changes]);
  const { rowsRemoved, rowsAdded, ordersReady, ordersNoLongerReady, levels } = changes;
  return (
    <section className={styles.preview} aria-label={text.preview.label}>
      <Part tone="good" title={text.preview.closes(rowsRemoved.length)} count={rowsRemoved.length}>
        {closing.map(
          (row) =>
            row && (
              <li key={row.id}>
                {row.source ? `${text.sourceTypes[row.source.type]} ${row.source.number}` : text.preview.unexplained}
                {row.ecomOrder && `, ${row.ecomOrder.number}`}: {quantity(row.uncovered)} × {row.description}
              </li>
            ),
        )}
      </Part>
      <OrdersPart tone="act" title={text.preview.ready(ordersReady.length)} of={ordersReady} />
      <Part tone="alert" title={text.preview.opens(rowsAdded.length)} count={rowsAdded.length} />
      <OrdersPart tone="alert" title={text.preview.noLongerReady(ordersNoLongerReady.length)} of={ordersNoLongerReady} />
      <Part tone="rest" title={text.preview.stock(levels.length)} count={levels.length}>
        {levels.slice(0, SHOWN).map(({ itemId, shopId, qoh }) => {
          const item = inventory.item(itemId);
          const now = item?.levels.find((level) => level.shopId === shopId)?.qoh ?? 0;
          return (
            <li key={`${itemId} ${shopId}`}>
              {item?.description ?? itemId}, {names.shop(shopId)}: {text.preview.from(quantity(now), quantity(qoh))}
            </li>
          );
        })}
      </Part>
    </section>
  );
}

interface PartProps {
  tone: "good" | "act" | "alert" | "rest";
  title: string;
  count: number;
  shown?: number;
  children?: ReactNode;
}

/** Orders to which something happens, with the way to each. */
export function OrdersPart({ tone, title, of, shown = SHOWN }: Pick<PartProps, "tone" | "title" | "shown"> & { of: readonly Id[] }) {
  return (
    <Part tone={tone} title={title} count={of.length} shown={shown}>
      {of.slice(0, shown).map((id) => (
        <OrderEntry key={id} id={id} />
      ))}
    </Part>
  );
}

function Part({ tone, title, count, shown = SHOWN, children }: PartProps) {
  if (count === 0) return null;
  return (
    <div className={styles.part} data-tone={tone}>
      <h3>{title}</h3>
      {children && <ul>{children}</ul>}
      {children && count > shown && <p className={styles.more}>{text.andMore(count - shown)}</p>}
    </div>
  );
}
