// For every eye: axe finds nothing. Leaves a screenshot to look at.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env.OVERSOLD_SCREENSHOTS ?? fileURLToPath(new URL("../screenshots", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `beside`: a popover is open. React Aria puts its hidden "Dismiss" button beside the dialog, outside of every landmark. */
export async function looksRight(page, name, { beside = false } = {}) {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });

  await page.evaluate(axe);
  const { violations } = await page.evaluate((region) => window.axe.run({ rules: { region: { enabled: region } } }), !beside);
  assert.deepEqual(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .slice(0, 3)
          .join(" ")}`,
    ),
    [],
    name,
  );
}
