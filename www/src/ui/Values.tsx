import { day, moment, quantity } from "./format";
import styles from "./Values.module.css";

export function Nothing() {
  return <span className={styles.nothing}>–</span>;
}

/** Text from the data: React shows it as text, whatever it holds. The title holds what the column cuts off. */
export function Words({ children }: { children: string | null }) {
  if (children === null) return <Nothing />;
  return (
    <span className={styles.words} title={children}>
      {children}
    </span>
  );
}

export function Amount({ children, strong = false }: { children: number; strong?: boolean }) {
  return (
    <span className={styles.amount} data-strong={strong || undefined} data-zero={children === 0 || undefined}>
      {quantity(children)}
    </span>
  );
}

export function Instant({ at }: { at: number | null }) {
  if (at === null) return <Nothing />;
  return (
    <time className={styles.words} dateTime={new Date(at).toISOString()} title={moment(at)}>
      {day(at)}
    </time>
  );
}
