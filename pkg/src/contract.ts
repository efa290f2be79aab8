/** Everything that crosses the boundary between the host and the core, as types. */
export type * from "./contract/allocation.js";
export type * from "./contract/common.js";
export type * from "./contract/columns.js";
export type * from "./contract/commands.js";
export type * from "./contract/documents.js";
export type * from "./contract/events.js";
export type * from "./contract/options.js";
export type * from "./contract/outcome.js";
export type * from "./contract/planning.js";
export type * from "./contract/report.js";
export type * from "./contract/snapshot.js";
