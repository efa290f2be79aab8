// More than the engine can hold is refused on the way, before anything is lost.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { init, Inventory, rejected, shop, thrown } from "./support.mjs";

await init();

const encoder = new TextEncoder();

const LIST = "more than one list can hold";
const MEMORY = "this needs more memory than can be had";

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
async function survived(before, message, load) {
  const error = await load();
  assert.deepEqual([error.code, error.message], ["tooLarge", message], error.stack);
  assert.ok(error.details.bytes >= 2 ** 29, JSON.stringify(error.details));
  assert.equal(before.report().total, 2);
  const after = Inventory.fromObjects(shop());
  assert.equal(after.report().total, 2);
  after.dispose();
}

describe("too large", () => {
  const before = Inventory.fromObjects(shop());

  test("is an image that would fill the memory", () =>
    survived(before, MEMORY, () => thrown(() => Inventory.fromBytes(new Uint8Array(2 ** 30)))));

  test("is not an image that is only large, however often it comes", () => {
    for (let time = 0; time < 3; time++) {
      assert.equal(thrown(() => Inventory.fromBytes(new Uint8Array(450e6))).code, "corruptImage");
    }
  });

  test("is more text than one list can hold", () => {
    const text = "x".repeat(100_000);
    return survived(before, LIST, () => rejected(Inventory.load(endless("items", (at) => `{"id":"i${at}","description":"${text}"}`))));
  });

  test("are more records than memory can hold", { skip: !process.env.OVERSOLD_FULL_MEMORY && "takes 4 GB: OVERSOLD_FULL_MEMORY=1" }, () => {
    const fields = (count) => `"id":"a${count}","itemId":"i","shopId":"m","quantity":-1,"at":${count},"reason":"sale","sourceId":"s${count}","note":"x"`;
    return survived(before, MEMORY, () => rejected(Inventory.load(endless("adjustments", (at) => `{${fields(at)}}`))));
  });
});
