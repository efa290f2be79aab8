import type { InventoryEvent } from "oversold";

/** How far an inventory is. Another file or a back-up begins another lineage: its revisions say nothing about this one's. */
export interface Position {
  lineage: string;
  revision: number;
}

/** An inventory as it is stored: an image, and the events since. */
export interface Stored {
  lineage: string;
  image: Uint8Array;
  events: InventoryEvent[];
}

/** Where an inventory is kept. Each method is one transaction: whole or not at all, and in order with those of other tabs. */
export interface Storage {
  /** null: nothing is stored. */
  read(): Promise<Stored | null>;
  /** The events after a position; null when they do not lead on from there (another lineage, or too far behind): `read` anew. */
  since(position: Position): Promise<InventoryEvent[] | null>;
  /** Stores events if `position` is the newest; false when somebody else was quicker, and nothing was stored. */
  append(position: Position, events: readonly InventoryEvent[]): Promise<boolean>;
  close(): void;
}
