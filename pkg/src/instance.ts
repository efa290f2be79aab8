/**
 * The one running instance of the core. A crash (a trap, or a stack or memory that ran out inside it) leaves its memory in
 * an unknown state: the instance is thrown away at once, with all it held, and `init` makes the next one usable.
 */
import { fromCore, InventoryError } from "./errors.js";
import type { RawCoreClass } from "./raw.js";

export interface Engine {
  Core: RawCoreClass;
  memory(): WebAssembly.Memory;
  /** Puts a fresh instance in the place of this one. */
  reset(): void;
}

let engine: Engine | null = null;
/** Whether the present instance is one that nobody has asked for yet, made after a crash. */
let crashed = false;
let trap: unknown = null;
/** Counts instances: a handle is alive as long as its number is the present one. */
let generation = 0;

/** Makes an engine the present one. */
export function adopt(next: Engine): void {
  engine = next;
  crashed = false;
}

/** After a crash, makes the fresh instance usable; false where there is none. */
export function revive(): boolean {
  if (engine === null) return false;
  crashed = false;
  return true;
}

export function hasCrashed(): boolean {
  return crashed;
}

/** The engine, if it can be used. */
export function running(): { engine: Engine; generation: number } {
  if (crashed) throw poisoned();
  if (engine === null) throw new InventoryError("notInitialised", "The engine has not been started: await init() first.");
  return { engine, generation };
}

/** Whether the instance of that number is still the present one. */
export function isAlive(made: number): boolean {
  return made === generation;
}

/** Calls into the core: the only way there. Turns what it throws into an InventoryError. */
export function enter<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw fromCore(thrown) ?? crash(thrown);
  }
}

function crash(thrown: unknown): InventoryError {
  trap = thrown;
  crashed = true;
  generation += 1;
  try {
    engine?.reset();
  } catch {
    // No fresh instance could be made: the next init() has to begin with the file again.
    engine = null;
  }
  return poisoned();
}

export function poisoned(): InventoryError {
  const message = "The engine crashed, and every inventory made before is lost. Call init() again and load the data anew.";
  return new InventoryError("poisoned", message, null, { trap: String(trap) }, trap);
}
