// One Chromium for all pages.
import { chromium } from "playwright-core";
import { NotRun } from "./run.mjs";

const flags =
  "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update --disable-sync --disable-quic --no-first-run";

let launched;

export const browser = {
  /** A fresh page, with what went wrong on it. */
  async page() {
    launched ??= chromium.launch({ executablePath: process.env.OVERSOLD_CHROMIUM ?? "/usr/bin/chromium", headless: false, args: flags.split(" ") });
    const chromiumHere = await launched.catch((error) => {
      throw new NotRun(`no Chromium runs on this machine: ${error.message.split("\n")[0]}`);
    });
    const page = await (await chromiumHere.newContext()).newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    return { page, problems };
  },

  async close() {
    await (await launched?.catch(() => null))?.close();
  },
};

/** What the page says at an element's attribute, once it says something. */
export async function said({ page, problems }, attribute = "data-result") {
  const element = page.locator(`[${attribute}]:not([${attribute}=""])`).first();
  await element.waitFor({ state: "attached", timeout: 90_000 }).catch(() => {
    throw new Error(`the page says nothing; its console: ${problems.join("; ") || "silent"}`);
  });
  return element.getAttribute(attribute);
}
