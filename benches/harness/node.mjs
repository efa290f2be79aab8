/** A contender in a Node process of its own; the core's own program for the native one. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("process.mjs", import.meta.url));

export async function inNode(contender, part, { data, questions }) {
  const flags = ["--expose-gc", "--max-old-space-size=12000"];
  return run(process.execPath, [...flags, PROGRAM, contender, part, data, questions]);
}

/** Null where there is no program. */
export async function natively({ native, data, questions }) {
  return native === undefined ? null : run(native, [data, questions]);
}

/** What a program prints on its last line, as JSON. */
function run(program, args) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    child.stdout.on("data", (piece) => (printed += piece));
    child.on("error", fail);
    child.on("close", (code) => {
      if (code !== 0) fail(new Error(`${program} ${args.join(" ")} ended with ${code}`));
      else done(JSON.parse(printed.trim().split("\n").at(-1)));
    });
  });
}
