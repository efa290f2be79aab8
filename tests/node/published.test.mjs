// The tarball as it would be published, before the eyes of publint and "Are the types wrong?".
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";

let folder;
let tarball;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "oversold-packed-"));
  const options = { cwd: fileURLToPath(new URL("../../pkg", import.meta.url)), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], options));
  tarball = new Uint8Array(await readFile(join(folder, filename)));
});
after(() => rm(folder, { recursive: true }));

test("publint finds nothing to say", async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test("the types of every entry are right, wherever ES modules can be imported", async () => {
  const { types, entrypoints, problems } = await checkPackage(createPackageFromTarballData(tarball));
  assert.equal(types.kind, "included");
  assert.deepEqual(Object.keys(entrypoints), [".", "./inline", "./worker", "./lightspeed", "./spreadsheet", "./arrow", "./oversold.wasm", "./oversold_imports.wasm", "./package.json"]);
  // The package is ESM only: resolution as of Node 10, and `require`, are not for it.
  const ours = problems.filter(({ resolutionKind }) => !["node10", "node16-cjs"].includes(resolutionKind));
  assert.deepEqual(ours, []);
});
