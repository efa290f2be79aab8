// The back office's own folder, www/src/host, here in Node: with the package as it is, and IndexedDB as fake-indexeddb has it.
import "fake-indexeddb/auto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { init, Inventory } from "oversold";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

const resolveDir = file("../../../www/src/host");
const everything = ["office", "browserStorage", "memoryStorage", "storage", "shown", "engine", "service"].map((name) => `export * from "./${name}";`).join("\n");
const options = { bundle: true, format: "esm", logLevel: "error" };

/** What `www/src/host` exports. */
export async function builtHost() {
  const outfile = file("../.built/host.mjs");
  await build({ ...options, stdin: { contents: everything, resolveDir }, outfile, platform: "neutral", mainFields: ["module"], external: ["oversold"] });
  await init();
  return import(outfile);
}

/** A shop with so many bells, and a purchase order for more. */
export const shop = (qoh = 5) => ({
  format: "oversold/1",
  shops: [{ id: "s", name: "Shop" }],
  items: [{ id: "bell", description: "Bell" }],
  levels: [{ itemId: "bell", shopId: "s", qoh }],
  purchaseOrders: [
    { id: "po", number: "1", shopId: "s", orderedAt: 0, lines: [{ id: "l", itemId: "bell", ordered: 10, received: 0 }] },
  ],
});

/** An image of a snapshot. */
export function imageOf(snapshot) {
  const inventory = Inventory.fromObjects(snapshot);
  return { revision: inventory.revision, bytes: inventory.toBytes() };
}
