import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Connection } from "./service";
import { type Appended, type Image, type Position, type ServiceChange, type Storage, StorageError, type Stored, type StoredEvent } from "./storage";

interface Head extends Position {
  service?: Connection | null;
}

interface Schema extends DBSchema {
  /** One record: how far everything is. Every append reads it in its own transaction, so that two tabs cannot both be next. */
  head: { key: "head"; value: Head };
  /** By revision. */
  images: { key: number; value: Image };
  /** By revision. */
  events: { key: number; value: StoredEvent };
}

type Stores = ["head", "images", "events"];
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, Stores, Mode>;

const VERSION = 1;
const STORES: Stores = ["head", "images", "events"];

/** A person is told that it is done once it is on the disk, not once it is on its way there. */
const SAFELY: IDBTransactionOptions = { durability: "strict" };

/** In IndexedDB, which all tabs of this page share. */
export class BrowserStorage implements Storage {
  readonly #name: string;
  readonly #onTrouble: (error: StorageError) => void;
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  /** Why it was given up for good. */
  #ended: StorageError | null = null;

  /** `onTrouble` hears what happens without being asked: another version of the page waits, or has taken over. */
  constructor(name: string, onTrouble: (error: StorageError) => void = () => {}) {
    this.#name = name;
    this.#onTrouble = onTrouble;
  }

  read(which: "newest" | "all"): Promise<Stored | null> {
    return this.#in("readonly", async (transaction) => {
      const head = await transaction.objectStore("head").get("head");
      if (!head) return null;
      const store = transaction.objectStore("images");
      const newestFirst = (await store.getAllKeys()).reverse();
      const images: Image[] = [];
      for (const revision of which === "all" ? newestFirst : newestFirst.slice(0, 1)) {
        const image = await store.get(revision);
        if (image) images.push(image);
      }
      const last = images.at(-1);
      if (!last) return null;
      return { ...head, images, events: await transaction.objectStore("events").getAll(after(last.revision)) };
    });
  }

  since(position: Position): Promise<StoredEvent[] | null> {
    return this.#in("readonly", async (transaction) => eventsSince(position, await headOf(transaction), transaction));
  }

  append(position: Position, events: readonly StoredEvent[]): Promise<Appended> {
    return this.#in("readwrite", async (transaction) => {
      const head = await headOf(transaction);
      if (head.lineage !== position.lineage || head.revision !== position.revision) {
        return { stored: false, since: await eventsSince(position, head, transaction) };
      }
      const store = transaction.objectStore("events");
      // Added, never put: a revision is given away once.
      await Promise.all(events.map((event) => store.add(event, event.revision)));
      await transaction.objectStore("head").put({ ...head, revision: position.revision + events.length }, "head");
      return { stored: true };
    });
  }

  begin(stored: Stored, ifLess: boolean): Promise<boolean> {
    const { lineage, revision } = stored;
    return this.#in("readwrite", async (transaction) => {
      const head = await transaction.objectStore("head").get("head");
      if (ifLess && head && (head.lineage !== lineage || head.revision >= revision)) return false;
      await putAll(stored, transaction);
      return true;
    });
  }

  beginAfter({ lineage, revision }: Position, stored: Omit<Stored, "service">, change: ServiceChange): Promise<boolean> {
    return this.#in("readwrite", async (transaction) => {
      const head = await headOf(transaction);
      if (head.lineage !== lineage || head.revision !== revision) return false;
      const service = head.service && change(head.service);
      if (!service) return false;
      await putAll({ ...stored, service }, transaction);
      return true;
    });
  }

  service(lineage: string): Promise<Connection | null | undefined> {
    return this.#in("readonly", async (transaction) => {
      const head = await headOf(transaction);
      return head.lineage === lineage ? (head.service ?? null) : undefined;
    });
  }

  changeService(lineage: string, change: ServiceChange): Promise<boolean> {
    return this.#in("readwrite", async (transaction) => {
      const head = await headOf(transaction);
      const service = head.lineage === lineage && head.service ? change(head.service) : undefined;
      if (service === undefined) return false;
      await transaction.objectStore("head").put({ ...head, service }, "head");
      return true;
    });
  }

  imageRevision(): Promise<number> {
    return this.#in("readonly", async (transaction) => (await transaction.objectStore("images").getAllKeys()).at(-1) ?? -1);
  }

  compact(lineage: string, image: Image): Promise<boolean> {
    return this.#in("readwrite", async (transaction) => {
      const head = await headOf(transaction);
      const store = transaction.objectStore("images");
      const before = (await store.getAllKeys()).at(-1) ?? -1;
      // Another tab was quicker, or brought another inventory.
      if (head.lineage !== lineage || head.revision < image.revision || before >= image.revision) return false;
      // After what others did, what waits is decided again on what the service knew.
      if (head.service && head.service.sent < image.revision) return false;
      await store.put(image, image.revision);
      await store.delete(IDBKeyRange.upperBound(before, true));
      await transaction.objectStore("events").delete(IDBKeyRange.upperBound(before));
      return true;
    });
  }

  close(): void {
    this.#ended ??= new StorageError("failed", new Error("it was closed"));
    void this.#database?.then((database) => database.close()).catch(() => {});
  }

  async #in<T, Mode extends "readonly" | "readwrite">(mode: Mode, work: (transaction: Transaction<Mode>) => Promise<T>): Promise<T> {
    for (let isAgain = false; ; isAgain = true) {
      try {
        const database = await this.#open();
        const transaction = database.transaction(STORES, mode, mode === "readwrite" ? SAFELY : {});
        return await whole(transaction, work);
      } catch (thrown) {
        // A connection can be cut off by the browser at any time (a cleared site, a sleeping phone); the next one may hold.
        // Should the first try have been stored all the same, the second one finds somebody quicker: itself.
        if (isAgain || !isCutOff(thrown)) throw this.#ended ?? troubleOf(thrown);
        this.#database = null;
      }
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#ended) throw this.#ended;
    this.#database ??= this.#connect().catch((thrown: unknown) => {
      this.#database = null;
      throw isRefused(thrown) ? new StorageError("unavailable", thrown) : thrown;
    });
    return this.#database;
  }

  async #connect(): Promise<IDBPDatabase<Schema>> {
    if (typeof indexedDB === "undefined") throw new StorageError("unavailable");
    const opening = openDB<Schema>(this.#name, VERSION, {
      upgrade: (database) => STORES.forEach((name) => database.createObjectStore(name)),
      blocked: () => this.#onTrouble(new StorageError("blocked")),
      // A newer page waits for this one to let go; holding on would stop it for good.
      blocking: () => {
        this.#ended = new StorageError("newer");
        void opening.then((database) => database.close());
        this.#onTrouble(this.#ended);
      },
      terminated: () => {
        this.#database = null;
      },
    });
    return opening;
  }
}

