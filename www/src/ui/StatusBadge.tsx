import styles from "./StatusBadge.module.css";

/** What it asks of a person: nothing (rest), to do something (act), to wait, to look into it (alert), to correct it; or that all is well. */
export type Tone = "rest" | "act" | "good" | "wait" | "alert" | "amend";

export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
