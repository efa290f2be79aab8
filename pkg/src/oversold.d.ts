/**
 * What wasm-bindgen writes to `dist/oversold.js`, as far as the facade uses it: `--target web` without a default module
 * path (so that `wasm_source.ts` holds the package's one `new URL`), and with `--experimental-reset-state-function` (so
 * that a fresh instance can follow a poisoned one). Written by hand: the package type-checks before the core is built.
 */
import type { RawCoreClass } from "./raw.js";

export const Core: RawCoreClass;

/** Instantiates the module the first time; from then on answers the exports of the present instance. */
export function initSync(input?: { module: WebAssembly.Module }): { memory: WebAssembly.Memory };

/** Puts a fresh instance of the same module in the place of the present one; what was made by the old one is refused. */
export function __wbg_reset_state(): void;
