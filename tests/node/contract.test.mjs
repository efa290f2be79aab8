// The TypeScript contract and the core's Rust types say the same: field for field, word for word.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileOf, rustType, tables } from "./contract/rust.mjs";
import { withoutExample, wrongExamples } from "./contract/examples.mjs";
import { byType, contractFiles, element, members, nested, plain, tsType, undocumented, words } from "./contract/typescript.mjs";

const PLAIN = {
  String: ["text"], "&str": ["text"], "&static str": ["text"], "Cow<, str>": ["text"], "Cow<str>": ["text"], bool: ["boolean"],
  Quantity: ["number", "number or text"], Instant: ["number", "number or text"], InstantInput: ["number or text"],
  u32: ["number"], u64: ["number"], i64: ["number"], f64: ["number"], usize: ["number"],
};
/** Read by the core as they come: what is in them is a snapshot's, or the host's. */
const OPEN = ["Tree", "Value", "Map<String, Json>", "Json"];

/** What differs between a Rust type and a TypeScript one. */
function differences(rust, type, place, file) {
  const list = rust.match(/^(?:Vec<(.*)>|&\[(.*)\])$/);
  if (list) {
    const inner = element(type);
    if (inner === null) return [`${place}: a list in Rust`];
    const each = (list[1] ?? list[2]).match(/^Option<(.*)>$/)?.[1] ?? list[1] ?? list[2];
    return differences(each, inner, `${place}[]`, file);
  }
  if (OPEN.includes(rust)) return [];
  if (rust in PLAIN) return PLAIN[rust].includes(plain(type)) ? [] : [`${place}: ${rust} in Rust, ${plain(type)} in TypeScript`];
  const name = rust.match(/^(\w+)/)[1];
  const known = rustType(name, file);
  if (known === undefined) return [`${place}: the test does not know the Rust type ${rust}`];
  if (known.words) {
    const found = words(type);
    const expected = [...known.words].sort();
    return found !== null && String(found) === String(expected) ? [] : [`${place}: ${expected.join(", ")} in Rust; ${found?.join(", ")} in TypeScript`];
  }
  return fieldDifferences(flat(known.fields, file), type, place, fileOf(name) === file ? file : (fileOf(name) ?? file));
}

/** The fields, those of flattened structs among them. */
function flat(fields, file) {
  return fields.flatMap((field) => (field.flattened ? flat(rustType(field.type.match(/(?:Option<)?(\w+)/)[1], file)?.fields ?? [], file) : [field]));
}

/** `without`: members that TypeScript has beyond what is compared. */
function fieldDifferences(fields, type, place, file, without = []) {
  const there = members(type);
  const names = new Set(fields.map(({ name }) => name));
  const missing = fields.filter(({ name }) => !there.has(name)).map(({ name }) => `${place}.${name}: only in Rust`);
  const beyond = [...there.keys()].filter((name) => !names.has(name) && !without.includes(name)).map((name) => `${place}.${name}: only in TypeScript`);
  const inside = fields.filter(({ name }) => there.has(name)).flatMap(({ name, type }) => {
    const member = there.get(name);
    const at = `${place}.${name}`;
    const inner = type.match(/^Option<(.*)>$/)?.[1] ?? (type === "EditedDate" ? "InstantInput" : null);
    const loose = member.optional || member.nullable;
    if (inner !== null && !loose) return [`${at}: optional in Rust`];
    // A flag that a command leaves out is false.
    if (inner === null && loose && type !== "bool") return [`${at}: needed in Rust`];
    return differences(inner ?? type, member.type, at, file);
  });
  return [...missing, ...beyond, ...inside];
}

const HEAD = ["id", "type", "at", "by", "expectedRevision"];
const EVENT_HEAD = ["type", "format", "revision", "commandId", "command", "digest", "undoes", "at", "by"];
/** Where the two differ by design. */
const COMMANDS_OF_THEIR_OWN = {
  // The core keeps the reason alone.
  "markShipped.force": "Option<String>", "markReadyForPickup.force": "Option<String>", "markPickedUp.force": "Option<String>",
};

describe("commands", () => {
  const rust = rustType("Action", "contract/command.rs").variants;
  const published = byType("Command");
  test("are the same ones", () => {
    assert.ok(rust.size >= 39, `${rust.size} commands were read`);
    assert.deepEqual([...published.keys()].sort(), [...rust.keys()].sort());
  });
  for (const [name, fields] of rust) {
    test(name, () => {
      const compared = fields.filter((field) => COMMANDS_OF_THEIR_OWN[`${name}.${field.name}`] !== field.type);
      const own = fields.filter((field) => !compared.includes(field)).map(({ name }) => name);
      // What a merge names may be left out: then it is empty.
      const open = compared.filter(({ type }) => type !== "Tree");
      const trees = compared.filter(({ type }) => type === "Tree").map(({ name }) => name);
      assert.deepEqual(fieldDifferences(open, published.get(name), name, "contract/command.rs", [...HEAD, ...own, ...trees]), []);
      for (const tree of trees) assert.ok(members(published.get(name)).has(tree), tree);
    });
  }
});

