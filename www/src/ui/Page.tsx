import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Page.module.css";

interface Props {
  title: string;
  /** What the list holds, said aloud when it changes. */
  said: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every list: its name, what is in it, what can be done. */
export function Page({ title, said, actions, children }: Props) {
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.said} role="status">
            {said}
          </p>
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** Where the filters of a list stand. */
export function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.bar} role="search" aria-label={label}>
      {children}
    </div>
  );
}

export function Empty({ Icon, title, children }: { Icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Icon size={30} strokeWidth={1.4} aria-hidden />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
