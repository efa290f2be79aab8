// The engine traps at random places, in the middle of whatever it does: after a restore from what the host has stored nothing
// acknowledged is missing. OVERSOLD_TRAP_SEEDS is how many seeds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { arm } from "./trapping.mjs";
import { init, Inventory } from "oversold";
import { connect } from "oversold/worker";
import { driveAll } from "./state_machine.mjs";

const SEEDS = Number(process.env.OVERSOLD_TRAP_SEEDS ?? 20);
const STEPS = 40;

function isTried(t, told) {
  t.diagnostic(JSON.stringify(told));
  assert.ok(told.traps > told.seeds && told.acknowledged > told.seeds && told.refused > told.seeds, "chance brings all of it");
}

test(`an engine here, ${SEEDS} seeds`, async (t) => {
  const engine = { init, fromObjects: (snapshot) => Inventory.fromObjects(snapshot), fromBytes: (image, events) => Inventory.fromBytes(image, events) };
  isTried(t, await driveAll(engine, arm, SEEDS, STEPS));
});

test(`an engine in a worker, ${SEEDS} seeds`, async (t) => {
  const worker = new Worker(new URL("trapping_worker.mjs", import.meta.url));
  t.after(() => worker.terminate());
  const engine = connect(worker);
  isTried(t, await driveAll(engine, (places) => worker.postMessage({ arm: places }), SEEDS, STEPS));
});
