// A snapshot as the package gives it back: quantities as numbers, instants as milliseconds. `node canonical.mjs FROM TO`.
import { readFile, writeFile } from "node:fs/promises";
import { init, Inventory } from "../../pkg/dist/index.js";

const [from, to] = process.argv.slice(2);
await init();
await writeFile(to, JSON.stringify(Inventory.fromJson(await readFile(from)).toSnapshot()));
