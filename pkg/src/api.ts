/** What every entry exports beside its `init`. */
export { Inventory } from "./inventory.js";
export { type ErrorCode, InventoryError } from "./errors.js";
export { NO_TEXT, NO_WORD, REPORT_WORDS } from "./columns_out.js";
export type * from "./contract.js";
