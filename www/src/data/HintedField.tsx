import { Input, Label, Text, TextField, type TextFieldProps } from "react-aria-components";
import styles from "./Data.module.css";

interface Props extends Pick<TextFieldProps, "value" | "defaultValue" | "onChange" | "inputMode"> {
  label: string;
  hint: string;
  autoComplete: "name" | "off";
}

/** A line of text, and below it what it is for. */
export function HintedField({ label, hint, autoComplete, ...field }: Props) {
  return (
    <TextField className={styles.field ?? ""} {...field}>
      <Label>{label}</Label>
      <Input autoComplete={autoComplete} />
      <Text slot="description" className={styles.soft ?? ""}>
        {hint}
      </Text>
    </TextField>
  );
}
