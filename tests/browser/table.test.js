// A long list in a small window, and a person without a mouse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./support/browser.js";
import { allRows } from "./support/package.js";
import { eventually, expectReport, header, rowsOnScreen, wording } from "./support/screen.js";

const { site, open } = useBrowser();

const grid = (page) => page.getByRole("grid", { name: "Negative inventory" });

async function scrollToEnd(page) {
  await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const { total } = site.inventory.report({ limit: 1 });
  await eventually(async () => assert.ok((await rowsOnScreen(page)).some(({ index }) => index === total - 1)));
}

/** Where the focus is: `{ row, column }`, or the name of what has it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const cell = element.closest("[data-cell]");
    if (cell) return `${cell.dataset.row} ${cell.dataset.column}`;
    return element.getAttribute("aria-label") ?? element.textContent.trim().replaceAll(/\s+/g, " ");
  });

/** Rows that fly past: their item's name, nothing else. */
const FLYING = "[role=row]:not([data-id]):has(> [role=gridcell])";
const flying = (page) => grid(page).locator(FLYING);

const focusIs = (page, where) => eventually(async () => assert.equal(await focused(page), where));

test("scrolling leads through every row to the last one", async (t) => {
  const page = await open(t);
  const rows = await expectReport(page, site.inventory);
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String(rows.length + 1));

  const seen = new Set();
  await eventually(async () => {
    const drawn = await rowsOnScreen(page);
    assert.ok(drawn.length < 80, `only what is near is drawn, not ${drawn.length} rows`);
    for (const { index, cells } of drawn) {
      seen.add(index);
      assert.deepEqual(cells, wording(rows[index]));
    }
    // The page hears of it with its next frame, and draws with the one after.
    await grid(page).evaluate(async (element) => {
      element.scrollBy(0, element.clientHeight);
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    });
    await eventually(async () => assert.equal(await flying(page).count(), 0));
    assert.ok(seen.has(rows.length - 1), "the last row was drawn");
  }, 120_000);
  assert.equal(seen.size, rows.length, "no row was passed over");
  assert.ok(await page.locator(`[data-id="${rows.at(-1).id}"]`).isVisible());
});

test("a list that is scrolled faster than anyone reads shows names, and whole rows where it stops", async (t) => {
  const page = await open(t);
  const rows = await expectReport(page, site.inventory);
  // To and fro in each frame, until a row is only a name.
  const name = await grid(page).evaluate(async (element, flying) => {
    for (let frame = 0; frame < 600; frame++) {
      element.scrollTop = frame % 2 ? 0 : 6000;
      await new Promise(requestAnimationFrame);
      const row = element.querySelector(flying);
      if (row) return row.textContent;
    }
    return null;
  }, FLYING);
  assert.ok(rows.some(({ description }) => description === name), `${name} flies past`);
  await eventually(async () => assert.equal(await flying(page).count(), 0));
  for (const { index, cells } of await rowsOnScreen(page)) assert.deepEqual(cells, wording(rows[index]));
});

test("another order starts at the first row again", async (t) => {
  const page = await open(t);
  await scrollToEnd(page);
  await header(page, "Item").getByRole("button").click();
  await eventually(async () => assert.equal((await rowsOnScreen(page))[0].index, 0));
});

test("headers stay in sight, and so do the item and the diagnosis", async (t) => {
  const page = await open(t, { context: { viewport: { width: 1000, height: 700 } } });
  await grid(page).evaluate((element) => element.scrollTo(400, 3000));
  for (const name of ["Item", "Diagnosis", "Why"]) await eventually(async () => assert.ok(await inSight(header(page, name))));
  const { index } = (await rowsOnScreen(page))[15];
  assert.ok(await inSight(page.locator(`[data-row="${index}"][data-column=description]`)));
});

/** Is the middle of it what a person would point at? */
const inSight = (locator) =>
  locator.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return there !== null && (element.contains(there) || there.contains(element));
  });

