// Images: what toBytes gives, fromBytes takes back, with the events since; what was damaged is found out.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { SEQUENCE, warehouse } from "./commands.mjs";
import { disposeAll, init, Inventory, keep, load, thrown } from "./support.mjs";

await init();
afterEach(disposeAll);

const fromBytes = (...given) => keep(Inventory.fromBytes(...given));

/** An inventory after some commands, and their events. */
function busy() {
  const inventory = load(warehouse());
  const commands = SEQUENCE.map(({ command }, at) => ({ ...command, id: `b${at}`, expectedRevision: null }));
  return { inventory, events: commands.flatMap((command) => inventory.apply(command).events) };
}

function told(inventory) {
  return {
    revision: inventory.revision, snapshot: inventory.toSnapshot(), report: inventory.report(), facets: inventory.facets(),
    history: inventory.history(), backorders: inventory.backorders({ at: 1 }), bytes: inventory.toBytes(),
  };
}

describe("an image", () => {
  test("holds everything, and gives the same bytes again", () => {
    const { inventory } = busy();
    const image = inventory.toBytes();
    assert.ok(image instanceof Uint8Array);
    const around = new Uint8Array(image.length + 9);
    around.set(image, 5);
    for (const bytes of [image, image.slice().buffer, around.subarray(5, 5 + image.length)]) {
      assert.deepEqual(told(fromBytes(bytes)), told(inventory));
    }
  });

  test("is the same however the state was come by", () => {
    const { inventory, events } = busy();
    const replayed = load(warehouse());
    replayed.replay(JSON.parse(JSON.stringify(events)));
    assert.deepEqual(replayed.toBytes(), inventory.toBytes());
  });

  test("is taken in with the events since; those that it holds are skipped", () => {
    const { inventory, events } = busy();
    const start = load(warehouse());
    start.replay(events.slice(0, 2));
    const image = start.toBytes();
    for (const since of [events, events.slice(2)]) assert.deepEqual(told(fromBytes(image, since)), told(inventory));
    const error = thrown(() => Inventory.fromBytes(image, events.slice(3)));
    assert.deepEqual([error.code, error.path], ["gap", "events[0].revision"]);
    assert.equal(thrown(() => Inventory.fromBytes(image, {})).path, "events");
  });

  test("is read with the options of a load", () => {
    const image = load(warehouse()).toBytes();
    assert.equal(fromBytes(image, [], { openPurchaseOrders: false }).incoming("gloves", "main").some(({ id }) => id === "p2"), false);
    assert.equal(fromBytes(image).incoming("gloves", "main").some(({ id }) => id === "p2"), true);
    assert.equal(thrown(() => Inventory.fromBytes(image, [], { local: "sv" })).path, "local");
  });
});

describe("bytes that are no image", () => {
  const code = (bytes) => thrown(() => Inventory.fromBytes(bytes)).code;

  test("one flipped bit, anywhere, is found", () => {
    const image = load(warehouse()).toBytes();
    for (let at = 0; at < image.length; at += at < 64 ? 1 : 41) {
      const damaged = image.slice();
      damaged[at] ^= 1 << at % 8;
      assert.equal(code(damaged), "corruptImage", `byte ${at}`);
    }
  });

  test("an image cut short, or with something behind it", () => {
    const image = load(warehouse()).toBytes();
    for (let end = 0; end < image.length; end += 53) assert.equal(code(image.subarray(0, end)), "corruptImage", `${end} bytes`);
    assert.equal(code(Uint8Array.of(...image, 0)), "corruptImage");
    assert.equal(code(new TextEncoder().encode(JSON.stringify(warehouse()))), "corruptImage");
  });

  test("a newer version is told from a damaged image", () => {
    // The head that version 2 would begin with: magic, version, length, and the checksum of these.
    const head = Uint8Array.from("6f766572736f6c64030000001c0000000000000028cea026e2ab6b66".match(/../g), (byte) => parseInt(byte, 16));
    assert.equal(code(head), "unsupportedVersion");
  });

  test("what is no bytes at all", () => {
    for (const value of [undefined, null, 5, "x", {}, []]) assert.equal(code(value), "invalidInput");
  });
});
