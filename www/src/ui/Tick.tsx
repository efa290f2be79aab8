import { useRef } from "react";
import styles from "./Tick.module.css";

interface Props {
  label: string;
  isTicked: boolean;
  isDisabled?: boolean;
  tabIndex?: number;
  /** `shift`: it was held, which in a list means "up to here". */
  onChange(isTicked: boolean, shift: boolean): void;
}

/** A plain box for the rows of a list, of which many are drawn anew while it scrolls. */
export function Tick({ label, isTicked, isDisabled = false, tabIndex = 0, onChange }: Props) {
  const shift = useRef(false);
  return (
    <input
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      checked={isTicked}
      disabled={isDisabled}
      tabIndex={tabIndex}
      onClick={(event) => {
        shift.current = event.shiftKey;
      }}
      onChange={(event) => onChange(event.target.checked, shift.current)}
    />
  );
}
