// Input that is not what the contract says: refused with its path, by every way of loading, and nothing else is harmed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { changed, init, Inventory, remove, shop, thrown } from "./support.mjs";

await init();

const LOADERS = {
  fromObjects: (snapshot, options) => Inventory.fromObjects(snapshot, options),
  fromJson: (snapshot, options) => Inventory.fromJson(JSON.stringify(snapshot), options),
  "fromJson of bytes": (snapshot, options) => Inventory.fromJson(new TextEncoder().encode(JSON.stringify(snapshot)), options),
};

/** One change to a good snapshot, and the path that must be named. */
const MISTAKES = [
  ["a wrong type", "levels[0].qoh", true],
  ["a text that is no number", "levels[1].qoh", "many"],
  ["too many decimals", "adjustments[1].quantity", -1.00001],
  ["too many decimals in a text", "adjustments[1].quantity", "-1.00001"],
  ["a quantity out of range", "levels[0].qoh", 900_000_001],
  ["a quantity far out of range", "levels[0].qoh", 1e300],
  ["a missing quantity", "levels[0].qoh", remove],
  ["null for a quantity", "levels[0].qoh", null],
  ["an object for a quantity", "levels[0].qoh", {}],
  ["an array for a quantity", "levels[0].qoh", [1]],
  ["a missing text", "items[1].description", remove],
  ["a number for an id", "items[1].id", 7],
  ["an empty id", "items[1].id", ""],
  ["a duplicate id", "items[1].id", "helmet"],
  ["an unknown item", "adjustments[0].itemId", "hat"],
  ["an unknown shop", "levels[1].shopId", "harbour"],
  ["an instant that is none", "sales[0].completedAt", "yesterday"],
  ["an instant without offset", "sales[0].completedAt", "2026-03-02T08:00:00"],
  ["an instant with a fraction", "sales[1].completedAt", 100.5],
  ["a word that is none", "orders[0].payment", "maybe"],
  ["a wrong format", "format", "oversold/2"],
  ["a missing format", "format", remove],
  ["a missing table", "items", remove],
  ["a table that is no array", "sales", { 0: { id: "s1" } }],
  ["a table that is a text", "adjustments", "none"],
  ["a record that is no object", "sales[1]", "s2"],
  ["a record that is null", "adjustments[0]", null],
  ["a record that is an array", "shops[0]", []],
  ["a mistake in a line", "purchaseOrders[0].lines[0].ordered", "some"],
  ["lines that are no array", "purchaseOrders[0].lines", { id: "p1a" }],
  ["missing lines", "purchaseOrders[0].lines", remove],
  ["a mistake two lists deep", "orders[0].shipments[0].lines[0].quantity", -1],
  ["a mistake in an object", "orders[0].shipments[0].forced.at", "soon"],
  ["a text for a boolean", "purchaseOrders[0].finished", "no"],
];

/** The same, where each way of loading has words of its own. */
const NO_OBJECTS = [
  ["a boolean for an object", "orders[0].shipments[0].forced", true],
  ["a text for an object", "orders[0].shipments[0].forced", "yes"],
  ["an array for an object", "orders[0].shipments[0].forced", []],
];

for (const [loader, load] of Object.entries(LOADERS)) {
  describe(loader, () => {
    for (const [name, path, value] of [...MISTAKES, ...NO_OBJECTS]) {
      test(name, () => {
        const error = thrown(() => load(changed(shop(), path, value)));
        assert.equal(error.code, "invalidInput");
        assert.equal(error.path, path);
        assert.ok(error.message.length > 0);
      });
    }
  });
}

describe("fromObjects and fromJson refuse with the same words", () => {
  for (const [name, path, value] of MISTAKES) {
    test(name, () => {
      const snapshot = changed(shop(), path, value);
      const told = Object.values(LOADERS).map((load) => {
        const { code, path, message, details } = thrown(() => load(snapshot));
        return { code, path, message, details };
      });
      assert.deepEqual(told[1], told[0]);
      assert.deepEqual(told[2], told[0]);
    });
  }
});

