import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, Input, SearchField } from "react-aria-components";
import { text as words } from "../../text/text";
import styles from "./SearchBox.module.css";

/** Long enough to join a quick hand's letters into one look-up, too short to notice. */
const PAUSE = 90;

interface Props {
  value: string;
  onChange(value: string): void;
  /** What is searched, and in which words. */
  label: string;
  placeholder: string;
}

export function SearchBox({ value, onChange, label, placeholder }: Props) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;

  // The address changed by itself: back, or a chip taken away.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      latest.current(text);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <SearchField className={styles.field ?? ""} aria-label={label} value={text} onChange={setText} maxLength={200}>
      <Search size={15} aria-hidden className={styles.icon} />
      <Input className={styles.input ?? ""} placeholder={placeholder} />
      <Button className={styles.clear ?? ""} aria-label={words.clearSearch}>
        <X size={14} aria-hidden />
      </Button>
    </SearchField>
  );
}
