import type { Changes, Command, CommandHead, Inventory, InventoryEvent, Outcome, Refused } from "oversold";
import type { StorageError, Stored } from "./storage";
import type { Following } from "./sync";

type WithoutHead<C> = C extends unknown ? Omit<C, keyof CommandHead> : never;

/** A command as a page knows it: what is to be done. The back office adds the id, the time and the person. */
export type Intent = WithoutHead<Command>;

/** What was done, and is stored. `undo` takes it back, where that can be done. */
export interface Done {
  ok: true;
  commandIds: string[];
  changes: Changes;
}

/**
 * Somebody else was quicker, and doing it now would do something else than what the person was shown:
 * nothing was done. `now` is what it would do; hand it to `run` as `shown` once the person agrees to that.
 */
export interface Changed {
  ok: false;
  changed: true;
  now: Outcome;
}

export type Result = Done | (Refused & { changed?: false }) | Changed;

/** What just became different in this tab's engine: by this tab, or by another one. */
export interface Update {
  changes: Changes;
  events: readonly InventoryEvent[];
  from: "here" | "elsewhere";
  /** `inventory` is another one now (a restore, another file, a fresh engine): everything is to be asked anew, and `changes` is empty. */
  replaced: boolean;
}

/** Where this tab's state is kept. */
export interface Keeping {
  /** "tab": this browser stores nothing for this page, and what is done is lost with the tab. */
  where: "browser" | "tab";
  /** Why the last attempt to store, or to see what others stored, failed; null: it did not. This tab holds all that it shows. */
  trouble: StorageError | null;
  /** How many commands this tab stored since it was opened. */
  done: number;
  /** The service that this inventory is of, and how it stands with it; null: it is of none. */
  service: Following | null;
  /** Levels of which older movements are needed than there are: their rows may name the wrong sources until those are there. */
  needsHistory: number;
}

/**
 * The one door between the pages and the data. A page asks `inventory` whatever it likes, at once and synchronously,
 * and changes things through `run` alone: it decides, stores, and only then takes in, so that what a person sees done is stored.
 */
export interface BackOffice {
  /** This tab's engine, for questions. A restore or another file brings a new one: `subscribe` tells. */
  readonly inventory: Inventory;
  /** What it would do: which rows go, which orders become ready, or why it is refused. Changes nothing. */
  preview(intents: Intent | readonly Intent[]): Outcome;
  /**
   * All of them or none. `shown`: the preview that the person agreed to; done twice with the same preview (a second click),
   * it is done once. Rejects with a `StorageError` when it could not be stored: then nothing was done.
   */
  run(intents: Intent | readonly Intent[], options?: { shown?: Outcome }): Promise<Result>;
  /** Called after each change of the state, whoever made it. Returns what ends it. */
  subscribe(listener: (update: Update) => void): () => void;
  /** A new id for a document, line or shipment that an intent makes. */
  newId(): string;

  /** Another object after each change. */
  readonly keeping: Keeping;
  /** Called when `keeping` changed. Returns what ends it. */
  watch(listener: () => void): () => void;
  /** Another inventory in the place of this one, in all tabs: the newest image that can be read, and the events since. */
  replace(by: Pick<Stored, "images" | "events" | "service">): Promise<void>;
  /** From now on without the service: what waits is not sent. */
  leaveService(): Promise<void>;
  /** Sends what waits, and looks what others did. It is done by itself, too. */
  askService(): void;
  /** The person has seen which commands could not be done after what others did. */
  dismissUndone(commandIds: readonly string[]): Promise<void>;
  /** After the storage was lost: stores what this tab holds, without the service: what was sent is not known any more. */
  keepAgain(): Promise<void>;
  /** After the storage failed: whether it works again, and what others stored meanwhile. */
  lookAgain(): Promise<void>;
  /** After a crash of the engine (`poisoned`): a fresh one, of what is stored. Nothing that was done is lost. */
  recover(): Promise<void>;
  close(): void;
}
