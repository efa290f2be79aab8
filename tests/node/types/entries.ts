// A host's programs against the other entries: package.test.mjs compiles them.
import { type Inventory, InventoryError, type Outcome, type ReportPage } from "oversold";
import * as main from "oversold";
import * as inline from "oversold/inline";
import wasm from "oversold/oversold.wasm";
import * as lightspeed from "oversold/lightspeed";
import * as arrow from "oversold/arrow";
import * as spreadsheet from "oversold/spreadsheet";
import importsFile from "oversold/oversold_imports.wasm";
import { connect, type EngineClient, type InventoryClient, serve } from "oversold/worker";

await main.init(wasm);
await inline.init();
export const same: Inventory = inline.Inventory.fromJson("{}");

const controller = new AbortController();
export const loaded: Inventory = await main.Inventory.load(new Blob([]), { signal: controller.signal, onProgress: (bytes) => bytes.toFixed(), locale: "sv" });
await main.Inventory.load(await fetch("inventory.json"));
await main.Inventory.load(new Blob([]).stream());
// @ts-expect-error: bytes are for fromJson and fromBytes
await main.Inventory.load(new Uint8Array());
// @ts-expect-error: no such option
await main.Inventory.load(new Blob([]), { onProgess() {} });

// In the worker, with either entry.
serve(main);
serve(inline);

// On the page.
const engine: EngineClient = connect(new Worker("inventory.worker.js", { type: "module" }));
await engine.init(new URL("oversold_bg.wasm", "https://example.org/"));
const inventory: InventoryClient = await engine.load(new Blob([]), { signal: controller.signal });
export const page: ReportPage = await inventory.report({ ecomOnly: true, sort: [{ by: "source" }] });
export const outcome: Outcome = await inventory.apply({ id: "c1", at: 0, type: "undo", commandId: "c0" });
export const revision: number = await inventory.revision();
await inventory.dispose();
engine.terminate();
connect(new MessageChannel().port1);

// @ts-expect-error: answered by a promise
inventory.report().total;
// @ts-expect-error: no such column
await inventory.report({ sort: [{ by: "colour" }] });

export function aborted(error: unknown): boolean {
  return error instanceof InventoryError && error.code === "aborted";
}

// The imports.
await lightspeed.init(importsFile);
const read: lightspeed.Imported = lightspeed.fromLightspeed([{ Item: [] }, "{}", new Uint8Array(), { url: "there", body: "{}" }], { matchItemsBy: ["upc"] });
const imported: Inventory = main.Inventory.fromObjects(read.snapshot);
const reader = new lightspeed.LightspeedReader({ fraud: "cleared" });
await reader.addAll([], { onProgress: (bodies) => bodies.toFixed() });
const merge = reader.merge({ id: "m1", at: 0 }, imported);
if (merge !== null) imported.apply(merge);
export const asked: { method: "POST" | "PUT" | "DELETE"; path: string }[] = lightspeed.toLightspeed(null! as main.InventoryEvent, { levels: [] }).requests;
export const files: spreadsheet.CsvImported = spreadsheet.fromCsv({ levels: "sku,qoh" }, { columns: { levels: { qoh: "there" } } });
export const columns: main.SnapshotColumns = arrow.columnsFromArrow({ shops: new Uint8Array(), items: new ArrayBuffer(0), levels: [new Uint8Array()] });
// @ts-expect-error: no such table
arrow.columnsFromArrow({ shelves: new Uint8Array() });
// @ts-expect-error: no such code
lightspeed.fromLightspeed([], { matchItemsBy: ["colour"] });
// @ts-expect-error: no such file
spreadsheet.csvTemplate("shelves");