describe("what only objects can hold", () => {
  const refused = (path, value) => {
    const error = thrown(() => Inventory.fromObjects(changed(shop(), path, value)));
    assert.equal(error.code, "invalidInput");
    assert.equal(error.path, path);
    return error;
  };

  test("numbers that JSON has not", () => {
    for (const value of [NaN, Infinity, -Infinity]) refused("levels[0].qoh", value);
    refused("sales[0].completedAt", NaN);
  });

  test("bigints, symbols, functions, dates", () => {
    const snapshot = shop();
    for (const value of [5n, Symbol("five"), () => 5, new Date(5)]) {
      snapshot.sales[1].completedAt = value;
      const error = thrown(() => Inventory.fromObjects(snapshot));
      assert.equal(error.code, "invalidInput");
      assert.equal(error.path, "sales[1].completedAt");
    }
  });

  test("half of a surrogate pair, where another text would come of it", () => {
    const broken = "\ud83d";
    assert.match(refused("items[1].id", `gloves ${broken}`).message, /surrogate/);
    assert.match(refused("orders[0].lines[0].id", broken).message, /surrogate/);
    // Put together, the two halves would be one whole.
    const split = changed(changed(shop(), "items[0].description", "a\ud83d"), "items[1].description", "\ude00b");
    assert.equal(thrown(() => Inventory.fromObjects(split)).path, "items[0].description");
    // Far down a long list, and inside an object.
    const items = Array.from({ length: 9_000 }, (_, at) => ({ id: `item ${at}`, description: at % 3 === 0 ? "Item" : `Item ${at}` }));
    items[4_321].customSku = broken;
    assert.equal(thrown(() => Inventory.fromObjects(shop({ items }))).path, "items[4321].customSku");
    items[4_321].customSku = "whole";
    items[8_500].description = broken;
    assert.equal(thrown(() => Inventory.fromObjects(shop({ items }))).path, "items[8500].description");
    refused("orders[0].shipments[0].forced.reason", broken);
    const whole = changed(shop(), "items[0].description", "Road helmet 😀");
    const inventory = Inventory.fromObjects(whole);
    assert.equal(inventory.report().rows[0].description, "Road helmet 😀");
    inventory.dispose();
  });

  test("a getter that throws, a proxy that does, one that was revoked", () => {
    const angry = changed(shop(), "levels[1].qoh", remove);
    Object.defineProperty(angry.levels[1], "qoh", {
      get() {
        throw new Error("not today");
      },
    });
    const error = thrown(() => Inventory.fromObjects(angry));
    assert.equal(error.path, "levels[1].qoh");
    assert.match(error.message, /not today/);

    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.equal(thrown(() => Inventory.fromObjects(changed(shop(), "sales", [])) && Inventory.fromObjects({ ...shop(), sales: [proxy] })).path, "sales[0]");
    assert.equal(thrown(() => Inventory.fromObjects({ ...shop(), sales: proxy })).path, "sales");
    assert.equal(thrown(() => Inventory.fromObjects(proxy)).code, "invalidInput");
  });

  test("a harmless proxy and inherited fields are read as they are", () => {
    class Level {
      #qoh = -2;
      constructor() {
        this.itemId = "helmet";
        this.shopId = "main";
      }
      get qoh() {
        return this.#qoh;
      }
    }
    const items = shop().items.map((item) => new Proxy(item, {}));
    const inventory = Inventory.fromObjects(shop({ items: new Proxy(items, {}), levels: [new Level()] }));
    assert.equal(inventory.report().total, 2);
    inventory.dispose();
  });

  test("a value that changes while it is read is read once", () => {
    let reads = 0;
    const snapshot = changed(shop(), "levels[0].qoh", remove);
    Object.defineProperty(snapshot.levels[0], "qoh", { get: () => -2 - 5 * reads++ });
    const inventory = Inventory.fromObjects(snapshot);
    assert.equal(inventory.report().rows[0].qoh, -2);
    assert.equal(reads, 1);
    inventory.dispose();
  });

  test("what is no snapshot at all", () => {
    for (const value of [undefined, null, 5, "x", [], () => 1]) {
      const error = thrown(() => Inventory.fromObjects(value));
      assert.equal(error.code, "invalidInput");
    }
  });

  test("holes in an array are no records", () => {
    const sparse = shop().levels;
    sparse.length = 3;
    assert.equal(thrown(() => Inventory.fromObjects(shop({ levels: sparse }))).path, "levels[2]");
  });
});

