import { connect, InventoryError } from "./node_modules/oversold/dist/worker.js";
import { scenario } from "./scenario.js";

const worker = (name) => connect(new Worker(new URL(name, import.meta.url), { type: "module" }));
const EMPTY = new TextEncoder().encode('{"format":"oversold/1","shops":[],"items":[],"levels":[]}');

async function main() {
  const engine = worker("./inventory.worker.js");
  const result = await scenario({ init: (source) => engine.init(source), Inventory: engine, InventoryError });

  // A stream, handed to the worker with progress, and one that is cancelled on its way.
  const told = [];
  const inventory = await engine.load(new Blob([EMPTY]).stream(), { onProgress: (bytes) => told.push(bytes) });
  expect((await inventory.report()).total, 0);
  expect(told.at(-1), EMPTY.length);
  const controller = new AbortController();
  const endless = new ReadableStream({ start: (stream) => stream.enqueue(EMPTY.slice(0, 10)) });
  const cancelled = engine.load(endless, { signal: controller.signal, onProgress: () => controller.abort() });
  expect(await cancelled.catch((error) => error.code), "aborted");

  // What is moved is not here any more.
  const bytes = EMPTY.slice();
  await engine.fromJson(bytes);
  expect(bytes.length, 0);

  // A worker that is not there, and one that dies before it serves.
  expect(await worker("./nowhere.worker.js").init().catch((error) => error.code), "poisoned");
  expect(await worker("./broken.worker.js").init().catch((error) => /broken on purpose/.test(error.message)), true);
  engine.terminate();
  expect(await inventory.report().catch((error) => error.code), "disposed");
  return result;
}

function expect(found, expected) {
  if (found !== expected) throw new Error(`expected ${expected}, found ${found}`);
}

const shown = (result) => (document.body.dataset.result = result);
main().then(shown, (error) => shown(`failed: ${error.stack}`));
