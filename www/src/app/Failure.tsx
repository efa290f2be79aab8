import { Button } from "react-aria-components";
import { problemOf } from "../engine/problem";
import styles from "./Notice.module.css";

export function Failure({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { title, detail, advice } = problemOf(error);
  return (
    <div className={styles.notice} role="alert">
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.detail}>{detail}</p>
      <p>{advice}</p>
      <Button className="button primary" onPress={onRetry}>
        Try again
      </Button>
    </div>
  );
}
