// The example service over a database, and a client of it as a host might write one.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const program = process.env.OVERSOLD_SERVICE_PROGRAM ?? fileURLToPath(new URL("../../target/debug/oversold-service", import.meta.url));

/** Fills a database with a snapshot: an object, or its bytes. */
export async function fill(database, snapshot) {
  const folder = await mkdtemp(join(tmpdir(), "oversold-fill-"));
  const file = join(folder, "snapshot.json");
  await writeFile(file, snapshot instanceof Uint8Array ? snapshot : JSON.stringify(snapshot));
  const { status, stderr, error } = spawnSync(program, ["--database", database, "fill", file], { encoding: "utf8" });
  await rm(folder, { recursive: true });
  if (status !== 0) throw new Error(`the database was not filled: ${error ?? stderr}`);
}

/** @returns {Promise<{ url: string, pid: number, stop(): Promise<void> }>} */
export async function serve(database, ...options) {
  const service = spawn(program, ["--database", database, "serve", "--listen", "127.0.0.1:0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const stopped = once(service, "exit");
  const lines = createInterface(service.stdout);
  const [line] = await Promise.race([once(lines, "line"), stopped.then(() => Promise.reject(new Error("the service does not start")))]);
  return {
    url: line,
    pid: service.pid,
    async stop() {
      // As if the machine had lost its power.
      service.kill("SIGKILL");
      await stopped;
    },
  };
}

/** What `ask` gives once it no longer throws. */
export async function eventually(ask, patience = 30_000) {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export class Refused extends Error {
  constructor(status, body) {
    super(`${status}: ${JSON.stringify(body)}`);
    Object.assign(this, { status, body });
  }
}

export async function ask(url, body) {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const answer = await response.json();
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

const query = (shops, lineage) => new URLSearchParams([...shops.map((shop) => ["shop", shop]), ...(lineage ? [["lineage", lineage]] : [])]);
export const workingSet = (url, shops = []) => ask(`${url}working-set?${query(shops)}`);
export const changes = (url, since, shops = [], lineage) => ask(`${url}changes?since=${since}&${query(shops, lineage)}`);
export const history = (url, since, levels, shops = [], lineage) => ask(`${url}history?${query([], lineage)}`, { since, shops, levels });
export const send = (url, expectedRevision, events, lineage) => ask(`${url}events?${query([], lineage)}`, { expectedRevision, events });
