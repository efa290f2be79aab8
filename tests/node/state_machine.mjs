// A host and its engine, driven by chance from a seed: commands that are legal and not, stored first and then taken in; at
// random places the engine traps. What the host holds is all that is left then.
import { EXAMPLES, warehouse } from "./commands.mjs";

/** Chance that repeats itself (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)], once: (of) => below(of) === 0 };
}

/** Something that somebody might do: any command of the trade, one that was done already, or taking one back. */
function command(random, id, done) {
  const what = random.below(10);
  if (what === 0 && done.length > 0) return random.pick(done);
  if (what === 1 && done.length > 0) return { id, at: 1, type: "undo", commandId: random.pick(done).id };
  const place = { itemId: random.pick(["helmet", "gloves"]), shopId: random.pick(["main", "harbour"]) };
  if (what < 5) return { id, at: 1, type: "adjustStock", ...place, quantity: random.below(7) - 3 };
  const { command } = random.pick(EXAMPLES.filter(({ command }) => command.type !== "undo" && command.type !== "merge"));
  return { ...command, id, expectedRevision: null };
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

/**
 * `engine` has `init`, `fromObjects` and `fromBytes`, answering at once or by promises; `arm(places)` makes it trap after so many
 * places. Answers what happened; throws when something acknowledged is missing, doubled or other than it was.
 */
export async function drive(engine, arm, seed, steps) {
  const random = chance(seed);
  const told = { acknowledged: 0, refused: 0, traps: 0 };
  const holds = (isSo, what) => {
    if (!isSo) throw new Error(`seed ${seed}, after ${told.acknowledged} commands and ${told.traps} traps: ${what}`);
  };

  await engine.init();
  let inventory = await engine.fromObjects(warehouse());
  const first = await inventory.toBytes();
  let store = { image: first.slice(), events: [], all: [] };
  let bytes = first;
  const done = [];
  const asked = [];

  async function restored() {
    told.traps += 1;
    for (;;) {
      try {
        await engine.init();
        inventory = await engine.fromBytes(store.image.slice(), store.events);
        break;
      } catch (error) {
        if (error.code !== "poisoned") throw error;
        told.traps += 1; // once more, while it was coming back
      }
    }
    arm(Infinity);
    holds(same(await inventory.toBytes(), bytes), "what came back is not what was acknowledged");
    const { rows } = await inventory.history({ limit: 10_000 });
    const ids = rows.map(({ commandId }) => commandId).filter((id) => id.startsWith("step "));
    holds(new Set(ids).size === ids.length, "a command is there twice");
    holds(done.every(({ id }) => ids.includes(id)), "an acknowledged command is missing");
    holds(ids.length === done.length, "a command is there that was not acknowledged");
    for (const command of done) holds((await inventory.decide(command)).duplicate === true, `${command.id} is not known again`);
  }

  for (let step = 0; step < steps; step++) {
    if (random.once(3)) arm(random.below(4));
    try {
      // A person asks again what got no answer.
      const wanted = asked.pop() ?? command(random, `step ${step}`, done);
      asked.push(wanted);
      const outcome = await inventory.decide(wanted);
      if (outcome.ok && !outcome.duplicate) {
        store = { ...store, events: [...store.events, ...outcome.events], all: [...store.all, ...outcome.events] };
        // Stored is acknowledged: the engine may die before it has taken it in.
        done.push(wanted);
        told.acknowledged += 1;
        bytes = null;
        await inventory.replay(outcome.events);
      } else if (!outcome.ok) told.refused += 1;
      asked.pop();
      await inventory.report({ ecomOnly: random.once(2), limit: 5 });
      bytes = await inventory.toBytes();
      if (random.once(8)) store = { ...store, image: bytes.slice(), events: [] };
    } catch (error) {
      if (error.code !== "poisoned") throw error;
      if (bytes === null) {
        // Only in the store: what it has to be is what all events make of the first image.
        asked.length = 0;
        arm(Infinity);
        await engine.init();
        bytes = await (await engine.fromBytes(first.slice(), store.all)).toBytes();
      }
      await restored();
    }
  }
  arm(Infinity);
  await engine.init();
  holds(same(await (await engine.fromBytes(first.slice(), store.all)).toBytes(), bytes), "all events make something else of the first image");
  return told;
}

/** Many seeds, added up. */
export async function driveAll(engine, arm, seeds, steps) {
  const sum = { seeds, acknowledged: 0, refused: 0, traps: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    for (const [what, count] of Object.entries(await drive(engine, arm, seed, steps))) sum[what] += count;
  }
  return sum;
}
