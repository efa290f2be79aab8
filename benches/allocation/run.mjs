// Who gets scarce stock, by this package and by a general solver, side by side: node benches/allocation/run.mjs
//
// Needs the built package and `npm ci` in this folder. `--limit 30`: the solver's time limit in seconds. Each case has a process
// of its own, so that the first answer is a first one for both.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import highs from "highs";
import { init, Inventory } from "../../pkg/dist/index.js";
import { program, snapshot, waiting } from "./orders.mjs";

const { values: given } = parseArgs({ options: { limit: { type: "string", default: "60" }, case: { type: "string" } } });
const LIMIT = Number(given.limit);
/** The first answer; some while the engines still translate what runs often into faster code; those of which the median is. */
const WARMING = 3;
const ROUNDS = 9;
const SIZE = { orders: 5000, items: 2000 };

/** @type {Record<string, import("./orders.mjs").Shape>} */
const CASES = {
  "mostly one line, stock for 70%": { ...SIZE, seed: 1, single: 0.65, lines: 4, units: 2, stock: 0.7, skew: 0.8 },
  "mostly one line, stock for half": { ...SIZE, seed: 1, single: 0.65, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
  "the same, other orders": { ...SIZE, seed: 2, single: 0.65, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
  "mostly several lines, stock for half": { ...SIZE, seed: 1, single: 0.3, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
};

const middle = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const median = (times) => middle(times.slice(1 + WARMING));

/** Both in turns on one case: a line of the table. */
async function compared(name) {
  await init();
  const asked = waiting(CASES[name]);
  const inventory = Inventory.fromObjects(snapshot(asked));
  const text = program(asked);
  const own = [], others = [];
  let plan, answer;
  for (let round = 0; round <= WARMING + ROUNDS; round++) {
    const start = performance.now();
    plan = inventory.allocate({ strategy: "mostOrders" });
    own.push(performance.now() - start);
    // Once is enough of what takes seconds.
    if (round === 0 || others[0] < 2000) {
      answer = await solved(text, LIMIT);
      others.push(answer.time);
    }
  }
  const left = [...asked.stock];
  for (const id of plan.completed) for (const [item, units] of asked.wants[Number(id.slice(1))]) left[item] -= units;
  assert.ok(left.every((units) => units >= 0), "there is enough for all who are completed");
  const time = median(own), other = others.length > 1 ? median(others) : others[0];
  const early = await solved(text, (time * 10) / 1000);
  const found = `${answer.found}${answer.status === "Optimal" ? "" : "+"}`;
  const times = [own[0], time].map((ms) => ms.toFixed(1));
  const faster = [others[0] / own[0], other / time].map((ratio) => ratio.toFixed(1));
  return [name, plan.completed.length, plan.bound, ...times, found, others[0].toFixed(0), other.toFixed(0), early.found, ...faster];
}

/** The same question as an integer program, in so many seconds. A fresh solver each time, since it keeps what it learned. */
async function solved(text, seconds) {
  const solver = await highs();
  const start = performance.now();
  const { Status, ObjectiveValue } = solver.solve(text, { time_limit: seconds, output_flag: false, log_to_console: false });
  const found = Number.isFinite(ObjectiveValue) ? Math.round(ObjectiveValue) : 0;
  return { status: Status, found, time: performance.now() - start };
}

const line = (cells) => console.log(`| ${cells.join(" | ")} |`);

if (given.case !== undefined) {
  line(await compared(given.case));
} else {
  console.log(`${SIZE.orders} waiting orders over ${SIZE.items} items; ${cpus()[0].model}, Node ${process.version}; HiGHS at most ${LIMIT} s; ms\n`);
  line(["", "oversold: orders", "at most", "first", "then", "HiGHS: orders", "first", "then", "in 10 times our time", "times faster at first", "then"]);
  line(["---", ...Array(10).fill("--:")]);
  for (const name of Object.keys(CASES)) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--limit", String(LIMIT), "--case", name], { stdio: "inherit" });
  }
  console.log("\n\"+\": the solver had not proven its answer within its time.");
}
