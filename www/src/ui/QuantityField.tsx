import { Input, NumberField } from "react-aria-components";
import styles from "./Field.module.css";

interface Props {
  label: string;
  value: number;
  onChange(value: number): void;
  max?: number;
}

/** Units, with the 4 decimals that a quantity may have. Arrow keys count up and down. */
export function QuantityField({ label, value, onChange, max }: Props) {
  return (
    <NumberField
      aria-label={label}
      className={styles.quantity ?? ""}
      value={value}
      minValue={0}
      {...(max === undefined ? {} : { maxValue: max })}
      formatOptions={{ maximumFractionDigits: 4 }}
      onChange={(next) => onChange(Number.isNaN(next) ? 0 : next)}
    >
      <Input className={styles.input ?? ""} />
    </NumberField>
  );
}
