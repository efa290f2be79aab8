import type { Coverage } from "./choices";
import styles from "./CoverageMark.module.css";

/** A disc, empty, half or full: told apart without colour. */
export function CoverageMark({ coverage }: { coverage: Coverage }) {
  return (
    <svg className={styles.mark} data-coverage={coverage} width={12} height={12} viewBox="0 0 12 12" aria-hidden>
      <circle cx={6} cy={6} r={5} fill="none" stroke="currentColor" strokeWidth={1.6} />
      {coverage === "partial" && <path d="M6 1a5 5 0 0 1 0 10z" fill="currentColor" />}
      {coverage === "full" && <circle cx={6} cy={6} r={5} fill="currentColor" />}
    </svg>
  );
}
