/** `oversold/worker`: the engine in a worker of the host's, asked from the page. It brings no WebAssembly along: the worker hands it the entry that does. */
export { connect, type EngineClient, type InventoryClient } from "./worker_client.js";
export { type Oversold, serve } from "./worker_server.js";
export type { WorkerPort } from "./worker_messages.js";
export { type ErrorCode, InventoryError } from "./errors.js";
export type * from "./contract.js";
