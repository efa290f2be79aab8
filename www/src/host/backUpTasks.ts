/** The worker's side of back-ups. */
import { Inventory, init, type InventoryEvent } from "oversold";
import type { Restored } from "./backUp";
import type { Image } from "./storage";

const EVENTS = "events.json";
const IMAGE = /^image-(\d{1,15})\.bin$/;

export const backUpTasks = {
  async snapshot(image: Uint8Array): Promise<Blob> {
    await init();
    const text = JSON.stringify(Inventory.fromBytes(image).toSnapshot());
    return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
  },

  async pack({ images, events }: Restored): Promise<Blob> {
    const { strToU8, zipSync } = await import("fflate");
    const files = Object.fromEntries(images.map(({ revision, bytes }) => [`image-${revision}.bin`, bytes]));
    return new Blob([zipSync({ ...files, [EVENTS]: strToU8(JSON.stringify(events, null, 1)) })], { type: "application/zip" });
  },

  async unpack(file: Blob): Promise<Restored> {
    const { strFromU8, unzipSync } = await import("fflate");
    const files = unzipSync(new Uint8Array(await file.arrayBuffer()), { filter: ({ name }) => name === EVENTS || IMAGE.test(name) });
    const images: Image[] = [];
    for (const [name, bytes] of Object.entries(files)) {
      const revision = IMAGE.exec(name)?.[1];
      if (revision !== undefined) images.push({ revision: Number(revision), bytes });
    }
    images.sort((a, b) => b.revision - a.revision);
    const events: unknown = files[EVENTS] ? JSON.parse(strFromU8(files[EVENTS])) : null;
    if (images.length === 0 || !Array.isArray(events)) throw new Error("this archive holds no inventory: it has no image, or no events.json");
    return { images, events: events as InventoryEvent[] };
  },
};
