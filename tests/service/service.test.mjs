// The example service: what it sends shows the rows of everything; what two clients do is stored once, and known to both.
import assert from "node:assert/strict";
import { once } from "node:events";
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
import { ask, changes, eventually, fill, history, Refused, send, serve, workingSet } from "./support.mjs";

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
  async function opened(t, snapshot, ...options) {
    const database = await postgres.database(`stock${++databases}`);
    await fill(database, snapshot);
    let service = await serve(database, ...options);
    t.after(() => service.stop());
    const restarted = async () => {
      await service.stop();
      service = await serve(database, ...options);
      return service.url;
    };
    return { url: service.url, database, restarted };
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

  test("who wrote to the tables by hand was quicker too, without an event", async (t) => {
    const { url, database } = await opened(t, warehouse());
    const client = await Client.open(url);
    const { events } = client.inventory.decide(count("one", 9));
    await postgres.sql(
      database,
      `update head set revision = revision + 1;
       update levels set reorder_point = 7 where item_id = 'helmet' and shop_id = 'main';
       insert into changes select revision, 'levels', 'helmet', 'main' from head`,
    );
    const { status, body } = await refused(send(url, client.revision, events));
    assert.deepEqual([status, body], [409, { lineage: client.lineage, revision: 0, events: [] }]);
    assert.deepEqual((await workingSet(url)).commands, [], "it was not stored, and nobody was told so");
    assert.ok((await client.run(count("one", 9))).ok);
    assert.deepEqual([client.told.conflicts, client.revision], [1, 2]);
    sameRows(client.inventory, Inventory.fromObjects(await workingSet(url)), [], "with what was written by hand");
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
    const { lineage } = client;
    assert.deepEqual(await send(url, 0, first), { lineage, revision: 2 });
    assert.deepEqual(await send(url, 0, first), { lineage, revision: 2 }, "again");
    const third = client.inventory.apply(count("three", 6)).events;
    const odd = await refused(send(url, 0, [...first, { ...third[0], format: "oversold/9" }]));
    assert.equal(odd.body.path, "events[2].format", "by what was sent, and not by what was new of it");
    assert.deepEqual(await send(url, 0, [...first, ...third]), { lineage, revision: 3 }, "again, and one more");
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

  test("an answer that was lost, where others came between: whoever sends again hears of all that they missed", async (t) => {
    const { url } = await opened(t, warehouse());
    const [client, other] = [await Client.open(url), await Client.open(url)];
    const mine = client.inventory.decide(count("mine", 4)).events;
    const next = client.inventory.apply([count("mine", 4), count("next", 5)]).events.slice(1);
    const told = async (revision, events) => {
      const { status, body } = await refused(send(url, revision, events));
      return [status, body.revision, body.events.map(({ commandId }) => commandId)];
    };
    await other.run(count("first", 7));
    await send(url, 1, mine);
    assert.deepEqual(await told(0, mine), [409, 0, ["first", "mine"]], "it is here, but not behind what the sender knew");
    assert.deepEqual(await told(0, [...mine, ...next]), [409, 0, ["first", "mine"]], "nor is the next one taken in");
    assert.deepEqual(await told(1, [...next, ...mine]), [409, 1, ["mine"]], "nor one that was done before it");
    assert.deepEqual(await told(2, mine), [409, 2, ["mine"]], "known as what others did: not to be done again");
    assert.equal((await workingSet(url)).revision, 2);
  });

  test("an answer that was lost, and the same command asked again: it is done once", async (t) => {
    const { url } = await opened(t, warehouse());
    const sell = { ...HEAD, id: "sold", type: "adjustStock", itemId: "helmet", shopId: "main", quantity: -3 };
    for (const others of [[], [count("other", 7)]]) {
      const [client, other] = [await Client.open(url), await Client.open(url)];
      const command = { ...sell, id: `sold, then ${others.length}` };
      await send(url, client.revision, client.inventory.decide(command).events);
      await other.pull();
      for (const theirs of others) await other.run(theirs);
      assert.ok((await client.run(command)).ok);
      sameRows(client.inventory, Inventory.fromObjects(await workingSet(url)), [], command.id);
    }
  });

  test("another database at the same revision is another one", async (t) => {
    const { url, database } = await opened(t, warehouse());
    const client = await Client.open(url);
    await client.run(count("one", 4));
    const { lineage, revision } = client;
    assert.deepEqual([(await workingSet(url)).lineage, (await changes(url, 0)).lineage, (await history(url, 0, [])).lineage], [lineage, lineage, lineage]);
    const anew = await opened(t, warehouse());
    await (await Client.open(anew.url)).run(count("another", 9));
    const { events } = client.inventory.decide(count("two", 5));
    const asked = [(url) => changes(url, revision, [], lineage), (url) => history(url, revision, [], [], lineage), (url) => send(url, revision, events, lineage)];
    for (const ask of asked) {
      const { status, body } = await refused(ask(anew.url));
      assert.deepEqual([status, body.code], [410, "gone"]);
    }
    await postgres.sql(database, "update head set lineage = gen_random_uuid()");
    assert.equal((await refused(client.pull())).status, 410, "and so is one that was restored, once it is told so");
    assert.equal((await changes(url, revision)).revision, revision, "who names none is not asked");
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
    assert.deepEqual(await codes([event, { ...event, commandId: "two", type: "wish" }]), [422, "invalidInput", "events[1]"]);
    assert.deepEqual(await codes([{ ...event, format: "oversold/9" }]), [422, "unsupportedVersion", "events[0].format"]);
    const nowhere = { ...event, type: "orderFraudSet", orderId: "nobody", fraud: "cleared" };
    assert.deepEqual((await codes([event, { ...nowhere, commandId: "two" }])).slice(0, 2), [422, "invalidInput"]);
    assert.deepEqual(await codes([event], 5), [410, "gone", null]);
    assert.deepEqual(await codes([event, event]), [422, "invalidInput", "events[1].commandId"], "one command twice");
    const [prioritised] = inventory.decide({ ...HEAD, id: "two", type: "prioritiseOrder", orderId: "o1", priority: 3 }).events;
    assert.deepEqual(await codes([prioritised, prioritised]), [422, "invalidInput", "events[1].commandId"], "one that moves no stock");
    assert.deepEqual(await codes([event], -1), [410, "gone", null]);
    assert.equal((await refused(changes(url, 5))).status, 410);
    assert.equal((await refused(history(url, 5, []))).status, 410);
    assert.equal((await workingSet(url)).revision, 0, "nothing of it was stored, the good event before the bad one neither");
  });

  test("what can never be stored is refused, and not asked for again", async (t) => {
    const { url } = await opened(t, warehouse());
    const { inventory } = await Client.open(url);
    const [event] = inventory.decide(count("one", 4)).events;
    const sent = async (events) => {
      const { status, body } = await refused(send(url, 0, events));
      return [status, body.code, body.path, body.message];
    };
    const nul = "the character U+0000 cannot be stored";
    assert.deepEqual(await sent([{ ...event, adjustments: [{ ...event.adjustments[0], note: "a\u0000b" }] }]), [422, "invalidInput", "events[0].adjustments[0].note", nul]);
    assert.deepEqual(await sent([{ ...event, "by\u0000": 1 }]), [422, "invalidInput", "events[0].by\u0000", nul]);
    const long = Array.from({ length: 9_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000))).join("");
    const [status, code, , message] = await sent(inventory.decide(count(long, 4)).events);
    assert.deepEqual([status, code], [422, "invalidInput"]);
    assert.match(message, /index row/);
    assert.equal((await refused(workingSet(url, ["a\u0000"]))).status, 422);
    assert.equal((await workingSet(url)).revision, 0);
  });

  test("a request that cannot be read is answered as any refusal is", async (t) => {
    const { url } = await opened(t, warehouse());
    const json = { "content-type": "application/json" };
    const said = async (path, init) => {
      const response = await fetch(`${url}${path}`, init);
      const { code, path: place, message } = await response.json();
      assert.ok(message.length > 5 && place === null, message);
      return [response.status, code];
    };
    const post = (body, headers = json) => said("events", { method: "POST", headers, body });
    assert.deepEqual(await post("{"), [400, "invalidInput"]);
    assert.deepEqual(await post("{}"), [422, "invalidInput"]);
    assert.deepEqual(await post("{}", {}), [415, "invalidInput"]);
    assert.deepEqual(await post(" ".repeat(3 * 1024 * 1024)), [400, "invalidInput"], "long, but not too long");
    assert.deepEqual(await post(JSON.stringify({ expectedRevision: 0, events: ["x".repeat(65 * 1024 * 1024)] })), [413, "tooLarge"]);
    assert.deepEqual(await said("changes?since=yesterday"), [400, "invalidInput"]);
    assert.deepEqual(await said("changes"), [400, "invalidInput"]);
    assert.deepEqual(await said("wishes"), [404, "notFound"]);
    assert.deepEqual(await said("events"), [405, "invalidInput"]);
  });

  test("where all connections are in use it says so, in time", async (t) => {
    const { url, database } = await opened(t, warehouse(), "--connections", "1", "--patience", "1");
    const { inventory } = await Client.open(url);
    const release = await postgres.holding(database, "select from head for update");
    const waiting = send(url, 0, inventory.decide(count("one", 4)).events);
    const { status, body } = await eventually(async () => refused(workingSet(url)));
    assert.deepEqual([status, body.code, body.path], [503, "busy", null]);
    await release();
    assert.equal((await waiting).revision, 1, "who had one was not disturbed");
  });

  test("who asks and does not read keeps no connection", async (t) => {
    const snapshot = warehouse();
    snapshot.adjustments.push(...Array.from({ length: 40 }, (_, n) => ({ id: `long ${n}`, itemId: "helmet", shopId: "main", quantity: -1, at: 9_000 + n, reason: "other", note: "x".repeat(1_000_000) })));
    snapshot.levels.find(({ itemId, shopId }) => itemId === "helmet" && shopId === "main").qoh -= 40;
    const { url } = await opened(t, snapshot, "--connections", "1", "--patience", "1");
    const request = get(`${url}working-set`, { headers: { "accept-encoding": "identity" } });
    const [response] = await once(request, "response");
    t.after(() => request.destroy());
    assert.equal((await eventually(() => changes(url, 0))).revision, 0);
    await assert.rejects(async () => {
      for await (const _ of response);
    }, "and does not take what they have for the whole");
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
