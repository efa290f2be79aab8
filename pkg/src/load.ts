import { enter, isAlive, poisoned, running } from "./instance.js";
import type { RawCore, RawSnapshot } from "./raw.js";

/** So many bytes of JSON are in the core's memory at a time: it never shrinks, and a small place stays in the processor's cache. */
const PIECE = 2 ** 18;

/** An inventory on its way into the core. */
export class Load {
  readonly #generation: number;
  #core: RawCore | null;

  constructor() {
    const { engine, generation } = running();
    this.#generation = generation;
    this.#core = enter(() => new engine.Core());
  }

  /** Takes in what of a snapshot as JSON has come. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) this.#tell(["feed"], bytes.subarray(at, at + PIECE));
  }

  /** The core with everything in it. */
  finish(request: unknown[], data?: Uint8Array | RawSnapshot): RawCore {
    const core = this.#tell(request, data);
    this.#core = null;
    return core;
  }

  /** Gives up. */
  free(): void {
    const core = this.#core;
    this.#core = null;
    if (core !== null && isAlive(this.#generation)) enter(() => core.free());
  }

  /** After an error there is nothing left of the load. */
  #tell(request: unknown[], data?: Uint8Array | RawSnapshot): RawCore {
    const core = this.#core;
    if (core === null || !isAlive(this.#generation)) throw poisoned();
    try {
      const text = JSON.stringify(request);
      enter(() => core.call(text, data));
      return core;
    } catch (thrown) {
      this.free();
      throw thrown;
    }
  }
}
