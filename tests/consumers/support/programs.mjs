// Environments without a page.
import { EXPECTED } from "../scenario.js";
import { expect, needed, run } from "./run.mjs";

/** A program that prints what the scenario answers. */
export const program = (tool, ...given) => async (folder) => {
  await needed(tool);
  expect((await run(folder, tool, given)).trim(), EXPECTED);
};

/** A worker as it would be deployed: bundled, the module beside it. */
export async function workerd(folder) {
  await needed("workerd");
  await run(folder, "esbuild", ["main.js", "--bundle", "--format=esm", "--external:*.wasm", "--outfile=dist/main.js"]);
  expect((await run(folder, "workerd", ["test", "config.capnp"])).trim(), EXPECTED);
}
