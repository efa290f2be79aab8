// Inventory.load: any stream of bytes, with progress, cancelable; whatever goes wrong, the source is let go.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { disposeAll, init, Inventory, keep, load, rejected, shop } from "./support.mjs";

const json = new TextEncoder().encode(JSON.stringify(shop({ items: [...shop().items, ...Array.from({ length: 500 }, (_, at) => ({ id: `i${at}`, description: `Item ${at} é` }))] })));
const streamed = async (...given) => keep(await Inventory.load(...given));

/** A stream of pieces of this size, which knows whether it was let go, and why. */
function stream(bytes, size = 1000, { failing = Infinity, endless = false } = {}) {
  const state = { asked: 0, cancelled: undefined };
  const body = new ReadableStream(
    {
      pull(controller) {
        const at = size * state.asked++;
        if (at >= failing) controller.error(new TypeError("terminated"));
        else if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size));
        else if (!endless) controller.close();
        else return new Promise(() => {});
      },
      cancel(reason) {
        state.cancelled = reason ?? "without a reason";
      },
    },
    { highWaterMark: 0 },
  );
  return { body, state };
}

/** A load that fails: the error, and why the stream was let go. */
async function refused({ body, state }, options) {
  const error = await rejected(Inventory.load(body, options));
  assert.equal(body.locked, false, "the lock is given back");
  return { error, cancelled: state.cancelled };
}

test("before init, it says so and lets the source go", async () => {
  const { error, cancelled } = await refused(stream(json));
  assert.equal(error.code, "notInitialised");
  assert.equal(cancelled, error);
});

describe("Inventory.load", () => {
  before(() => init());
  afterEach(disposeAll);

  const image = () => load(shop()).toBytes();
  const sources = {
    "a stream": (bytes) => stream(bytes).body,
    "a stream of single bytes": (bytes) => stream(bytes, 1).body,
    "a stream in one piece": (bytes) => stream(bytes, bytes.length).body,
    "a Response": (bytes) => new Response(bytes),
    "a Blob": (bytes) => new Blob([bytes.slice(0, 100), bytes.slice(100)]),
    "a File": (bytes) => new File([bytes], "inventory.json"),
  };
  for (const [name, source] of Object.entries(sources)) {
    test(`${name} of JSON, of an image, packed or not`, async () => {
      const expected = keep(Inventory.fromJson(json)).toBytes();
      assert.deepEqual((await streamed(source(json))).toBytes(), expected);
      assert.deepEqual((await streamed(source(gzipSync(json)))).toBytes(), expected);
      assert.deepEqual((await streamed(source(image()))).toBytes(), image());
      assert.deepEqual((await streamed(source(gzipSync(image())))).toBytes(), image());
    });
  }

  test("takes the options of a load", async () => {
    const inventory = await streamed(new Blob([json]), { openPurchaseOrders: false, locale: "sv", onUnknown: "skip" });
    assert.equal(inventory.report({ sort: [{ by: "description" }] }).total, 2);
    const { error } = await refused(stream(json), { local: "sv" });
    assert.deepEqual([error.code, error.path], ["invalidInput", "local"]);
    assert.match(error.message, /did you mean locale/);
    for (const [options, path] of [[{ onProgess() {} }, "onProgess"], [{ signal: 7 }, "signal"], [{ onProgress: 7 }, "onProgress"], [{ locale: "?" }, "locale"], [7, ""]]) {
      const { error, cancelled } = await refused(stream(json), options);
      assert.deepEqual([error.code, error.path ?? ""], ["invalidInput", path]);
      assert.equal(cancelled, error);
    }
  });

  test("tells how many bytes have come, as they came", async () => {
    for (const bytes of [json, new Uint8Array(gzipSync(json))]) {
      const told = [];
      await streamed(stream(bytes).body, { onProgress: (count) => told.push(count) });
      const expected = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, at) => Math.min(bytes.length, 1000 * (at + 1)));
      assert.deepEqual(told, expected);
    }
  });

  test("an onProgress that throws ends it", async () => {
    const oops = new Error("no such element");
    const { error, cancelled } = await refused(stream(json), {
      onProgress() {
        throw oops;
      },
    });
    assert.deepEqual([error.code, error.path, error.cause], ["invalidInput", "onProgress", oops]);
    assert.equal(cancelled, error);
  });
});

describe("cancelling a load", () => {
  before(() => init());
  for (const [name, bytes] of [["JSON", json], ["gzip", new Uint8Array(gzipSync(json))]]) {
    test(`of ${name}, at once, while it waits and at a piece`, async () => {
      const why = new Error("the person left the page");
      const early = AbortSignal.abort(why);
      const { error, cancelled } = await refused(stream(bytes), { signal: early });
      assert.deepEqual([error.code, error.cause], ["aborted", why]);
      assert.match(error.message, /the person left the page/);
      assert.equal(cancelled, error);

      const waiting = new AbortController();
      const endless = stream(bytes, 1000, { endless: true });
      setTimeout(() => waiting.abort(why), 20);
      const late = await refused(endless, { signal: waiting.signal });
      assert.deepEqual([late.error.code, late.error.cause, late.cancelled], ["aborted", why, why]);

      const counting = new AbortController();
      const told = [];
      const during = await refused(stream(bytes, 100), {
        signal: counting.signal,
        onProgress(count) {
          told.push(count);
          if (count >= 300) counting.abort(why);
        },
      });
      assert.deepEqual([during.error.code, during.cancelled, told], ["aborted", why, [100, 200, 300]]);
    });
  }

  test("without a reason of its own, and with a time limit", async () => {
    // Node does not wait for a time limit alone.
    const awake = setTimeout(() => {}, 10_000);
    const { error } = await refused(stream(json, 1000, { endless: true }), { signal: AbortSignal.timeout(20) });
    clearTimeout(awake);
    assert.equal(error.cause.name, "TimeoutError");
    assert.equal((await rejected(Inventory.load(new Blob([json]), { signal: AbortSignal.abort() }))).code, "aborted");
  });

  test("after it is done has no effect, and the signal is left as it was", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...given) => (listeners++, add(...given));
    signal.removeEventListener = (...given) => (listeners--, remove(...given));
    const inventory = await Inventory.load(stream(json).body, { signal });
    controller.abort();
    assert.equal(inventory.report().total, 2);
    assert.equal(listeners, 0);
    inventory.dispose();
  });
});

