// The engine in a worker, asked from here: the same answers, the same errors, nothing left waiting when it dies.
import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, before, describe, test } from "node:test";
import { MessageChannel, Worker } from "node:worker_threads";
import { connect, InventoryError as WorkersError } from "../../pkg/dist/worker.js";
import { SEQUENCE, warehouse } from "./commands.mjs";
import { disposeAll, init, Inventory, InventoryError, load, rejected, shop, thrown, WASM, wasmBytes } from "./support.mjs";

const json = () => new TextEncoder().encode(JSON.stringify(shop()));
const workers = [];

function worker() {
  const worker = new Worker(new URL("worker.mjs", import.meta.url));
  workers.push(worker);
  return { worker, engine: connect(worker) };
}

async function started() {
  const made = worker();
  await made.engine.init();
  return made;
}

before(() => init());
afterEach(async () => {
  disposeAll();
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

describe("an engine in a worker", () => {
  test("has every method of Inventory, and gives the same answers", async () => {
    const { engine } = await started();
    const here = load(shop());
    const there = await engine.fromObjects(shop());
    const given = {
      rows: [["a1", "a9"]], incoming: ["helmet", "main"], explain: ["helmet", "main"], item: ["helmet"], sale: ["s1"], order: ["o1"],
      purchaseOrder: ["p1"], transfer: ["t1"], vendorReturn: ["r1"], sortDelivery: [{ shopId: "main", scanned: [] }], allocate: [{ strategy: "mostOrders" }], replay: [[]],
      replenish: [{ at: 1 }], replenishmentCommands: [here.replenish({ at: 1 }), { at: 1, newId: (kind) => kind, newNumber: (kind) => kind }],
      decide: [{ id: "c0", at: 1, type: "receivePurchaseOrder", purchaseOrderId: "p1" }], apply: [{ id: "c1", at: 1, type: "receivePurchaseOrder", purchaseOrderId: "p1" }],
    };
    const methods = Object.getOwnPropertyNames(Inventory.prototype).filter((name) => !["constructor", "dispose", "revision", "memoryBytes"].includes(name));
    assert.deepEqual(Object.keys(there).sort(), [...methods, "dispose", "revision", "memoryBytes"].sort());
    for (const method of methods) assert.deepEqual(await there[method](...(given[method] ?? [])), here[method](...(given[method] ?? [])), method);
    assert.equal(await there.revision(), here.revision);
    assert.ok((await there.memoryBytes()) > 0);
  });

  test("carries asks out in the order in which they come", async () => {
    const { engine } = await started();
    const inventory = await engine.fromObjects(warehouse());
    const outcomes = await Promise.all(SEQUENCE.map(({ command }, at) => inventory.apply({ ...command, id: `b${at}`, expectedRevision: null })));
    assert.deepEqual(outcomes.map(({ ok, revision }) => [ok, revision]), outcomes.map((_, at) => [true, at + 1]));
  });

  test("is loaded in every way", async () => {
    const { engine } = await started();
    const image = load(shop()).toBytes();
    const { columnsOf } = await import("../../pkg/dist/columns_in.js");
    for (const inventory of await Promise.all([
      engine.fromJson(JSON.stringify(shop())), engine.fromJson(json()), engine.fromJson(json().buffer), engine.fromBytes(image.slice()),
      engine.fromColumns(columnsOf(shop())), engine.load(new Blob([json()])), engine.load(new Response(json())), engine.load(new Blob([image]).stream()),
    ])) {
      assert.deepEqual(await inventory.toBytes(), image);
      await inventory.dispose();
    }
  });

  test("is started from bytes, a module or an address, and shares one start", async () => {
    for (const source of [await wasmBytes(), await WebAssembly.compile(await wasmBytes()), WASM, WASM.href]) {
      const { engine } = worker();
      await Promise.all([engine.init(source), engine.init()]);
      assert.equal(await (await engine.fromObjects(shop())).report().then(({ total }) => total), 2);
    }
  });

  test("moves bytes, in both directions, and cuts a part out of what is longer", async () => {
    const { engine } = await started();
    const bytes = json();
    const buffer = bytes.buffer;
    const inventory = await engine.fromJson(bytes);
    assert.equal(buffer.byteLength, 0, "moved");
    const around = new Uint8Array(json().length + 20);
    around.set(json(), 10);
    await engine.fromJson(around.subarray(10, -10));
    assert.equal(around.length, json().length + 20, "left alone");
    const columns = await inventory.reportColumns();
    assert.equal(columns.qoh[0], -2);
  });
});

describe("errors of a worker", () => {
  test("arrive as what they are", async () => {
    assert.equal(WorkersError, InventoryError);
    const { engine } = worker();
    const early = await rejected(engine.fromObjects(shop()));
    assert.equal(early.code, "notInitialised");
    await engine.init();
    assert.equal((await rejected(engine.init(await wasmBytes()))).code, "alreadyInitialised");

    const broken = { ...shop(), levels: [{ itemId: "helmet", shopId: "main", qoh: "many" }] };
    const expected = thrown(() => Inventory.fromObjects(broken));
    const error = await rejected(engine.fromObjects(broken));
    assert.deepEqual([error.code, error.message, error.path, error.details], [expected.code, expected.message, expected.path, expected.details]);

    const inventory = await engine.fromObjects(shop());
    assert.match((await rejected(inventory.report({ ecomonly: true }))).message, /did you mean ecomOnly\?/);
    assert.equal((await rejected(inventory.report({ search: () => {} }))).code, "invalidInput");
    assert.equal((await rejected(engine.load("nowhere"))).code, "invalidInput");
    assert.equal((await rejected(engine.load(new Response("", { status: 404 })))).details.status, 404);
    assert.equal((await inventory.report()).total, 2);
  });

  test("a start that failed can be tried again", async () => {
    const { engine } = worker();
    assert.equal((await rejected(engine.init(new TextEncoder().encode("<html>")))).code, "badWasm");
    assert.match((await rejected(engine.init("not an address"))).message, /is no address/);
    await engine.init();
  });

  test("an inventory that was disposed says so, and twice is harmless", async () => {
    const { engine } = await started();
    const inventory = await engine.fromObjects(shop());
    const last = inventory.report();
    await inventory.dispose();
    await inventory.dispose();
    if (Symbol.asyncDispose) await inventory[Symbol.asyncDispose]();
    assert.equal((await last).total, 2);
    assert.equal((await rejected(inventory.report())).code, "disposed");
    assert.equal((await rejected(inventory.revision())).code, "disposed");
  });

  test("a crash of the engine is told, and a fresh one can be had", async () => {
    const { worker, engine } = await started();
    const inventory = await engine.fromObjects(shop());
    const trapped = once(worker, "message");
    worker.postMessage("trap");
    await trapped;
    const error = await rejected(inventory.report());
    assert.equal(error.code, "poisoned");
    await engine.init();
    assert.equal(await (await engine.fromObjects(shop())).report().then(({ total }) => total), 2);
  });
});

describe("a load in a worker", () => {
  test("tells how far it is", async () => {
    const { engine } = await started();
    const bytes = json();
    const told = [];
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 500) controller.enqueue(bytes.slice(at, at + 500));
        controller.close();
      },
    });
    await engine.load(body, { onProgress: (count) => told.push(count) });
    assert.deepEqual(told, Array.from({ length: Math.ceil(bytes.length / 500) }, (_, at) => Math.min(bytes.length, 500 * (at + 1))));
    const once = [];
    await engine.load(new Blob([bytes]), { onProgress: (count) => once.push(count) });
    assert.equal(once.at(-1), bytes.length);
  });

  test("is cancelled, at once and on its way", async () => {
    const { engine } = await started();
    const why = new Error("the person left the page");
    assert.deepEqual((await rejected(engine.load(new Blob([json()]), { signal: AbortSignal.abort(why) }))).cause, why);

    const controller = new AbortController();
    let cancelled;
    const gone = new Promise((done) => (cancelled = done));
    const body = new ReadableStream({ start: (controller) => controller.enqueue(json().slice(0, 100)), cancel: () => cancelled() });
    const loading = rejected(engine.load(body, { signal: controller.signal, onProgress: () => controller.abort(why) }));
    const error = await loading;
    assert.deepEqual([error.code, error.cause], ["aborted", why]);
    await gone;
  });

  test("that was cancelled too late leaves nothing behind", async () => {
    const { engine } = await started();
    const large = JSON.stringify(shop({ items: [...shop().items, ...Array.from({ length: 20_000 }, (_, at) => ({ id: `item ${at}`, description: `Item ${at}` }))] }));
    const keeper = await engine.fromJson(large);
    let before;
    for (let round = 0; round < 25; round++) {
      const controller = new AbortController();
      const blob = new Blob([large]);
      const loading = rejected(engine.load(blob, { signal: controller.signal, onProgress: (count) => count === blob.size && controller.abort() }));
      assert.equal((await loading).code, "aborted");
      if (round === 4) before = await keeper.memoryBytes();
    }
    // Two or three may be there at a time, of 2.7 MB each; twenty that were left behind would need 50.
    assert.ok((await keeper.memoryBytes()) < before + 9_000_000, `${await keeper.memoryBytes()} after ${before}`);
  });

  test("an onProgress that throws ends it", async () => {
    const { engine } = await started();
    const oops = new Error("no such element");
    const error = await rejected(engine.load(new Blob([json()]), {
      onProgress() {
        throw oops;
      },
    }));
    assert.deepEqual([error.code, error.path, error.cause], ["invalidInput", "onProgress", oops]);
  });
});

