import { isWellFormed } from "./column_builder.js";
import { InventoryError, invalid, kindOf, tag } from "./errors.js";

/** Rust's allocations end there. */
const MOST_BYTES = 2 ** 31 - 1;

/** The bytes of a JSON text. */
export function jsonBytes(json: unknown): Uint8Array {
  if (typeof json !== "string") return bytesOf(json, "expected JSON as a string, a Uint8Array or an ArrayBuffer");
  if (!isWellFormed(json)) throw invalid("", "this text is no valid Unicode: it holds half of a surrogate pair");
  const bytes = new TextEncoder().encode(json);
  loadable(bytes.length);
  return bytes;
}

/** The bytes of an image. */
export function imageBytes(image: unknown): Uint8Array {
  return bytesOf(image, "expected an image of toBytes: a Uint8Array or an ArrayBuffer");
}

/** Whether bytes begin as an image does; no JSON does. */
export function isImage(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 8)) === "oversold";
}

/** Refuses more bytes than the core can take. */
export function loadable(bytes: number): void {
  if (bytes > MOST_BYTES) throw new InventoryError("tooLarge", `at most ${MOST_BYTES} bytes can be loaded`, null, { bytes });
}

function bytesOf(value: unknown, expected: string): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    if (ArrayBuffer.isView(value)) bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    // By its tag: a buffer from another realm (a frame, a test environment) is no instance of this one's ArrayBuffer.
    else if (/ArrayBuffer$/.test(tag(value))) bytes = new Uint8Array(value as ArrayBuffer);
  } catch (thrown) {
    throw invalid("", `these bytes cannot be read: ${String(thrown)}`, thrown);
  }
  if (bytes === undefined) throw invalid("", `${expected}, found ${kindOf(value)}`);
  loadable(bytes.length);
  return bytes;
}
