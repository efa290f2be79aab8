// The example service: what it sends shows the rows of everything; what two clients do is stored once, and known to both.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { get } from "node:http";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { init, Inventory } from "oversold";
import { EXAMPLES, warehouse } from "../node/commands.mjs";
import { chance, command } from "./chance.mjs";
import { Client } from "./client.mjs";
import { sameDocuments, sameReport, sameRows } from "./equal.mjs";
import { missing, openPostgres } from "./postgres.mjs";
import { ask, changes, fill, history, Refused, send, serve, workingSet } from "./support.mjs";

if (missing) console.log(`NOT RUN: the example service: ${missing}`);

/** A folder of snapshots, as `cargo xtask service` writes them. */
const DATA = process.env.OVERSOLD_SERVICE_DATA;
const files = DATA ? (await readdir(DATA)).filter((name) => name.endsWith(".json")) : [];

/** Commands by chance, for each file: as many as take a minute in all; more on demand. */
const STEPS = Number(process.env.OVERSOLD_SERVICE_STEPS ?? 60);

/** The status of what was refused. */
const refused = async (asked) => {
  const error = await asked.then(() => assert.fail("it was not refused"), (error) => error);
  assert.ok(error instanceof Refused, String(error));
  return error;
};
const HEAD = { at: 1_700_000_000_000, by: "Ann" };
const count = (id, counted) => ({ ...HEAD, id, type: "countStock", itemId: "helmet", shopId: "main", counted });

