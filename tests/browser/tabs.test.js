// Several tabs at once: nothing lost, nothing doubled, all the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory } from "oversold";
import { useBrowser } from "./support/browser.js";
import { openPlain, stateOf } from "./support/plainPage.js";
import { eventually, expectReport } from "./support/screen.js";

const { site, open } = useBrowser();
const COMMANDS = 500;

for (const count of [2, 8]) {
  test(`${count} tabs, ${COMMANDS} commands, none of them waiting for another tab`, async (t) => {
    const page = await open(t);
    const tabs = await Promise.all(Array.from({ length: count }, () => openPlain(page.context(), site.url)));
    const [level] = site.inventory.report({ limit: 1 }).rows;
    const before = site.inventory.item(level.itemId).levels.find(({ shopId }) => shopId === level.shopId).qoh;
    const { adjusted } = await trade(tabs, level);

    const states = await eventually(async () => {
      const states = await Promise.all(tabs.map(stateOf));
      assert.deepEqual(states.map(({ revision }) => revision), tabs.map(() => COMMANDS));
      return states;
    });
    assert.equal(new Set(states.map(({ hash }) => hash)).size, 1, "all tabs hold the same, byte for byte");

    const stored = await tabs[0].evaluate(async () => {
      const { inventory } = window.office;
      const { events, images } = await window.storage.read("all");
      const ids = inventory.history({ limit: 10_000 }).rows.map(({ commandId }) => commandId);
      return { ids, revisions: events.map(({ revision }) => revision), base: images.at(-1).revision, snapshot: inventory.toSnapshot() };
    });
    assert.equal(stored.ids.length, COMMANDS);
    assert.equal(new Set(stored.ids).size, COMMANDS, "each was done once");
    assert.deepEqual(stored.revisions, Array.from({ length: COMMANDS - stored.base }, (_, n) => stored.base + 1 + n), "without a gap");

    const inventory = Inventory.fromObjects(stored.snapshot);
    const after = inventory.item(level.itemId).levels.find(({ shopId }) => shopId === level.shopId).qoh;
    assert.equal(after, before + adjusted, "each unit was counted once");
    await expectReport(page, inventory);
  });
}

/**
 * Each tab does its share at once: stock up and down on one level that all of them want, and documents of its own. Where
 * somebody was quicker and it would do something else now (a row closes that did not before), a person looks and says yes.
 */
async function trade(tabs, { itemId, shopId }) {
  const shares = await Promise.all(
    tabs.map((tab, index) =>
      tab.evaluate(
        async ([itemId, shopId, share, index]) => {
          const line = { id: "l", itemId, quantity: 1 };
          const insist = async (intent) => {
            let result = await window.office.run(intent);
            while (result.changed) result = await window.office.run(intent, { shown: result.now });
            return result;
          };
          const results = await Promise.all(
            Array.from({ length: share }, (_, n) => {
              if (n % 5 > 0) return insist({ type: "adjustStock", itemId, shopId, quantity: n % 2 ? -(index + 1) : 1 });
              const purchaseOrder = { id: `tab-${index}-${n}`, number: `${index}-${n}`, shopId, lines: [line] };
              return insist({ type: "createPurchaseOrder", purchaseOrder });
            }),
          );
          const sum = (quantities) => quantities.reduce((total, quantity) => total + quantity, 0);
          return {
            refused: results.filter(({ ok }) => !ok),
            adjusted: sum(Array.from({ length: share }, (_, n) => (n % 5 === 0 ? 0 : n % 2 ? -(index + 1) : 1))),
          };
        },
        [itemId, shopId, Math.floor(COMMANDS / tabs.length) + (index < COMMANDS % tabs.length ? 1 : 0), index],
      ),
    ),
  );
  assert.deepEqual(shares.flatMap(({ refused }) => refused), []);
  return { adjusted: shares.reduce((total, { adjusted }) => total + adjusted, 0) };
}
