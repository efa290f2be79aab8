/** How a snapshot is read. Unknown keys are refused. */
export interface LoadOptions {
  /** Count purchase orders that are not yet ordered as incoming. Default true. Rule 6. @example false */
  openPurchaseOrders?: boolean;
  /** A BCP 47 tag such as "sv": text then sorts as this locale does. Default: one order that is the same everywhere. @example "sv" */
  locale?: string | null;
  /** A record that names an item or shop that is not there: refuse the load, or leave the record out. Default "refuse". Rule 19. @example "skip" */
  onUnknown?: "refuse" | "skip";
}

/** How a stream is read. Unknown keys are refused. */
export interface StreamOptions extends LoadOptions {
  /**
   * Cancels the load: it is rejected (`aborted`), and the source is let go. Once all bytes are there it has no effect.
   * @example AbortSignal.timeout(60_000)
   */
  signal?: AbortSignal | null;
  /**
   * Called after each piece with the number of bytes that have come so far, to be held against a `content-length` or a Blob's size.
   * @example (bytes) => console.log(bytes)
   */
  onProgress?: ((bytes: number) => void) | null;
}

/** Where the WebAssembly file is: an address, an answer to a request for it, its bytes, or a module compiled from them. */
export type WasmSource = URL | string | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;
