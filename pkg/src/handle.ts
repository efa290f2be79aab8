import { windowAt } from "./columns_out.js";
import { InventoryError } from "./errors.js";
import { type Engine, enter, isAlive, poisoned, running } from "./instance.js";
import type { Questions, RawCore, RawWindow, Windows } from "./raw.js";

/** One inventory inside the core, from loading to disposal. A handle that is forgotten is freed by wasm-bindgen's finalizer. */
export class Handle {
  #core: RawCore | null;
  readonly #engine: Engine;
  readonly #generation: number;

  /** `prepare` makes the host's data ready, outside the core: what it throws is no crash. What it gives enters the core. */
  constructor(prepare: () => () => RawCore) {
    const { engine, generation } = running();
    this.#engine = engine;
    this.#generation = generation;
    const load = prepare();
    this.#core = load();
  }

  use<T>(call: (core: RawCore) => T): T {
    const core = this.#core;
    if (core === null) throw new InventoryError("disposed", "This inventory has been disposed: load it again to use it.");
    if (!isAlive(this.#generation)) throw poisoned();
    return enter(() => call(core));
  }

  ask<Q extends keyof Questions>(question: Q, ...about: Parameters<Questions[Q]>): ReturnType<Questions[Q]> {
    return JSON.parse(this.#call(question, about) as string) as ReturnType<Questions[Q]>;
  }

  /** Rows where they stand in the core: to be read before it is entered again. */
  window<W extends keyof Windows>(question: W, ...about: Parameters<Windows[W]>): RawWindow {
    const place = this.#call(question, about) as number;
    return windowAt(this.#engine.memory(), place);
  }

  bytes(what: "toBytes" | "toJson"): Uint8Array {
    return this.#call(what, []) as Uint8Array;
  }

  #call(what: string, about: unknown[]): unknown {
    const request = JSON.stringify([what, ...about]);
    return this.use((core) => core.call(request));
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
