import type { CsvOptions } from "oversold/spreadsheet";
import { dateFormats, type Mapped } from "../host/importing";
import { Choice } from "../ui/Field";
import styles from "./Data.module.css";
import { words } from "./words";

const ITSELF = "itself";

interface Props {
  mapped: Mapped;
  options: CsvOptions;
  onChange(options: CsvOptions): void;
}

/** How cells, numbers and dates are written: told by the files themselves, or by the person where that is wrong or not enough. */
export function HowToRead({ mapped, options, onChange }: Props) {
  const text = words.sheets;
  const mappings = mapped.sheets.flatMap(({ mapping }) => mapping ?? []);
  const told = (ways: readonly string[]) => text.itself([...new Set(ways)].join(", "));
  const delimiters = Object.entries(text.delimiters).map(([id, name]) => ({ id, name }));
  const numbers = { comma: text.decimalComma, point: text.decimalPoint };
  const isUnclear = !options.dateFormat && mapped.dateFormats.length > 1;
  const [found] = mapped.dateFormats;
  const dates = isUnclear ? mapped.dateFormats : [...new Set([...mapped.dateFormats, ...dateFormats])];
  return (
    <div className={styles.how}>
      <Choice
        label={text.delimiter}
        choices={[{ id: ITSELF, name: told(mappings.map(({ delimiter }) => nameOf(delimiter))) }, ...delimiters]}
        value={options.delimiter ?? ITSELF}
        onChange={(id) => onChange({ ...options, delimiter: id === ITSELF ? null : id })}
      />
      <Choice
        label={text.numbers}
        choices={[
          { id: ITSELF, name: told([mappings.some(({ decimalComma }) => decimalComma) ? numbers.comma : numbers.point]) },
          { id: "point", name: numbers.point },
          { id: "comma", name: numbers.comma },
        ]}
        value={options.decimalComma == null ? ITSELF : options.decimalComma ? "comma" : "point"}
        onChange={(id) => onChange({ ...options, decimalComma: id === ITSELF ? null : id === "comma" })}
      />
      <Choice
        label={text.dates}
        choices={[
          ...(isUnclear ? [] : [{ id: ITSELF, name: told([found ? text.dateFormat(found) : text.iso]) }]),
          ...dates.map((id) => ({ id, name: text.dateFormat(id) })),
        ]}
        value={options.dateFormat ?? (isUnclear ? null : ITSELF)}
        placeholder={text.choose}
        onChange={(id) => onChange({ ...options, dateFormat: id === ITSELF ? null : id })}
      />
    </div>
  );
}

const nameOf = (delimiter: string): string => (words.sheets.delimiters as Record<string, string>)[delimiter] ?? delimiter;
