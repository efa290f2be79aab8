import type { Counts } from "../host/contents";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { words } from "./words";

/** What is here beside what will be. */
export function Comparison({ here, there, title }: { here: Counts | null; there: Counts; title: string }) {
  const { counts, ...text } = words.load;
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <th scope="col">{text.what}</th>
          {here && <th scope="col">{text.here}</th>}
          <th scope="col">{title}</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(counts) as (keyof Counts)[]).map((key) => (
          <tr key={key}>
            <th scope="row">{counts[key]}</th>
            {here && <td>{count(here[key])}</td>}
            <td>{count(there[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