test("with the keyboard alone: search, filter, sort, look behind a number, ask why, go to the end", async (t) => {
  const page = await open(t);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (name) => {
    for (let presses = 0; presses < 40; presses++) {
      if ((await focused(page)) === name) return;
      await press("Tab");
    }
    assert.fail(`Tab never led to ${name}`);
  };

  const word = allRows(site.inventory, { ecomOnly: true })[0].description.split(/[\s,]+/)[0];
  await tabTo("Search items");
  await page.keyboard.type(word);
  await press("Tab", "Space");
  await expectReport(page, site.inventory, { search: word, ecomOnly: true });

  await tabTo("Coverage filter");
  await press("Enter");
  const { coverage } = site.inventory.facets({ search: word, ecomOnly: true });
  await page.getByRole("option").first().waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "option"));
  await press("Enter", "Escape");
  const query = { search: word, ecomOnly: true, coverage: [coverage[0].value] };
  await expectReport(page, site.inventory, query);
  await focusIs(page, "Coverage filter, 1 chosen");

  await tabTo("Clear all");
  await press("Enter");
  await expectReport(page, site.inventory);

  // One stop for the whole table; arrows inside.
  await tabTo("-1 description");
  await press("End");
  await focusIs(page, "-1 why");
  await press("Home", "Enter");
  await expectReport(page, site.inventory, { sort: [{ by: "description" }] });
  await press("ArrowRight", "ArrowRight", "Shift+Enter");
  const sort = [{ by: "description" }, { by: "shop" }];
  const rows = await expectReport(page, site.inventory, { sort });
  await focusIs(page, "-1 shop");

  const at = rows.findIndex((row) => row.onPurchaseOrder > 0);
  await press(...Array(at + 1).fill("ArrowDown"));
  await focusIs(page, `${at} shop`);
  const columns = await page.locator("[role=columnheader]").evaluateAll((cells) => cells.map((cell) => cell.dataset.column));
  await press(...Array(columns.indexOf("onPurchaseOrder") - columns.indexOf("shop")).fill("ArrowRight"));
  await focusIs(page, `${at} onPurchaseOrder`);
  await press("Enter");
  await page.getByRole("dialog", { name: "On purchase order" }).waitFor();
  await press("Escape");
  await focusIs(page, `${at} onPurchaseOrder`);

  await press("End");
  await focusIs(page, `${at} why`);
  await press("Enter");
  await page.getByRole("dialog", { name: rows[at].description }).waitFor();
  await press("Escape");
  await focusIs(page, `${at} why`);

  await press("Home", "Enter");
  await page.getByRole("dialog", { name: rows[at].description }).waitFor();
  await press("Escape");
  await focusIs(page, `${at} description`);

  await press("PageDown");
  await eventually(async () => assert.ok(Number((await focused(page)).split(" ")[0]) > at + 3));
  await press("Control+End");
  await focusIs(page, `${rows.length - 1} why`);
  assert.ok(await page.locator(":focus").isVisible());
  await press("Control+Home");
  await focusIs(page, "0 description");
  await press("Shift+Tab");
  assert.ok(!(await grid(page).evaluate((element) => element.contains(document.activeElement))), "Shift and Tab leave the table");
});

/** Every frame takes so many milliseconds more, as where the machine is busy. */
const slowFrames = (page, late) =>
  page.evaluate((late) => {
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => setTimeout(() => draw(callback), late);
    window.cancelAnimationFrame = clearTimeout;
  }, late);

test("a dialog opened and closed again and again gives the focus back each time, however late the frames come", async (t) => {
  const page = await open(t);
  await page.locator('[data-row="2"][data-column="shop"]').click();
  await slowFrames(page, 120);
  // What the focus was given to between dialogs, and nothing else, in this order.
  await page.evaluate(() => {
    window.given = [];
    document.addEventListener("focusin", ({ target }) => {
      if (!target.closest("[role=dialog]")) window.given.push(target.closest("[data-cell]")?.dataset.column ?? target.tagName);
    });
  });
  for (let time = 0; time < 12; time++) {
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await focusIs(page, "2 shop");
  }
  assert.deepEqual(await page.evaluate(() => window.given), Array(12).fill("shop"));
});

test("Escape closes what Enter opened, without a pause between the two", async (t) => {
  const page = await open(t);
  await page.locator('[data-row="2"][data-column="shop"]').click();
  for (const [to, cell] of [["End", "2 why"], ["Home", "2 description"]]) {
    await Promise.all([to, "Enter", "Escape"].map((key) => page.keyboard.press(key)));
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await focusIs(page, cell);
  }
});

test("where the row that had the focus is gone, the table's current row has it", async (t) => {
  const page = await open(t);
  const rows = await expectReport(page, site.inventory);
  await page.locator('[data-row="2"][data-column="why"] button').focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: rows[2].description }).waitFor();
  // As "back" would, or a delivery in another tab: another report under the open dialog.
  const other = rows.find((row) => row.shopId !== rows[2].shopId);
  await page.evaluate((shopId) => {
    window.history.replaceState(null, "", `?${new URLSearchParams({ shop: shopId })}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, other.shopId);
  await page.locator(`[data-id="${rows[2].id}"]`).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await focusIs(page, "2 why");
});

test("the focus survives scrolling away from it", async (t) => {
  const page = await open(t);
  await page.locator('[data-row="2"][data-column="shop"]').click();
  await scrollToEnd(page);
  assert.equal(await focused(page), "2 shop");
  await page.keyboard.press("ArrowDown");
  await focusIs(page, "3 shop");
  await eventually(async () => assert.ok(await page.locator(":focus").isVisible()));
});
