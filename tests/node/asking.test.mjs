// Questions: keys that do not exist, arguments of a wrong kind, rows by id, the order of a locale.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { init, Inventory, shop, thrown } from "./support.mjs";

await init();
const inventory = Inventory.fromObjects(shop());
after(() => inventory.dispose());

const refused = (call, path, message = /./) => {
  const error = thrown(call);
  assert.equal(error.code, "invalidInput");
  assert.equal(error.path, path);
  assert.match(error.message, message);
};

describe("a key that does not exist is refused with the one that was meant", () => {
  test("in a query of the report", () => {
    for (const method of ["report", "totals", "facets", "csv", "reportColumns"]) {
      refused(() => inventory[method]({ ecomonly: true }), "ecomonly", /did you mean ecomOnly\?/);
      refused(() => inventory[method]({ shopId: ["main"] }), "shopId", /did you mean shopIds\?/);
      refused(() => inventory[method]({ serach: "x" }), "serach", /did you mean search\?/);
    }
    refused(() => inventory.report({ frobnicate: 1 }), "frobnicate", /known are search, from/);
    refused(() => inventory.report({ ecom: true }), "ecom", /did you mean ecomOnly\?/);
  });

  test("in a key of a sort", () => {
    refused(() => inventory.report({ sort: [{ by: "id" }, { by: "qoh", desc: true }] }), "sort[1].desc", /did you mean descending\?/);
  });

  test("in a query of documents and shipments", () => {
    for (const method of ["orders", "purchaseOrders", "transfers", "vendorReturns"]) {
      refused(() => inventory[method]({ states: ["open"] }), "states", /did you mean status\?/);
    }
    refused(() => inventory.shipments({ shippedInPOS: false }), "shippedInPOS", /did you mean shippedInPos\?/);
  });

  test("in the options of a load", () => {
    const options = { openPurchaseOrder: false };
    refused(() => Inventory.fromObjects(shop(), options), "openPurchaseOrder", /did you mean openPurchaseOrders\?/);
    refused(() => Inventory.fromJson(JSON.stringify(shop()), options), "openPurchaseOrder", /did you mean openPurchaseOrders\?/);
  });
});

describe("values of a wrong kind are refused with their path", () => {
  test("queries that are none", () => {
    for (const query of [5, "x", [], true]) refused(() => inventory.report(query), "");
    assert.equal(inventory.report(null).total, 2);
    assert.equal(inventory.report(undefined).total, 2);
    assert.equal(inventory.report({ search: undefined, shopIds: null }).total, 2);
  });

  test("values inside", () => {
    refused(() => inventory.report({ limit: -1 }), "limit");
    refused(() => inventory.report({ limit: 1.5 }), "limit");
    refused(() => inventory.report({ offset: "2" }), "offset");
    refused(() => inventory.report({ offset: NaN }), "offset");
    refused(() => inventory.report({ ecomOnly: "yes" }), "ecomOnly");
    refused(() => inventory.report({ search: 5 }), "search");
    refused(() => inventory.report({ shopIds: "main" }), "shopIds");
    refused(() => inventory.report({ shopIds: ["main", 5] }), "shopIds[1]");
    refused(() => inventory.report({ reasons: ["sale", "theft"] }), "reasons[1]");
    refused(() => inventory.report({ from: "yesterday" }), "from");
    refused(() => inventory.report({ to: new Date(0) }), "to");
    refused(() => inventory.report({ sort: [{ by: "colour" }] }), "sort[0].by");
    refused(() => inventory.report({ sort: [null] }), "sort[0]");
    refused(() => inventory.report({ sort: [{ by: "qoh", descending: 1 }] }), "sort[0].descending");
    refused(() => inventory.orders({ sort: [{ by: "colour" }] }), "sort[0].by");
    refused(() => Inventory.fromObjects(shop(), { onUnknown: "maybe" }), "onUnknown");
    refused(() => Inventory.fromObjects(shop(), { openPurchaseOrders: 1 }), "openPurchaseOrders");
  });

  test("ids", () => {
    for (const [method, path] of Object.entries({
      item: "itemId", sale: "saleId", order: "orderId", purchaseOrder: "purchaseOrderId", transfer: "transferId", vendorReturn: "vendorReturnId",
    })) {
      refused(() => inventory[method](), path);
      refused(() => inventory[method](5), path);
      assert.equal(inventory[method]("nobody"), null);
    }
    refused(() => inventory.incoming("helmet"), "shopId");
    refused(() => inventory.explain(null, "main"), "itemId");
    refused(() => inventory.rows("a1"), "ids");
    refused(() => inventory.rows(["a1", 2]), "ids[1]");
  });

  test("a query whose getter throws", () => {
    const query = {
      get search() {
        throw new Error("not today");
      },
    };
    refused(() => inventory.report(query), "search", /not today/);
  });

  test("an Inventory is made by its loaders alone", () => {
    refused(() => new Inventory(), "", /fromJson/);
  });
});

