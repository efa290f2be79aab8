import { type Command, type Inventory, InventoryError } from "oversold";
import { inventoryOf } from "./engine";
import { type Connection, type Facts, factsSince, type Level, send, ServiceError, type Undone } from "./service";
import { afresh, type Position, type Storage, type Stored, type StoredEvent } from "./storage";
import { onReturn } from "./tabs";

/** How often to look what others did, in milliseconds. */
const OFTEN = 30_000;
/** Rounds after which something is not as it should be: the next occasion goes on. */
const ROUNDS = 20;

/** How it stands with the service. */
export interface Following {
  url: string;
  /** How many commands it does not have yet. */
  waiting: number;
  trouble: ServiceError | null;
  /** What could not be done after what others did, until the person has seen it. */
  undone: readonly Undone[];
}

/** What the tab lends. */
export interface Seat {
  storage: Storage;
  position(): Position;
  needsHistory(): readonly Level[];
  /** One after the other with whatever else this tab does. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Decides, stores and takes in; null: another tab was quicker. The revision that it made. */
  take(command: Command): Promise<number | null>;
  /** What is stored is another inventory now. */
  reload(): Promise<void>;
  tell(change: Partial<Omit<Following, "url">>): void;
}

/** The service and this inventory, brought together: what was done here goes there, and what others did comes here. */
export class Sync {
  readonly #seat: Seat;
  readonly #lock: string;
  readonly #stop: () => void;
  #isRunning = false;
  #isAsked = false;
  #isClosed = false;

