import { text } from "../../text/text";
import { Check, Search } from "lucide-react";
import type { Facet } from "oversold";
import { useState } from "react";
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  useFilter,
} from "react-aria-components";
import { count } from "../format";
import styles from "./FacetFilter.module.css";
import { FilterButton } from "./FilterButton";

/** Lists longer than this get a field to narrow them by. */
const GLANCE = 8;

interface Props<T extends string | null> {
  name: string;
  facet: Facet<T>[];
  chosen: readonly T[];
  nameOf(value: T): string;
  meaningOf?(value: T): string;
  onChange(chosen: T[]): void;
}

export function FacetFilter<T extends string | null>({ name, facet, chosen, nameOf, meaningOf, onChange }: Props<T>) {
  const { contains } = useFilter({ sensitivity: "base" });
  return (
    <DialogTrigger>
      <FilterButton name={name} chosen={chosen.length} />
      <Popover className="popover" placement="bottom start">
        <Dialog className={styles.dialog ?? ""} aria-label={text.filter.by(name)}>
          <Choices
            facet={facet}
            chosen={chosen}
            name={name}
            nameOf={nameOf}
            meaningOf={meaningOf}
            onChange={onChange}
            contains={contains}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ChoicesProps<T extends string | null> extends Omit<Props<T>, "meaningOf"> {
  meaningOf: ((value: T) => string) | undefined;
  contains(whole: string, part: string): boolean;
}

function Choices<T extends string | null>({ name, facet, chosen, nameOf, meaningOf, onChange, contains }: ChoicesProps<T>) {
  // What was chosen stays in sight even when the other filters leave no row of it; the order holds while the list is open.
  const [order] = useState(() => [
    ...facet.map((entry) => entry.value),
    ...chosen.filter((value) => !facet.some((entry) => entry.value === value)),
  ]);
  const rows = new Map(facet.map((entry) => [entry.value, entry.rows]));
  const values = [...order, ...facet.map((entry) => entry.value).filter((value) => !order.includes(value))];

  const isLong = values.length > GLANCE && !meaningOf;

  const list = (
    <ListBox
      className={styles.list ?? ""}
      aria-label={name}
      selectionMode="multiple"
      // Escape closes the list; it does not throw away what was chosen.
      escapeKeyBehavior="none"
      {...(!isLong && { autoFocus: "first" })}
      selectedKeys={chosen.map(keyOf)}
      onSelectionChange={(keys) => onChange(values.filter((value) => keys === "all" || keys.has(keyOf(value))))}
      renderEmptyState={() => <p className={styles.empty}>{text.filter.nothing}</p>}
    >
      {values.map((value) => (
        <ListBoxItem key={keyOf(value)} id={keyOf(value)} className={styles.choice ?? ""} textValue={nameOf(value)}>
          <span className={`box ${styles.tick}`}>
            <Check size={12} strokeWidth={3} aria-hidden />
          </span>
          <span className={styles.name}>{nameOf(value)}</span>
          <span className="counter">{count(rows.get(value) ?? 0)}</span>
          {meaningOf && <span className={styles.meaning}>{meaningOf(value)}</span>}
        </ListBoxItem>
      ))}
    </ListBox>
  );

  return (
    <>
      {isLong ? (
        <Autocomplete filter={contains}>
          <SearchField className={styles.search ?? ""} aria-label={text.filter.findIn(name)} autoFocus>
            <Search size={14} aria-hidden />
            <Input placeholder={text.filter.find} />
          </SearchField>
          {list}
        </Autocomplete>
      ) : (
        list
      )}
      {chosen.length > 0 && (
        <div className={styles.foot}>
          <Button className="button quiet" onPress={() => onChange([])}>
            {text.filter.clear}
          </Button>
        </div>
      )}
    </>
  );
}

/** An id may be any text: the sign keeps every one of them apart from "none". */
const keyOf = (value: string | null) => (value === null ? "none" : `=${value}`);