describe("answers", () => {
  test("a row", () => {
    const [row] = inventory.report({ ecomOnly: true }).rows;
    assert.deepEqual(row, {
      id: "a1", itemId: "helmet", description: "Road helmet", code: "RH-1", shopId: "main", shop: "Main Street", qoh: -2, reason: "sale",
      source: { type: "sale", id: "s1", number: "68" }, occurredAt: 100, sold: 1, uncovered: 1, ecomOrder: { id: "o1", number: "E1001" },
      customer: "Ada", onPurchaseOrder: 1, onTransfer: 0, elsewhere: 0, vendorId: "v1", vendor: "Alpine", coverage: "full", expectedAt: 900,
      diagnosis: "notReceived", soldBecause: "backordersAllowed",
    });
  });

  test("rows by id, in the order asked for", () => {
    const [second, nobody, first, again] = inventory.rows(["a2", "nobody", "a1", "a2"]);
    assert.equal(nobody, null);
    assert.deepEqual([first, second], inventory.report().rows);
    assert.deepEqual(again, second);
    assert.deepEqual(inventory.rows([]), []);
  });

  test("pages", () => {
    const { total, offset, rows, revision } = inventory.report({ offset: 1, limit: 1 });
    assert.deepEqual([total, offset, rows.map(({ id }) => id), revision], [2, 1, ["a2"], 0]);
    assert.deepEqual(inventory.report({ offset: 9 }).rows, []);
    assert.deepEqual(inventory.report({ limit: 0 }).rows, []);
  });

  test("nothing in an answer is undefined", () => {
    const visit = (value, path) => {
      assert.notEqual(value, undefined, path);
      assert.notEqual(typeof value, "bigint", path);
      assert.ok(!(value instanceof Map), path);
      if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
    };
    const answers = {
      report: inventory.report(), totals: inventory.totals(), facets: inventory.facets(), explain: inventory.explain("helmet", "main"),
      incoming: inventory.incoming("helmet", "main"), item: inventory.item("helmet"), sale: inventory.sale("s1"), order: inventory.order("o1"),
      purchaseOrder: inventory.purchaseOrder("p1"), orders: inventory.orders(), purchaseOrders: inventory.purchaseOrders(),
      shipments: inventory.shipments(),
    };
    for (const [name, answer] of Object.entries(answers)) {
      assert.notEqual(answer, null, name);
      visit(answer, name);
    }
  });
});

describe("a locale", () => {
  const names = ["Zebra", "ärla", "apa", "öra", "Åse", "item 10", "item 9", "Ågren", "apa"];
  const many = () => {
    const items = names.map((description, at) => ({ id: `i${at}`, description }));
    return {
      format: "oversold/1", shops: [{ id: "main", name: "Main Street" }], items,
      levels: items.map(({ id }) => ({ itemId: id, shopId: "main", qoh: -1 })),
    };
  };
  const sorted = (options, descending = false) => {
    const inventory = Inventory.fromObjects(many(), options);
    const query = { sort: [{ by: "description", descending }] };
    const found = inventory.report(query).rows.map(({ description }) => description);
    // Every way of asking gives the same order, the first time and later.
    const columns = inventory.reportColumns(query);
    assert.deepEqual(Array.from(columns.description, (code) => columns.texts[code]), found);
    assert.deepEqual(inventory.csv(query).split("\r\n").slice(1, -1).map((line) => line.split(",")[1]), found);
    inventory.dispose();
    return found;
  };
  const expected = (locale) => [...names].sort(new Intl.Collator(locale, { numeric: true }).compare);

  test("orders text as it does", () => {
    for (const locale of ["sv", "de", "en-GB"]) {
      assert.deepEqual(sorted({ locale }), expected(locale));
      assert.deepEqual(sorted({ locale }, true), expected(locale).reverse());
    }
    assert.notDeepEqual(sorted({ locale: "sv" }), sorted({ locale: "de" }));
  });

  test("is not needed", () => {
    assert.deepEqual(sorted(), sorted({ locale: null }));
    assert.deepEqual(sorted().slice(0, 3), ["Ågren", "apa", "apa"]);
  });

  test("leaves other columns alone", () => {
    const inventory = Inventory.fromObjects(many(), { locale: "sv" });
    const query = { sort: [{ by: "qoh" }, { by: "vendor" }, { by: "customer" }, { by: "code" }, { by: "shop" }] };
    assert.equal(inventory.report(query).rows.length, names.length);
    inventory.dispose();
  });

  test("that is none is refused", () => {
    for (const locale of ["not a locale", "", 5, {}]) {
      refused(() => Inventory.fromObjects(many(), { locale }), "locale", /BCP 47/);
    }
  });
});
