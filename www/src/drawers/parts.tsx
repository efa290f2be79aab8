import { Check } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Checkbox } from "react-aria-components";
import styles from "./parts.module.css";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

/** What there is to do next, set apart from what there is to know. */
export function Card({ title, children, tone = "act" }: { title: string; children: ReactNode; tone?: "act" | "rest" }) {
  return (
    <section className={styles.card} data-tone={tone}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

/** Facts in one quiet line; those that are not there are left out. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  const there = of.filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (there.length === 0) return null;
  return (
    <p className={styles.facts}>
      {there.map(([name, value]) => (
        <span key={name}>
          {name} <strong>{value}</strong>
        </span>
      ))}
    </p>
  );
}

interface LinesProps<Row> {
  label: string;
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** `isQuiet`: its name is for screen readers, since what it holds says it to the eye. */
  columns: readonly { name: string; isQuiet?: boolean; align?: "end"; cell(row: NoInfer<Row>): ReactNode }[];
}

/** The lines of a document: few enough to be a plain table. The first column names the row. */
export function Lines<Row>({ label, rows, keyOf, columns }: LinesProps<Row>) {
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name, isQuiet, align }) => (
              <th key={name} scope="col" data-align={align}>
                {isQuiet ? <span className="unseen">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, align, cell }, at) =>
                at === 0 ? (
                  <th key={name} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} data-align={align}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A box to tick, with its words beside it. */
export function Tickbox({ name, isTicked, onChange }: { name: ReactNode; isTicked: boolean; onChange(isTicked: boolean): void }) {
  return (
    <Checkbox className="checkbox" isSelected={isTicked} onChange={onChange}>
      <span className="box">
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
      {name}
    </Checkbox>
  );
}

/** Joined by a dot, without what is not there. */
export function Dotted({ of }: { of: readonly ReactNode[] }) {
  const there = of.filter((part) => part !== null && part !== undefined && part !== "");
  return (
    <p className={styles.soft}>
      {there.map((part, at) => (
        <Fragment key={at}>
          {at > 0 && " · "}
          {part}
        </Fragment>
      ))}
    </p>
  );
}
