import type { Inventory } from "oversold";
import type { Stored } from "./storage";
import { inWorker } from "./tasks";

/** What a file brings back. */
export type Restored = Pick<Stored, "images" | "events" | "service">;

/**
 * A back-up: all facts as a snapshot, packed with gzip. It is what the package documents as its input, so any version of it,
 * and any other program, can read it; loading it is restoring it.
 */
export function backUp(inventory: Inventory): Promise<Blob> {
  const image = inventory.toBytes();
  return inWorker("snapshot", image, {}, [image.buffer]);
}

/**
 * What is stored, just as it is, for what this version cannot read (a newer one's, or damaged): a ZIP of the images and the
 * events, which `unpacked` brings back where it can be read.
 */
export function packed(stored: Restored): Promise<Blob> {
  return inWorker("pack", stored);
}

export function unpacked(file: Blob): Promise<Restored> {
  return inWorker("unpack", file);
}