describe("events", () => {
  const rust = rustType("Fact", "contract/event.rs").variants;
  const published = byType("InventoryEvent");
  test("are the same ones", () => {
    assert.ok(rust.size >= 31, `${rust.size} events were read`);
    assert.deepEqual([...published.keys()].sort(), [...rust.keys()].sort());
  });
  test("carry the same head", () => {
    const head = rustType("Event", "contract/event.rs").fields.filter(({ flattened }) => !flattened).map(({ name }) => name);
    assert.deepEqual([...head, "type"].sort(), [...EVENT_HEAD].sort());
  });
  for (const [name, fields] of rust) {
    test(name, () => {
      const open = fields.filter(({ type }) => type !== "Tree" && type !== "Option<Tree>" && type !== "String" && type !== "Option<String>");
      const named = fields.filter((field) => !open.includes(field)).map(({ name }) => name);
      assert.deepEqual(fieldDifferences(open, published.get(name), name, "contract/event.rs", [...EVENT_HEAD, ...named]), []);
      // Texts may be words there; that they are published, and null where they may be, is what counts.
      const there = members(published.get(name));
      for (const { name, type } of fields.filter(({ name }) => named.includes(name))) {
        assert.ok(there.has(name), `${name} is only in Rust`);
        if (type.endsWith("String>")) assert.ok(there.get(name).nullable, `${name} may be null`);
      }
    });
  }
});

describe("a snapshot", async () => {
  const rust = await tables();
  test("has the same tables", () => {
    assert.ok(rust.size >= 11, `${rust.size} tables were read`);
    const published = [...members(tsType("Snapshot")).keys()].filter((name) => name !== "format" && name !== "revision");
    assert.deepEqual(published.sort(), [...rust.keys()].sort());
  });
  for (const [table, fields] of rust) {
    test(table, () => assert.deepEqual(nested(element(members(tsType("Snapshot")).get(table).type)).sort(), [...fields].sort()));
  }
});

describe("queries, options and answers", () => {
  const SAME = [
    "ReportQuery", "DocumentQuery", "ShipmentQuery", "BackorderQuery", "HistoryQuery", "DeliveryOptions", "AllocationOptions", "ReplenishmentOptions", "Refused",
    "Changes", "HistoryRow", "Totals", "IncomingLine", "Explanation", "Backorder", "Delivery", "Allocation", "Replenishment", "ReportRow",
  ];
  /** Texts in Rust that are words in TypeScript, and the other way round. */
  const worded = (difference) => !/: (&static str|&str|String) in Rust, text in TypeScript$/.test(difference);
  for (const name of SAME) {
    test(name, () => {
      const known = rustType(name);
      assert.ok(known?.fields?.length > 0, `${name} was read`);
      assert.deepEqual(fieldDifferences(flat(known.fields, fileOf(name)), tsType(name), name, fileOf(name)).filter(worded), []);
    });
  }
  test("LoadOptions: the locale is the package's own", () => {
    assert.deepEqual(fieldDifferences(rustType("LoadOptions").fields, tsType("LoadOptions"), "LoadOptions", "contract/options.rs", ["locale"]), []);
  });
  test("Accepted", () => {
    const fields = rustType("Accepted").fields.filter(({ name }) => name !== "events");
    assert.deepEqual(fieldDifferences(fields, tsType("Accepted"), "Accepted", "contract/outcome.rs", ["events"]), []);
  });
});

describe("words", () => {
  for (const [rust, published] of [["RefusalCode", "RefusalCode"], ["Column", "Column"], ["DiagnosisChoice", "Diagnosis"], ["CoverageChoice", "Coverage"], ["FindingRule", "FindingRule"]]) {
    test(published, () => assert.deepEqual(words(tsType(published)), [...rustType(rust).words].sort()));
  }
});

test("every published type and member is documented", () => {
  assert.ok(contractFiles.length >= 10, `${contractFiles.length} files were read`);
  assert.deepEqual(undocumented(), []);
});

describe("every member has an example", () => {
  test("written beside it", () => assert.deepEqual(withoutExample, []));
  test("which the compiler takes for that member", () => {
    const { wrong, checked } = wrongExamples();
    assert.ok(checked >= 500, `${checked} examples were checked`);
    assert.deepEqual(wrong, []);
  });
});
