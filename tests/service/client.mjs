// A host's side of the service, as short as it can be: what the service's README tells to do.
import { Inventory } from "oversold";
import { changes, history, Refused, send, workingSet } from "./support.mjs";

export class Client {
  constructor(url, shops, snapshot) {
    const { lineage, revision } = snapshot;
    Object.assign(this, { url, shops, inventory: Inventory.fromObjects(snapshot), lineage, revision, told: { conflicts: 0, histories: 0 } });
  }

  static async open(url, shops = []) {
    return new Client(url, shops, await workingSet(url, shops));
  }

  /** Takes in what others did. */
  async pull() {
    await this.#merge(await changes(this.url, this.revision, this.shops, this.lineage));
  }

  /** Decides, and does it where the service knew of nothing else; decides again where it did. */
  async run(command) {
    for (;;) {
      const outcome = this.inventory.decide(command);
      if (!outcome.ok || outcome.duplicate) return outcome;
      try {
        const { revision } = await send(this.url, this.revision, outcome.events, this.lineage);
        const taken = this.inventory.replay(outcome.events);
        // What another shop lacks is not known here: what stock moved there made of it, only the service knows.
        if (outcome.changes.levels.some(({ shopId }) => !this.#isOf(shopId))) await this.pull();
        else await this.#takeIn(taken, revision);
        return outcome;
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 409) throw error;
        this.told.conflicts += 1;
        const { revision, events } = error.body;
        // It had arrived before, and only the answer was lost: what it made comes with what others did.
        const isThere = revision > this.revision || events.some(({ commandId }) => commandId === command.id);
        await this.pull();
        if (isThere) return outcome;
      }
    }
  }

  #isOf(shopId) {
    return this.shops.length === 0 || this.shops.includes(shopId);
  }

  async #merge({ revision, upsert, remove }) {
    const some = [upsert, remove].some((records) => Object.values(records).some((list) => list.length > 0));
    if (!some) return void (this.revision = revision);
    const outcome = this.inventory.apply({ id: crypto.randomUUID(), at: 0, type: "merge", upsert, remove });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    await this.#takeIn(outcome.changes, revision);
  }

  async #takeIn({ needsHistory }, revision) {
    this.revision = revision;
    if (needsHistory.length === 0) return;
    this.told.histories += 1;
    await this.#merge(await history(this.url, revision, needsHistory, this.shops, this.lineage));
  }
}
