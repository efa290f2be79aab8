import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { count } from "./format";
import styles from "./Segments.module.css";

interface Props {
  label: string;
  segments: readonly { id: string; name: string; count?: number }[];
  value: string;
  onChange(id: string): void;
}

/** One of a few parts of a list, with how much is in each. */
export function Segments({ label, segments, value, onChange }: Props) {
  return (
    <ToggleButtonGroup
      className={styles.segments ?? ""}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        for (const key of keys) onChange(String(key));
      }}
    >
      {segments.map(({ id, name, count: many }) => (
        <ToggleButton key={id} id={id} className={styles.segment ?? ""}>
          {name} {many !== undefined && <span className={styles.count}>{count(many)}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
