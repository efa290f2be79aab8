import { init, Inventory, InventoryError } from "oversold";
import { fromLightspeed, init as startImports } from "oversold/lightspeed";
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
  // The imports have a file of their own.
  await startImports();
  const { snapshot } = fromLightspeed([{ ItemShop: { itemShopID: "1", itemID: "7", shopID: "1", qoh: "-2" } }]);
  if (snapshot.levels[0].qoh !== -2) throw new Error(`the import has ${JSON.stringify(snapshot)}`);
  return here;
}

const shown = (result) => (document.body.dataset.result = result);
main().then(shown, (error) => shown(`failed: ${error.message}`));
