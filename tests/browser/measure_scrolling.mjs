// What scrolling a long report costs: frames that came too late, and the page's own work for each frame.
//   node tests/browser/measure_scrolling.mjs [seconds] [rows]
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { executablePath, flags } from "./support/browser.js";
import { openCopy } from "./support/site.js";

const [seconds = "10", length = "71000"] = process.argv.slice(2);
const FRAME = 1000 / 60;

/** A shop that sold one of everything, and had none of it. */
function soldOut() {
  const all = Array.from({ length: Number(length) }, (_, n) => n);
  return {
    format: "oversold/1",
    shops: [{ id: "main", name: "Main Street" }],
    vendors: [{ id: "v", name: "Alpine" }],
    items: all.map((n) => ({ id: `i${n}`, description: `Nordvik Fleece, recycled, petrol, no. ${n}`, customSku: `FLE-${n}`, defaultVendorId: "v" })),
    levels: all.map((n) => ({ itemId: `i${n}`, shopId: "main", qoh: -1 })),
    sales: all.map((n) => ({ id: `s${n}`, number: String(n), shopId: "main", completedAt: 1.7e12 + 60_000 * n })),
    adjustments: all.map((n) => ({ id: `a${n}`, itemId: `i${n}`, shopId: "main", quantity: -1, at: 1.7e12 + 60_000 * n, reason: "sale", sourceId: `s${n}` })),
  };
}

const site = await openCopy();
await writeFile(site.path("data/demo.json"), JSON.stringify(soldOut()));
const browser = await chromium.launch({ executablePath, headless: false, args: flags.split(" ") });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
const page = await context.newPage();
page.setDefaultTimeout(180_000);
await page.goto(site.url);
await page.locator("[role=grid] [data-id]").first().waitFor();
const rows = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;

const session = await context.newCDPSession(page);
// The thread's own time: what other programs take of the machine meanwhile is not in it.
await session.send("Performance.enable", { timeDomain: "threadTicks" });
const parts = { TaskDuration: "of the page's thread", ScriptDuration: "in scripts", RecalcStyleDuration: "in styles", LayoutDuration: "in layout" };
const workOf = async () => {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.keys(parts).map((part) => metrics.find(({ name }) => name === part).value * 1000);
};
const gridBox = await page.getByRole("grid").boundingBox();
const middle = { x: gridBox.x + gridBox.width / 2, y: gridBox.y + gridBox.height / 2 };

/** The frames while something goes on for so many seconds. */
async function frames(during) {
  await page.evaluate(() => {
    window.drawn = [];
    const draw = (at) => {
      window.drawn.push(at);
      window.drawing = requestAnimationFrame(draw);
    };
    window.drawing = requestAnimationFrame(draw);
  });
  const before = await workOf();
  await during();
  const after = await workOf();
  const drawn = await page.evaluate(() => (cancelAnimationFrame(window.drawing), window.drawn));
  const gaps = drawn.slice(1).map((at, index) => at - drawn[index]);
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME) - 1), 0);
  const due = drawn.length + dropped;
  const work = Object.values(parts).map((part, index) => `${((after[index] - before[index]) / drawn.length).toFixed(1)} ms ${part}`);
  return `${drawn.length} frames drawn, ${dropped} of ${due} dropped (${((100 * dropped) / due).toFixed(1)}%), longest gap ${Math.round(Math.max(...gaps))} ms; a frame: ${work.join(", ")}`;
}

const scroll = (speed) =>
  session.send("Input.synthesizeScrollGesture", { ...middle, yDistance: -speed * Number(seconds), speed, gestureSourceType: "mouse", preventFling: true });

// Once, unmeasured: what a page compiles when it first scrolls is compiled by then.
await scroll(2_000);

const { model } = cpus()[0];
const load = (await readFile("/proc/loadavg", "utf8").catch(() => "unknown")).split(" ").slice(0, 2).join(" and ");
console.log(`${model}, ${cpus().length} cores, no graphics processor used, load ${load} in the last minute and five; ${rows.toLocaleString("en")} rows, ${seconds} s each`);
console.log(`at rest: ${await frames(() => page.waitForTimeout(1000 * Number(seconds)))}`);
for (const speed of [1_000, 4_000, 20_000]) console.log(`scrolled by ${speed.toLocaleString("en")} pixels a second: ${await frames(() => scroll(speed))}`);
await browser.close();
site.close();
