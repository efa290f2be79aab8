import { text } from "../../text/text";
import { X } from "lucide-react";
import { Button, Tag, TagGroup, TagList } from "react-aria-components";
import type { Active } from "./active";
import styles from "./Chips.module.css";

interface Props {
  active: Active[];
  onRemove(active: Active): void;
  onClear(): void;
}

export function Chips({ active, onRemove, onClear }: Props) {
  if (active.length === 0) return null;
  return (
    <div className={styles.chips}>
      <TagGroup
        aria-label={text.report.activeFilters}
        className={styles.group ?? ""}
        onRemove={(keys) => {
          for (const chip of active) if (keys.has(chip.id)) onRemove(chip);
        }}
      >
        <TagList className={styles.list ?? ""} items={active}>
          {(chip) => (
            <Tag id={chip.id} textValue={`${chip.filter}: ${chip.choice}`} className={styles.chip ?? ""}>
              <span className={styles.filter}>{chip.filter}</span>
              <span className={styles.choice}>{chip.choice}</span>
              <Button slot="remove" className={styles.remove ?? ""}>
                <X size={13} aria-hidden />
              </Button>
            </Tag>
          )}
        </TagList>
      </TagGroup>
      <Button className="button quiet" onPress={onClear}>
        {text.report.clearAll}
      </Button>
    </div>
  );
}
