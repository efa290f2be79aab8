// Commands and events: what is applied, decided, replayed, taken back and remembered.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { EXAMPLES, SEQUENCE, TAKEN_BACK, warehouse } from "./commands.mjs";
import { disposeAll, frozen, init, Inventory, load, shop, thrown } from "./support.mjs";

await init();
afterEach(disposeAll);

const stored = (events) => JSON.parse(JSON.stringify(events));
const receive = { id: "c1", at: 1000, by: "Eva", type: "receivePurchaseOrder", purchaseOrderId: "p1" };

/** Applies a command that must be accepted. */
function accepted(inventory, command) {
  const outcome = inventory.apply(command);
  assert.equal(outcome.ok, true, JSON.stringify(outcome));
  return outcome;
}

describe("apply", () => {
  test("answers what to store and what to redraw", () => {
    const inventory = load(shop());
    const outcome = inventory.apply({ ...receive, by: undefined });
    const { digest } = outcome.events[0];
    assert.match(digest, /./);
    assert.deepEqual(outcome, {
      ok: true,
      revision: 1,
      duplicate: false,
      events: [
        {
          format: "oversold/1", revision: 1, commandId: "c1", command: "receivePurchaseOrder", digest, undoes: null, at: 1000, by: null,
          type: "purchaseOrderReceived", purchaseOrderId: "p1", orderedAt: null, lines: [{ lineId: "p1a", quantity: 1 }],
          adjustments: [
            {
              id: "c1:1", itemId: "helmet", shopId: "main", quantity: 1, at: 1000, reason: "other", sourceId: "p1", reverses: null, note: null,
            },
          ],
        },
      ],
      changes: {
        rowsAdded: [], rowsChanged: ["a2"], rowsRemoved: ["a1"], levels: [{ itemId: "helmet", shopId: "main", qoh: -1 }],
        documents: [{ type: "purchaseOrder", id: "p1" }], ordersReady: [], ordersNoLongerReady: [], needsHistory: [],
      },
    });
    assert.equal(inventory.revision, 1);
    assert.deepEqual(inventory.report().rows.map(({ id }) => id), ["a2"]);
  });

  test("does a command once, whoever sends it again, in whichever order its keys come", () => {
    const inventory = load(shop());
    accepted(inventory, receive);
    const before = inventory.toSnapshot();
    const again = { purchaseOrderId: "p1", type: "receivePurchaseOrder", allowOver: false, lines: undefined, at: "2026-01-01T00:00:00Z", id: "c1" };
    const outcome = inventory.apply(again);
    assert.equal(outcome.duplicate, true);
    assert.deepEqual(outcome.events, []);
    assert.deepEqual(Object.values(outcome.changes).flat(), []);
    assert.equal(outcome.revision, 1);
    assert.deepEqual(inventory.toSnapshot(), before);
  });

  test("takes a list whole or not at all", () => {
    const inventory = load(warehouse());
    const before = inventory.toSnapshot();
    const list = EXAMPLES.slice(0, 3).map(({ command }, at) => ({ ...command, id: `l${at}`, expectedRevision: null }));
    const refused = inventory.apply([...list, { id: "l3", at: 1, type: "finishPurchaseOrder", purchaseOrderId: "nobody" }]);
    assert.deepEqual([refused.ok, refused.index, refused.revision, refused.refusal.code], [false, 3, 0, "notFound"]);
    assert.deepEqual(inventory.toSnapshot(), before);
    const outcome = accepted(inventory, list);
    assert.deepEqual(outcome.events.map(({ revision, commandId }) => [revision, commandId]), [[1, "l0"], [2, "l1"], [3, "l2"]]);
    assert.deepEqual(inventory.apply([]).events, []);
  });

  test("leaves the host's objects alone, and keeps none of them", () => {
    const inventory = load(warehouse());
    for (const { command } of SEQUENCE.slice(0, 3)) accepted(inventory, frozen({ ...structuredClone(command), id: command.type, expectedRevision: null }));
    const lines = [{ lineId: "p1a", quantity: 1 }];
    const { events } = accepted(inventory, { ...receive, lines });
    const before = inventory.toSnapshot();
    lines[0].quantity = 9;
    events[0].adjustments[0].quantity = 9;
    assert.deepEqual(inventory.toSnapshot(), before);
  });
});

describe("every command", () => {
  for (const { type, command, before } of [...EXAMPLES, ...TAKEN_BACK]) {
    test(`${command.type} makes the event ${type}, which makes the same state elsewhere`, () => {
      const here = load(warehouse());
      const there = load(warehouse());
      const events = [...before, command].flatMap((command) => accepted(here, command).events);
      assert.equal(events.at(-1).type, type);
      assert.equal(events.at(-1).command, command.type);
      there.replay(stored(events));
      assert.deepEqual(there.toSnapshot(), here.toSnapshot());
      assert.deepEqual(there.report().rows, here.report().rows);
    });
  }
});

