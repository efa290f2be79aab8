import { enter, isAlive, poisoned, running } from "./instance.js";
import type { RawCore } from "./raw.js";

/** So many bytes of JSON are in the core's memory at a time: it never shrinks, and a small place stays in the processor's cache. */
const PIECE = 2 ** 18;

/** A snapshot as JSON on its way into the core, piece by piece. */
export class JsonLoad {
  readonly #generation: number;
  #core: RawCore | null;

  constructor() {
    const { engine, generation } = running();
    this.#generation = generation;
    this.#core = enter(() => new engine.Core());
  }

  /** Takes in what has come. After an error there is nothing left of the load. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) this.#step((core) => core.feed(bytes.subarray(at, at + PIECE)));
  }

  /** The core with everything in it. */
  finish(request: string): RawCore {
    const core = this.#step((core) => (core.finish(request), core));
    this.#core = null;
    return core;
  }

  /** Gives up. */
  free(): void {
    const core = this.#core;
    this.#core = null;
    if (core !== null && isAlive(this.#generation)) enter(() => core.free());
  }

  #step<T>(call: (core: RawCore) => T): T {
    const core = this.#core;
    if (core === null || !isAlive(this.#generation)) throw poisoned();
    try {
      return enter(() => call(core));
    } catch (thrown) {
      this.free();
      throw thrown;
    }
  }
}
