/** `node process.mjs CONTENDER PART DATA QUESTIONS`: one contender, one part, one process; prints what it found as JSON, a line
 * each time that it found more. */
import { createReadStream, openSync, fstatSync, readFileSync, readSync, closeSync, writeSync } from "node:fs";
import { Readable } from "node:stream";
import { measure } from "./measure.mjs";

const [contender, part, data, questions] = process.argv.slice(2);

/** A file of any size: `readFileSync` reads no more than 2 GiB at once, and this reads it into memory that is freed at once. */
function bytes() {
  const file = openSync(data);
  const length = fstatSync(file).size;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) at += readSync(file, bytes, at, Math.min(length - at, 1 << 28), at);
  closeSync(file);
  return bytes;
}

const here = {
  now: () => performance.now(),
  collect: async () => {
    for (let round = 0; round < 3; round++) {
      globalThis.gc();
      await new Promise((done) => setTimeout(done, 10));
    }
  },
  // Not `external`: that counts the memory of WebAssembly too, which the engines tell themselves.
  heapBytes: () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  },
  residentBytes: () => process.memoryUsage.rss(),
  peakBytes: () => process.resourceUsage().maxRSS * 1024,
  keep: (found) => writeSync(1, `${JSON.stringify({ ...found, notRun: module.notRun })}\n`),
};

const module = await import(`../contenders/${contender}.mjs`);
const found = await measure(
  module,
  part,
  { bytes, questions: JSON.parse(readFileSync(questions, "utf8")), stream: () => Readable.toWeb(createReadStream(data, { highWaterMark: 1 << 20 })) },
  here,
);
here.keep(found);
