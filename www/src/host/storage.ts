import type { Command, InventoryEvent } from "oversold";
import type { Connection } from "./service";

/** How far an inventory is. Another file or a back-up begins another lineage: its revisions say nothing about this one's. */
export interface Position {
  lineage: string;
  revision: number;
}

/** After what others did at a service: the same inventory, with other revisions. */
export const afresh = (lineage: string): string => `${lineage.split("+", 1)[0]}+${crypto.randomUUID()}`;

export const isSameInventory = (lineage: string, other: string): boolean => lineage.split("+", 1)[0] === other.split("+", 1)[0];

export interface Image {
  revision: number;
  bytes: Uint8Array;
}

/** What an event came from, where a service is still to hear of it: after what others did, it is decided again. */
export interface Asked {
  command: Command;
  /** The id of the first command of those that were given as one. */
  list: string;
}

export type StoredEvent = InventoryEvent & { asked?: Asked };

/** An inventory as it is stored: `revision` is the last event's, or that of the first image where there is none. */
export interface Stored extends Position {
  /** Newest first; at least one. */
  images: Image[];
  /** In order, since the last of the images; those that an image holds already are skipped when they are taken in. */
  events: StoredEvent[];
  /** The service that it is of, if any. */
  service?: Connection | null;
}

/** What is known of the service, of what is known then: null leaves the service, undefined changes nothing. */
export type ServiceChange = (stored: Connection) => Connection | null | undefined;

/** `since` is as `Storage.since` has it. */
export type Appended = { stored: true } | { stored: false; since: StoredEvent[] | null };

/**
 * Where an inventory is kept: an image, the one before it (should the newer one turn out damaged), and the events since.
 * Each method is one transaction: whole or not at all, and in order with those of other tabs. They reject with a `StorageError`.
 */
export interface Storage {
  /** null: nothing is stored. `all`: with both images. */
  read(which: "newest" | "all"): Promise<Stored | null>;
  /** The events after a position; null when they do not lead on from there (another lineage, or too far behind): `read` anew. */
  since(position: Position): Promise<StoredEvent[] | null>;
  /** Stores events if `position` is the newest. When somebody else was quicker nothing is stored, and what they stored is the answer. */
  append(position: Position, events: readonly StoredEvent[]): Promise<Appended>;
  /** In the place of whatever is stored; `ifLess`: only if that is nothing, or the same inventory and not as far. */
  begin(stored: Stored, ifLess: boolean): Promise<boolean>;
  /** In the place of what is stored, if `position` is the newest and its service is changed: whether it was. */
  beginAfter(position: Position, stored: Omit<Stored, "service">, change: ServiceChange): Promise<boolean>;
  /** The service that the inventory of this lineage is of; undefined: another one is stored. */
  service(lineage: string): Promise<Connection | null | undefined>;
  /** Whether something was changed: nothing is where another lineage is stored, or one without a service. */
  changeService(lineage: string, change: ServiceChange): Promise<boolean>;
  /** The revision of the newest image. */
  imageRevision(): Promise<number>;
  /** A newer image: the one before stays, and what is older goes. Not while a service has to hear of something before it: whether it was stored. */
  compact(lineage: string, image: Image): Promise<boolean>;
  close(): void;
}

export type StorageTrouble =
  /** The browser stores nothing for this page. */
  | "unavailable"
  /** No room. */
  | "full"
  /** What was stored is not there any more: evicted, or cleared. */
  | "gone"
  /** Stored by a newer version of this page, which an older one cannot read. */
  | "newer"
  /** An older version of this page is open in another tab, and holds the storage. */
  | "blocked"
  /** Anything else; `cause` is what the browser said. */
  | "failed";

const messages: Record<StorageTrouble, string> = {
  unavailable: "this browser stores nothing for this page",
  full: "there is no room left in this browser's storage",
  gone: "what was stored is not there any more",
  newer: "a newer version of this page has taken the storage over",
  blocked: "an older version of this page holds the storage in another tab",
  failed: "the browser's storage failed",
};

export class StorageError extends Error {
  constructor(
    readonly code: StorageTrouble,
    cause?: unknown,
  ) {
    const said = cause instanceof Error ? ` (${cause.message || cause.name})` : "";
    super(messages[code] + said, { cause });
    this.name = "StorageError";
  }
}
