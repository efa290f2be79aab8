/** What wasm-bindgen writes to `dist/oversold_imports.js`, as far as the facade uses it: see `oversold.d.ts`. */

/** Bodies in, JSON out. Errors are thrown as JSON text. */
export class Reader {
  constructor(options: string);
  free(): void;
  add(body: Uint8Array, address: string | undefined): void;
  snapshot(): Uint8Array;
  changedOrders(): string;
  merge(kept: string): string;
  warnings(): string;
  counts(): Uint32Array;
}

/** Files in, JSON out. */
export class Sheets {
  constructor(options: string);
  free(): void;
  add(file: string, bytes: Uint8Array): string;
  read(): string;
}

export function toLightspeed(event: string, options: string): string;
export function csvTemplate(file: string): string | undefined;

/** Instantiates the module the first time. */
export function initSync(input: { module: WebAssembly.Module }): unknown;

/** Puts a fresh instance of the same module in the place of the present one. */
export function __wbg_reset_state(): void;
