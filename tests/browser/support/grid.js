// What a person sees of a list of documents, read from the screen.
import assert from "node:assert/strict";
import { eventually } from "./screen.js";

/** The ids of the rows that are drawn, top to bottom. */
export const idsOnScreen = (page) =>
  page.locator("main [role=grid] [data-id]").evaluateAll((rows) =>
    rows.sort((a, b) => a.getAttribute("aria-rowindex") - b.getAttribute("aria-rowindex")).map((row) => row.dataset.id),
  );

/** Waits until the list shows these rows, from the first one on, and says how many there are. */
export async function expectList(page, { total, rows }, idOf = (row) => row.id) {
  await eventually(async () => {
    assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), String(total + 1));
    const shown = await idsOnScreen(page);
    assert.ok(shown.length > 0 || total === 0, "rows are drawn");
    assert.deepEqual(shown, rows.slice(0, shown.length).map(idOf));
  }, 30_000);
}