describe("a worker that dies", () => {
  test("rejects what waits, and what is asked later", async () => {
    const { worker, engine } = await started();
    const inventory = await engine.fromObjects(shop());
    const waiting = engine.load(new ReadableStream({}));
    worker.postMessage("exit");
    const error = await rejected(waiting);
    assert.equal(error.code, "poisoned");
    assert.match(error.message, /ended with code 3.*Make another worker/);
    assert.match((await rejected(inventory.report())).message, /ended with code 3/);
    assert.equal((await rejected(engine.fromObjects(shop()))).code, "poisoned");
  });

  test("by an error that nobody caught is named with it", async () => {
    const { worker, engine } = await started();
    const waiting = engine.load(new ReadableStream({}));
    worker.postMessage("throw");
    assert.match((await rejected(waiting)).message, /a slip of the host's/);
  });

  test("before it began is named", async () => {
    const missing = new Worker(new URL("nowhere.mjs", import.meta.url));
    workers.push(missing);
    assert.match((await rejected(connect(missing).init())).message, /The worker failed: .*nowhere\.mjs/);
  });

  test("by terminate() says so", async () => {
    const { engine } = await started();
    const waiting = engine.load(new ReadableStream({}));
    engine.terminate();
    assert.equal((await rejected(waiting)).code, "disposed");
    assert.match((await rejected(engine.init())).message, /make another one/);
  });
});

test("the web's ports do as well, and messages of the host's are left alone", async () => {
  const { serve } = await import("../../pkg/dist/worker.js");
  const oversold = await import("../../pkg/dist/index.js");
  const { port1, port2 } = new MessageChannel();
  // As a browser has them: no `on`.
  const web = (port) => ({ postMessage: port.postMessage.bind(port), addEventListener: port.addEventListener.bind(port), start: port.start.bind(port), close: port.close.bind(port) });
  serve(oversold, web(port2));
  const engine = connect(web(port1));
  for (const message of ["text", null, { type: "report" }, { oversold: "something of a later version", id: 1 }]) port1.postMessage(message);
  await engine.init();
  const inventory = await engine.fromObjects(shop());
  assert.equal((await inventory.report()).total, 2);
  engine.terminate();
});
