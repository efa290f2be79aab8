import type { Connection } from "./service";
import { type Appended, type Image, type Position, type ServiceChange, type Storage, StorageError, type Stored, type StoredEvent } from "./storage";

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

  async beginAfter({ lineage, revision }: Position, stored: Omit<Stored, "service">, change: ServiceChange): Promise<boolean> {
    const before = this.#kept();
    if (before.lineage !== lineage || before.revision !== revision) return false;
    const service = before.service && change(before.service);
    return service ? this.begin({ ...stored, service }) : false;
  }

  async service(lineage: string): Promise<Connection | null | undefined> {
    const stored = this.#kept();
    return stored.lineage === lineage ? (stored.service ?? null) : undefined;
  }

  async changeService(lineage: string, change: ServiceChange): Promise<boolean> {
    const stored = this.#kept();
    const service = stored.lineage === lineage && stored.service ? change(stored.service) : undefined;
    if (service === undefined) return false;
    stored.service = service;
    return true;
  }

  async imageRevision(): Promise<number> {
    return this.#kept().images[0]?.revision ?? 0;
  }

  async compact(_lineage: string, image: Image): Promise<boolean> {
    const stored = this.#kept();
    if (stored.service && stored.service.sent < image.revision) return false;
    stored.images = [image];
    stored.events = stored.events.filter(({ revision }) => revision > image.revision);
    return true;
  }

  close(): void {}

  #kept(): Stored {
    if (!this.#stored) throw new StorageError("gone");
    return this.#stored;
  }
}
