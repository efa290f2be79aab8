import type { CsvFile } from "oversold/spreadsheet";
import { Button } from "react-aria-components";
import { Progressing } from "../app/Loading";
import { findingsOf, problemOf } from "../engine/problem";
import type { Mapped } from "../host/importing";
import styles from "./Data.module.css";
import { FindingsTable } from "./FindingsTable";
import { HowToRead } from "./HowToRead";
import { SheetMapping } from "./SheetMapping";
import type { Sheets } from "./useLoad";
import { useMapped } from "./useMapped";
import { words } from "./words";

interface Props {
  sheets: Sheets;
  /** Why reading them failed. */
  error: unknown;
  onChange(sheets: Sheets): void;
  onRead(sheets: Sheets): void;
  onAgain(): void;
}

/** Which file is which table, and which column which field: guessed, shown, and corrected here. */
export default function SheetsStep({ sheets, error, onChange, onRead, onAgain }: Props) {
  const text = words.sheets;
  const { mapped, isCurrent, error: broken } = useMapped(sheets);
  const { options } = sheets;

  const changeTable = (at: number, table: CsvFile | null) => {
    const before = mapped?.sheets[at]?.table;
    // Another table's columns, or those of another file.
    const { [before ?? "items"]: _before, [table ?? "items"]: _after, ...columns } = options.columns ?? {};
    const files = sheets.files.map((sheet, index) => (index === at ? { ...sheet, table } : { ...sheet, table: mapped?.sheets[index]?.table ?? sheet.table }));
    onChange({ files, options: { ...options, columns } });
  };
  const changeColumn = (table: CsvFile, field: string, header: string) =>
    onChange({ ...sheets, options: { ...options, columns: { ...options.columns, [table]: { ...options.columns?.[table], [field]: header } } } });

  if (!mapped) {
    if (broken) return <Failed error={broken} onAgain={onAgain} />;
    return <Progressing label={text.looking} progress={null} />;
  }
  const { findings, count } = findingsOf(error);
  const missing = missingIn(mapped);
  const dateFormat = options.dateFormat ?? (mapped.dateFormats.length === 1 ? mapped.dateFormats[0] : null) ?? null;
  const read = () => onRead({ files: mapped.sheets.map(({ file, table }) => ({ file, table })), options: { ...options, dateFormat } });
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (isCurrent && missing === null) read();
      }}
    >
      <h3>{text.title}</h3>
      <p>{text.about}</p>
      {error !== null && (
        <div className={styles.step} role="alert">
          <p>{text.refused}</p>
          {findings.length > 0 ? <FindingsTable findings={findings} count={count} /> : <p className={styles.said}>{problemOf(error).detail}</p>}
        </div>
      )}
      <HowToRead mapped={mapped} options={options} onChange={(options) => onChange({ ...sheets, options })} />
      {mapped.sheets.map((sheet, at) => (
        <SheetMapping
          key={`${at} ${sheet.file.name}`}
          sheet={sheet}
          onTable={(table) => changeTable(at, table)}
          onColumn={(field, header) => sheet.table && changeColumn(sheet.table, field, header)}
        />
      ))}
      <div className={styles.buttons}>
        <Button type="submit" className="button primary" isDisabled={!isCurrent || missing !== null} autoFocus>
          {text.read}
        </Button>
        <Button className="button" onPress={onAgain}>
          {words.load.another}
        </Button>
        <span className={styles.soft} role="status">
          {missing}
        </span>
      </div>
    </form>
  );
}

function Failed({ error, onAgain }: { error: unknown; onAgain(): void }) {
  return (
    <div className={styles.step} role="alert">
      <p className={styles.said}>{problemOf(error).detail}</p>
      <Button className="button" onPress={onAgain}>
        {words.load.another}
      </Button>
    </div>
  );
}

/** Why they cannot be read yet, in words; null: they can. */
function missingIn({ sheets, dateFormats }: Mapped): string | null {
  const text = words.sheets;
  const taken = sheets.filter(({ table }) => table !== null);
  if (taken.length === 0) return text.noTable;
  const twice = taken.find(({ table }, at) => taken.findIndex((other) => other.table === table) !== at);
  if (twice?.table) return text.twice(text.tables[twice.table]);
  for (const { file, mapping, problem } of taken) {
    const field = mapping?.fields.find(({ required, header }) => required && header === null);
    if (problem !== null) return text.unreadable(file.name);
    if (field) return text.missing(file.name, text.fieldOf(field.field));
  }
  return dateFormats.length > 1 ? text.whichDates : null;
}
