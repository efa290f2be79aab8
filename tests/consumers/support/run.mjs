// Running the tools that this folder's package.json names.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = fileURLToPath(new URL("..", import.meta.url));

/** What this machine cannot run: named in the output, never passed over. */
export class NotRun extends Error {}

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Starts a tool in a folder; `said` collects what it prints. */
export function start(folder, tool, given, env = {}) {
  const [command, ...first] = tool === "node" ? [process.execPath] : [join(HERE, "node_modules/.bin", tool)];
  const quiet = { NO_COLOR: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1", DENO_NO_UPDATE_CHECK: "1", CI: "1" };
  // Vite, which runs in this very program, sets NODE_ENV for itself.
  const { NODE_ENV: _, ...ours } = process.env;
  const child = spawn(command, [...first, ...given], { cwd: folder, env: { ...ours, ...quiet, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const started = { child, said: "", out: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => ((started.said += text), (started.out += text)));
  child.stderr.setEncoding("utf8").on("data", (text) => (started.said += text));
  running.add(child);
  started.ended = new Promise((done) => {
    child.on("error", (error) => done({ error }));
    child.on("close", (code) => done({ code }));
  }).finally(() => running.delete(child));
  return started;
}

/** Runs a tool to its end and answers what it wrote to stdout; a tool that fails is told with its last lines. */
export async function run(folder, tool, given, env) {
  const started = start(folder, tool, given, env);
  const { code, error } = await limited(started.ended, 240_000, `${tool} took too long`, () => started.child.kill("SIGKILL"));
  if (error) throw new Error(`${tool} does not start: ${error.message}`);
  if (code !== 0) throw new Error(`${[tool, ...given].join(" ")} failed (${code}):\n${lastLines(started.said)}`);
  return started.out;
}

export function lastLines(text) {
  return text.trim().split("\n").slice(-25).join("\n");
}

/** A tool that has to be there as a program of this machine. */
export async function needed(tool) {
  if (tool === "node") return;
  await run(HERE, tool, ["--version"]).catch((error) => {
    throw new NotRun(`${tool} does not run on this machine: ${error.message}`);
  });
}

export async function limited(promise, milliseconds, words, stop = () => {}) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => (stop(), reject(new Error(words))), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

export function expect(found, expected) {
  const right = expected instanceof RegExp ? expected.test(found) : found === expected;
  if (!right) throw new Error(`expected ${expected}\n        found    ${found}`);
}
