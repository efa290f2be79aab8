import { type Changes, type Command, type Inventory, InventoryError, type InventoryEvent, type Outcome } from "oversold";
import { withCommands } from "./asked";
import type { BackOffice, Intent, Keeping, Result, Update } from "./backOffice";
import { type Found, inventoryFrom, inventoryOf, isPoisoned } from "./engine";
import { MemoryStorage } from "./memoryStorage";
import { behind, isAsShown, type Previewed, remember } from "./shown";
import { type Connection, type Level, ServiceError } from "./service";
import { type Image, isSameInventory, type Position, type ServiceChange, type Storage, StorageError, type Stored } from "./storage";
import { type Following, type Seat, Sync } from "./sync";
import { openTabs, type Tabs } from "./tabs";

/** Events since the image from which on a new image is worth its bytes. */
const MANY = 250;

export interface Opening {
  storage: Storage;
  /** What the tabs of this page call each other by. */
  channel: string;
  /** The image to begin with where nothing is stored, and the service that it is of. */
  first(): Promise<Image & Pick<Stored, "service">>;
  /** Who does what is done here. */
  person(): string | null;
}

/** The inventory that is stored, or the first one. */
export async function openBackOffice(opening: Opening): Promise<BackOffice> {
  try {
    return await openIn(opening.storage, opening);
  } catch (thrown) {
    // A browser that stores nothing can still be worked in, as long as the tab is open: the page says so.
    if (!(thrown instanceof StorageError) || !(thrown.code === "unavailable" || thrown instanceof NothingStored)) throw thrown;
    opening.storage.close();
    return openIn(new MemoryStorage(), opening);
  }
}

/** There is no room for a first image: nothing of value is in the storage yet. */
class NothingStored extends StorageError {}

async function openIn(storage: Storage, opening: Opening): Promise<BackOffice> {
  let found = await inventoryFrom(storage);
  if (!found) {
    const { service, ...image } = await opening.first();
    const first: Stored = { lineage: crypto.randomUUID(), revision: image.revision, images: [image], events: [], ...(service && { service }) };
    // Another tab may have been quicker, with another first image: what is stored is what holds.
    await storage.begin(first, true).catch((thrown: unknown) => {
      throw thrown instanceof StorageError && thrown.code === "full" ? new NothingStored("full", thrown.cause) : thrown;
    });
    found = await inventoryFrom(storage);
  }
  if (!found) throw new StorageError("gone");
  return new Office(opening, storage, found);
}

