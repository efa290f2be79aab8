/** Purchase orders received, whole: what moved, and which rows differ. As a preview everything is put back. */
import { compare } from "../text.mjs";
import { UNIT } from "./book.mjs";

const OTHER = 3;

export function receive(book, report, commands, keep) {
  const { rows } = report;
  const journal = { lines: [], dates: [], levels: new Map(), items: new Map(), movements: book.adjustmentLevel.length, revision: book.revision };
  const events = commands.map((command) => take(book, rows, command, journal));
  const changes = difference(book, report, commands, journal, keep);
  if (keep) report.touched();
  else putBack(book, rows, journal);
  return { events, changes };
}

function take(book, rows, { id: commandId, at, purchaseOrderId }, journal) {
  const order = book.purchaseOrders.find(purchaseOrderId);
  const { ordered } = book.purchaseOrderDates;
  const shop = book.purchaseOrderShops[order];
  const shopId = book.shops.names[shop];
  const lines = [];
  const adjustments = [];
  for (let line = book.purchaseOrderLines[order]; line < book.purchaseOrderLines[order + 1]; line++) {
    const units = book.outstanding(line);
    if (units === 0) continue;
    journal.lines.push(line, book.lines.received[line], book.lines.counted[line]);
    book.lines.received[line] += units;
    book.lines.counted[line] = Math.max(0, book.lines.counted[line] - units);
    const level = book.lines.level[line];
    const item = (level / book.shopCount) | 0;
    move(book, level, item, units, journal);
    const id = `${commandId}:${adjustments.length + 1}`;
    add(book, rows, { id, level, units, at, order });
    lines.push({ lineId: book.lines.ids[line], quantity: units / UNIT });
    adjustments.push({
      id, itemId: book.items.names[item], shopId, quantity: units / UNIT, at, reason: "other", sourceId: purchaseOrderId, reverses: null, note: null,
    });
  }
  const wasOrdered = ordered[order] === ordered[order];
  if (!wasOrdered) {
    journal.dates.push(order);
    ordered[order] = at;
  }
  book.revision++;
  return { revision: book.revision, commandId, at, purchaseOrderId, orderedAt: wasOrdered ? null : at, lines, adjustments };
}

function move(book, level, item, units, journal) {
  const before = book.qoh[level];
  if (!journal.levels.has(level)) journal.levels.set(level, before);
  book.qoh[level] = before + units;
  const gained = Math.max(0, before + units) - Math.max(0, before);
  if (gained !== 0) {
    if (!journal.items.has(item)) journal.items.set(item, book.available[item]);
    book.available[item] += gained;
  }
}

function add(book, rows, { id, level, units, at, order }) {
  const adjustment = book.adjustmentLevel.length;
  book.adjustmentIds.push(id);
  book.adjustmentLevel.push(level);
  book.adjustmentQuantity.push(units);
  book.adjustmentAt.push(at);
  book.adjustmentReason.push(OTHER);
  book.adjustmentSource.push(order);
  rows.chain(adjustment, level);
}

/** Only levels that moved are worked out again; rows of an item's other shops show what is elsewhere. */
function difference(book, report, commands, journal, keep) {
  const { rows } = report;
  const { anew } = rows;
  const [rowsAdded, rowsChanged, rowsRemoved] = [[], [], []];
  for (const [level, qoh] of journal.levels) {
    const had = rows.length[level];
    if (had === 0 && !(book.qoh[level] < 0)) continue;
    const start = rows.start[level];
    rows.work(level);
    const item = (level / book.shopCount) | 0;
    const isOther = book.qoh[level] !== qoh || journal.items.has(item);
    for (let row = start; row < start + had; row++) {
      const now = find(anew, rows.adjustment[row]);
      if (now < 0) rowsRemoved.push(report.id(row));
      else if (isOther || !rows.same(row, anew, now)) rowsChanged.push(report.id(row));
    }
    for (let now = 0; now < anew.count; now++) {
      let known = false;
      for (let row = start; row < start + had && !known; row++) known = rows.adjustment[row] === anew.adjustment[now];
      if (!known) rowsAdded.push(book.adjustmentIds[anew.adjustment[now]]);
    }
    if (keep) rows.put(level);
  }
  for (const [item, available] of journal.items) {
    if (book.available[item] === available) continue;
    for (let level = item * book.shopCount; level < (item + 1) * book.shopCount; level++) {
      if (journal.levels.has(level)) continue;
      for (let row = rows.start[level]; row < rows.start[level] + rows.length[level]; row++) rowsChanged.push(report.id(row));
    }
  }
  const levels = [];
  for (const [level, qoh] of journal.levels) {
    if (book.qoh[level] === qoh) continue;
    levels.push({ itemId: book.items.names[(level / book.shopCount) | 0], shopId: book.shops.names[level % book.shopCount], qoh: book.qoh[level] / UNIT });
  }
  levels.sort((a, b) => compare(a.itemId, b.itemId) || compare(a.shopId, b.shopId));
  const documents = commands.map(({ purchaseOrderId }) => ({ type: "purchaseOrder", id: purchaseOrderId })).sort((a, b) => compare(a.id, b.id));
  return { rowsAdded: rowsAdded.sort(), rowsChanged: rowsChanged.sort(), rowsRemoved: rowsRemoved.sort(), levels, documents };
}

function find({ count, adjustment }, wanted) {
  for (let row = 0; row < count; row++) if (adjustment[row] === wanted) return row;
  return -1;
}

function putBack(book, rows, { lines, dates, levels, items, movements, revision }) {
  book.revision = revision;
  while (book.adjustmentLevel.length > movements) {
    const adjustment = book.adjustmentLevel.length - 1;
    rows.unchain(adjustment, book.adjustmentLevel.data[adjustment]);
    book.adjustmentIds.pop();
    for (const column of [book.adjustmentLevel, book.adjustmentQuantity, book.adjustmentAt, book.adjustmentReason, book.adjustmentSource]) column.length--;
  }
  for (const [level, qoh] of levels) book.qoh[level] = qoh;
  for (const [item, available] of items) book.available[item] = available;
  for (let at = 0; at < lines.length; at += 3) {
    book.lines.received[lines[at]] = lines[at + 1];
    book.lines.counted[lines[at]] = lines[at + 2];
  }
  for (const order of dates) book.purchaseOrderDates.ordered[order] = NaN;
}
