// One browser and one site for a test file; a fresh context for each test. Chromium by Playwright; with OVERSOLD_ENGINE
// another engine by WebDriver, for the tests of what every engine must do.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { loadedFrom } from "./package.js";
import { openSite } from "./site.js";
import { Context } from "./webdriver/context.js";
import { proxyOf } from "./webdriver/proxy.js";

// Only Playwright can give a browser another locale than the one that it was installed with.
export const LOCALE = process.env.OVERSOLD_ENGINE ? "en-US" : "en-GB";
export const TIME_ZONE = "Europe/Amsterdam";

// A wait ends when the page is ready: this only bounds how long a busy machine may take, and no test measures it.
export const PATIENCE = 90_000;

export const flags =
  "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update --disable-sync --disable-quic --no-first-run";

export const executablePath = process.env.OVERSOLD_CHROMIUM ?? "/usr/bin/chromium";

// Of Playwright itself, where a test keeps service workers away.
const WORKER_BLOCKED = /Service Worker registration blocked by Playwright/;

/** WebKit was seen to end by itself before the page was there, once in some hundred starts: then another one is started, and the
 * test says so. A page that ends every browser still fails. */
const BROWSERS = 2;

/**
 * Call once at the top of a test file; `openSite` says where the page is, if not where all tests have it.
 * @returns {{ site: Site, open: Open, another: Another }}
 *
 * @typedef {(t: import("node:test").TestContext, options?: OpenOptions) => Promise<import("playwright-core").Page>} Open
 * @typedef {(page: import("playwright-core").Page, options?: OpenOptions) => Promise<import("playwright-core").Page>} Another
 * one more tab beside a page
 *
 * @typedef {object} Site
 * @property {string} url
 * @property {import("oversold").Inventory} inventory the same data, in the package here in Node
 * @property {Uint8Array} bytes the snapshot
 * @property {() => void} close
 *
 * @typedef {object} OpenOptions
 * @property {string} [address] what follows the page's URL: "?q=cable"
 * @property {import("playwright-core").BrowserContextOptions} [context]
 * @property {(page: import("playwright-core").Page) => Promise<unknown>} [prepare] before the page is asked for
 * @property {boolean} [ready] wait for the report (default), or not
 * @property {RegExp} [mayLog] an error that this test provokes
 */
export function useBrowser({ openSite: opening = openSite } = {}) {
  return process.env.OVERSOLD_ENGINE ? useEngine(process.env.OVERSOLD_ENGINE, opening) : useChromium(opening);
}

/** Waits until the page says what it holds; where it does not, the error says what it shows. */
async function untilReady(page, problems) {
  // Also where a drawer that the address opens hides the page behind it.
  const status = page.getByRole("status", { includeHidden: true }).first();
  await status.waitFor().catch(async (cause) => {
    const shown = await page.locator("body").textContent();
    throw new Error(["the page was not ready; it shows:", shown, "and complained of:", ...problems].join("\n"), { cause });
  });
}

function useChromium(opening) {
  const site = /** @type {Site} */ ({ url: "", close() {} });
  /** @type {import("playwright-core").Browser} */
  let browser;

  before(async () => {
    Object.assign(site, await opening());
    Object.assign(site, await loadedFrom(site.url));
    browser = await chromium.launch({
      executablePath,
      // The flags choose the mode: the new one, which is the browser that people use.
      headless: false,
      args: flags.split(" "),
    });
  });
  after(async () => {
    await browser?.close();
    site.close();
  });

  /** What each context's pages had to complain about. */
  const complaints = new WeakMap();

  async function open(t, { context = {}, ...options } = {}) {
    const opened = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: LOCALE,
      timezoneId: TIME_ZONE,
      colorScheme: "light",
      // Only the tests of being offline are about them; elsewhere they would only answer what a test wants to answer.
      serviceWorkers: "block",
      ...context,
    });
    const problems = [];
    complaints.set(opened, problems);
    t.after(async () => {
      await opened.close();
      assert.deepEqual(problems, [], "the console stays silent, and nothing is asked of other servers");
    });
    return tab(opened, options);
  }

  const another = (page, options = {}) => tab(page.context(), options);

  async function tab(context, { address = "", prepare, ready = true, mayLog } = {}) {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const problems = complaints.get(context);
    page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      if (!mayLog?.test(message.text()) && !WORKER_BLOCKED.test(message.text())) problems.push(`${message.type()}: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:")) problems.push(`request to ${request.url()}`);
    });
    await prepare?.(page);
    await page.goto(site.url + address);
    if (ready) await untilReady(page, problems);
    return page;
  }
  return { site, open, another };
}

/** Of the options `address`, `ready` and whether service workers are allowed: what else a test may ask, WebDriver does not know. */
function useEngine(engine, opening) {
  const site = /** @type {Site} */ ({ url: "", close() {} });
  let proxy;

  before(async () => {
    Object.assign(site, await opening());
    Object.assign(site, await loadedFrom(site.url));
    proxy = await proxyOf(site.url);
    site.url = proxy.url;
  });
  after(() => {
    proxy?.close();
    site.close();
  });

  async function open(t, { context: { serviceWorkers } = {}, ...options } = {}) {
    proxy.blockWorkers(serviceWorkers !== "allow");
    for (let left = BROWSERS - 1; ; left -= 1) {
      let context;
      try {
        context = await Context.start(engine, proxy, { timeZone: TIME_ZONE, patience: PATIENCE });
        t.after(() => context.close());
        return await tab(context, options);
      } catch (error) {
        if (left === 0 || (context && !(await context.hasEnded()))) throw error;
        const said = context ? `; it said:\n${context.said()}` : "";
        t.diagnostic(`${engine} ended by itself before the page was there, and another one is started. ${error}${said}`);
      }
    }
  }

  const another = (page, options = {}) => tab(page.context(), options);

  async function tab(context, { address = "", ready = true }) {
    const page = await context.newPage();
    await page.goto(site.url + address);
    if (ready) await untilReady(page, []);
    return page;
  }
  return { site, open, another };
}
