/** Bytes that come piece by piece: counted, cancelable, unpacked where they are gzip. Whatever goes wrong, the source is let go. */
import { loadable } from "./bytes_in.js";
import { InventoryError, invalid, kindOf, reason, tag } from "./errors.js";

/** Asks for the next piece; null at the end. */
type Next = () => Promise<Uint8Array | null>;

/** Who watches a load. */
export interface Watching {
  signal?: AbortSignal | null | undefined;
  onProgress?: ((bytes: number) => void) | null | undefined;
}

/**
 * All bytes of a source. `onProgress` is told after each piece how many have come, as they came: packed ones if they are
 * packed. `begin` runs once the source is in hand, and what it throws lets it go again.
 */
export async function bytesFrom(source: unknown, begin: () => Watching): Promise<Uint8Array> {
  const reader = streamOf(source).getReader();
  const letGo = (why: unknown): void => void reader.cancel(why).catch(() => {});
  let signal: AbortSignal | null | undefined;
  const stop = (): void => letGo(signal!.reason);
  try {
    const watching = begin();
    signal = watching.signal;
    if (signal?.aborted) throw aborted(signal.reason);
    signal?.addEventListener("abort", stop);
    const next = counted(reader, watching);
    const start = await atLeastTwo(next);
    return start[0] === 0x1f && start[1] === 0x8b ? await unpacked(start, next) : await joined(start, next);
  } catch (thrown) {
    letGo(thrown);
    throw thrown;
  } finally {
    signal?.removeEventListener("abort", stop);
    reader.releaseLock();
  }
}

function counted(reader: ReadableStreamDefaultReader<unknown>, { signal, onProgress }: Watching): Next {
  let received = 0;
  return async () => {
    const piece = await reader.read().catch((thrown: unknown) => {
      throw signal?.aborted ? aborted(signal.reason) : broken(thrown, received);
    });
    // A reader that was cancelled says that it is at the end.
    if (signal?.aborted) throw aborted(signal.reason);
    if (piece.done) return null;
    if (tag(piece.value) !== "Uint8Array") throw invalid("", `expected a stream of bytes (Uint8Array), found ${kindOf(piece.value)} in it`);
    const bytes = piece.value as Uint8Array;
    received += bytes.length;
    onProgress?.(received);
    return bytes;
  };
}

/** A stream of the source's bytes that nobody reads yet. */
export function streamOf(source: unknown): ReadableStream<unknown> {
  const type = tag(source);
  let stream = source as ReadableStream<unknown> | null;
  if (type === "Response") {
    const { ok, status, url, bodyUsed, body } = source as Response;
    const name = url || "the Response";
    if (!ok) {
      void body?.cancel().catch(() => {});
      throw new InventoryError("invalidInput", `${name} answered with status ${status}: there is nothing to load`, null, { status, url });
    }
    if (bodyUsed) throw invalid("", `${name} has been read already: load it before anything else reads it, or load its clone()`);
    stream = body ?? new Blob([]).stream();
  } else if (type === "Blob" || type === "File") {
    stream = (source as Blob).stream();
  } else if (type !== "ReadableStream") {
    throw invalid("", `expected a ReadableStream, a Response or a Blob, found ${kindOf(source)}`);
  }
  if (stream!.locked) throw invalid("", "this stream is locked: something else is reading it");
  return stream!;
}

/** The first pieces, as far as they are needed to tell what comes. */
async function atLeastTwo(next: Next): Promise<Uint8Array> {
  let start = new Uint8Array();
  while (start.length < 2) {
    const piece = await next();
    if (piece === null) break;
    const longer = new Uint8Array(start.length + piece.length);
    longer.set(start);
    longer.set(piece, start.length);
    start = longer;
  }
  return start;
}

async function joined(start: Uint8Array, next: Next): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece: Uint8Array | null = start; piece !== null; piece = await next()) {
    pieces.push(piece);
    // Asked at each piece: what is too much is not read to its end.
    loadable((length += piece.length));
  }
  let all: Uint8Array;
  try {
    all = new Uint8Array(length);
  } catch (thrown) {
    throw new InventoryError("tooLarge", "more bytes than the JavaScript engine can hold in one piece", null, { bytes: length }, thrown);
  }
  let at = 0;
  // Each piece is let go once it is copied.
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

async function unpacked(start: Uint8Array, next: Next): Promise<Uint8Array> {
  let first: Uint8Array | null = start;
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      const piece = first ?? (await next());
      first = null;
      if (piece === null) controller.close();
      else controller.enqueue(piece as Uint8Array<ArrayBuffer>);
    },
  });
  const reader = packed.pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    return await joined(new Uint8Array(), async () => (await reader.read()).value ?? null);
  } catch (thrown) {
    void reader.cancel(thrown).catch(() => {});
    throw thrown instanceof InventoryError ? thrown : invalid("", `this is no sound gzip: ${reason(thrown)}`, thrown);
  }
}

function broken(thrown: unknown, received: number): InventoryError {
  if ((thrown as { name?: unknown } | null)?.name === "AbortError") return aborted(thrown);
  const message = `the stream broke off after ${received} bytes: ${reason(thrown)}`;
  return new InventoryError("invalidInput", message, null, { bytes: received }, thrown);
}

export function aborted(why: unknown): InventoryError {
  return new InventoryError("aborted", `loading was cancelled: ${reason(why)}`, null, {}, why);
}
