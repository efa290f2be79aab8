/** Many processes' findings as one result, and what in them does not agree. */

const MB = 1 << 20;

/** Medians, by operation and contender. */
export function combine(rounds) {
  const ms = medians(rounds, "ms", (value) => value);
  const memory = medians(rounds, "memory", (bytes) => bytes / MB);
  const notRun = {};
  for (const { contender, notRun: reasons = {}, notes = {} } of rounds) {
    for (const [operation, why] of Object.entries({ ...reasons, ...notes })) (notRun[operation] ??= {})[contender] = why;
  }
  return { ms, memory, notes: notRun };
}

function medians(rounds, kind, unit) {
  const values = {};
  for (const { contender, ...found } of rounds) {
    for (const [operation, value] of Object.entries(found[kind] ?? {})) ((values[operation] ??= {})[contender] ??= []).push(unit(value));
  }
  return Object.fromEntries(
    Object.entries(values).map(([operation, contenders]) => [
      operation,
      Object.fromEntries(Object.entries(contenders).map(([contender, values]) => [contender, median(values)])),
    ]),
  );
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A line for each answer that is not the first one given to the same question. */
export function differences(rounds) {
  const first = new Map();
  const wrong = [];
  for (const { contender, sums = {} } of rounds) {
    for (const [operation, sum] of Object.entries(sums)) {
      const known = first.get(operation);
      if (known === undefined) first.set(operation, { contender, sum });
      else if (known.sum !== sum) wrong.push(`${operation}: ${contender} does not compute what ${known.contender} does (${sum.slice(0, 60)} and ${known.sum.slice(0, 60)})`);
    }
  }
  return wrong;
}
