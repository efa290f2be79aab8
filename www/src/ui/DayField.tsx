import type { CalendarDate } from "@internationalized/date";
import { DateField, DateInput, DateSegment, Label } from "react-aria-components";
import styles from "./DayField.module.css";

interface Props {
  label: string;
  value: CalendarDate | null;
  onChange(value: CalendarDate | null): void;
}

export function DayField({ label, value, onChange }: Props) {
  return (
    <DateField className={styles.field ?? ""} value={value} onChange={onChange}>
      <Label>{label}</Label>
      <DateInput className={styles.input ?? ""}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}
      </DateInput>
    </DateField>
  );
}
