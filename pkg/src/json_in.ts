import { isWellFormed } from "./column_builder.js";
import { InventoryError, invalid, kindOf } from "./errors.js";

/** Rust's allocations end there. */
const MOST_BYTES = 2 ** 31 - 1;

/** The bytes of a JSON text. */
export function jsonBytes(json: unknown): Uint8Array {
  const bytes = bytesOf(json);
  if (bytes.byteLength > MOST_BYTES) {
    throw new InventoryError("tooLarge", `at most ${MOST_BYTES} bytes can be loaded; these are ${bytes.byteLength}`, null, { bytes: bytes.byteLength });
  }
  return bytes;
}

function bytesOf(json: unknown): Uint8Array {
  if (typeof json === "string") {
    if (!isWellFormed(json)) throw invalid("", "this text is no valid Unicode: it holds half of a surrogate pair");
    return new TextEncoder().encode(json);
  }
  try {
    if (ArrayBuffer.isView(json)) return new Uint8Array(json.buffer, json.byteOffset, json.byteLength);
    // By its tag: a buffer from another realm (a frame, a test environment) is no instance of this one's ArrayBuffer.
    if (/ArrayBuffer\]$/.test(Object.prototype.toString.call(json))) return new Uint8Array(json as ArrayBuffer);
  } catch (thrown) {
    throw invalid("", `these bytes cannot be read: ${String(thrown)}`, thrown);
  }
  throw invalid("", `expected JSON as a string, a Uint8Array or an ArrayBuffer, found ${kindOf(json)}`);
}
