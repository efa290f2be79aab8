/**
 * Columns that the host made, as the core reads them: dictionaries with their texts joined, flags as kinds. Only what is known is
 * taken, and each property read once; lengths and values are the core's to check.
 */
import { isWellFormed } from "./column_builder.js";
import { InventoryError, invalid, kindOf } from "./errors.js";
import { ABSENT, Kind, type RawSnapshot } from "./raw.js";
import { type RecordSchema, tables } from "./schema.js";

type Fields = Record<string, unknown>;

export function columnsGiven(columns: unknown): RawSnapshot {
  try {
    const given = object(columns, "");
    const raw: RawSnapshot = { format: given["format"], revision: given["revision"] };
    for (const [name, schema] of tables()) {
      const table = given[name];
      if (table !== undefined && table !== null) raw[name] = tableGiven(schema, table, name);
    }
    return raw;
  } catch (thrown) {
    throw thrown instanceof InventoryError ? thrown : invalid("", `reading these columns threw: ${String(thrown)}`, thrown);
  }
}

function tableGiven(schema: RecordSchema, value: unknown, path: string): Fields {
  const given = object(value, path);
  const count = given["count"];
  const columns = chosen(given["columns"], names(schema), path, columnGiven);
  for (const [name, fields] of schema.objects) {
    const inner = fields.map((field) => columns[`${name}.${field}`]).filter((column) => column !== undefined);
    if (inner.length > 0) columns[name] = presence(inner);
  }
  const schemas = new Map(schema.lists);
  const lists = chosen(given["lists"] ?? {}, [...schemas.keys()], path, (value, path, name) => {
    const { counts, table } = object(value, path);
    return { counts, table: tableGiven(schemas.get(name)!, table, path) };
  });
  // Nothing would say that there are not so many.
  if (count !== 0 && Object.keys({ ...columns, ...lists })[0] === undefined) throw invalid(path, "expected columns");
  return { count, columns, lists };
}

function names(schema: RecordSchema): string[] {
  return [...schema.fields, ...[...schema.objects].flatMap(([name, fields]) => fields.map((field) => `${name}.${field}`))];
}

/** The members of an object that have one of the names, each made ready. */
function chosen<T>(value: unknown, names: string[], path: string, ready: (value: unknown, path: string, name: string) => T): Record<string, T> {
  const given = object(value, path);
  const found: Record<string, T> = {};
  for (const name of names) {
    const member = given[name];
    if (member !== undefined && member !== null) found[name] = ready(member, `${path}.${name}`, name);
  }
  return found;
}

function columnGiven(value: unknown, path: string): Fields {
  const { kinds, numbers, text, lengths, flags, texts, codes } = object(value, path);
  if (codes !== undefined) return dictionary(texts, codes, path);
  if (flags !== undefined) return flagged(flags, path);
  if (typeof text === "string" && !isWellFormed(text)) throw invalid(path, "this text is no valid Unicode: it holds half of a surrogate pair");
  return { kinds, numbers, text, lengths };
}

function dictionary(texts: unknown, codes: unknown, path: string): Fields {
  if (!(codes instanceof Uint32Array)) throw invalid(path, `expected codes: a Uint32Array, found ${kindOf(codes)}`);
  if (!Array.isArray(texts)) throw invalid(path, `expected texts: an array, found ${kindOf(texts)}`);
  const known = texts.map((text: unknown, at) => {
    if (typeof text !== "string" || !isWellFormed(text)) throw invalid(`${path}.texts[${at}]`, `expected a text, found ${kindOf(text)}`);
    return text;
  });
  const wrong = codes.findIndex((code) => code >= known.length && code !== ABSENT);
  if (wrong >= 0) throw invalid(`${path}.codes[${wrong}]`, `expected the place of one of ${known.length} texts, found ${codes[wrong]}`);
  return { codes, text: known.join(""), lengths: Uint32Array.from(known, (text) => text.length) };
}

function flagged(flags: unknown, path: string): Fields {
  if (!(flags instanceof Uint8Array)) throw invalid(path, `expected flags: a Uint8Array, found ${kindOf(flags)}`);
  return kinds(flags.length, (record) => {
    const flag = flags[record]!;
    if (flag > 1 && flag !== 255) throw invalid(`${path}.flags[${record}]`, `expected 0, 1 or 255, found ${flag}`);
    return flag === 255 ? Kind.absent : flag === 1 ? Kind.true : Kind.false;
  });
}

/** An object is there where one of its fields is. As long as the longest of these: whether that is right is the core's to say. */
function presence(columns: Fields[]): Fields {
  const there = ({ kinds, numbers, lengths, codes }: Fields, record: number): boolean => {
    if (kinds instanceof Uint8Array) return kinds[record]! > Kind.null;
    if (codes instanceof Uint32Array) return codes[record] !== ABSENT;
    if (numbers instanceof Float64Array) return !Number.isNaN(numbers[record]);
    return lengths instanceof Uint32Array && lengths[record] !== ABSENT;
  };
  const parts = columns.flatMap((column) => Object.values(column)).filter(ArrayBuffer.isView) as Uint8Array[];
  return kinds(Math.max(0, ...parts.map((part) => part.length)), (record) => (columns.some((column) => there(column, record)) ? Kind.true : Kind.absent));
}

function kinds(count: number, kind: (record: number) => number): Fields {
  const kinds = new Uint8Array(count).map((_, record) => kind(record));
  return { kinds, numbers: new Float64Array(count), text: "", lengths: new Uint32Array(count).fill(ABSENT) };
}

function object(value: unknown, path: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(path, `expected an object, found ${kindOf(value)}`);
  return value as Fields;
}