describe("a source that cannot be loaded", () => {
  let server;
  let address;
  before(async () => {
    await init();
    server = createServer((request, response) => {
      if (request.url === "/cut") {
        response.writeHead(200, { "content-length": json.length });
        response.write(json.subarray(0, 5000), () => setTimeout(() => response.destroy(), 20));
      } else if (request.url === "/slow") {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(json.subarray(0, 5000));
      } else {
        response.writeHead(503).end("busy");
      }
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  test("a Response that failed is named with its status, and its body let go", async () => {
    const { body, state } = stream(json);
    const error = await rejected(Inventory.load(new Response(body, { status: 404 })));
    assert.deepEqual([error.code, error.details.status], ["invalidInput", 404]);
    assert.notEqual(state.cancelled, undefined);
    const served = await rejected(Inventory.load(await fetch(`${address}/data.json`)));
    assert.match(served.message, /\/data\.json answered with status 503/);
    assert.equal(served.details.url, `${address}/data.json`);
  });

  test("a connection that breaks is named, with how far it came", async () => {
    const error = await rejected(Inventory.load(await fetch(`${address}/cut`)));
    assert.equal(error.code, "invalidInput");
    assert.match(error.message, /broke off after 5000 bytes/);
    assert.equal(error.details.bytes, 5000);
    assert.ok(error.cause instanceof TypeError);
    const { error: own } = await refused(stream(json, 1000, { failing: 3000 }));
    assert.match(own.message, /broke off after 3000 bytes: terminated/);
  });

  test("a fetch that the host cancels is cancelled, not broken", async () => {
    const controller = new AbortController();
    const response = await fetch(`${address}/slow`, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    const error = await rejected(Inventory.load(response));
    assert.deepEqual([error.code, error.cause.name], ["aborted", "AbortError"]);
  });

  test("a stream or Response that somebody reads is named, and left to them", async () => {
    const { body, state } = stream(json);
    const reader = body.getReader();
    assert.match((await rejected(Inventory.load(body))).message, /this stream is locked/);
    assert.equal(state.cancelled, undefined);
    reader.releaseLock();
    (await Inventory.load(body)).dispose();

    const response = new Response(json);
    await response.arrayBuffer();
    assert.match((await rejected(Inventory.load(response))).message, /has been read already/);
    const locked = new Response(json);
    locked.body.getReader();
    assert.match((await rejected(Inventory.load(locked))).message, /this stream is locked/);
  });

  test("what is no stream of bytes is named", async () => {
    for (const [source, found] of [[json, "an object"], ["{}", "a string"], [null, "null"], [undefined, "nothing"]]) {
      const error = await rejected(Inventory.load(source));
      assert.deepEqual([error.code, error.message.includes(`found ${found}`)], ["invalidInput", true]);
    }
    const { error, cancelled } = await refused(stream(["{", "}"], 1));
    assert.match(error.message, /expected a stream of bytes \(Uint8Array\), found an array in it/);
    assert.equal(cancelled, error);
  });

  test("nothing at all, half of it, and damaged gzip are refused", async () => {
    for (const bytes of [new Uint8Array(), json.subarray(0, 1), json.subarray(0, 5000)]) {
      assert.equal((await rejected(Inventory.load(new Blob([bytes])))).code, "invalidInput");
    }
    assert.equal((await rejected(Inventory.load(new Response(null)))).code, "invalidInput");
    const packed = new Uint8Array(gzipSync(json));
    const { error } = await refused(stream(packed.map((byte, at) => (at > 12 ? byte ^ 0x5a : byte))));
    assert.match(error.message, /the gzip data broke off/);
    assert.match((await rejected(Inventory.load(new Blob([gzipSync(json).subarray(0, 2000)])))).message, /the gzip data broke off/);
  });

  test("more than can be loaded is refused before it has all come", async () => {
    const piece = new Uint8Array(64 * 1024 * 1024).fill(0x20);
    let asked = 0;
    let cancelled;
    const body = new ReadableStream({ pull: (controller) => void (asked++, controller.enqueue(piece)), cancel: (why) => void (cancelled = why) }, { highWaterMark: 0 });
    const error = await rejected(Inventory.load(body));
    assert.equal(error.code, "tooLarge");
    assert.equal(asked, 32);
    assert.equal(cancelled, error);
  });
});

test("failures and cancellations leave the engine's memory as it was", async () => {
  await init();
  const keeper = Inventory.fromObjects(shop());
  (await Inventory.load(new Blob([json]))).dispose();
  const before = keeper.memoryBytes;
  for (let round = 0; round < 50; round++) {
    await refused(stream(json), { signal: AbortSignal.abort() });
    await refused(stream(json.subarray(0, 5000)));
    (await Inventory.load(new Blob([gzipSync(json)]))).dispose();
  }
  assert.equal(keeper.memoryBytes, before);
  keeper.dispose();
});
