import type { ReactNode } from "react";
import styles from "../data/Data.module.css";
import { words } from "../data/words";

/** One line below the navigation. */
export function Bar({ kind, text, children }: { kind: "alert" | "news"; text: string; children?: ReactNode }) {
  return (
    <section className={styles.bar} data-kind={kind} aria-label={words.notice.label}>
      <p role={kind === "alert" ? "alert" : undefined}>{text}</p>
      {children}
    </section>
  );
}