describe("decide", () => {
  test("says what apply will say, and changes nothing", () => {
    const inventory = load(shop());
    const before = inventory.toSnapshot();
    const preview = inventory.decide(receive);
    assert.deepEqual(inventory.decide(receive), preview);
    assert.equal(inventory.revision, 0);
    assert.deepEqual(inventory.toSnapshot(), before);
    assert.deepEqual(inventory.report().rows.map(({ id }) => id), ["a1", "a2"]);
    assert.deepEqual(inventory.apply(receive), preview);
  });

  test("and replay are apply, with the store in between", () => {
    const first = load(shop());
    const second = load(shop());
    const outcome = first.decide(receive);
    const kept = stored(outcome.events);
    assert.deepEqual(first.replay(kept), outcome.changes);
    assert.deepEqual(accepted(second, receive), outcome);
    assert.deepEqual(first.toSnapshot(), second.toSnapshot());
  });
});

test("two tabs over one store: the second to decide takes in what came first, and decides again", () => {
  const store = new Map();
  const append = (events) => {
    if (events.some(({ revision }) => store.has(revision))) throw new Error("there already");
    for (const event of stored(events)) store.set(event.revision, event);
  };
  const tab = () => {
    const inventory = load(warehouse());
    const missed = () => [...store.values()].filter(({ revision }) => revision > inventory.revision);
    const perform = (command, whileStoring = () => {}) => {
      const outcome = inventory.decide(command);
      whileStoring();
      try {
        append(outcome.events);
      } catch {
        inventory.replay(missed());
        return perform(command);
      }
      inventory.replay(outcome.events);
      return outcome;
    };
    return { inventory, perform, missed };
  };
  const [one, two] = [tab(), tab()];
  two.perform({ id: "c2", at: 1, type: "markOrderPaid", orderId: "o2" }, () => one.perform(receive));
  one.inventory.replay(one.missed());
  assert.deepEqual([...store.values()].map(({ commandId, revision }) => [commandId, revision]), [["c1", 1], ["c2", 2]]);
  assert.deepEqual(one.inventory.toSnapshot(), two.inventory.toSnapshot());
});

describe("replay", () => {
  /** A morning's commands, one after another. */
  const morning = () =>
    EXAMPLES.filter(({ before, command }) => before.length === 0 && !["archiveTransfer", "markPickedUp", "cancelShipment", "voidSale"].includes(command.type))
      .map(({ command }, at) => ({ ...command, id: `m${at}`, expectedRevision: null }));

  test("two inventories stay equal, event by event, and a third catches up", () => {
    const here = load(warehouse());
    const there = load(warehouse());
    const late = load(warehouse());
    const log = [];
    for (const command of morning()) {
      const outcome = here.apply(command);
      // Some are refused after what was done before: nothing to send then.
      const events = outcome.ok ? stored(outcome.events) : [];
      if (outcome.ok) assert.deepEqual(there.replay(events), outcome.changes, command.type);
      log.push(...events);
    }
    assert.ok(log.length >= 20, `${log.length} of the commands were accepted`);
    assert.equal(here.revision, log.length);
    late.replay(stored(log));
    for (const other of [there, late]) {
      assert.deepEqual(other.toSnapshot(), here.toSnapshot());
      assert.deepEqual(other.report().rows, here.report().rows);
      assert.deepEqual(other.history().rows, here.history().rows);
    }
  });

  test("known events are skipped, and a command known from an event is a duplicate", () => {
    const here = load(shop());
    const there = load(shop());
    const { events } = accepted(here, receive);
    const nothing = Object.values(here.replay(stored(events))).flat();
    assert.deepEqual(nothing, []);
    there.replay(stored(events));
    assert.equal(there.apply(receive).duplicate, true);
    assert.deepEqual(Object.values(there.replay([])).flat(), []);
  });

  test("a gap is refused, and nothing of the list is taken in", () => {
    const here = load(warehouse());
    const there = load(warehouse());
    const log = EXAMPLES.slice(0, 3).flatMap(({ command }, at) => accepted(here, { ...command, id: `g${at}`, expectedRevision: null }).events);
    const before = there.toSnapshot();
    const error = thrown(() => there.replay([log[0], log[2]]));
    assert.deepEqual([error.code, error.path], ["gap", "events[1].revision"]);
    assert.deepEqual(there.toSnapshot(), before);
    there.replay(log);
    assert.deepEqual(there.toSnapshot(), here.toSnapshot());
  });

  test("events that are none are refused with their path", () => {
    const inventory = load(shop());
    const [event] = inventory.decide(receive).events;
    const before = inventory.toSnapshot();
    const refused = (events, path, code = "invalidInput") => {
      const error = thrown(() => inventory.replay(events));
      assert.equal(error.code, code);
      assert.match(error.path, path);
    };
    for (const value of [undefined, null, 5, "x", {}]) refused(value, /^events$/);
    for (const value of [null, 5, "x", []]) refused([value], /^(events)?\[0\]/);
    refused([{ ...event, type: "purchaseOrderEaten" }], /^(events)?\[0\]/);
    refused([{ ...event, revision: 1.5 }], /^(events)?\[0\]/);
    refused([{ ...event, adjustments: [{ ...event.adjustments[0], quantity: "many" }] }], /^(events)?\[0\]/);
    refused([{ ...event, purchaseOrderId: "nobody" }], /^events\[0\]/);
    refused([{ ...event, at: 5n }], /^events\[0\]\.at$/);
    refused([{ ...event, by: "\ud83d" }], /^events\[0\]\.by$/);
    refused([{ ...event, format: "oversold/2" }], /^events\[0\]\.format$/, "unsupportedVersion");
    assert.deepEqual(inventory.toSnapshot(), before);
    inventory.replay([{ ...event, storedBy: "the host" }]);
    assert.equal(inventory.revision, 1);
  });
});

