/** What went wrong, for programs. */
export type ErrorCode =
  /** `init` has not been awaited yet. */
  | "notInitialised"
  /** `init` was called again with another source. */
  | "alreadyInitialised"
  /** The WebAssembly file could not be fetched, read or compiled. */
  | "badWasm"
  /** Data, a query, a command or an option is not what the contract says; `path` names the place. */
  | "invalidInput"
  /** An image that was damaged, cut short, or is none. */
  | "corruptImage"
  /** An image or event of a newer version of the package. */
  | "unsupportedVersion"
  /** Events are missing between the state and the ones given. */
  | "gap"
  /** More than the engine or the JavaScript engine can hold. */
  | "tooLarge"
  /** Loading was cancelled by its signal; `cause` is the signal's reason. */
  | "aborted"
  /** The inventory was disposed. */
  | "disposed"
  /** The engine crashed. Every inventory made before is lost; `init()` starts a fresh engine. */
  | "poisoned";

/** Thrown for misuse and malformed input. */
export class InventoryError extends Error {
  static {
    this.prototype.name = "InventoryError";
  }
  readonly code: ErrorCode;
  /** Where in the input, for example `adjustments[17].quantity`; null where there is no such place. */
  readonly path: string | null;
  /** More about it. `findings` lists further mistakes in the same input, up to a limit. */
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, path: string | null = null, details: Record<string, unknown> = {}, cause?: unknown) {
    // Engines put the text given here at the head of the stack, which is what a console shows of an uncaught error.
    super(path ? `${path}: ${message}` : message, cause === undefined ? undefined : { cause });
    this.message = message;
    this.code = code;
    this.path = path;
    this.details = details;
  }
}

/** A value that is not what the contract says. */
export function invalid(path: string, message: string, cause?: unknown): InventoryError {
  return new InventoryError("invalidInput", message, path, {}, cause);
}

/** The core throws plain objects; anything else that comes out of it is a crash. */
export function fromCore(thrown: unknown): InventoryError | null {
  if (thrown instanceof InventoryError) return thrown;
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error || !("code" in thrown)) return null;
  const { code, message, path, details } = thrown as { code: ErrorCode; message: string; path: string | null; details: Record<string, unknown> };
  return new InventoryError(code, message, path ?? null, details ?? {});
}

/** A value's kind in words, for messages. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  const type = typeof value;
  if (type === "object") return Array.isArray(value) ? "an array" : "an object";
  return `a ${type}`;
}

/** What was thrown, in words. */
export function reason(thrown: unknown): string {
  const error = thrown as { message?: unknown; cause?: { message?: unknown } } | null;
  const message = String(error?.message ?? thrown);
  const cause = error?.cause?.message;
  return cause === undefined || cause === "" ? message : `${message} (${String(cause)})`;
}

/** The kind of an object, whichever realm it comes from. */
export function tag(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
