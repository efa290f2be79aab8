import type { Connection } from "./service";
import { type Appended, type Image, type Position, type Storage, StorageError, type Stored, type StoredEvent } from "./storage";

/** For a browser that stores nothing: the inventory lasts as long as the tab. */
export class MemoryStorage implements Storage {
  #stored: Stored | null = null;

  async read(): Promise<Stored | null> {
    return this.#stored && { ...this.#stored, events: [...this.#stored.events] };
  }

  async since({ lineage, revision }: Position): Promise<StoredEvent[] | null> {
    const stored = this.#kept();
    const base = stored.images[0]?.revision ?? 0;
    return lineage === stored.lineage && revision >= base ? stored.events.slice(revision - base) : null;
  }

  async append({ lineage, revision }: Position, events: readonly StoredEvent[]): Promise<Appended> {
    const stored = this.#kept();
    if (lineage !== stored.lineage || revision !== stored.revision) return { stored: false, since: await this.since({ lineage, revision }) };
    stored.events.push(...events);
    stored.revision += events.length;
    return { stored: true };
  }

  async begin(stored: Stored): Promise<boolean> {
    const images = stored.images.slice(0, 1);
    this.#stored = { ...stored, images, events: stored.events.filter(({ revision }) => revision > (images[0]?.revision ?? 0)) };
    return true;
  }

  async beginAfter({ lineage, revision }: Position, stored: Stored): Promise<boolean> {
    const before = this.#kept();
    return before.lineage === lineage && before.revision === revision && this.begin(stored);
  }

  async service(): Promise<Connection | null> {
    return this.#kept().service ?? null;
  }

  async setService(lineage: string, service: Connection | null): Promise<void> {
    const stored = this.#kept();
    if (stored.lineage === lineage) stored.service = service;
  }

  async imageRevision(): Promise<number> {
    return this.#kept().images[0]?.revision ?? 0;
  }

  async compact(_lineage: string, image: Image): Promise<void> {
    const stored = this.#kept();
    if (stored.service && stored.service.sent < image.revision) return;
    stored.images = [image];
    stored.events = stored.events.filter(({ revision }) => revision > image.revision);
  }

  close(): void {}

  #kept(): Stored {
    if (!this.#stored) throw new StorageError("gone");
    return this.#stored;
  }
}
