import { init, Inventory, InventoryError } from "oversold";
import { StorageError, type Stored, type Storage } from "./storage";

export interface Found {
  inventory: Inventory;
  stored: Stored;
}

/** An inventory of what is stored: of the newest image, or, should that be damaged, of the older one and more events. */
export async function inventoryFrom(storage: Storage): Promise<Found | null> {
  const [, stored] = await Promise.all([init(), storage.read("newest")]);
  if (!stored) return null;
  try {
    return found(stored);
  } catch (thrown) {
    const all = isDamaged(thrown) ? await storage.read("all") : null;
    if (!all) throw thrown;
    return found(all);
  }
}

function found(stored: Stored): Found {
  const inventory = inventoryOf(stored);
  if (inventory.revision === stored.revision) return { inventory, stored };
  const message = `what is stored leads to revision ${inventory.revision} instead of ${stored.revision}`;
  inventory.dispose();
  throw new InventoryError("corruptImage", message);
}

/** Of the newest image that can be read, and the events since. */
export function inventoryOf({ images, events }: Pick<Stored, "images" | "events">): Inventory {
  let refused: unknown = new StorageError("gone");
  for (const image of images) {
    try {
      return Inventory.fromBytes(image.bytes, events);
    } catch (thrown) {
      if (!isDamaged(thrown)) throw thrown;
      refused = thrown;
    }
  }
  throw refused;
}

const isDamaged = (thrown: unknown) => thrown instanceof InventoryError && (thrown.code === "corruptImage" || thrown.code === "invalidInput");

export const isPoisoned = (thrown: unknown) => thrown instanceof InventoryError && thrown.code === "poisoned";
