import { InventoryError } from "./errors.js";
import { type Engine, enter, isAlive, poisoned, running } from "./instance.js";
import type { RawCore, RawCoreClass } from "./raw.js";

/** One inventory inside the core, from loading to disposal. A handle that is forgotten is freed by wasm-bindgen's finalizer. */
export class Handle {
  #core: RawCore | null;
  readonly #engine: Engine;
  readonly #generation: number;

  /** `prepare` makes the host's data ready, outside the core: what it throws is no crash. */
  constructor(prepare: () => (Core: RawCoreClass) => RawCore) {
    const { engine, generation } = running();
    this.#engine = engine;
    this.#generation = generation;
    const load = prepare();
    this.#core = enter(() => load(engine.Core));
  }

  use<T>(call: (core: RawCore) => T): T {
    const core = this.#core;
    if (core === null) throw new InventoryError("disposed", "This inventory has been disposed: load it again to use it.");
    if (!isAlive(this.#generation)) throw poisoned();
    return enter(() => call(core));
  }

  get memoryBytes(): number {
    return this.use(() => this.#engine.memory().buffer.byteLength);
  }

  dispose(): void {
    const core = this.#core;
    this.#core = null;
    // Where the instance that held it is gone, the memory has gone with it.
    if (core !== null && isAlive(this.#generation)) enter(() => core.free());
  }
}
