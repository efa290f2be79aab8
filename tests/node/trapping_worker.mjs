// A worker whose engine traps when it is told to, in Node and in a page.
import { arm } from "./trapping.mjs";
import * as oversold from "oversold";
import { serve } from "oversold/worker";

const port = globalThis.postMessage ? globalThis : (await import("node:worker_threads")).parentPort;
const listen = port.on ? (hear) => port.on("message", hear) : (hear) => port.addEventListener("message", ({ data }) => hear(data));
listen((message) => {
  if (typeof message?.arm === "number") arm(message.arm);
});
serve(oversold, port);