const after = (revision: number) => IDBKeyRange.lowerBound(revision, true);

async function putAll({ lineage, revision, images, events, service }: Stored, transaction: Transaction<"readwrite">): Promise<void> {
  for (const name of STORES) await transaction.objectStore(name).clear();
  await Promise.all(images.map((image) => transaction.objectStore("images").put(image, image.revision)));
  await Promise.all(events.map((event) => transaction.objectStore("events").add(event, event.revision)));
  await transaction.objectStore("head").put({ lineage, revision, ...(service && { service }) }, "head");
}

async function headOf(transaction: Transaction<IDBTransactionMode>): Promise<Head> {
  const head = await transaction.objectStore("head").get("head");
  if (!head) throw new StorageError("gone");
  return head;
}

async function eventsSince({ lineage, revision }: Position, head: Position, transaction: Transaction<IDBTransactionMode>): Promise<StoredEvent[] | null> {
  if (head.lineage !== lineage) return null;
  // This tab knows more than is stored: the storage was lost, and stored anew by a tab that was behind.
  if (head.revision < revision) throw new StorageError("gone");
  const events = await transaction.objectStore("events").getAll(after(revision));
  return events.length === head.revision - revision ? events : null;
}

/** Answers once everything is stored; undoes everything when anything fails. */
async function whole<T, Mode extends IDBTransactionMode>(transaction: Transaction<Mode>, work: (transaction: Transaction<Mode>) => Promise<T>): Promise<T> {
  // Listened to from the start: it may fail before anybody waits for it.
  const done = transaction.done.then(
    () => null,
    (thrown: unknown) => ({ thrown }),
  );
  try {
    const value = await work(transaction);
    const failed = await done;
    if (failed) throw failed.thrown;
    return value;
  } catch (thrown) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    const failed = await done;
    // What ended a transaction says more than what that did to its requests.
    throw nameOf(thrown) === "AbortError" && failed ? failed.thrown : thrown;
  }
}

const nameOf = (thrown: unknown) => (thrown instanceof DOMException ? thrown.name : "");
const isCutOff = (thrown: unknown) => ["InvalidStateError", "UnknownError", "AbortError"].includes(nameOf(thrown));
const isRefused = (thrown: unknown) => ["SecurityError", "InvalidStateError", "NotAllowedError"].includes(nameOf(thrown));

function troubleOf(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown;
  const name = nameOf(thrown) || (thrown instanceof Error ? thrown.name : "");
  if (name === "QuotaExceededError") return new StorageError("full", thrown);
  if (name === "VersionError") return new StorageError("newer", thrown);
  return new StorageError("failed", thrown);
}
