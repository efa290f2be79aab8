import type { CsvFile } from "oversold/spreadsheet";
import { useMemo } from "react";
import type { MappedSheet } from "../host/importing";
import { TABLES } from "../host/tables";
import { Lines } from "../drawers/parts";
import { Choice } from "../ui/Field";
import { count } from "../ui/format";
import styles from "./Data.module.css";
import { words } from "./words";

const NONE = "none";

type MappedFields = NonNullable<MappedSheet["mapping"]>["fields"];

interface Props {
  sheet: MappedSheet;
  onTable(table: CsvFile | null): void;
  onColumn(field: string, header: string): void;
}

export function SheetMapping({ sheet: { file, table, mapping, problem }, onTable, onColumn }: Props) {
  const text = words.sheets;
  const choices = (mapping?.headers ?? []).flatMap((header, at) => (header ? [{ id: String(at), name: header }] : []));
  const columnsFor = (fields: MappedFields, label: string) => (
    <Lines
      label={label}
      rows={fields}
      keyOf={({ field }) => field}
      columns={[
        { name: text.field, cell: ({ field, required }) => `${text.fieldOf(field)}${required ? text.needed : ""}` },
        {
          name: text.column,
          cell: ({ field, header }) => (
            <Choice
              isQuiet
              label={text.columnOf(text.fieldOf(field))}
              choices={[{ id: NONE, name: text.noColumn }, ...choices]}
              value={choices.find(({ name }) => name === header)?.id ?? NONE}
              onChange={(id) => onColumn(field, choices.find((choice) => choice.id === id)?.name ?? "")}
            />
          ),
        },
      ]}
    />
  );
  // Most files have few of the fields, and a list of what is not there would hide what is. A field stays where it stood at first.
  const found = useMemo(() => new Set(mapping?.fields.flatMap(({ field, header, required }) => (required || header !== null ? [field] : []))), [mapping?.file]);
  const further = mapping?.fields.filter(({ field }) => !found.has(field)) ?? [];
  return (
    <section className={styles.sheet} aria-label={file.name}>
      <div className={styles.sheetHead}>
        <div>
          <h4>{file.name}</h4>
          {mapping && <p className={styles.soft}>{text.rows(mapping.rows, count(mapping.rows))}</p>}
        </div>
        <Choice
          label={text.table}
          choices={[...TABLES.map((id) => ({ id, name: text.tables[id] })), { id: NONE, name: text.leaveOut } as const]}
          value={table ?? NONE}
          onChange={(id) => onTable(id === NONE ? null : id)}
        />
      </div>
      {problem !== null && (
        <p className={styles.said} role="alert">
          {problem}
        </p>
      )}
      {mapping && columnsFor(mapping.fields.filter(({ field }) => found.has(field)), text.mapping(file.name))}
      {further.length > 0 && (
        <details>
          <summary>{text.further(further.length)}</summary>
          {columnsFor(further, text.further(further.length))}
        </details>
      )}
      {mapping && mapping.unused.length > 0 && <p className={styles.soft}>{text.unused(mapping.unused.join(", "))}</p>}
    </section>
  );
}
