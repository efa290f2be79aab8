import type { WasmSource } from "./contract/options.js";
import WASM from "./inline_wasm.js";
import { start } from "./start.js";
import { bytesFrom } from "./stream_in.js";

/**
 * Starts the engine; everything else needs it. As `init` of the main entry, but nothing is fetched: without a source the
 * WebAssembly inside this entry is taken.
 *
 * @example
 * await init();
 */
export function init(source?: WasmSource | (() => WasmSource)): Promise<void> {
  return start(source, () => own);
}

/** Unpacked here: a fetch of a `data:` address would need the leave of a page's Content-Security-Policy. */
async function own(): Promise<BufferSource> {
  return (await bytesFrom(new Blob([fromBase64(WASM)]), () => ({}))) as Uint8Array<ArrayBuffer>;
}

/** Every engine will have the first way, and has the second. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
  return fromBase64?.call(Uint8Array, text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
