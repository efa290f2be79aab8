/** A snapshot of objects as `SnapshotColumns`, as a host that works with columns has it: what repeats is a dictionary. */

const ABSENT = 0xffffffff;
const REPEATED = new Set([
  "itemId", "shopId", "fromShopId", "toShopId", "reason", "stockTracking", "defaultVendorId", "vendorId", "payment", "fraud", "delivery", "status",
]);

export function columnsOf(snapshot) {
  const columns = { format: snapshot.format };
  for (const [name, records] of Object.entries(snapshot)) {
    if (Array.isArray(records)) columns[name] = tableOf(records);
  }
  return columns;
}

function tableOf(records) {
  const names = new Set();
  for (const record of records) for (const name in record) names.add(name);
  const table = { count: records.length, columns: {}, lists: {} };
  for (const name of names) {
    const sample = records.find((record) => record[name] != null)?.[name];
    if (Array.isArray(sample)) table.lists[name] = listOf(records, name);
    else if (sample !== undefined) table.columns[name] = columnOf(records, name, sample);
  }
  return table;
}

function listOf(records, name) {
  const counts = Uint32Array.from(records, (record) => record[name]?.length ?? ABSENT);
  const children = [];
  for (const record of records) for (const child of record[name] ?? []) children.push(child);
  return { counts, table: tableOf(children) };
}

function columnOf(records, name, sample) {
  if (typeof sample === "number") return { numbers: Float64Array.from(records, (record) => record[name] ?? NaN) };
  if (typeof sample === "boolean") return { flags: Uint8Array.from(records, (record) => (record[name] == null ? 255 : Number(record[name]))) };
  if (!REPEATED.has(name)) {
    const lengths = Uint32Array.from(records, (record) => record[name]?.length ?? ABSENT);
    return { text: joined(records, name), lengths };
  }
  const places = new Map();
  const place = (text) => {
    let at = places.get(text);
    if (at === undefined) places.set(text, (at = places.size));
    return at;
  };
  const codes = Uint32Array.from(records, (record) => (record[name] == null ? ABSENT : place(record[name])));
  return { texts: [...places.keys()], codes };
}

/** In pieces: one `join` of millions of texts needs every one of them twice. */
function joined(records, name) {
  const pieces = [];
  for (let start = 0; start < records.length; start += 65_536) {
    pieces.push(records.slice(start, start + 65_536).map((record) => record[name] ?? "").join(""));
  }
  return pieces.join("");
}
