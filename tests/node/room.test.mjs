// More than the engine can hold is refused on the way, before anything is lost.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { init, Inventory, rejected, shop, thrown } from "./support.mjs";

await init();

const encoder = new TextEncoder();

/** A snapshot without an end, of one table, in pieces of a megabyte. */
function endless(table, record) {
  let count = 0;
  return new ReadableStream({
    pull(controller) {
      const records = [];
      for (let length = 0; length < 1e6; ) {
        records.push(record(count++));
        length += records.at(-1).length;
      }
      const start = count === records.length ? `{"format":"oversold/1","shops":[{"id":"m","name":"M"}],"levels":[],"${table}":[` : ",";
      controller.enqueue(encoder.encode(start + records.join()));
    },
  });
}

/** What was there before is there still, and the engine goes on. */
async function survived(before, load) {
  const error = await load();
  assert.equal(error.code, "tooLarge", error.stack);
  assert.ok(error.details.bytes > 2 ** 29, JSON.stringify(error.details));
  assert.equal(before.report().total, 2);
  const after = Inventory.fromObjects(shop());
  assert.equal(after.report().total, 2);
  after.dispose();
}

describe("too large", () => {
  const before = Inventory.fromObjects(shop());

  test("is an image that would fill the memory", () =>
    survived(before, () => thrown(() => Inventory.fromBytes(new Uint8Array(2 ** 30)))));

  test("is more text than one list can hold", () => {
    const text = "x".repeat(100_000);
    return survived(before, () => rejected(Inventory.load(endless("items", (at) => `{"id":"i${at}","description":"${text}"}`))));
  });

  test("are more records than memory can hold", { skip: !process.env.OVERSOLD_FULL_MEMORY && "takes 4 GB: OVERSOLD_FULL_MEMORY=1" }, () => {
    const text = "x".repeat(100);
    return survived(before, () => rejected(Inventory.load(endless("items", (at) => `{"id":"i${at}","description":"${text}"}`))));
  });
});
