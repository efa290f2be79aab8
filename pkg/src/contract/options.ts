/** How a snapshot is read. Unknown keys are refused. */
export interface LoadOptions {
  /** Count purchase orders that are not yet ordered as incoming. Default true. */
  openPurchaseOrders?: boolean;
  /** A BCP 47 tag such as "sv": text then sorts as this locale does. Default: one order that is the same everywhere. */
  locale?: string | null;
  /** A record that names an item or shop that is not there: refuse the load, or leave the record out. Default "refuse". */
  onUnknown?: "refuse" | "skip";
}

/** Where the WebAssembly file is: an address, an answer to a request for it, its bytes, or a module compiled from them. */
export type WasmSource = URL | string | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;
