import type { Finding } from "../engine/problem";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { words } from "./words";

/** What is wrong with some data, place by place. */
export function FindingsTable({ findings, count: all }: { findings: readonly Finding[]; count: number }) {
  const text = words.load;
  return (
    <div className={styles.findings} tabIndex={0} role="region" aria-label={text.findings}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.path}</th>
            <th scope="col">{text.message}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ path, message }, index) => (
            <tr key={index}>
              <td>{path ? <code>{path}</code> : text.whole}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > findings.length && <p className={styles.soft}>{text.more(count(findings.length), count(all))}</p>}
    </div>
  );
}
