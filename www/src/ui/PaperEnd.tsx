import { text } from "../text/text";
import { count } from "./format";
import styles from "./PaperEnd.module.css";
import { PRINTED } from "./usePrinting";

/** Before the first row of a list that is longer than what is printed of it: whoever reads the paper must know. */
export function PaperEnd({ total }: { total: number }) {
  if (total <= PRINTED) return null;
  return <p className={styles.notice}>{text.printed(count(PRINTED), count(total), count(total - PRINTED))}</p>;
}
