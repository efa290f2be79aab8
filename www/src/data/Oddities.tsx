import type { ImportWarning } from "oversold/spreadsheet";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { words } from "./words";

/** What was odd about imported data, grouped and counted: a table, closed until somebody wants to see it. */
export function Oddities({ of }: { of: readonly ImportWarning[] }) {
  const text = words.oddities;
  if (of.length === 0) return null;
  const records = of.reduce((all, warning) => all + warning.count, 0);
  return (
    <details className={styles.contradictions}>
      <summary>{text.some(records, count(records))}</summary>
      <div className={styles.findings} tabIndex={0} role="region" aria-label={text.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.message}</th>
              <th scope="col" data-align="end">
                {text.records}
              </th>
              <th scope="col">{text.examples}</th>
            </tr>
          </thead>
          <tbody>
            {of.map(({ code, message, count: many, examples }) => (
              <tr key={`${code} ${message}`}>
                <td lang="en">{message}</td>
                <td data-align="end">{count(many)}</td>
                <td>{examples.join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
