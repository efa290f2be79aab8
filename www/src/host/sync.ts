import { type Command, type Inventory, InventoryError } from "oversold";
import { type AskedEvent, isAsked, listsOf, withCommands, withoutCommand } from "./asked";
import { inventoryOf } from "./engine";
import { type Connection, type Facts, factsSince, type Level, send, ServiceError, type Undone } from "./service";
import { afresh, type Position, type ServiceChange, type Storage, type StoredEvent } from "./storage";

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
  /** Takes in what other tabs stored. */
  catchUp(): Promise<void>;
  /** Decides, stores and takes in; null: another tab was quicker. The revision that it made. */
  take(command: Command): Promise<number | null>;
  /** What is stored is another inventory now. */
  reload(): Promise<void>;
  /** What is stored is of no service any more. */
  left(): void;
  tell(change: Partial<Omit<Following, "url">>): void;
}

/** What a round goes by: where something else is stored by then, it was for nothing. */
interface Round {
  /** This inventory's, not the service's. */
  lineage: string;
  connection: Connection;
}

type Progress = Partial<Pick<Connection, "revision" | "sent">>;

/** What was just sent, by its commands' ids. */
interface Sent {
  ids: readonly string[];
  /** Of these, and of what was sent before: what the service has elsewhere. */
  there: ReadonlySet<string>;
}

const NOTHING: Sent = { ids: [], there: new Set() };

/** The service and this inventory, brought together: what was done here goes there, and what others did comes here. */
export class Sync {
  readonly #seat: Seat;
  readonly #lock: string;
  readonly #timer: ReturnType<typeof setInterval>;
  #isRunning = false;
  #isAsked = false;
  #isClosed = false;

