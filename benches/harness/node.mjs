/** A contender in a Node process of its own; the core's own program for the native one. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("process.mjs", import.meta.url));

/** What it has found after so many minutes counts, if it goes on longer. */
export async function inNode(contender, part, { data, questions, minutes }) {
  const flags = ["--expose-gc", "--max-old-space-size=12000"];
  return run(process.execPath, [...flags, PROGRAM, contender, part, data, questions], Number(minutes));
}

/** Null where there is no program. */
export async function natively({ native, data, questions }) {
  return native === undefined ? null : run(native, [data, questions]);
}

/** What a program prints on its last line, as JSON. */
function run(program, args, minutes) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    let isStopped = false;
    const limit = minutes && setTimeout(() => (isStopped = child.kill("SIGKILL")), minutes * 60_000);
    child.stdout.on("data", (piece) => (printed += piece));
    child.on("error", fail);
    child.on("close", (code) => {
      clearTimeout(limit);
      if (code !== 0 && !isStopped) return fail(new Error(`${program} ${args.join(" ")} ended with ${code}`));
      const found = JSON.parse(printed.trim().split("\n").at(-1) || '{"ms":{},"sums":{},"memory":{},"notes":{}}');
      if (isStopped) found.notes["what is missing"] = `stopped after ${minutes} minutes`;
      done(found);
    });
  });
}
