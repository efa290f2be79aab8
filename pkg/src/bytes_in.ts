import { isWellFormed } from "./column_builder.js";
import { InventoryError, invalid, kindOf } from "./errors.js";

/** Rust's allocations end there. */
const MOST_BYTES = 2 ** 31 - 1;

/** The bytes of a JSON text. */
export function jsonBytes(json: unknown): Uint8Array {
  if (typeof json !== "string") return bytesOf(json, "expected JSON as a string, a Uint8Array or an ArrayBuffer");
  if (!isWellFormed(json)) throw invalid("", "this text is no valid Unicode: it holds half of a surrogate pair");
  return loadable(new TextEncoder().encode(json));
}

/** The bytes of an image. */
export function imageBytes(image: unknown): Uint8Array {
  return bytesOf(image, "expected an image of toBytes: a Uint8Array or an ArrayBuffer");
}

function loadable(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength > MOST_BYTES) {
    throw new InventoryError("tooLarge", `at most ${MOST_BYTES} bytes can be loaded; these are ${bytes.byteLength}`, null, { bytes: bytes.byteLength });
  }
  return bytes;
}

function bytesOf(value: unknown, expected: string): Uint8Array {
  try {
    if (ArrayBuffer.isView(value)) return loadable(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    // By its tag: a buffer from another realm (a frame, a test environment) is no instance of this one's ArrayBuffer.
    if (/ArrayBuffer\]$/.test(Object.prototype.toString.call(value))) return loadable(new Uint8Array(value as ArrayBuffer));
  } catch (thrown) {
    throw thrown instanceof InventoryError ? thrown : invalid("", `these bytes cannot be read: ${String(thrown)}`, thrown);
  }
  throw invalid("", `${expected}, found ${kindOf(value)}`);
}
