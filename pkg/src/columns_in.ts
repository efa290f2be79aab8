/** A snapshot of objects, as columns. What the values should be is the core's to say; here they are only read, each once. */
import { reading } from "./checked.js";
import { BrokenText, ColumnBuilder, rawKind } from "./column_builder.js";
import { InventoryError, invalid, kindOf } from "./errors.js";
import { ABSENT, Kind, type RawList, type RawSnapshot, type RawTable } from "./raw.js";
import { type RecordSchema, tables } from "./schema.js";

/** The count of a list that is no array. */
const NOT_A_LIST = ABSENT - 1;

type Fields = Record<string, unknown>;

export function columnsOf(snapshot: unknown): RawSnapshot {
  const given = reading("", () => (isObject(snapshot) ? snapshot : null));
  if (given === null) throw invalid("", `expected a snapshot: an object, found ${kindOf(snapshot)}`);
  const read = (field: string): unknown => reading(field, () => given[field]);
  const columns: RawSnapshot = { format: scalar(read("format")), revision: scalar(read("revision")) };
  for (const [name, schema] of tables()) {
    const table = read(name);
    if (table === undefined || table === null) continue;
    columns[name] = isArray(table, name) ? tableOf(schema, table, (record) => `${name}[${record}]`) : { notAList: kindOf(table) };
  }
  return columns;
}

/** `place` tells where a record stands, for messages. */
function tableOf(schema: RecordSchema, records: readonly unknown[], place: (record: number) => string): RawTable {
  const count = records.length;
  const { fields } = schema;
  const columns = fields.map((name) => new ColumnBuilder(count, name));
  const objects = [...schema.objects].map(([name, fields]) => new ObjectColumns(name, fields, count));
  const lists = schema.lists.map(([name, schema]) => new ListColumns(name, schema, count));
  const odd = new ColumnBuilder(count, "");

  let record = 0;
  let field = fields.length;
  const here = (): string => (field < fields.length ? `${place(record)}.${fields[field]}` : place(record));
  try {
    for (; record < count; record++) {
      field = fields.length;
      const given = records[record];
      if (!isObject(given)) {
        // A hole in an array is what JSON would make of it.
        odd.mark(record, given === undefined ? Kind.null : rawKind(given));
        continue;
      }
      for (field = 0; field < fields.length; field++) columns[field]!.add(record, given[fields[field]!]);
      for (const object of objects) object.add(record, given[object.name]);
      for (const list of lists) list.add(record, given[list.name]);
    }
  } catch (thrown) {
    throw unreadable(thrown, here, place);
  }

  const table: RawTable = { count, columns: {}, lists: {} };
  const put = (name: string, column: ColumnBuilder): void => {
    try {
      const finished = column.finish();
      if (finished !== undefined) table.columns[name] = finished;
    } catch (thrown) {
      throw unreadable(thrown, () => name, place);
    }
  };
  put("", odd);
  fields.forEach((name, at) => put(name, columns[at]!));
  for (const object of objects) object.columns.forEach((column, name) => put(name, column));
  for (const list of lists) {
    const finished = list.finish(place);
    if (finished !== undefined) table.lists[list.name] = finished;
  }
  return table;
}

/** An object inside a record: one column says whether it is there, and one for each of its fields what is in it. */
class ObjectColumns {
  readonly columns = new Map<string, ColumnBuilder>();
  constructor(
    readonly name: string,
    readonly fields: readonly string[],
    count: number,
  ) {
    for (const column of [name, ...fields.map((field) => `${name}.${field}`)]) this.columns.set(column, new ColumnBuilder(count, column));
  }

  add(record: number, value: unknown): void {
    const own = this.columns.get(this.name)!;
    if (isObject(value)) {
      own.mark(record, Kind.true);
      for (const field of this.fields) this.columns.get(`${this.name}.${field}`)!.add(record, value[field]);
    } else if (value === true) {
      // Here "true" says that there is an object, which a boolean is not.
      own.mark(record, Kind.other);
    } else {
      own.add(record, value);
    }
  }
}

/** The lists of one name, of all records of a table. */
class ListColumns {
  readonly #count: number;
  #counts: Uint32Array | null = null;
  readonly #children: unknown[] = [];
  #notAList: string | null = null;

  constructor(
    readonly name: string,
    readonly schema: RecordSchema,
    count: number,
  ) {
    this.#count = count;
  }

  add(record: number, list: unknown): void {
    if (list === undefined || list === null) return;
    const counts = (this.#counts ??= new Uint32Array(this.#count).fill(ABSENT));
    if (Array.isArray(list)) {
      const count = list.length;
      counts[record] = count;
      for (let i = 0; i < count; i++) this.#children.push(list[i]);
    } else {
      counts[record] = NOT_A_LIST;
      this.#notAList ??= kindOf(list);
    }
  }

  /** The list as columns; undefined where no record has one. */
  finish(placeOfParent: (record: number) => string): RawList | undefined {
    const counts = this.#counts;
    if (counts === null) return undefined;
    const place = (child: number): string => {
      let before = 0;
      for (let parent = 0; parent < counts.length; parent++) {
        const count = counts[parent]!;
        if (count >= NOT_A_LIST) continue;
        if (child < before + count) return `${placeOfParent(parent)}.${this.name}[${child - before}]`;
        before += count;
      }
      return this.name;
    };
    const table = tableOf(this.schema, this.#children, place);
    return { counts, table, ...(this.#notAList === null ? {} : { notAList: this.#notAList }) };
  }
}

/** What reading the host's objects threw: a getter of theirs, a proxy that was revoked, or a limit of the engine. */
function unreadable(thrown: unknown, here: () => string, place: (record: number) => string): InventoryError {
  if (thrown instanceof InventoryError) return thrown;
  if (thrown instanceof BrokenText) {
    return invalid(`${place(thrown.record)}.${thrown.field}`, "this text is no valid Unicode: it holds half of a surrogate pair. Correct it where it is stored.");
  }
  if (thrown instanceof RangeError && /length|alloc/i.test(thrown.message)) {
    return new InventoryError("tooLarge", "more data than the JavaScript engine can hold in one piece; load it as JSON bytes", here(), {}, thrown);
  }
  return invalid(here(), `reading this threw: ${String(thrown)}`, thrown);
}

function isArray(value: unknown, path: string): value is unknown[] {
  return reading(path, () => Array.isArray(value));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of the snapshot itself, as the core can take it: it has no fields to hide a getter in. */
function scalar(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (Array.isArray(value) ? [] : {}) : value;
}
