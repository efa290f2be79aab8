import { count } from "../ui/format";
import styles from "./Data.module.css";
import type { Counts } from "./useLoad";
import { words } from "./words";

/** What is here beside what is in the file. */
export function Comparison({ here, there }: { here: Counts | null; there: Counts }) {
  const { counts, ...text } = words.load;
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <th scope="col">{text.what}</th>
          {here && <th scope="col">{text.here}</th>}
          <th scope="col">{text.there}</th>
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
