/** Queries and options: the keys that each has. */
import { checked, type Keys, keys, reading, sound } from "./checked.js";
import type { AllocationOptions } from "./contract/allocation.js";
import type { SortKey } from "./contract/common.js";
import type { DocumentQuery, ShipmentQuery } from "./contract/documents.js";
import type { LoadOptions, StreamOptions } from "./contract/options.js";
import type { HistoryQuery } from "./contract/outcome.js";
import type { BackorderQuery, DeliveryOptions, ReplenishmentOptions } from "./contract/planning.js";
import type { ReportQuery } from "./contract/report.js";
import { invalid, kindOf, tag } from "./errors.js";
import type { Watching } from "./stream_in.js";

const SORT = keys<SortKey<string>>({ by: true, descending: true });

export const REPORT_QUERY = keys<ReportQuery>({
  search: true, from: true, to: true, ecomOnly: true, shopIds: true, vendorIds: true, reasons: true, coverage: true, diagnoses: true, sort: SORT,
  offset: true, limit: true,
});
export const DOCUMENT_QUERY = keys<DocumentQuery>({
  search: true, status: true, shopIds: true, vendorIds: true, itemId: true, from: true, to: true, sort: SORT, offset: true, limit: true,
});
export const SHIPMENT_QUERY = keys<ShipmentQuery>({
  search: true, shippedInPos: true, statuses: true, shopIds: true, offset: true, limit: true,
});
export const BACKORDER_QUERY = keys<BackorderQuery>({
  at: true, states: true, blockedBy: true, late: true, search: true, shopIds: true, sort: SORT, offset: true, limit: true,
});
export const HISTORY_QUERY = keys<HistoryQuery>({ search: true, by: true, offset: true, limit: true });
export const DELIVERY_OPTIONS = keys<DeliveryOptions>({
  shopId: true, scanned: keys<DeliveryOptions["scanned"][number]>({ code: true, quantity: true }),
});
export const ALLOCATION_OPTIONS = keys<AllocationOptions>({
  strategy: true, shopIds: true, arriving: keys<NonNullable<AllocationOptions["arriving"]>[number]>({ type: true, id: true }),
});
export const REPLENISHMENT_OPTIONS = keys<ReplenishmentOptions>({
  at: true, shopIds: true, vendorIds: true, ecomOnly: true, transfersFirst: true, upTo: true, consolidateAt: true,
});
export const LOAD_OPTIONS = keys<LoadOptions>({ openPurchaseOrders: true, locale: true, onUnknown: true });
const STREAM_OPTIONS: Keys = { ...LOAD_OPTIONS, ...keys<Omit<StreamOptions, keyof LoadOptions>>({ signal: true, onProgress: true }) };

/** An id, where one is asked for: one that holds half of a surrogate pair is no one's. */
export function id(value: unknown, path: string): string {
  if (typeof value !== "string") throw invalid(path, `expected an id: a string, found ${kindOf(value)}`);
  return sound(value);
}

/** The options of a stream, apart: who watches, and how what comes is read. */
export function streamOptions(options: unknown): { watching: Watching; how: LoadOptions } {
  const { signal, onProgress, ...rest } = reading("", () => ({ ...(options as StreamOptions | null | undefined) }));
  if (options !== undefined && typeof options !== "object") throw invalid("", `expected an object, found ${kindOf(options)}`);
  if (signal && tag(signal) !== "AbortSignal") throw invalid("signal", `expected an AbortSignal, found ${kindOf(signal)}`);
  if (onProgress && typeof onProgress !== "function") throw invalid("onProgress", `expected a function, found ${kindOf(onProgress)}`);
  const told = onProgress && ((bytes: number): void => reading("onProgress", () => onProgress(bytes)));
  return { watching: { signal, onProgress: told }, how: checked(STREAM_OPTIONS, rest) as LoadOptions };
}