describe("undo and history", () => {
  test("what was done can be seen, searched and taken back once", () => {
    const inventory = load(warehouse());
    accepted(inventory, receive);
    accepted(inventory, { id: "c2", at: 1001, by: "Tom", type: "markOrderPaid", orderId: "o2" });
    assert.deepEqual(inventory.history(), {
      total: 2,
      offset: 0,
      rows: [
        { commandId: "c2", type: "markOrderPaid", at: 1001, by: "Tom", revision: 2, undoable: true, documents: [{ type: "order", id: "o2" }] },
        { commandId: "c1", type: "receivePurchaseOrder", at: 1000, by: "Eva", revision: 1, undoable: true, documents: [{ type: "purchaseOrder", id: "p1" }] },
      ],
    });
    const ids = (query) => inventory.history(query).rows.map(({ commandId }) => commandId);
    assert.deepEqual(ids({ by: "Eva" }), ["c1"]);
    assert.deepEqual(ids({ search: "paid tom" }), ["c2"]);
    assert.deepEqual(ids({ offset: 1 }), ["c1"]);
    assert.equal(thrown(() => inventory.history({ who: "Eva" })).path, "who");

    const { events } = accepted(inventory, { id: "c3", at: 1002, type: "undo", commandId: "c1" });
    assert.deepEqual([events[0].type, events[0].undoes], ["receiptReversed", "c1"]);
    assert.deepEqual(inventory.history().rows.map(({ undoable }) => undoable), [false, true, false]);
    assert.deepEqual(inventory.report().rows, load(warehouse()).report().rows);
    assert.equal(inventory.apply({ id: "c4", at: 1003, type: "undo", commandId: "c1" }).refusal.code, "notReversible");
  });

  test("a snapshot carries them on", () => {
    const inventory = load(warehouse());
    for (const { command } of SEQUENCE) accepted(inventory, { ...command, id: command.type, expectedRevision: null });
    const snapshot = inventory.toSnapshot();
    const others = { fromObjects: Inventory.fromObjects(snapshot), fromJson: Inventory.fromJson(JSON.stringify(snapshot)) };
    for (const [name, other] of Object.entries(others)) {
      assert.equal(other.revision, 4, name);
      assert.deepEqual(other.history(), inventory.history(), name);
      assert.equal(other.apply({ ...EXAMPLES[0].command, id: "createPurchaseOrder" }).duplicate, true, name);
      const undo = { id: "u1", at: 2000, type: "undo", commandId: "receivePurchaseOrder" };
      assert.deepEqual(accepted(other, undo), inventory.decide(undo), name);
      other.dispose();
    }
  });
});

