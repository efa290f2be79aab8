// What the example service costs on a snapshot: node tests/service/measure.mjs SNAPSHOT. Linux only: it reads the peak of memory in /proc.
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { loadavg } from "node:os";
import { init } from "oversold";
import { Client } from "./client.mjs";
import { missing, openPostgres } from "./postgres.mjs";
import { changes, fill, serve, workingSet } from "./support.mjs";

if (missing) throw new Error(missing);
await init();
const bytes = await readFile(process.argv[2]);
const postgres = await openPostgres();
const database = await postgres.database("measured");
const seconds = async (work) => {
  const started = performance.now();
  const value = await work();
  return [((performance.now() - started) / 1000).toFixed(2), value];
};
const read = (url, encoding) =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": encoding } }, (response) => {
      let length = 0;
      response.on("data", (chunk) => (length += chunk.length));
      response.on("end", () => resolve(length));
    }).on("error", reject);
  });
const [filling] = await seconds(() => fill(database, bytes));
const service = await serve(database);
const peak = async () => (await readFile(`/proc/${service.pid}/status`, "utf8")).match(/VmHWM:\s+(.*)/)[1];

const movements = JSON.parse(bytes).adjustments.length;
console.log(`${(bytes.length / 1e6).toFixed(1)} MB, ${movements} movements, filled in ${filling} s; load of the machine ${loadavg()[0].toFixed(1)}`);
for (const encoding of ["identity", "gzip", "zstd"]) {
  const [time, length] = await seconds(() => read(`${service.url}working-set`, encoding));
  console.log(`working set, ${encoding}: ${(length / 1e6).toFixed(2)} MB in ${time} s; peak of the service's memory ${await peak()}`);
}
const snapshot = await workingSet(service.url);
console.log(`of it ${snapshot.adjustments.length} movements, ${snapshot.levels.length} levels`);
const client = new Client(service.url, [], snapshot);
const times = [];
for (let number = 0; number < 20; number++) {
  const [{ itemId, shopId }] = client.inventory.report({ offset: number, limit: 1 }).rows;
  times.push((await seconds(() => client.run({ id: `count ${number}`, at: Date.now(), type: "adjustStock", itemId, shopId, quantity: -1 })))[0]);
}
const [since, merge] = await seconds(() => changes(service.url, snapshot.revision));
console.log(`a command, stored: median ${times.sort((a, b) => a - b)[10]} s, slowest ${times[19]} s; 20 of them as a merge: ${merge.upsert.adjustments.length} movements in ${since} s`);
await service.stop();
await postgres.close();
