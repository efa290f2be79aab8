import type { Id, Quantity } from "oversold";
import type { ReactNode } from "react";
import { useEngine } from "../app/engine";
import { DocumentLink } from "../drawers/DocumentLink";
import { itemColumn } from "../drawers/ItemLink";
import { Lines } from "../drawers/parts";
import { text } from "../text/text";
import { quantity } from "../ui/format";
import { QuantityField } from "../ui/QuantityField";
import { Tick } from "../ui/Tick";
import styles from "./ReplenishPage.module.css";
import type { Edits } from "./plan";

interface Line {
  itemId: Id;
  quantity: Quantity;
  serves: string[];
}

interface Props<L extends Line> {
  draftKey: string;
  kind: string;
  title: string;
  about: ReactNode;
  lines: readonly L[];
  /** What this kind of draft says of a line besides. */
  columns: readonly { name: string; align?: "end"; cell(line: L): ReactNode }[];
  edits: Edits;
  onEdit(edits: Edits): void;
  /** Cannot be made yet. */
  isLater?: boolean;
}

/** One document to be: left out by its box, its quantities changed in place. */
export function Draft<L extends Line>({ draftKey, kind, title, about, lines, columns, edits, onEdit, isLater = false }: Props<L>) {
  const { inventory, names } = useEngine();
  const isKept = !edits.left.has(draftKey);
  const keep = (kept: boolean) => {
    const left = new Set(edits.left);
    if (kept) left.delete(draftKey);
    else left.add(draftKey);
    onEdit({ ...edits, left });
  };
  const servesOf = (line: L) => {
    const orders = new Map<Id, string>();
    for (const row of inventory.rows(line.serves)) if (row?.ecomOrder) orders.set(row.ecomOrder.id, row.ecomOrder.number);
    return [...orders];
  };
  return (
    <section className={styles.draft} data-left={!isKept || undefined} aria-label={`${kind}: ${title}`}>
      <header className={styles.head}>
        {!isLater && <Tick label={text.replenish.make(title)} isTicked={isKept} onChange={keep} />}
        <div>
          <p className={styles.kind}>{kind}</p>
          <h2 className={styles.title}>{title}</h2>
        </div>
        <div className={styles.about}>{about}</div>
      </header>
      <Lines
        label={title}
        rows={lines}
        keyOf={(line) => line.itemId}
        columns={[
          itemColumn(),
          {
            name: text.replenish.serves,
            cell: (line) =>
              servesOf(line).map(([id, number]) => (
                <span key={id} className={styles.number}>
                  <DocumentLink type="order" id={id}>
                    {number}
                  </DocumentLink>{" "}
                </span>
              )),
          },
          ...columns,
          {
            name: text.words.units,
            align: "end",
            cell: (line) =>
              isLater ? (
                quantity(line.quantity)
              ) : (
                <QuantityField
                  label={text.form.unitsOf(names.item(line.itemId))}
                  value={edits.quantities.get(`${draftKey} ${line.itemId}`) ?? line.quantity}
                  onChange={(value) => onEdit({ ...edits, quantities: new Map(edits.quantities).set(`${draftKey} ${line.itemId}`, value) })}
                />
              ),
          },
        ]}
      />
    </section>
  );
}
