import { ChevronDown } from "lucide-react";
import type { Ref } from "react";
import { Button, Input, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, TextField } from "react-aria-components";
import styles from "./Field.module.css";

interface TextProps {
  label: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  isRequired?: boolean;
}

export function Field({ label, value, onChange, placeholder, autoFocus = false, inputRef, isRequired = false }: TextProps) {
  return (
    <TextField className={styles.field ?? ""} value={value} onChange={onChange} autoFocus={autoFocus} isRequired={isRequired} maxLength={200}>
      <Label>{label}</Label>
      <Input className={styles.input ?? ""} {...(placeholder ? { placeholder } : {})} {...(inputRef ? { ref: inputRef } : {})} />
    </TextField>
  );
}

interface ChoiceProps<Id extends string> {
  label: string;
  choices: readonly { id: Id; name: string }[];
  value: Id | null;
  onChange(value: Id): void;
  placeholder?: string;
  /** Its name is for screen readers, since where it stands says it to the eye. */
  isQuiet?: boolean;
}

export function Choice<Id extends string>({ label, choices, value, onChange, placeholder, isQuiet = false }: ChoiceProps<Id>) {
  return (
    <Select className={styles.field ?? ""} value={value} onChange={(key) => key !== null && onChange(key as Id)} placeholder={placeholder ?? ""}>
      <Label className={isQuiet ? "unseen" : ""}>{label}</Label>
      <Button className={`button ${styles.select}`}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronDown size={14} aria-hidden className="chevron" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu" items={choices}>
          {({ id, name }) => (
            <ListBoxItem id={id} className="menuItem" textValue={name}>
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