  constructor(seat: Seat, name: string) {
    this.#seat = seat;
    this.#lock = `${name}: service`;
    const stop = onReturn(() => this.soon());
    const timer = setInterval(() => this.soon(), OFTEN);
    // In Node, nothing has to wait for it.
    (timer as { unref?(): void }).unref?.();
    this.#stop = () => {
      stop();
      clearInterval(timer);
    };
    this.soon();
  }

  /** As soon as may be: never twice at once, in all tabs. */
  soon(): void {
    this.#isAsked = true;
    if (this.#isRunning || this.#isClosed) return;
    this.#isRunning = true;
    const locks = globalThis.navigator?.locks;
    const work = () => this.#whileAsked();
    void (locks ? locks.request(this.#lock, work) : work()).finally(() => {
      this.#isRunning = false;
      // Asked for while the lock was on its way back.
      if (this.#isAsked) this.soon();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  async #whileAsked(): Promise<void> {
    while (this.#isAsked && !this.#isClosed) {
      this.#isAsked = false;
      try {
        for (let round = 0; round < ROUNDS && !this.#isClosed && (await this.#round()); round++);
        this.#seat.tell({ trouble: null });
      } catch (thrown) {
        if (this.#isClosed) return;
        // The storage's own trouble is told where it is met.
        if (thrown instanceof ServiceError) this.#seat.tell({ trouble: thrown });
        else if (thrown instanceof InventoryError) this.#seat.tell({ trouble: new ServiceError("gone", thrown.message, thrown) });
      }
    }
  }

  /** Whether there is more to do. The network is asked outside of the tab's turn: nobody waits for it. */
  async #round(): Promise<boolean> {
    const connection = await this.#seat.storage.service();
    if (!connection) return false;
    this.#seat.tell({ undone: connection.undone });
    const waiting = await this.#waiting(connection);
    if (waiting.length === 0) return this.#pull(connection, this.#seat.needsHistory(), false);
    const received = await send(connection, waiting.map(withoutCommand));
    const arrived = waiting.slice(0, received.revision - connection.revision);
    const sent = arrived.at(-1)?.revision ?? connection.sent;
    // What stock moved at a shop that is not asked for made of it, only the service knows: it tells that too.
    const revision = connection.shops.length > 0 ? connection.revision : received.revision;
    const now = { ...connection, sent, revision };
    if (!(await this.#seat.inTurn(() => this.#note(connection, now)))) return true;
    this.#seat.tell({ waiting: waiting.length - arrived.length });
    return received.isConflict || connection.shops.length > 0 ? this.#pull(now, [], true) : true;
  }

  async #pull(connection: Connection, levels: readonly Level[], isMore: boolean): Promise<boolean> {
    const facts = await factsSince(connection, levels);
    const isTaken = await this.#seat.inTurn(() => this.#take(connection, facts));
    return isMore || !isTaken || (levels.length === 0 && this.#seat.needsHistory().length > 0);
  }

  /** What was done here since the service heard of it. */
  async #waiting({ sent }: Connection): Promise<Asked[]> {
    const events = await this.#seat.storage.since({ ...this.#seat.position(), revision: sent });
    // Another inventory is stored since: this tab is about to notice.
    const waiting = (events ?? []).filter(isAsked);
    this.#seat.tell({ waiting: waiting.length });
    return waiting;
  }

  /** In the tab's turn: false where somebody else was at it. */
  async #note(before: Connection, now: Connection): Promise<boolean> {
    const stored = await this.#seat.storage.service();
    if (!stored || stored.revision !== before.revision || stored.sent !== before.sent || stored.url !== before.url) return false;
    await this.#seat.storage.setService(this.#seat.position().lineage, now);
    return true;
  }

  /** In the tab's turn. */
  async #take(connection: Connection, facts: Facts): Promise<boolean> {
    const { revision, upsert, remove } = facts;
    if (isEmpty(upsert) && isEmpty(remove)) return this.#note(connection, { ...connection, revision });
    if (!(await this.#note(connection, connection))) return false;
    const command: Command = { type: "merge", id: `service:${crypto.randomUUID()}`, at: Date.now(), ...(upsert && { upsert }), ...(remove && { remove }) };
    if ((await this.#waiting(connection)).length > 0) return this.#decideAgain(connection, command, revision);
    const sent = await this.#seat.take(command);
    return sent !== null && this.#note(connection, { ...connection, revision, sent });
  }

  /** Goes back to what the service knew, takes in what others did, and does what waits once more: another inventory, in all tabs. */
  async #decideAgain(connection: Connection, merge: Command, revision: number): Promise<boolean> {
    const stored = await this.#seat.storage.read("all");
    if (!stored) return false;
    const undone = [...connection.undone];
    const before = stored.events.filter((event) => event.revision <= connection.sent);
    const inventory = inventoryOf({ images: stored.images, events: before });
    try {
      mustBeDone(inventory, merge);
      const image = { revision: inventory.revision, bytes: inventory.toBytes() };
      const events: StoredEvent[] = [];
      for (const { asked } of stored.events.filter((event) => event.revision > connection.sent).filter(isAsked)) {
        const outcome = inventory.apply(asked);
        if (outcome.ok) events.push(...outcome.events.map((event) => ({ ...event, asked })));
        else undone.push({ command: asked, refusal: outcome.refusal });
      }
      const service = { ...connection, revision, sent: image.revision, undone };
      const now: Stored = { lineage: afresh(stored.lineage), revision: inventory.revision, images: [image], events, service };
      if (!(await this.#seat.storage.beginAfter(stored, now))) return false;
    } finally {
      inventory.dispose();
    }
    await this.#seat.reload();
    return true;
  }
}

type Asked = StoredEvent & { asked: Command };

const isAsked = (event: StoredEvent): event is Asked => event.asked !== undefined;

function withoutCommand({ asked: _, ...event }: Asked): StoredEvent {
  return event as StoredEvent;
}

const isEmpty = (tables: object | null | undefined) => Object.values(tables ?? {}).every((records: unknown) => Array.isArray(records) && records.length === 0);

function mustBeDone(inventory: Inventory, command: Command): void {
  const outcome = inventory.apply(command);
  if (!outcome.ok) throw new ServiceError("gone", outcome.refusal.message);
}
