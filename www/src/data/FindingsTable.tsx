import type { Finding } from "../engine/problem";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { words } from "./words";

interface Props {
  /** `kind`: in the person's language; the message is the package's own, in English. */
  findings: readonly (Finding & { kind?: string })[];
  count: number;
}

/** What is wrong with some data, place by place. */
export function FindingsTable({ findings, count: all }: Props) {
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
          {findings.map(({ kind, path, message }, index) => (
            <tr key={index}>
              <td>{path ? <code>{path}</code> : text.whole}</td>
              <td>
                {kind && <div>{kind}</div>}
                <div lang="en" className={kind && styles.soft}>
                  {message}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > findings.length && <p className={styles.soft}>{text.more(count(findings.length), count(all))}</p>}
    </div>
  );
}
