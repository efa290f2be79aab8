import { Label, ProgressBar } from "react-aria-components";
import { words } from "../data/words";
import type { Progress } from "../host/loading";
import type { StorageError } from "../host/storage";
import { bytes } from "../ui/format";
import styles from "./Notice.module.css";

interface Props {
  progress: Progress | null;
  /** Another tab must let go first. */
  waitsFor?: StorageError | null;
  label?: string;
}

export function Loading({ progress, waitsFor = null, label = words.loading }: Props) {
  return (
    <div className={styles.notice}>
      {waitsFor ? (
        <p className={styles.detail} role="alert">
          {words.notice.trouble[waitsFor.code]}
        </p>
      ) : (
        <Progressing label={label} progress={progress} />
      )}
    </div>
  );
}

export function Progressing({ label, progress }: { label: string; progress: Progress | null }) {
  const { received, total } = progress ?? { received: 0, total: null };
  const said = total ? `${bytes(received)} / ${bytes(total)}` : received ? bytes(received) : "";
  return (
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
            <Label>{label}</Label>
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
  );
}
