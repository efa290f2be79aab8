// Who gets scarce stock, by this package and by a general solver, in one run: node benches/allocation/run.mjs
//
// Needs the built package and `npm ci` in this folder. `--limit 30`: the solver's time limit in seconds.
import { strict as assert } from "node:assert";
import { cpus } from "node:os";
import highs from "highs";
import { init, Inventory } from "../../pkg/dist/index.js";
import { program, snapshot, waiting } from "./orders.mjs";

const at = process.argv.indexOf("--limit");
const LIMIT = at === -1 ? 60 : Number(process.argv[at + 1]);
const ROUNDS = 5;
const SIZE = { orders: 5000, items: 2000 };

/** @type {Record<string, import("./orders.mjs").Shape>} */
const CASES = {
  "mostly one line, stock for 70%": { ...SIZE, seed: 1, single: 0.65, lines: 4, units: 2, stock: 0.7, skew: 0.8 },
  "mostly one line, stock for half": { ...SIZE, seed: 1, single: 0.65, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
  "the same, other orders": { ...SIZE, seed: 2, single: 0.65, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
  "mostly several lines, stock for half": { ...SIZE, seed: 1, single: 0.3, lines: 5, units: 3, stock: 0.5, skew: 0.6 },
};

const middle = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** Deals out by this package: the plan, and the median time of several. */
function allocated(given) {
  const inventory = Inventory.fromObjects(snapshot(given));
  const times = [];
  let plan;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    plan = inventory.allocate({ strategy: "mostOrders" });
    times.push(performance.now() - start);
  }
  const left = [...given.stock];
  for (const id of plan.completed) for (const [item, units] of given.wants[Number(id.slice(1))]) left[item] -= units;
  assert.ok(left.every((units) => units >= 0), "there is enough for all who are completed");
  inventory.dispose();
  return { plan, time: middle(times) };
}

/** The same question as an integer program, in so many seconds; the median of several where it is soon done. */
async function solved(text, seconds) {
  const runs = [await once(text, seconds)];
  while (runs.length < ROUNDS && runs[0].time < 2000) runs.push(await once(text, seconds));
  return { ...runs[0], time: middle(runs.map(({ time }) => time)) };
}

/** A fresh solver each time, since it keeps what it learned. */
async function once(text, seconds) {
  const solver = await highs();
  const start = performance.now();
  const { Status, ObjectiveValue } = solver.solve(text, { time_limit: seconds, output_flag: false, log_to_console: false });
  const found = Number.isFinite(ObjectiveValue) ? Math.round(ObjectiveValue) : 0;
  return { status: Status, found, time: performance.now() - start };
}

await init();
console.log(`${SIZE.orders} waiting orders over ${SIZE.items} items; ${cpus()[0].model}, Node ${process.version}; HiGHS at most ${LIMIT} s; ms\n`);
console.log("| | oversold: orders | at most | time | HiGHS: orders | time | in 10 times the time of oversold | times faster |\n|---|--:|--:|--:|--:|--:|--:|--:|");
for (const [name, shape] of Object.entries(CASES)) {
  const given = waiting(shape);
  const { plan, time } = allocated(given);
  const text = program(given);
  const early = await solved(text, (time * 10) / 1000);
  const { status, found, time: full } = await solved(text, LIMIT);
  const cells = [
    name, plan.completed.length, plan.bound, time.toFixed(0), `${found}${status === "Optimal" ? "" : "+"}`, full.toFixed(0), early.found, (full / time).toFixed(0),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
console.log("\n\"+\": the solver had not proven its answer within its time.");
