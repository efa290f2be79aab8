import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { FindingsTable } from "../data/FindingsTable";
import { words } from "../data/words";
import { findingsOf, problemOf } from "../engine/problem";
import styles from "./Notice.module.css";

interface Props {
  error: unknown;
  onRetry(): void;
  /** What to do before trying again. */
  first?: ReactNode;
  /** What else can be done about it. */
  children?: ReactNode;
}

export function Failure({ error, onRetry, first, children }: Props) {
  const { title, detail, advice } = problemOf(error);
  const { findings, count } = findingsOf(error);
  return (
    <div className={styles.notice}>
      <div className={styles.words} role="alert">
        <h1 className={styles.title}>{title}</h1>
        {findings.length > 0 ? <FindingsTable findings={findings} count={count} /> : <p className={styles.detail}>{detail}</p>}
        <p>{advice}</p>
      </div>
      <div className={styles.buttons}>
        {first}
        <Button className={first ? "button" : "button primary"} onPress={onRetry}>
          {words.tryAgain}
        </Button>
      </div>
      {children}
    </div>
  );
}
