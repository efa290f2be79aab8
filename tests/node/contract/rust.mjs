// The contract's shapes as the core has them: its structs, enums and records, read from the Rust sources.
import { readFile } from "node:fs/promises";

const camel = (name) => name.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
const withoutComments = (text) => text.replaceAll(/\/\/.*$/gm, "");

/** The parts of a list, at its commas; those inside brackets are the parts' own. */
function parts(text) {
  const found = [""];
  let depth = 0;
  for (const letter of text) {
    if ("<([{".includes(letter)) depth++;
    if (">)]}".includes(letter)) depth--;
    if (letter === "," && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.trim()).filter((part) => part !== "");
}

function fieldsOf(body) {
  return parts(body).map((part) => {
    const [, attributes, name, type] = part.match(/^((?:#\[[^\]]*\]\s*)*)(?:pub )?(\w+): ([\s\S]+)$/);
    const renamed = attributes.match(/rename = "(\w+)"/)?.[1];
    return { name: renamed ?? camel(name), type: type.replaceAll(/'\w+ ?/g, "").replaceAll(/\s+/g, " "), flattened: /\bflatten\b/.test(attributes) };
  });
}

/**
 * @returns {Promise<Map<string, { fields: Field[] } | { words: string[] } | { variants: Map<string, Field[]> }>>} by name
 * @typedef {{ name: string, type: string, flattened: boolean }} Field
 */
async function typesOf(file) {
  const text = withoutComments(await readFile(new URL(`../../../src/${file}`, import.meta.url), "utf8"));
  const types = new Map();
  for (const [, name, body] of text.matchAll(/^pub struct (\w+)(?:<[^>]*>)? \{\n([\s\S]*?)^\}/gm)) types.set(name, { fields: fieldsOf(body) });
  for (const [, name, body] of text.matchAll(/^pub enum (\w+)(?:<[^>]*>)? \{\n([\s\S]*?)^\}/gm)) {
    const variants = parts(body).map((part) => part.replace(/^(#\[[^\]]*\]\s*)+/, ""));
    if (variants.every((variant) => /^\w+$/.test(variant))) types.set(name, { words: variants.map(camel) });
    const members = variants.map((variant) => variant.match(/^(\w+)\s*\{([\s\S]*)\}$/));
    if (members.every(Boolean)) types.set(name, { variants: new Map(members.map(([, name, body]) => [camel(name), fieldsOf(body)])) });
  }
  // A shape behind a pointer is that shape.
  for (const [, name, shape] of text.matchAll(/^pub struct (\w+)\(Box<(\w+)>\);/gm)) types.set(name, types.get(shape));
  return types;
}

const FILES = ["allocation", "command", "documents", "error", "event", "options", "outcome", "planning", "query", "report"].map((name) => `contract/${name}.rs`);
const files = new Map();
for (const file of [...FILES, "workflow/history.rs"]) files.set(file, await typesOf(file));

/** A type by its name: the file's own, else that of any other file. */
export function rustType(name, file) {
  return files.get(file)?.get(name) ?? [...files.values()].find((types) => types.has(name))?.get(name);
}

export const fileOf = (name) => [...files].find(([, types]) => types.has(name))?.[0];

/** The tables of a snapshot, from the macro that names their fields. */
export async function tables() {
  const text = withoutComments(await readFile(new URL("../../../src/contract/schema.rs", import.meta.url), "utf8"));
  const records = new Map();
  for (const [, name, body] of text.matchAll(/^record!\(\w+, (\w+): ([\s\S]*?)\);/gm)) {
    const [fields, lists = ""] = body.split(/;\s+lists /);
    const strings = (text) => [...text.split(/;\s+objects /)[0].matchAll(/\w+ = "([\w.]+)"/g)].map(([, name]) => name);
    records.set(name, { fields: strings(fields), lists: [...lists.matchAll(/\w+ = "(\w+)": &(\w+)/g)].map(([, name, record]) => [name, record]) });
  }
  const found = [...text.matchAll(/\("(\w+)", TableKind::\w+, &(\w+)\)/g)];
  return new Map(found.map(([, table, record]) => [table, nested(records, record)]));
}

/** The names of a record's fields and of those in its lists: `lines[].quantity`. */
function nested(records, name) {
  const { fields, lists } = records.get(name);
  return [...fields, ...lists.flatMap(([list, record]) => [list, ...nested(records, record).map((field) => `${list}[].${field}`)])];
}
