// The READMEs' programs, run as they stand there. A line that ends in `// <a JSON value>` must have that value.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { DIST } from "./support.mjs";

const ENTRIES = { oversold: "index.js", "oversold/inline": "inline.js", "oversold/worker": "worker.js", "oversold/lightspeed": "lightspeed.js", "oversold/spreadsheet": "spreadsheet.js", "oversold/arrow": "arrow.js" };
const imports = (code) => code.replaceAll(/from "(oversold[^"]*)"/g, (_, name) => `from ${JSON.stringify(new URL(ENTRIES[name], DIST).href)}`);

/** Under its heading: what each program says, and the files that some of them are. */
async function programs(readme) {
  const text = await readFile(new URL(`../../${readme}`, import.meta.url), "utf8");
  const found = [];
  const files = new Map();
  for (const [, heading, body] of text.matchAll(/^#+ (.*)\n([\s\S]*?)(?=^#+ |(?![\s\S]))/gm)) {
    for (const [, code] of body.matchAll(/^```js\n([\s\S]*?)^```/gm)) {
      const name = code.match(/^\/\/ ([\w.]+\.js)\n/)?.[1];
      if (name) files.set(name, code);
      else found.push({ heading, code });
    }
  }
  return { found, files, snapshot: text.match(/fromObjects\((\{[\s\S]*?^\})\);/m)?.[1] };
}

/** What the host has around a program of the README. */
const around = (snapshot) => `
  import assert from "node:assert/strict";
  import { Worker as NodeWorker } from "node:worker_threads";
  import * as everything from ${JSON.stringify(new URL("index.js", DIST).href)};

  const snapshot = ${snapshot};
  globalThis.fetch = async (address) => {
    assert.equal(address, "/inventory.json");
    return new Response(JSON.stringify(snapshot));
  };
  globalThis.Worker = function (address, options) {
    assert.deepEqual(options, { type: "module" });
    return new NodeWorker(address);
  };
  const host = async () => {
    await everything.init();
    const inventory = everything.Inventory.fromObjects(snapshot);
    return {
      inventory,
      command: { id: "c1", at: 1, type: "receivePurchaseOrder", purchaseOrderId: "p12" },
      store: async (events) => assert.equal(events.length, 1),
      storeImage: async (image) => assert.ok(image.length > 0),
      storedImage: async () => inventory.toBytes(),
      storedEvents: async () => [],
      redraw: () => {},
      alert: (message) => { throw new Error(message); },
    };
  };
`;

/** In a worker of Node's, what a worker of a browser's has. */
const WORKERS = `
  import { parentPort } from "node:worker_threads";
  globalThis.postMessage = parentPort.postMessage.bind(parentPort);
  globalThis.addEventListener = parentPort.addEventListener.bind(parentPort);
`;

function whole(code, snapshot) {
  const lines = imports(code).split("\n");
  const checked = lines.map((line) => {
    const [, expression, value] = line.match(/^\s*(\S.*?);\s+\/\/ ("[^"]*"|\d+|true|false|null|\[.*\]|\{.*\})$/) ?? [];
    return expression ? `assert.deepEqual(${expression}, ${value});` : line;
  });
  const top = checked.filter((line) => line.startsWith("import "));
  const rest = checked.filter((line) => !line.startsWith("import "));
  // One that starts the engine itself has nothing before it.
  const own = /\binit\(/.test(code);
  const given = own ? "" : "const { inventory, command, store, storeImage, storedImage, storedEvents, redraw, alert } = await host(); const { Inventory, InventoryError } = everything;";
  const named = top.join("").match(/\{ (.*) \}/)?.[1].split(", ") ?? [];
  const unnamed = given.replace("{ Inventory, InventoryError }", `{ ${["Inventory", "InventoryError"].filter((name) => !named.includes(name)).join(", ")} }`);
  return `${top.join("\n")}\n${around(snapshot)}\n${unnamed}\n{\n${rest.join("\n")}\n}\nconsole.log("ran to its end");\nprocess.exit();\n`;
}

for (const readme of ["pkg/README.md", "README.md", "docs/answers.md"]) {
  const { found, files, snapshot } = await programs(readme);
  const shop = snapshot ?? (await programs("pkg/README.md")).snapshot;
  describe(readme, () => {
    test("has programs", () => assert.ok(found.length >= 2, `${found.length} programs were found`));
    found.forEach(({ heading, code }, at) => {
      test(`${heading}: program ${at + 1}`, async () => {
        const folder = await mkdtemp(join(tmpdir(), "oversold-readme-"));
        try {
          await writeFile(join(folder, "package.json"), '{ "type": "module" }');
          for (const [name, code] of files) await writeFile(join(folder, name), WORKERS + imports(code));
          await writeFile(join(folder, "main.js"), whole(code, shop));
          const run = spawnSync(process.execPath, ["main.js"], { cwd: folder, encoding: "utf8", timeout: 30_000 });
          assert.equal(run.stdout.trimEnd().split("\n").at(-1), "ran to its end", run.stderr);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    });
  });
}
