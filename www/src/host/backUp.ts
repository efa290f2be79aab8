import { type Inventory, InventoryError, type InventoryEvent } from "oversold";
import { newWorker } from "./loading";
import type { Image, Stored } from "./storage";

/** What a file brings back. */
export type Restored = Pick<Stored, "images" | "events">;

/**
 * A back-up: all facts as a snapshot, packed with gzip. It is what the package documents as its input, so any version of it,
 * and any other program, can read it; loading it is restoring it.
 */
export function backUp(inventory: Inventory): Promise<Blob> {
  const image = inventory.toBytes();
  return inWorker({ ask: "snapshot", image }, [image.buffer]) as Promise<Blob>;
}

/**
 * What is stored, just as it is, for what this version cannot read (a newer one's, or damaged): a ZIP of the images and the
 * events, which `unpacked` brings back where it can be read.
 */
export function packed(stored: Restored): Promise<Blob> {
  return inWorker({ ask: "pack", stored }) as Promise<Blob>;
}

export function unpacked(file: Blob): Promise<Restored> {
  return inWorker({ ask: "unpack", file }) as Promise<Restored>;
}

/** Whether a file is one of `packed`. */
export async function isPacked(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}

type Ask = { ask: "snapshot"; image: Uint8Array } | { ask: "pack"; stored: Restored } | { ask: "unpack"; file: Blob };
type Answer = { ask: "done"; value: unknown } | { ask: "failed"; message: string };

function inWorker(message: Ask, transfer: Transferable[] = []): Promise<unknown> {
  const worker = newWorker();
  const answered = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Partial<Answer>>) => {
      if (data.ask === "done") resolve(data.value);
      if (data.ask === "failed") reject(new InventoryError("invalidInput", data.message ?? ""));
    };
    worker.onerror = ({ message }) => reject(new Error(message || "the worker's script could not be loaded"));
    worker.postMessage(message, transfer);
  });
  return answered.finally(() => worker.terminate());
}

interface WorkerScope {
  postMessage(message: Answer): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Partial<Ask>>) => void): void;
}

/** The worker's side. */
export function answerBackUps(scope: WorkerScope): void {
  scope.addEventListener("message", ({ data }) => {
    if (data.ask === undefined) return;
    answer(data as Ask).then(
      (value) => scope.postMessage({ ask: "done", value }),
      (thrown: unknown) => scope.postMessage({ ask: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  });
}

async function answer(asked: Ask): Promise<Blob | Restored> {
  if (asked.ask === "snapshot") return snapshotOf(asked.image);
  if (asked.ask === "pack") return zipOf(asked.stored);
  return contentsOf(new Uint8Array(await asked.file.arrayBuffer()));
}

async function snapshotOf(image: Uint8Array): Promise<Blob> {
  const { init, Inventory } = await import("oversold");
  await init();
  const text = JSON.stringify(Inventory.fromBytes(image).toSnapshot());
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

const EVENTS = "events.json";
const IMAGE = /^image-(\d{1,15})\.bin$/;

async function zipOf({ images, events }: Restored): Promise<Blob> {
  const { strToU8, zipSync } = await import("fflate");
  const files = Object.fromEntries(images.map(({ revision, bytes }) => [`image-${revision}.bin`, bytes]));
  return new Blob([zipSync({ ...files, [EVENTS]: strToU8(JSON.stringify(events, null, 1)) })], { type: "application/zip" });
}

async function contentsOf(bytes: Uint8Array): Promise<Restored> {
  const { strFromU8, unzipSync } = await import("fflate");
  const files = unzipSync(bytes, { filter: ({ name }) => name === EVENTS || IMAGE.test(name) });
  const images: Image[] = [];
  for (const [name, bytes] of Object.entries(files)) {
    const revision = IMAGE.exec(name)?.[1];
    if (revision !== undefined) images.push({ revision: Number(revision), bytes });
  }
  images.sort((a, b) => b.revision - a.revision);
  const events: unknown = files[EVENTS] ? JSON.parse(strFromU8(files[EVENTS])) : null;
  if (images.length === 0 || !Array.isArray(events)) throw new Error("this archive holds no inventory: it has no image, or no events.json");
  return { images, events: events as InventoryEvent[] };
}
