// The back office's own folder, www/src/host, here in Node: with the package as it is, and IndexedDB as fake-indexeddb has it.
import "fake-indexeddb/auto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { init, Inventory } from "oversold";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What `www/src/host` exports. */
export async function builtHost() {
  const outfile = file("../.built/host.mjs");
  await build({
    stdin: {
      contents: ["office", "browserStorage", "memoryStorage", "storage", "shown"].map((name) => `export * from "./${name}";`).join("\n"),
      resolveDir: file("../../../www/src/host"),
    },
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    external: ["oversold"],
    logLevel: "error",
  });
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
