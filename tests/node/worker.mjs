// A host's worker: the engine in it, and a few ways to die.
import { parentPort } from "node:worker_threads";
import * as oversold from "../../pkg/dist/index.js";
import { enter } from "../../pkg/dist/instance.js";
import { serve } from "../../pkg/dist/worker.js";

parentPort.on("message", (message) => {
  if (message === "exit") process.exit(3);
  if (message === "throw") setTimeout(() => {
    throw new Error("a slip of the host's");
  });
  if (message === "trap") {
    try {
      enter(() => {
        throw new WebAssembly.RuntimeError("unreachable");
      });
    } catch {
      parentPort.postMessage("trapped");
    }
  }
});
serve(oversold, parentPort);
parentPort.postMessage("a message of the host's own");
