/** A contender in a Node process of its own; the core's own program for the native one. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("process.mjs", import.meta.url));

/** What it has found after so many minutes counts, if it goes on longer. */
export async function inNode(contender, part, { data, questions, minutes }) {
  const flags = ["--expose-gc", "--max-old-space-size=12000"];
  const found = await run(process.execPath, [...flags, PROGRAM, contender, part, data, questions], Number(minutes));
  if (found.isStopped) found.notes = { ...found.notes, [`what is missing of ${part}`]: `stopped after ${minutes} minutes` };
  return found;
}

/** Null where there is no program. */
export async function natively({ native, data, questions }) {
  return native === undefined ? null : run(native, [data, questions]);
}

/** What a program prints on its last line, as JSON, and whether it was stopped after so many minutes. */
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
      // What comes after the last end of a line is half of one.
      const lines = printed.split("\n").slice(0, -1);
      done({ ...(lines.length > 0 && JSON.parse(lines.at(-1))), isStopped });
    });
  });
}