describe("what only JSON text can hold", () => {
  const refused = (json) => {
    const error = thrown(() => Inventory.fromJson(json));
    assert.equal(error.code, "invalidInput");
    return error;
  };
  const json = JSON.stringify(shop());

  test("text that is cut short, at every place", () => {
    for (let end = 0; end < json.length; end += 37) refused(json.slice(0, end));
  });

  test("a cut inside a record names the record", () => {
    const error = refused(json.slice(0, json.indexOf('"id":"s2"') + 5));
    assert.match(error.path, /^sales\[1\]/);
  });

  test("something behind the end", () => {
    refused(`${json} {}`);
  });

  test("bytes that are no UTF-8", () => {
    const bytes = new TextEncoder().encode(json);
    bytes[json.indexOf("Road")] = 0xff;
    refused(bytes);
  });

  test("half of a surrogate pair, raw and escaped", () => {
    refused(json.replace("Road", "\ud83d"));
    refused(json.replace("Road", "\\ud83d"));
  });

  test("text nested 100,000 deep", () => {
    for (const [open, close] of [["[", "]"], ['{"a":', "}"]]) {
      const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      refused(deep);
      refused(`{"format":"oversold/1","shops":[],"items":[],"levels":[],"extra":${deep}}`);
      refused(`{"format":"oversold/1","shops":[{"id":${deep}}],"items":[],"levels":[]}`);
      refused(`{"format":"oversold/1","shops":${deep},"items":[],"levels":[]}`);
    }
    Inventory.fromJson(json).dispose();
  });

  test("what is no JSON at all", () => {
    for (const value of [undefined, null, 5, {}, [], "", "null", "[]", "5", '"x"']) refused(value);
  });

  test("bytes that were given away", () => {
    const bytes = new TextEncoder().encode(json);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    refused(bytes);
    refused(bytes.buffer);
  });

  test("an ArrayBuffer and a view into the middle of one are bytes too", () => {
    const bytes = new TextEncoder().encode(json);
    const around = new Uint8Array(bytes.length + 16);
    around.set(bytes, 8);
    for (const source of [bytes.buffer, around.subarray(8, 8 + bytes.length), new DataView(around.buffer, 8, bytes.length)]) {
      const inventory = Inventory.fromJson(source);
      assert.equal(inventory.report().total, 2);
      inventory.dispose();
    }
  });
});

describe("many at once", () => {
  test("further mistakes are listed, up to a limit", () => {
    const levels = Array.from({ length: 5_000 }, (_, at) => ({ itemId: `item ${at}`, shopId: "main", qoh: "many" }));
    const error = thrown(() => Inventory.fromObjects(shop({ levels })));
    assert.equal(error.path, "levels[0].qoh");
    assert.ok(error.details.findings.length > 1);
    assert.ok(error.details.findings.length < 1_000);
  });

  test("a large input is refused at its end as at its start", () => {
    const adjustments = Array.from({ length: 100_000 }, (_, at) => ({
      id: `adjustment ${at}`, itemId: "helmet", shopId: "main", quantity: -1, at, reason: "sale",
    }));
    adjustments[99_999].quantity = "none";
    for (const load of Object.values(LOADERS)) {
      assert.equal(thrown(() => load(shop({ adjustments }))).path, "adjustments[99999].quantity");
    }
  });

  test("failed loads leave no memory behind", () => {
    const bad = changed(shop({ levels: [...shop().levels, { itemId: "nothing", shopId: "main", qoh: 1 }] }), "format", "oversold/1");
    const text = JSON.stringify(bad);
    const fail = () => {
      thrown(() => Inventory.fromObjects(bad));
      thrown(() => Inventory.fromJson(text));
    };
    for (let round = 0; round < 100; round++) fail();
    const inventory = Inventory.fromObjects(shop());
    const before = inventory.memoryBytes;
    for (let round = 0; round < 1_000; round++) fail();
    assert.equal(inventory.memoryBytes, before);
    inventory.dispose();
  });
});

describe("what is not known", () => {
  test("unknown fields of a snapshot are ignored", () => {
    const snapshot = shop({ colour: "red" });
    snapshot.items[0].colour = "red";
    for (const load of Object.values(LOADERS)) load(snapshot).dispose();
  });

  test("unknown items and shops are left out where that is asked for", () => {
    const snapshot = changed(shop(), "adjustments[1].itemId", "hat");
    for (const load of Object.values(LOADERS)) {
      const inventory = load(snapshot, { onUnknown: "skip" });
      assert.deepEqual(inventory.report().rows.map(({ reason }) => reason).sort(), ["sale", "unattributed"]);
      inventory.dispose();
    }
  });
});

// Whatever was refused above: the engine works as before.
let inventory;
before(() => (inventory = Inventory.fromObjects(shop())));
after(() => {
  assert.equal(inventory.report().total, 2);
  inventory.dispose();
});
