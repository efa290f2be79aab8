// Copies of the projects, each with the tarball installed as any consumer would.
import { execFileSync } from "node:child_process";
import { cp, lstat, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { HERE } from "./run.mjs";

const PACKAGE = join(HERE, "../../pkg");
const WORK = join(HERE, ".work");

const npm = (folder, ...given) =>
  execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", given, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** @returns {Promise<Map<string, string>>} the folder of each project */
export async function prepare(projects) {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK, { recursive: true });
  const [{ filename }] = JSON.parse(npm(PACKAGE, "pack", "--json", "--pack-destination", WORK));
  const folders = new Map();
  for (const project of projects) {
    const folder = join(WORK, project);
    await cp(join(HERE, project), folder, { recursive: true });
    await cp(join(HERE, "scenario.js"), join(folder, "scenario.js"));
    // Nothing but the tarball is asked for, and it needs nothing else: no registry is asked.
    npm(folder, "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--offline", join(WORK, filename));
    const installed = await lstat(join(folder, "node_modules/oversold"));
    if (!installed.isDirectory()) throw new Error(`${project} has a link to the package instead of the package`);
    folders.set(project, folder);
  }
  return folders;
}