describe("the example service", { skip: missing }, () => {
  let postgres;
  let databases = 0;
  before(async () => {
    await init();
    postgres = await openPostgres();
  });
  after(() => postgres?.close());

  /** A service over a database of its own. */
  async function opened(t, snapshot) {
    const database = await postgres.database(`stock${++databases}`);
    await fill(database, snapshot);
    let service = await serve(database);
    t.after(() => service.stop());
    const restarted = async () => {
      await service.stop();
      service = await serve(database);
      return service.url;
    };
    return { url: service.url, restarted };
  }

  for (const file of files) {
    test(`${file}: rows from the working set are the rows from everything, for all shops and for some`, async (t) => {
      const bytes = await readFile(`${DATA}/${file}`);
      const { url } = await opened(t, bytes);
      const all = Inventory.fromJson(bytes);
      const snapshot = await workingSet(url);
      sameRows(Inventory.fromObjects(snapshot), all, [], file);
      sameDocuments(Inventory.fromObjects(snapshot), all, file);
      const shops = snapshot.shops.map(({ id }) => id).filter((_, at) => at % 3 === 0);
      sameRows(Inventory.fromObjects(await workingSet(url, shops)), all, shops, `${file}, ${shops.length} shops`);
      t.diagnostic(`${all.report({ limit: 1 }).total} rows; ${snapshot.adjustments.length} of ${all.toSnapshot().adjustments.length} movements`);
    });

    test(`${file}: two clients by chance, one of all shops and one of some; what changed gives both the rows of everything`, async (t) => {
      const bytes = await readFile(`${DATA}/${file}`);
      const { url } = await opened(t, bytes);
      const all = Inventory.fromJson(bytes);
      const shops = all.toSnapshot().shops.map(({ id }) => id);
      const some = shops.filter((_, at) => at % 2 === 0);
      const clients = [await Client.open(url), await Client.open(url, some)];
      const random = chance(7);
      let accepted = 0;
      for (let step = 1; step <= STEPS; step++) {
        const client = random.pick(clients);
        const asked = command(random, client.inventory, shops, `step ${step}`);
        if (!asked) continue;
        const outcome = await client.run(asked);
        if (!outcome.ok) continue;
        accepted += 1;
        all.replay(outcome.events.map((event) => ({ ...event, revision: client.revision })));
        sameReport(client.inventory, all, client.shops, `step ${step}, ${asked.type}`);
        if (step % 20 > 0) continue;
        for (const one of clients) {
          await one.pull();
          sameRows(one.inventory, all, one.shops, `after step ${step}`);
          sameRows(Inventory.fromObjects(await workingSet(url, one.shops)), all, one.shops, `loaded after step ${step}`);
        }
        sameDocuments(clients[0].inventory, all, `after step ${step}`);
      }
      const told = clients.map(({ told }) => told);
      t.diagnostic(`${accepted} commands accepted; ${JSON.stringify(told)}`);
      assert.ok(accepted > STEPS / 3, "most of what was asked was done");
      assert.ok(told.some(({ conflicts }) => conflicts > 0), "they met");
    });
  }

  test("every event of the contract, and what it makes of the tables", async (t) => {
    const made = new Set();
    for (const { command, before } of EXAMPLES) {
      await t.test(command.type, async (t) => {
        const { url } = await opened(t, warehouse());
        const all = Inventory.fromObjects(warehouse());
        // It knows everything: some of these commands are about what a working set does not hold.
        const doing = new Client(url, [], { ...warehouse(), revision: 0 });
        const watching = await Client.open(url);
        for (const one of [...before, command]) {
          const outcome = await doing.run({ ...one, expectedRevision: null });
          assert.ok(outcome.ok, JSON.stringify(outcome));
          for (const event of outcome.events) made.add(event.type);
          all.replay(outcome.events.map((event) => ({ ...event, revision: doing.revision })));
        }
        await watching.pull();
        for (const inventory of [doing.inventory, watching.inventory, Inventory.fromObjects(await workingSet(url))]) {
          sameRows(inventory, all, [], command.type);
          sameDocuments(inventory, all, command.type);
        }
      });
    }
    assert.ok(made.size > 25, `${made.size} types of events`);
  });

  test("who was slower is told what the others did, and stores nothing", async (t) => {
    const { url } = await opened(t, warehouse());
    const [quick, slow] = [await Client.open(url), await Client.open(url)];
    await quick.run(count("quick", 4));
    const { events } = slow.inventory.decide(count("slow", 9));
    const error = await refused(send(url, slow.revision, events));
    assert.equal(error.status, 409);
    assert.deepEqual(error.body.events.map(({ commandId, revision }) => [commandId, revision]), [["quick", 1]]);
    assert.equal(error.body.revision, 0, "of the slow one's own nothing is here");
    assert.ok((await slow.run(count("slow", 9))).ok);
    assert.equal(slow.told.conflicts, 1);
    await quick.pull();
    assert.deepEqual([quick.revision, slow.revision], [2, 2]);
    assert.equal(quick.inventory.item("helmet").levels.find(({ shopId }) => shopId === "main").qoh, slow.inventory.item("helmet").levels.find(({ shopId }) => shopId === "main").qoh);
  });

  test("where nothing changed there is nothing to merge", async (t) => {
    const { url } = await opened(t, warehouse());
    const client = await Client.open(url);
    await client.run(count("one", 4));
    const { revision, upsert, remove } = await changes(url, 1);
    assert.equal(revision, 1);
    assert.deepEqual([upsert, remove].map((records) => Object.values(records).flat()), [[], []]);
  });

  test("a shop, a vendor and an item that came in by a merge, and went again", async (t) => {
    const { url } = await opened(t, warehouse());
    const [doing, watching] = [await Client.open(url), await Client.open(url)];
    const upsert = {
      shops: [{ id: "new", name: "New Street" }], vendors: [{ id: "v9", name: "Nine" }],
      items: [{ id: "lamp", description: "Lamp", defaultVendorId: "v9" }], levels: [{ itemId: "lamp", shopId: "new", qoh: "-1.5" }],
    };
    assert.ok((await doing.run({ ...HEAD, id: "in", type: "merge", upsert })).ok);
    await watching.pull();
    sameRows(watching.inventory, doing.inventory, [], "in");
    assert.ok(watching.inventory.report().rows.some(({ shop, vendor, uncovered }) => shop === "New Street" && vendor === "Nine" && uncovered === 1.5));
    const remove = { levels: [{ itemId: "lamp", shopId: "new" }], items: ["lamp"], vendors: ["v9"], shops: ["new"] };
    assert.ok((await doing.run({ ...HEAD, id: "out", type: "merge", remove })).ok);
    await watching.pull();
    sameRows(watching.inventory, Inventory.fromObjects(await workingSet(url)), [], "out");
    assert.equal(watching.inventory.item("lamp"), null);
  });

  test("an answer that was lost: the same events again are acknowledged, and not doubled", async (t) => {
    const { url } = await opened(t, warehouse());
    const client = await Client.open(url);
    const first = client.inventory.apply([count("one", 4), count("two", 5)]).events;
    assert.deepEqual(await send(url, 0, first), { revision: 2, events: [] });
    assert.deepEqual(await send(url, 0, first), { revision: 2, events: [] }, "again");
    const third = client.inventory.apply(count("three", 6)).events;
    assert.deepEqual(await send(url, 0, [...first, ...third]), { revision: 3, events: [] }, "again, and one more");
    const other = await Client.open(url);
    await other.run(count("other", 7));
    const fourth = client.inventory.apply(count("four", 8)).events;
    const { status, body } = await refused(send(url, 0, [...first, ...third, ...fourth]));
    assert.deepEqual([status, body.revision, body.events.map(({ commandId }) => commandId)], [409, 3, ["other"]], "three are here, and then somebody else came");
    const snapshot = await workingSet(url);
    assert.deepEqual(snapshot.commands.map(({ id }) => id), ["one", "two", "three", "other"]);
    assert.equal(new Set(snapshot.adjustments.map(({ id }) => id)).size, snapshot.adjustments.length);
    const forged = await refused(send(url, 4, [{ ...fourth[0], commandId: "one", digest: "another" }]));
    assert.deepEqual([forged.status, forged.body.code], [422, "idReused"]);
  });

  test("ended in the middle of its work and started again, it has lost nothing that it acknowledged", async (t) => {
    const { url, restarted } = await opened(t, warehouse());
    const client = await Client.open(url);
    const acknowledged = [];
    const working = (async () => {
      for (let number = 1; ; number++) {
        await client.run(count(`count ${number}`, number));
        acknowledged.push(`count ${number}`);
      }
    })().catch((error) => error);
    while (acknowledged.length < 10) await new Promise((resolve) => setTimeout(resolve, 10));
    const again = await restarted();
    assert.match(String(await working), /fetch failed|terminated/);
    const { commands, revision } = await workingSet(again);
    const ids = commands.map(({ id }) => id);
    assert.deepEqual(ids.slice(0, acknowledged.length), acknowledged);
    assert.ok(ids.length <= acknowledged.length + 1, "at most the one whose answer was lost");
    assert.equal(revision, ids.length);
    client.url = again;
    assert.ok((await client.run(count(`count ${acknowledged.length + 1}`, acknowledged.length + 1))).ok, "asked again, it is done, once");
    assert.equal((await workingSet(again)).commands.length, acknowledged.length + 1);
  });

  test("events that are none, and a revision that never was", async (t) => {
    const { url } = await opened(t, warehouse());
    const { inventory } = await Client.open(url);
    const [event] = inventory.decide(count("one", 4)).events;
    const codes = async (events, revision = 0) => {
      const { status, body } = await refused(send(url, revision, events));
      return [status, body.code, body.path];
    };
    assert.deepEqual(await codes([{ ...event, commandId: 7 }]), [422, "invalidInput", "events[0].commandId"]);
    assert.deepEqual(await codes([{ ...event, type: "wish" }]), [422, "invalidInput", "events"]);
    assert.deepEqual(await codes([{ ...event, format: "oversold/9" }]), [422, "invalidInput", "events[0].format"]);
    const nowhere = { ...event, type: "orderFraudSet", orderId: "nobody", fraud: "cleared" };
    assert.deepEqual((await codes([event, { ...nowhere, commandId: "two" }])).slice(0, 2), [422, "invalidInput"]);
    assert.deepEqual(await codes([event], 5), [410, "gone", null]);
    assert.equal((await refused(changes(url, 5))).status, 410);
    assert.equal((await refused(history(url, 5, []))).status, 410);
    assert.equal((await workingSet(url)).revision, 0, "nothing of it was stored, the good event before the bad one neither");
  });

  test("compressed as the one who asks can read it", async (t) => {
    const { url } = await opened(t, warehouse());
    const raw = (encoding) =>
      new Promise((resolve, reject) => {
        const request = get(`${url}working-set`, { headers: { "accept-encoding": encoding } }, (response) => {
          const chunks = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("end", () => resolve([response.headers["content-encoding"], Buffer.concat(chunks)]));
        });
        request.on("error", reject);
      });
    const [none, plain] = await raw("identity");
    const [gzip, packed] = await raw("gzip");
    const [zstd, smaller] = await raw("gzip;q=0.5, zstd");
    assert.deepEqual([none, gzip, zstd], [undefined, "gzip", "zstd"]);
    assert.deepEqual(JSON.parse(gunzipSync(packed)).items, JSON.parse(plain).items);
    assert.ok(packed.length < plain.length && smaller.length < plain.length);
    await ask(`${url}working-set`);
  });
});
