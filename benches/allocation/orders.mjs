// Waiting orders over shared items, the same ones for the same seed.

/** Numbers from 0 to 1 (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @typedef {{ orders: number, items: number, seed: number, single: number, lines: number, units: number, stock: number, skew: number }} Shape
 *   `single`: the part of the orders with one line, the others have up to `lines`; up to `units` of an item, small ones more
 *   often; `stock`: how much of what is wanted is there, on average, half as much of some items and half as much again of
 *   others; `skew`: how much more often the first items are wanted than the last (Zipf's exponent).
 * @param {Shape} shape
 * @returns {{ wants: [item: number, units: number][][], stock: number[] }}
 */
export function waiting({ orders, items, seed, single, lines, units, stock, skew }) {
  const next = numbers(seed);
  const weights = [];
  let sum = 0;
  for (let item = 1; item <= items; item++) weights.push((sum += item ** -skew));
  const item = () => {
    const at = next() * sum;
    const found = weights.findIndex((weight) => weight >= at);
    return found === -1 ? items - 1 : found;
  };
  const wanted = new Array(items).fill(0);
  const wants = Array.from({ length: orders }, () => {
    const count = next() < single ? 1 : 2 + Math.floor(next() * (lines - 1));
    const own = new Map();
    while (own.size < count) own.set(item(), 1 + Math.floor(next() * next() * units));
    for (const [item, units] of own) wanted[item] += units;
    return [...own];
  });
  return { wants, stock: wanted.map((units) => Math.floor(units * stock * (0.5 + next()))) };
}

/** As a snapshot: one shop, the orders in the order in which they were placed. */
export function snapshot({ wants, stock }) {
  const qoh = [...stock];
  for (const own of wants) for (const [item, units] of own) qoh[item] -= units;
  return {
    format: "oversold/1",
    shops: [{ id: "main", name: "Main Street" }],
    items: stock.map((_, item) => ({ id: `i${item}`, description: `Item ${item}` })),
    levels: qoh.map((qoh, item) => ({ itemId: `i${item}`, shopId: "main", qoh })),
    orders: wants.map((own, order) => ({
      id: `o${order}`, number: String(order + 1), placedAt: order * 60_000, payment: "paid", fraud: "cleared", delivery: "ship",
      lines: own.map(([item, quantity], line) => ({ id: String(line), itemId: `i${item}`, shopId: "main", quantity, adjustmentId: `a${order}-${line}` })),
    })),
  };
}

/** As an integer program in CPLEX's LP format: a yes or no for each order, as many as possible, within every item's stock. */
export function program({ wants, stock }) {
  const rows = stock.map(() => []);
  wants.forEach((own, order) => own.forEach(([item, units]) => rows[item].push(`${units} x${order}`)));
  const names = wants.map((_, order) => `x${order}`);
  const limits = rows.map((row, item) => (row.length === 0 ? "" : ` c${item}: ${row.join("\n + ")} <= ${stock[item]}\n`));
  return `Maximize\n obj: ${names.join("\n + ")}\nSubject To\n${limits.join("")}Binary\n ${names.join("\n ")}\nEnd\n`;
}
