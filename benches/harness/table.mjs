/** The result as a table: milliseconds, and how many times longer the others take. */

export function print({ size, where, ms, memory, notes }) {
  const contenders = [...new Set([...Object.values(ms), ...Object.values(memory)].flatMap((row) => Object.keys(row)))];
  console.log(`\n${size}, ${where}: milliseconds (times oversold)`);
  table(contenders, ms, true);
  console.log(`\nmemory: MB (times oversold)`);
  table(contenders, memory, true);
  const lines = Object.entries(notes).flatMap(([operation, reasons]) => Object.entries(reasons).map(([contender, why]) => `${operation}, ${contender}: ${why}`));
  if (lines.length > 0) console.log(`\nnot run, or not as often:\n${lines.join("\n")}`);
}

function table(contenders, rows) {
  console.log(["".padEnd(24), ...contenders.map((name) => name.padStart(18))].join(""));
  for (const [operation, row] of Object.entries(rows)) {
    const cells = contenders.map((contender) => {
      const value = row[contender];
      if (value === undefined) return "-";
      const times = contender === "oversold" || row.oversold === undefined ? "" : ` (${digits(value / row.oversold)})`;
      return `${digits(value)}${times}`;
    });
    console.log([operation.padEnd(24), ...cells.map((cell) => cell.padStart(18))].join(""));
  }
}

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