class Office implements BackOffice {
  readonly #storage: Storage;
  readonly #person: () => string | null;
  readonly #tabs: Tabs;
  readonly #listeners = new Set<(update: Update) => void>();
  readonly #watchers = new Set<() => void>();
  #inventory: Inventory;
  #lineage: string;
  #imageRevision: number;
  #isCompacting = false;
  #isLooking = false;
  #keeping: Keeping;
  #closed = false;
  readonly #channel: string;
  /** There while the inventory is of a service. */
  #sync: Sync | null = null;
  /** By item and shop. */
  readonly #needsHistory = new Map<string, Level>();
  /** What this tab does to its state, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ channel, person }: Opening, storage: Storage, { inventory, stored }: Found) {
    this.#storage = storage;
    this.#person = person;
    this.#inventory = inventory;
    this.#lineage = stored.lineage;
    this.#imageRevision = stored.images[0]?.revision ?? 0;
    this.#keeping = { where: storage instanceof MemoryStorage ? "tab" : "browser", trouble: null, done: 0, service: null, needsHistory: 0 };
    this.#channel = channel;
    this.#tabs = openTabs(channel, () => this.#look());
    this.#belongTo(stored.service ?? null);
    this.#compactSoon();
  }

  get inventory(): Inventory {
    return this.#inventory;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  preview(intents: Intent | readonly Intent[]): Outcome {
    const commands = this.#commands(intents);
    try {
      return remember(this.#inventory.decide(commands), { commands, lineage: this.#lineage });
    } catch (thrown) {
      if (isPoisoned(thrown)) void this.recover().catch(() => {});
      throw thrown;
    }
  }

  run(intents: Intent | readonly Intent[], { shown }: { shown?: Outcome } = {}): Promise<Result> {
    const previewed = shown && behind(shown);
    const commands = this.#commands(intents, previewed?.commands);
    const agreed = previewed ?? { commands, lineage: this.#lineage };
    return this.#next(() => this.#unpoisoned(() => this.#run(commands, agreed, shown)));
  }

  /** A field, so that it can be handed on by itself. */
  readonly subscribe = (listener: (update: Update) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A field, so that it can be handed on by itself. */
  readonly watch = (listener: () => void): (() => void) => {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  };

  newId(): string {
    return crypto.randomUUID();
  }

  replace(by: Pick<Stored, "images" | "events" | "service">): Promise<void> {
    return this.#next(async () => {
      const inventory = inventoryOf(by);
      const lineage = crypto.randomUUID();
      try {
        await this.#storing(() => this.#storage.begin({ ...by, lineage, revision: inventory.revision }, false));
      } catch (thrown) {
        inventory.dispose();
        throw thrown;
      }
      this.#putInPlace(inventory, { ...by, lineage }, "here");
      this.#tabs.tell();
    });
  }

  keepAgain(): Promise<void> {
    return this.#next(async () => {
      const { lineage, revision } = this.#position();
      const images = [{ revision, bytes: this.#inventory.toBytes() }];
      const isStored = await this.#storing(() => this.#storage.begin({ lineage, revision, images, events: [] }, true));
      // What another tab stored meanwhile holds.
      if (!isStored) await this.#catchUp();
      else this.#belongTo(null);
      this.#tabs.tell();
    });
  }

  lookAgain(): Promise<void> {
    return this.#next(() => this.#unpoisoned(() => this.#catchUp()));
  }

  leaveService(): Promise<void> {
    return this.#next(async () => {
      await this.#changeService(() => null);
      this.#belongTo(null);
      this.#tabs.tell();
    });
  }

  askService(): void {
    this.#sync?.soon();
  }

  dismissUndone(commandIds: readonly string[]): Promise<void> {
    const unseen = ({ undone }: Pick<Following, "undone">) => undone.filter(({ command }) => !commandIds.includes(command.id));
    return this.#next(async () => {
      await this.#changeService((stored) => ({ ...stored, undone: unseen(stored) }));
      if (this.#keeping.service) this.#tellService({ undone: unseen(this.#keeping.service) });
    });
  }

  recover(): Promise<void> {
    return this.#next(() => this.#reload("here"));
  }

  close(): void {
    this.#closed = true;
    this.#sync?.close();
    this.#tabs.close();
    this.#listeners.clear();
    this.#watchers.clear();
    this.#storage.close();
    this.#inventory.dispose();
  }

  /** Store first: whatever happens after the append, the next one who reads has it. */
  async #run(commands: readonly Command[], agreed: Previewed, shown?: Outcome): Promise<Result> {
    for (;;) {
      // As of the preview, so that what differs now is not the time.
      const now = this.#inventory.decide(agreed.commands);
      shown ??= now;
      const isAgreed = (now.ok && now.duplicate) || (isSameInventory(agreed.lineage, this.#lineage) && isAsShown(shown, now));
      if (!isAgreed) return { ok: false, changed: true, now: remember(now, { ...agreed, lineage: this.#lineage }) };
      const outcome = commands === agreed.commands ? now : this.#inventory.decide(commands);
      if (!outcome.ok) return outcome;
      const { events } = outcome;
      if (events.length === 0) return { ok: true, commandIds: idsOf(commands), changes: outcome.changes };
      const stored = this.#sync ? withCommands(events, commands) : events;
      const appended = await this.#storing(() => this.#storage.append(this.#position(), stored));
      if (appended.stored) {
        this.#keep({ done: this.#keeping.done + events.length });
        this.#tabs.tell();
        this.#sync?.soon();
        return { ok: true, commandIds: idsOf(commands), changes: this.#takeIn(events, "here") };
      }
      await this.#follow(appended.since);
    }
  }

  /** Ten hints are worth one look. */
  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const look = () => {
      this.#isLooking = false;
      // What another tab did may wait for the service: this one says so too.
      this.#sync?.soon();
      return this.#unpoisoned(() => this.#catchUp());
    };
    // What failed is said by `keeping`.
    this.#next(look).catch(() => {});
  }

  /** Takes in what others stored. */
  async #catchUp(): Promise<void> {
    await this.#follow(await this.#storing(() => this.#storage.since(this.#position())));
  }

  async #follow(events: readonly InventoryEvent[] | null): Promise<void> {
    try {
      if (!events) await this.#reload("elsewhere");
      else if (events.length > 0) this.#takeIn(events, "elsewhere");
    } catch (thrown) {
      if (!(thrown instanceof InventoryError) || isPoisoned(thrown)) throw thrown;
      // Another tab runs a newer version of the page; or what it stored is damaged.
      throw this.#troubled(new StorageError(thrown.code === "unsupportedVersion" ? "newer" : "failed", thrown));
    }
  }

  #takeIn(events: readonly InventoryEvent[], from: Update["from"]): Changes {
    const changes = this.#inventory.replay(events);
    // What a service tells of a level is all that it has to tell.
    for (const level of events.flatMap(mergedLevels)) this.#needsHistory.delete(keyOf(level));
    this.#need(changes.needsHistory);
    this.#publish({ changes, events, from, replaced: false });
    this.#compactSoon();
    return changes;
  }

  /** Everything anew, of what is stored. */
  async #reload(from: Update["from"]): Promise<void> {
    const found = await this.#storing(() => inventoryFrom(this.#storage));
    if (!found) throw this.#troubled(new StorageError("gone"));
    this.#putInPlace(found.inventory, found.stored, from);
  }

  #putInPlace(inventory: Inventory, { lineage, images, service }: Omit<Stored, "events" | "revision">, from: Update["from"]): void {
    const before = this.#inventory;
    this.#inventory = inventory;
    this.#lineage = lineage;
    this.#imageRevision = images[0]?.revision ?? 0;
    this.#belongTo(service ?? null);
    this.#publish({ changes: NOTHING, events: [], from, replaced: true });
    before.dispose();
  }

  /** In the inventory that is stored, whatever other tabs do meanwhile. */
  async #changeService(change: ServiceChange): Promise<void> {
    for (;;) {
      await this.#catchUp();
      const lineage = this.#lineage;
      if (await this.#storing(() => this.#storage.changeService(lineage, change))) return;
      if ((await this.#storing(() => this.#storage.service(lineage))) !== undefined) return;
    }
  }

  /** Begins or ends with a service; what it lacks is asked of the engine once. */
  #belongTo(service: Connection | null): void {
    this.#needsHistory.clear();
    const look = () => this.#need(lackingHistory(this.#inventory));
    // That goes over all records. Where nobody can fetch it there is time: until the page has nothing else to do.
    if (service) look();
    else whenIdle(() => void this.#next(async () => look()).catch(() => {}));
    const before = this.#keeping.service;
    if (service && service.url === before?.url) {
      this.#tellService({ undone: service.undone });
      return this.#sync?.soon();
    }
    this.#sync?.close();
    this.#sync = null;
    this.#keep({ service: service && { url: service.url, waiting: 0, trouble: null, undone: service.undone } });
    if (service) this.#sync = new Sync(this.#seat(), this.#channel);
  }

  #seat(): Seat {
    return {
      storage: this.#storage,
      position: () => this.#position(),
      needsHistory: () => [...this.#needsHistory.values()],
      inTurn: (work) => this.#next(() => this.#unpoisoned(work)),
      catchUp: () => this.#catchUp(),
      take: (command) => this.#takeMerge(command),
      reload: async () => {
        await this.#reload("elsewhere");
        this.#tabs.tell();
      },
      left: () => this.#belongTo(null),
      tell: (change) => this.#tellService(change),
    };
  }

  /** What the service knows, as a command of this inventory. */
  async #takeMerge(command: Command): Promise<number | null> {
    const outcome = this.#inventory.decide(command);
    if (!outcome.ok) throw new ServiceError("gone", outcome.refusal.message);
    const appended = await this.#storing(() => this.#storage.append(this.#position(), outcome.events));
    if (!appended.stored) {
      await this.#follow(appended.since);
      return null;
    }
    this.#tabs.tell();
    this.#takeIn(outcome.events, "elsewhere");
    return this.#inventory.revision;
  }

  #need(levels: readonly Level[]): void {
    for (const level of levels) this.#needsHistory.set(keyOf(level), level);
    if (this.#keeping.needsHistory !== this.#needsHistory.size) this.#keep({ needsHistory: this.#needsHistory.size });
  }

  #tellService(change: Partial<Omit<Following, "url">>): void {
    const { service } = this.#keeping;
    const isNew = service && Object.entries(change).some(([name, value]) => service[name as keyof Following] !== value);
    if (isNew) this.#keep({ service: { ...service, ...change } });
    // What waited is in the way of an image.
    if (change.waiting === 0) this.#compactSoon();
  }

  /** A crash of the engine costs a fresh one, not what the person was doing: once, since it may be what crashes it. */
  async #unpoisoned<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (!isPoisoned(thrown)) throw thrown;
      await this.#reload("here");
      return work();
    }
  }

  /** Now and then an image takes the place of many events: when the page has nothing else to do. */
  #compactSoon(): void {
    if (this.#inventory.revision - this.#imageRevision < MANY || this.#isCompacting || this.#keeping.service?.waiting) return;
    this.#isCompacting = true;
    const compact = () => this.#next(() => this.#compact()).catch(() => {});
    whenIdle(() => void compact().finally(() => (this.#isCompacting = false)));
  }

  async #compact(): Promise<void> {
    // Another tab may have done so.
    this.#imageRevision = await this.#storage.imageRevision();
    const { lineage, revision } = this.#position();
    if (revision - this.#imageRevision < MANY) return;
    // Where there is no room for it, the events go on without.
    const isStored = await this.#storage.compact(lineage, { revision, bytes: this.#inventory.toBytes() });
    if (isStored) this.#imageRevision = revision;
  }

  async #storing<T>(work: () => Promise<T>): Promise<T> {
    try {
      const value = await work();
      if (this.#keeping.trouble) this.#keep({ trouble: null });
      return value;
    } catch (thrown) {
      throw thrown instanceof StorageError ? this.#troubled(thrown) : thrown;
    }
  }

  #troubled(trouble: StorageError): StorageError {
    this.#keep({ trouble });
    return trouble;
  }

  #keep(change: Partial<Keeping>): void {
    this.#keeping = { ...this.#keeping, ...change };
    for (const watcher of [...this.#watchers]) watcher();
  }

  #publish(update: Update): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(update);
      } catch (thrown) {
        // What was done is done: a listener's mistake is the page's, and must not look like ours.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }

  #position(): Position {
    return { lineage: this.#lineage, revision: this.#inventory.revision };
  }

  #commands(intents: Intent | readonly Intent[], like?: readonly Command[]): Command[] {
    const list = Array.isArray(intents) ? (intents as readonly Intent[]) : [intents as Intent];
    const at = Date.now();
    const by = this.#person();
    return list.map((intent, index) => ({ ...intent, id: like?.[index]?.id ?? crypto.randomUUID(), at, by }) as Command);
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(() => {
      if (this.#closed) throw new DOMException("The back office was closed.", "AbortError");
      return work();
    });
    this.#queue = done.catch(() => {});
    return done;
  }
}

const keyOf = ({ itemId, shopId }: Level) => JSON.stringify([itemId, shopId]);

/** Levels whose rows need older movements than there are. */
const lackingHistory = (inventory: Inventory): Level[] =>
  inventory
    .check()
    .filter(({ rule }) => rule === "needsHistory")
    .map(({ details }) => ({ itemId: String(details.itemId), shopId: String(details.shopId) }));

/** Levels that an event of a merge brings, or takes away. */
const mergedLevels = (event: InventoryEvent): readonly Level[] =>
  event.type === "merged" ? [...(event.upsert?.levels ?? []), ...(event.remove?.levels ?? [])] : [];

const NOTHING: Changes = { rowsAdded: [], rowsChanged: [], rowsRemoved: [], levels: [], documents: [], ordersReady: [], ordersNoLongerReady: [], needsHistory: [] };

const idsOf = (commands: readonly Command[]) => commands.map(({ id }) => id);

/** Safari has no idle callbacks. */
const whenIdle = (work: () => void) => (globalThis.requestIdleCallback ?? setTimeout)(work);
