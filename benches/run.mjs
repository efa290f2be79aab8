/**
 * The benchmark: every contender in processes of its own, in turn, so that whatever else this machine does meets all of
 * them alike; medians over the rounds; and a failure where two contenders do not give the same answer.
 *
 *   node run.mjs --size S|M|L --data FILE --questions FILE [--where node|chromium] [--only NAME,…] [--rounds 3] [--minutes 15]
 *                [--native PROGRAM] [--chromium PROGRAM] [--json FILE]
 *
 * `cargo xtask bench` builds what it needs and calls it.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { inChromium } from "./harness/chromium.mjs";
import { inNode, natively } from "./harness/node.mjs";
import { combine, differences } from "./harness/results.mjs";
import { print } from "./harness/table.mjs";

const { values: options } = parseArgs({
  options: {
    size: { type: "string" }, data: { type: "string" }, questions: { type: "string" }, where: { type: "string", default: "node" },
    only: { type: "string" }, rounds: { type: "string", default: "3" }, native: { type: "string" },
    chromium: { type: "string" }, json: { type: "string" }, minutes: { type: "string", default: "15" },
  },
});

const CONTENDERS = ["oversold", "plain", "expert", "sqlite", "duckdb", "serde", "native"];
/** Which parts each has; what is not here is said in the contender's own `notRun`. */
const PARTS = {
  oversold: ["json", "columns", "image", "stream"],
  plain: ["json", "columns"],
  expert: ["json", "columns"],
  sqlite: ["json"],
  duckdb: ["json"],
  serde: ["rows"],
  native: ["json"],
};

const only = options.only?.split(",");
const parts = [...new Set(Object.values(PARTS).flat())];
const unknown = only?.find((name) => !CONTENDERS.includes(name) && !parts.includes(name));
if (unknown !== undefined) throw new Error(`--only ${unknown}: there is no such contender or part (${[...CONTENDERS, ...parts].join(", ")})`);
const wants = (names, name) => !only?.some((wanted) => names.includes(wanted)) || only.includes(name);

const rounds = [];
for (let round = 0; round < Number(options.rounds); round++) {
  for (const part of parts) {
    for (const contender of CONTENDERS) {
      if (!PARTS[contender].includes(part) || !wants(CONTENDERS, contender) || !wants(parts, part)) continue;
      process.stderr.write(`round ${round + 1}: ${contender}, ${part}\n`);
      const found = await measure(contender, part);
      if (found === null) continue;
      rounds.push({ contender, part, ...found });
      keep();
    }
  }
}

/** The result so far. */
function result() {
  return { size: options.size, where: options.where, ...combine(rounds) };
}

/** A run at size L takes an hour: what one that is broken off has found is in the file. */
function keep() {
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result(), null, 2)}\n`);
}

function measure(contender, part) {
  if (contender === "native") return options.where === "node" ? natively(options) : null;
  return options.where === "chromium" ? inChromium(contender, part, options) : inNode(contender, part, options);
}

print(result());
const wrong = differences(rounds);
for (const line of wrong) process.stderr.write(`${line}\n`);
if (wrong.length > 0) process.exitCode = 1;