  constructor(seat: Seat, name: string) {
    this.#seat = seat;
    this.#lock = `${name}: service`;
    this.#timer = setInterval(() => this.soon(), OFTEN);
    // In Node, nothing has to wait for it.
    (this.#timer as { unref?(): void }).unref?.();
    this.soon();
  }

  /** As soon as may be: never twice at once, in all tabs. */
  soon(): void {
    this.#isAsked = true;
    if (this.#isRunning || this.#isClosed) return;
    this.#isRunning = true;
    const locks = globalThis.navigator?.locks;
    const work = () => this.#whileAsked();
    // Where the browser lends no lock, several tabs may ask the same: nothing is done twice, only asked.
    void (locks ? locks.request(this.#lock, work).catch(work) : work()).finally(() => {
      this.#isRunning = false;
      // Asked for while the lock was on its way back.
      if (this.#isAsked) this.soon();
    });
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  async #whileAsked(): Promise<void> {
    while (this.#isAsked && !this.#isClosed) {
      this.#isAsked = false;
      try {
        for (let round = 0; round < ROUNDS && !this.#isClosed && (await this.#round()); round++);
        this.#tell({ trouble: null });
      } catch (thrown) {
        this.#tell({ trouble: troubleOf(thrown) });
      }
    }
  }

  #tell(change: Partial<Omit<Following, "url">>): void {
    if (!this.#isClosed) this.#seat.tell(change);
  }

  /** Whether there is more to do. The network is asked outside of the tab's turn: nobody waits for it. */
  async #round(): Promise<boolean> {
    const round = await this.#seat.inTurn(() => this.#begin());
    if (!round) return false;
    const waiting = await this.#waiting(round);
    if (!waiting) return false;
    if (waiting.length === 0) return this.#pull(round, { levels: this.#seat.needsHistory() });
    const { arrived, isConflict, there } = await send(round.connection, waiting.map(withoutCommand));
    const now = await this.#seat.inTurn(() => this.#note(round, afterSending(round.connection, waiting, arrived)));
    if (!now) return true;
    this.#tell({ waiting: waiting.length - arrived });
    if (isConflict || isOfSome(now.connection)) await this.#pull(now, { sent: { ids: waiting.map(({ commandId }) => commandId), there } });
    return true;
  }

  /** In the tab's turn: with all that is stored; null: of no service. */
  async #begin(): Promise<Round | null> {
    await this.#seat.catchUp();
    if (this.#isClosed) return null;
    const { lineage } = this.#seat.position();
    const connection = await this.#seat.storage.service(lineage);
    if (connection === null) this.#seat.left();
    if (!connection) return null;
    this.#tell({ undone: connection.undone });
    return { lineage, connection };
  }

  /** Whether there is more to ask: the levels' history is asked for in a round of its own. */
  async #pull(round: Round, { levels = [], sent = NOTHING }: { levels?: readonly Level[]; sent?: Sent }): Promise<boolean> {
    const facts = await factsSince(round.connection, levels);
    const isTaken = await this.#seat.inTurn(() => this.#take(round, facts, sent));
    return !isTaken || (levels.length === 0 && this.#seat.needsHistory().length > 0);
  }

  /** What was done here since the service heard of it; null: another inventory is stored meanwhile. */
  async #waiting({ lineage, connection }: Round): Promise<AskedEvent[] | null> {
    const events = await this.#seat.storage.since({ lineage, revision: connection.sent });
    const waiting = events && events.filter(isAsked);
    if (waiting) this.#tell({ waiting: waiting.length });
    return waiting;
  }

  /** In the tab's turn: null where somebody else was at it, or left the service. */
  async #note(round: Round, progress: Progress): Promise<Round | null> {
    const change: ServiceChange = (stored) => (isStill(round, stored) ? { ...stored, ...progress } : undefined);
    const isNoted = await this.#seat.storage.changeService(round.lineage, change);
    return isNoted ? { ...round, connection: { ...round.connection, ...progress } } : null;
  }

  /** In the tab's turn: false where somebody else was at it. */
  async #take(round: Round, facts: Facts, { ids, there }: Sent): Promise<boolean> {
    const { revision } = facts;
    const merge = mergeOf(facts);
    if (!merge && there.size === 0) return revision === round.connection.revision || (await this.#note(round, { revision })) !== null;
    if (this.#seat.position().lineage !== round.lineage) return false;
    const connection = await this.#seat.storage.service(round.lineage);
    const waiting = connection && isStill(round, connection) && (await this.#waiting(round));
    // What was done meanwhile is sent first: a tab beside this one may have done so, and then it is not to be decided again.
    if (!waiting || waiting.some(({ commandId }) => !ids.includes(commandId))) return false;
    if (!merge || waiting.length > 0) return this.#decideAgain(round, merge, revision, there);
    const sent = await this.#seat.take(merge);
    return sent !== null && (await this.#note(round, { revision, sent })) !== null;
  }

  /** Goes back to what the service knew, takes in what others did, and does what waits once more: another inventory, in all tabs. */
  async #decideAgain(round: Round, merge: Command | null, revision: number, there: ReadonlySet<string>): Promise<boolean> {
    const stored = await this.#seat.storage.read("all");
    if (stored?.lineage !== round.lineage) return false;
    const { sent } = round.connection;
    const undone: Undone[] = [];
    const events: StoredEvent[] = [];
    const inventory = inventoryOf({ images: stored.images, events: stored.events.filter((event) => event.revision <= sent) });
    try {
      if (merge) mustBeDone(inventory, merge);
      const image = { revision: inventory.revision, bytes: inventory.toBytes() };
      const waiting = stored.events.filter((event) => event.revision > sent).filter(isAsked);
      for (const commands of listsOf(waiting.filter(({ commandId }) => !there.has(commandId)))) {
        const outcome = inventory.apply(commands);
        if (outcome.ok) events.push(...withCommands(outcome.events, commands));
        else undone.push(...commands.map((command) => ({ command, refusal: outcome.refusal })));
      }
      const now = { lineage: afresh(stored.lineage), revision: inventory.revision, images: [image], events };
      const change: ServiceChange = (stored) =>
        isStill(round, stored) ? { ...stored, revision, sent: image.revision, undone: [...stored.undone, ...undone] } : undefined;
      if (!(await this.#seat.storage.beginAfter(stored, now, change))) return false;
    } finally {
      inventory.dispose();
    }
    await this.#seat.reload();
    return true;
  }
}

/** Work is done for some of the shops alone. */
const isOfSome = ({ shops }: Connection) => shops.length > 0;

function afterSending(connection: Connection, waiting: readonly AskedEvent[], arrived: number): Progress {
  const sent = waiting[arrived - 1]?.revision ?? connection.sent;
  // What stock moved at a shop that is not asked for made of it, only the service knows: it tells that too.
  return { sent, revision: isOfSome(connection) ? connection.revision : connection.revision + arrived };
}

/** Whether it is still what the round went by: `undone` is the person's. */
const isStill = ({ connection }: Round, stored: Connection) => stored.revision === connection.revision && stored.sent === connection.sent;

const isEmpty = (tables: object | null | undefined) => Object.values(tables ?? {}).every((records: unknown) => Array.isArray(records) && records.length === 0);

/** Null: there is nothing to take in. */
function mergeOf({ upsert, remove }: Facts): Command | null {
  if (isEmpty(upsert) && isEmpty(remove)) return null;
  return { type: "merge", id: `service:${crypto.randomUUID()}`, at: Date.now(), ...(upsert && { upsert }), ...(remove && { remove }) };
}

function mustBeDone(inventory: Inventory, command: Command): void {
  const outcome = inventory.apply(command);
  if (!outcome.ok) throw new ServiceError("gone", outcome.refusal.message);
}

function troubleOf(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // What it says does not fit what is here.
  return new ServiceError(thrown instanceof InventoryError ? "gone" : "failed", message, { cause: thrown });
}
