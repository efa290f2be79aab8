import { init, Inventory, InventoryError } from "oversold";
import { connect } from "oversold/worker";
import { scenario } from "./scenario.js";

async function main() {
  const here = await scenario({ init, Inventory, InventoryError });
  // The same through a worker of this project, whose bundle needs the file too.
  const engine = connect(new Worker(new URL("./inventory.worker.js", import.meta.url), { type: "module" }));
  await engine.init();
  const inventory = await engine.fromJson('{"format":"oversold/1","shops":[],"items":[],"levels":[]}');
  const { total } = await inventory.report();
  if (total !== 0) throw new Error(`the worker reports ${total} rows`);
  engine.terminate();
  return here;
}

const shown = (result) => (document.body.dataset.result = result);
main().then(shown, (error) => shown(`failed: ${error.message}`));
