// The package in Node, on the data that the page shows: what the screen is compared with.
import { init, Inventory } from "oversold";

/** @returns {Promise<{ inventory: Inventory, bytes: Uint8Array }>} */
export async function loadedFrom(url) {
  const response = await fetch(new URL("data/demo.json", url));
  if (!response.ok) throw new Error(`No data at ${response.url}: run \`cargo xtask demo\`, then build www again.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  await init();
  return { inventory: Inventory.fromJson(bytes), bytes };
}

/** Every row that matches, in order. */
export function allRows(inventory, query = {}) {
  const { total } = inventory.report({ ...query, limit: 1 });
  return total === 0 ? [] : inventory.report({ ...query, limit: total }).rows;
}