describe("a locale", () => {
  test("still orders text after commands and events brought new texts", () => {
    const names = ["Zebra", "ärla", "apa", "öra", "Åse"];
    const item = (description, at) => ({ id: `i${at}`, description });
    const level = (_, at) => ({ itemId: `i${at}`, shopId: "main", qoh: -1 });
    const snapshot = { format: "oversold/1", shops: [{ id: "main", name: "Main Street" }], items: names.map(item), levels: names.map(level) };
    const inventory = load(snapshot, { locale: "sv" });
    const sorted = () => inventory.report({ sort: [{ by: "description" }] }).rows.map(({ description }) => description);
    const collator = new Intl.Collator("sv", { numeric: true });
    const check = (...more) => {
      names.push(...more);
      assert.deepEqual(sorted(), [...names].sort(collator.compare));
    };
    const merge = (id, description) => {
      const at = names.length;
      return { id, at: 1, type: "merge", upsert: { items: [item(description, at)], levels: [level(null, at)] } };
    };
    check();
    accepted(inventory, merge("c1", "ögla"));
    check("ögla");
    inventory.replay(inventory.decide(merge("c2", "ål")).events);
    check("ål");
    // A level that falls below zero brings a text that was there, but not ranked yet.
    accepted(inventory, { id: "c3", at: 2, type: "merge", upsert: { items: [item("ämne", 99)] } });
    check();
    accepted(inventory, { id: "c4", at: 3, type: "adjustStock", itemId: "i99", shopId: "main", quantity: -1 });
    check("ämne");
  });
});

describe("planning", () => {
  test("backorders: which orders wait, for what", () => {
    const inventory = load(warehouse());
    const { total, rows } = inventory.backorders({ at: 950, sort: [{ by: "number", descending: true }] });
    assert.equal(total, 2);
    assert.deepEqual(rows, [
      {
        orderId: "o2", number: "E1002", placedAt: 290, customer: "Ben", priority: 0, state: "ready", promisedAt: null, late: null, overdue: false,
        blockedBy: ["fraudNotCleared", "notPaid"],
        lines: [
          { orderLineId: "o2a", itemId: "gloves", description: "Winter gloves", shopId: "main", unshipped: 2, onShelf: 2, missing: 0, coveredBy: [] },
        ],
      },
      {
        orderId: "o1", number: "E1001", placedAt: 90, customer: "Ada", priority: 0, state: "incoming", promisedAt: null, late: null, overdue: true,
        blockedBy: ["notOnShelf"],
        lines: [
          {
            orderLineId: "o1a", itemId: "helmet", description: "Road helmet", shopId: "main", unshipped: 1, onShelf: 0, missing: 0,
            coveredBy: [{ type: "purchaseOrder", id: "p1", number: "12", quantity: 1, expectedAt: 900 }],
          },
        ],
      },
    ]);
    assert.deepEqual(inventory.backorders({ states: ["ready"] }).rows.map(({ orderId }) => orderId), ["o2"]);
    assert.equal(thrown(() => inventory.backorders({ state: ["ready"] })).path, "state");
    assert.equal(thrown(() => inventory.backorders({ sort: [{ by: "colour" }] })).path, "sort[0].by");
  });

  test("sortDelivery: what was scanned, sorted into whose it is, ready to be received", () => {
    const inventory = load(warehouse());
    const before = inventory.toSnapshot();
    const delivery = inventory.sortDelivery({ shopId: "main", scanned: [{ code: "111", quantity: "2" }, { code: "222", quantity: 9 }, { code: "x", quantity: 1 }] });
    assert.deepEqual(delivery.receive[0], { type: "purchaseOrder", id: "p1", number: "12", lines: [{ lineId: "p1a", quantity: 2 }] });
    assert.deepEqual(delivery.setAside.map(({ orderId, completes }) => [orderId, completes]), [["o1", true]]);
    assert.deepEqual(delivery.notExpected, [{ itemId: "gloves", quantity: 2 }]);
    assert.deepEqual(delivery.unknown, [{ code: "x", quantity: 1, candidates: [] }]);
    assert.deepEqual(inventory.toSnapshot(), before);
    const commands = delivery.receive.map(({ id, lines }, at) => ({ id: `c${at}`, at: 1, type: "receivePurchaseOrder", purchaseOrderId: id, lines }));
    assert.deepEqual(accepted(inventory, commands).changes.ordersReady, ["o1"]);

    const refused = (options, path) => {
      const error = thrown(() => inventory.sortDelivery(options));
      assert.deepEqual([error.code, error.path], ["invalidInput", path]);
    };
    refused(undefined, "");
    refused({ shopId: "main" }, "scanned");
    refused({ shopId: "main", scanned: [{ code: "111", quantity: -1 }] }, "scanned[0].quantity");
    refused({ shopId: "main", scanned: [{ code: 111, quantity: 1 }] }, "scanned[0].code");
    refused({ shopId: "main", scanned: [{ code: "111", qty: 1 }] }, "scanned[0].qty");
    refused({ shop: "main", scanned: [] }, "shop");
  });
});
