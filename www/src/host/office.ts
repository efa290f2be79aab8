import type { Changes, Command, Inventory, InventoryEvent, Outcome } from "oversold";
import type { BackOffice, Intent, Result, Update } from "./backOffice";
import { MemoryStorage } from "./memoryStorage";
import { commandsBehind, isAsShown, remember } from "./shown";
import type { Position, Storage } from "./storage";

/** An inventory that lasts as long as the tab. */
export function openInMemory(inventory: Inventory, person: () => string | null = () => null): BackOffice {
  const lineage = crypto.randomUUID();
  return new Office(inventory, lineage, new MemoryStorage(lineage, inventory.toBytes(), inventory.revision), person);
}

class Office implements BackOffice {
  readonly #inventory: Inventory;
  readonly #lineage: string;
  readonly #storage: Storage;
  readonly #person: () => string | null;
  readonly #listeners = new Set<(update: Update) => void>();
  /** What this tab does to its state, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(inventory: Inventory, lineage: string, storage: Storage, person: () => string | null) {
    this.#inventory = inventory;
    this.#lineage = lineage;
    this.#storage = storage;
    this.#person = person;
  }

  get inventory(): Inventory {
    return this.#inventory;
  }

  preview(intents: Intent | readonly Intent[]): Outcome {
    const commands = this.#commands(intents);
    return remember(this.#inventory.decide(commands), commands);
  }

  run(intents: Intent | readonly Intent[], { shown }: { shown?: Outcome } = {}): Promise<Result> {
    const agreed = shown && commandsBehind(shown);
    return this.#next(() => this.#run(this.#commands(intents, agreed), shown, agreed));
  }

  /** A field, so that it can be handed on by itself. */
  readonly subscribe = (listener: (update: Update) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  newId(): string {
    return crypto.randomUUID();
  }

  close(): void {
    this.#listeners.clear();
    this.#storage.close();
    this.#inventory.dispose();
  }

  async #run(commands: readonly Command[], shown: Outcome | undefined, agreed = commands): Promise<Result> {
    for (;;) {
      // At the time of the preview, so that what differs now is not the time.
      const now = this.#inventory.decide(agreed);
      shown ??= now;
      if (!(now.ok && now.duplicate) && !isAsShown(shown, now)) return { ok: false, changed: true, now: remember(now, agreed) };
      const outcome = this.#inventory.decide(commands);
      if (!outcome.ok) return outcome;
      const { events } = outcome;
      if (events.length === 0 || (await this.#storage.append(this.#position(), events))) {
        const changes = this.#takeIn(events, "here");
        return { ok: true, commandIds: commands.map(({ id }) => id), changes };
      }
      await this.#catchUp();
    }
  }

  async #catchUp(): Promise<void> {
    const events = await this.#storage.since(this.#position());
    if (events?.length) this.#takeIn(events, "elsewhere");
  }

  #takeIn(events: readonly InventoryEvent[], from: Update["from"]): Changes {
    const changes = this.#inventory.replay(events);
    if (events.length > 0) for (const listener of [...this.#listeners]) listener({ changes, events, from, replaced: false });
    return changes;
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
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }
}
