// Chromium killed in the middle of writes: every command that was acknowledged is there afterwards, once, and nothing in part.
// The whole browser dies by SIGKILL, with all its processes; what a power cut does to a disk is not tried here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { executablePath, flags } from "./support/browser.js";
import { openPlain } from "./support/plainPage.js";
import { openSite } from "./support/site.js";

/** OVERSOLD_KILLS=100 for the figure in www/README.md; each costs a start of the browser. */
const KILLS = Number(process.env.OVERSOLD_KILLS ?? 4);
/** Tabs that write at once. */
const TABS = 2;

let site;
before(async () => (site = await openSite()));
after(() => site?.close());

test(`${KILLS} kills in the middle of writes`, async (t) => {
  const profile = await mkdtemp(join(tmpdir(), "oversold-profile-"));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));
  const acknowledged = new Set();
  let unanswered = 0;

  for (let kill = 0; kill <= KILLS; kill++) {
    const browser = await start(profile);
    t.after(browser.kill);
    const [context] = browser.contexts();
    const tabs = [];
    for (let n = 0; n < TABS; n++) tabs.push(await openPlain(context, site.url));
    const found = await tabs[0].evaluate(async () => {
      const { inventory } = window.office;
      const { revision, images, events } = await window.storage.read("all");
      const ids = inventory.history({ limit: 10_000 }).rows.map(({ commandId }) => commandId);
      return { ids, revision, held: inventory.revision, base: images.at(-1).revision, events: events.map((event) => event.revision) };
    });
    const ids = new Set(found.ids);
    assert.deepEqual([...acknowledged].filter((id) => !ids.has(id)), [], "every acknowledged command is there");
    assert.equal(ids.size, found.ids.length, "each once");
    assert.equal(found.held, found.revision);
    assert.equal(found.revision, ids.size, "and nothing else");
    assert.deepEqual(found.events, Array.from({ length: found.revision - found.base }, (_, n) => found.base + 1 + n), "without a gap");
    unanswered += ids.size - acknowledged.size;
    for (const id of ids) acknowledged.add(id);
    if (kill === KILLS) break;

    // Told here, outside of the browser, before the next one is begun.
    let heard = 0;
    const enough = 3 + ((kill * 7) % 20);
    const wanted = new Promise((resolve) => {
      for (const tab of tabs) tab.on("console", (message) => {
        acknowledged.add(message.text());
        if (++heard === enough) resolve();
      });
    });
    for (const tab of tabs) await tab.evaluate(write);
    await wanted;
    await browser.kill();
  }
  t.diagnostic(`${KILLS} kills; ${acknowledged.size} commands, ${unanswered} of them stored when the browser died before it could say so`);
});

/** Commands without end, single ones and lists; each is told to the console once it is acknowledged. */
function write() {
  const [{ itemId, shopId }] = window.office.inventory.report({ limit: 1 }).rows;
  const sell = { type: "adjustStock", itemId, shopId, quantity: -1 };
  const go = async () => {
    for (let n = 0; ; n++) {
      const result = await window.office.run(n % 4 ? sell : [sell, sell, sell]);
      if (result.ok) for (const id of result.commandIds) console.log(id);
    }
  };
  for (let lane = 0; lane < 3; lane++) void go();
}

/** A Chromium of our own, in a process group of its own, so that all of it can be killed at once. */
async function start(profile) {
  const child = spawn(executablePath, [...flags.split(" "), `--user-data-dir=${profile}`, "--remote-debugging-port=0", "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    createInterface(child.stderr).on("line", (line) => {
      const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (address) resolve(address);
    });
    child.once("exit", () => reject(new Error("Chromium ended before it listened")));
  });
  const browser = await chromium.connectOverCDP(address);
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  return { contexts: () => browser.contexts(), kill };
}
