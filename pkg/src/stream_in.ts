/** Bytes that come piece by piece: counted, cancelable, unpacked where they are gzip. Whatever goes wrong, the source is let go. */
import { isImage, loadable } from "./bytes_in.js";
import { InventoryError, invalid, kindOf, reason, tag } from "./errors.js";

/** So many bytes tell what they are the beginning of. */
const KIND = 8;

/** Who watches a load. */
export interface Watching {
  signal?: AbortSignal | null | undefined;
  onProgress?: ((bytes: number) => void) | null | undefined;
}

/**
 * All bytes of a source, unpacked; those of JSON go to `take`, where there is one, as they come. `onProgress` is told after
 * each piece how many have come, as they came: packed ones if they are packed. `begin` runs once the source is in hand, and
 * what it or `take` throws lets it go again.
 */
export async function bytesFrom(source: unknown, begin: () => Watching, take?: (piece: Uint8Array) => void, name = "the stream"): Promise<Uint8Array> {
  const reader = streamOf(source).getReader();
  const letGo = (why: unknown): void => void reader.cancel(why).catch(() => {});
  const pieces: Uint8Array[] = [];
  let length = 0;
  /** Whether the bytes are JSON, and taken as they come. */
  let taken = take === undefined ? false : undefined;
  let signal: Watching["signal"];
  const stop = (): void => letGo(signal!.reason);
  try {
    const watching = begin();
    signal = watching.signal;
    signal?.addEventListener("abort", stop);
    for (;;) {
      const { done, value } = signal?.aborted ? { done: true } : await reader.read();
      // A reader that was cancelled says that it is at the end.
      if (signal?.aborted) throw aborted(signal.reason);
      if (done) break;
      if (tag(value) !== "Uint8Array") throw invalid("", `expected a stream of bytes (Uint8Array), found ${kindOf(value)} in it`);
      pieces.push(value as Uint8Array);
      // Asked at each piece: what is too much is not read to its end.
      loadable((length += (value as Uint8Array).length));
      if (taken === undefined && length >= KIND) {
        const head = joined(pieces);
        taken = !isImage(head) && !isPacked(head);
        pieces.push(head);
      }
      if (taken) for (const piece of pieces.splice(0)) take!(piece);
      watching.onProgress?.(length);
    }
  } catch (thrown) {
    const error = thrown instanceof InventoryError ? thrown : signal?.aborted ? aborted(signal.reason) : broken(thrown, name, length);
    letGo(error);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    reader.releaseLock();
  }
  const all = joined(pieces);
  if (!isPacked(all)) return all;
  const unpacked = new Blob([all]).stream().pipeThrough(new DecompressionStream("gzip"));
  return bytesFrom(unpacked, () => ({ signal }), take, "the gzip data");
}

/** Whether bytes begin as gzip does. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
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

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let all;
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

function broken(thrown: unknown, name: string, bytes: number): InventoryError {
  if ((thrown as { name?: unknown } | null)?.name === "AbortError") return aborted(thrown);
  return new InventoryError("invalidInput", `${name} broke off after ${bytes} bytes: ${reason(thrown)}`, null, { bytes }, thrown);
}

export function aborted(why: unknown): InventoryError {
  return new InventoryError("aborted", `loading was cancelled: ${reason(why)}`, null, {}, why);
}
