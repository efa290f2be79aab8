import type { InventoryEvent } from "oversold";
import type { Position, Storage, Stored } from "./storage";

/** For a browser that stores nothing: the inventory lasts as long as the tab. */
export class MemoryStorage implements Storage {
  readonly #stored: Stored;
  readonly #base: number;

  /** `revision` is the image's. */
  constructor(lineage: string, image: Uint8Array, revision: number) {
    this.#stored = { lineage, image, events: [] };
    this.#base = revision;
  }

  async read(): Promise<Stored> {
    return { ...this.#stored, events: [...this.#stored.events] };
  }

  async since({ lineage, revision }: Position): Promise<InventoryEvent[] | null> {
    if (lineage !== this.#stored.lineage || revision < this.#base) return null;
    return this.#stored.events.slice(revision - this.#base);
  }

  async append({ lineage, revision }: Position, events: readonly InventoryEvent[]): Promise<boolean> {
    const { events: stored } = this.#stored;
    if (lineage !== this.#stored.lineage || revision !== this.#base + stored.length) return false;
    stored.push(...events);
    return true;
  }

  close(): void {}
}
