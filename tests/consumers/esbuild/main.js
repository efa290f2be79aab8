// esbuild leaves `new URL` alone; with the loader "file" the import of the file gives its address.
import { init, Inventory, InventoryError } from "oversold";
import wasm from "oversold/oversold.wasm";
import { scenario } from "./scenario.js";

const shown = (result) => (document.body.dataset.result = result);
scenario({ init, Inventory, InventoryError }, new URL(wasm, import.meta.url)).then(shown, (error) => shown(`failed: ${error.message}`));
