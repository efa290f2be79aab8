// Engines that Playwright cannot drive as a distribution ships them: how each is started, with its own driver, by WebDriver.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Builder, Capabilities, error as errors } from "selenium-webdriver";

/** Whether a command failed because its browser is no longer there: nothing that is asked of it again will be answered. */
export const hasEnded = (error) => error instanceof errors.NoSuchSessionError;

const where = (name) => {
  const path = process.env[name];
  if (!path) throw new Error(`${name} is not set: \`cargo xtask test --all\` finds or installs what it names`);
  return path;
};

const engines = {
  firefox: () => ({
    driver: (port) => [where("OVERSOLD_GECKODRIVER"), [`--port=${port}`, "--log=error"]],
    capabilities: {
      browserName: "firefox",
      "moz:firefoxOptions": {
        binary: where("OVERSOLD_FIREFOX"),
        args: ["-headless"],
      },
    },
  }),
  webkit: () => ({
    // It has no headless mode: a screen that nobody sees.
    driver: (port) => ["xvfb-run", ["--auto-servernum", "--server-args=-screen 0 1600x1000x24", where("OVERSOLD_WEBKITDRIVER"), `--port=${port}`]],
    capabilities: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: where("OVERSOLD_MINIBROWSER"), args: ["--automation"] } },
  }),
};

/** What a browser that ended by itself may have said last: in characters. */
const LAST_WORDS = 4_000;

/** A browser of its own, with nothing stored. `end` leaves no process behind; `said` is what the driver and the browser printed last. */
export async function startEngine(name, { timeZone, patience }) {
  const engine = engines[name];
  if (!engine) throw new Error(`OVERSOLD_ENGINE is ${name}: only ${Object.keys(engines).join(" and ")} are known`);
  const { driver, capabilities } = engine();
  const port = await freePort();
  const [program, options] = driver(port);
  // A process group of its own, so that the screen and the browser end with the driver.
  const child = spawn(program, options, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TZ: timeZone, LC_ALL: "C.UTF-8" },
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (words = (words + text).slice(-LAST_WORDS)));
  const kill = () => process.kill(-child.pid, "SIGTERM");
  process.once("exit", kill);
  const ended = new Promise((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  ended.catch(() => {});
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) kill();
    await ended;
    child.stdout.destroy();
    child.stderr.destroy();
    process.off("exit", kill);
  };
  try {
    const address = `http://127.0.0.1:${port}`;
    await Promise.race([listening(address, patience), ended.then(() => Promise.reject(new Error(`${program} ended before it listened`)))]);
    const begun = new Builder().usingServer(address).withCapabilities(new Capabilities(capabilities)).build();
    const session = await inTime(begun, patience, "no session in time");
    await session.manage().setTimeouts({ script: patience, pageLoad: patience });
    const quit = () =>
      inTime(session.quit(), patience, "the session did not end in time").catch((error) => {
        if (!hasEnded(error)) throw error;
      });
    return { session, said: () => words, end: () => quit().finally(end) };
  } catch (cause) {
    await end();
    throw new Error(`${name} did not start; it said:\n${words}`, { cause });
  }
}

/** What a driver answers, or an error where it does not in time: that of a browser that ended by itself may never answer. */
async function inTime(answer, patience, otherwise) {
  const timer = new AbortController();
  const late = setTimeout(patience, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error(otherwise)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
    for (const promise of [answer, late]) promise.catch(() => {});
  }
}

async function listening(address, patience) {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await fetch(`${address}/status`);
    } catch (error) {
      if (Date.now() > until) throw error;
      await setTimeout(50);
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
