import { Label, ProgressBar } from "react-aria-components";
import type { Progress } from "../host/loading";
import { bytes } from "../ui/format";
import styles from "./Notice.module.css";

export function Loading({ progress }: { progress: Progress | null }) {
  const { received, total } = progress ?? { received: 0, total: null };
  const said = total ? `${bytes(received)} of ${bytes(total)}` : received ? bytes(received) : "";
  return (
    <div className={styles.notice}>
      <ProgressBar
        className={styles.progress ?? ""}
        value={total ? received : 0}
        maxValue={total ?? 1}
        isIndeterminate={!total}
        valueLabel={said}
      >
        {({ percentage, isIndeterminate }) => (
          <>
            <div className={styles.progressWords}>
              <Label>Loading the inventory…</Label>
              <span>{said}</span>
            </div>
            <div className={styles.track}>
              <div
                className={styles.fill}
                data-indeterminate={isIndeterminate || undefined}
                style={isIndeterminate ? undefined : { width: `${percentage}%` }}
              />
            </div>
          </>
        )}
      </ProgressBar>
    </div>
  );
}
