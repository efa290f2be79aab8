// A PostgreSQL server of its own in a folder of its own, on a socket there. Where there is none, `missing` says so.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const DEBIAN = "/usr/lib/postgresql";
const run = promisify(execFile);
/** PostgreSQL does not run as root. */
const user = process.getuid?.() === 0 ? { name: "postgres", ...idsOf("postgres") } : null;

function idsOf(name) {
  const [uid, gid] = ["-u", "-g"].map((which) => Number.parseInt(spawnSync("id", [which, name], { encoding: "utf8" }).stdout, 10));
  return { uid, gid };
}

async function folderOf(program) {
  const versions = await readdir(DEBIAN).catch(() => []);
  const { compare } = new Intl.Collator("en", { numeric: true });
  for (const version of versions.sort(compare).reverse()) {
    const folder = join(DEBIAN, version, "bin");
    if ((await readdir(folder).catch(() => [])).includes(program)) return folder;
  }
  for (const folder of (process.env.PATH ?? "").split(":")) {
    if ((await readdir(folder).catch(() => [])).includes(program)) return folder;
  }
  return null;
}

const programs = process.env.OVERSOLD_POSTGRES ?? (await folderOf("initdb"));

/** Why there is no PostgreSQL, or false. */
export const missing = !programs
  ? "there is no initdb: install the package postgresql"
  : user && Number.isNaN(user.uid)
    ? "PostgreSQL does not run as root, and there is no user postgres"
    : false;

/**
 * Databases by their connection strings. `sql` does something to one by hand; `holding` does it in a transaction that is open until the
 * function that it returns is called.
 * @returns {Promise<{
 *   database(name: string): Promise<string>, sql(database: string, text: string): Promise<void>,
 *   holding(database: string, select: string): Promise<() => Promise<void>>, close(): Promise<void>,
 * }>}
 */
export async function openPostgres() {
  const folder = await mkdtemp(join(tmpdir(), "oversold-pg-"));
  if (user) await chown(folder, user.uid, user.gid);
  const call = (program, ...args) => run(join(programs, program), args, { cwd: folder, ...(user && { uid: user.uid, gid: user.gid }) });
  const data = join(folder, "data");
  await call("initdb", "-D", data, "-A", "trust", "-U", "oversold", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8");
  const options = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off -c jit=off`;
  await call("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start");
  return {
    async database(name) {
      await call("createdb", "-h", folder, "-U", "oversold", name);
      return `host=${folder} user=oversold dbname=${name}`;
    },
    async sql(database, text) {
      await call("psql", "-d", database, "-v", "ON_ERROR_STOP=1", "-1", "-c", text);
    },
    async holding(database, select) {
      const psql = spawn(join(programs, "psql"), ["-q", "-d", database], { stdio: ["pipe", "pipe", "inherit"] });
      const ended = once(psql, "exit");
      psql.stdin.write(`begin; ${select};\n`);
      await once(psql.stdout, "data");
      return async () => {
        psql.stdin.end();
        await ended;
      };
    },
    async close() {
      await call("pg_ctl", "-D", data, "-m", "fast", "stop");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
