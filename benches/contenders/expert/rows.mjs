/** The rows of negative levels, column by column; those of one level stand side by side. */

export const DIAGNOSES = [
  "unattributed", "refundedNotRestocked", "shippedUncovered", "excessTransfer", "notReceived", "onItsWay", "backorder", "missingDocument",
];
export const COVERAGE = ["none", "partial", "full"];
const GONE = -1;
const OTHER = 3;
const TRANSFER = 2;

/** Columns of rows: those that there are, or the few of one level that was worked out anew. */
class Columns {
  constructor(capacity) {
    this.count = 0;
    this.level = new Int32Array(capacity);
    this.adjustment = new Int32Array(capacity);
    this.order = new Int32Array(capacity);
    this.item = new Int32Array(capacity);
    this.shop = new Int32Array(capacity);
    this.vendor = new Int32Array(capacity);
    this.at = new Float64Array(capacity);
    this.sold = new Float64Array(capacity);
    this.uncovered = new Float64Array(capacity);
    this.onPurchaseOrder = new Float64Array(capacity);
    this.onTransfer = new Float64Array(capacity);
    this.expectedAt = new Float64Array(capacity);
    this.coverage = new Uint8Array(capacity);
    this.diagnosis = new Uint8Array(capacity);
    this.reason = new Uint8Array(capacity);
    this.names = Object.keys(this).filter((name) => ArrayBuffer.isView(this[name]));
  }

  reserve(capacity) {
    if (capacity <= this.level.length) return;
    const larger = Math.max(capacity, this.level.length + (this.level.length >> 1));
    for (const name of this.names) {
      const column = new this[name].constructor(larger);
      column.set(this[name]);
      this[name] = column;
    }
  }

  copy(row, from, fromRow) {
    for (const name of this.names) this[name][row] = from[name][fromRow];
  }

  same(row, from, fromRow) {
    return this.names.every((name) => Object.is(this[name][row], from[name][fromRow]));
  }
}

export class Rows extends Columns {
  constructor(book) {
    super(1024);
    this.book = book;
    this.start = new Int32Array(book.qoh.length);
    this.length = new Int32Array(book.qoh.length);
    /** Chains of movements, of negative levels alone until another one is asked for. */
    this.newest = new Int32Array(book.qoh.length).fill(-1);
    this.older = new Int32Array(book.adjustmentLevel.data.length);
    this.anew = new Columns(64);
    this.queue = [];
    this.arrivals = [];
    this.#chain();
    for (let level = 0; level < book.qoh.length; level++) {
      if (book.qoh[level] < 0 && book.isStocked[(level / book.shopCount) | 0] === 1) {
        this.work(level);
        this.put(level);
      }
    }
  }

  /** Movements that are made later are chained as they come. */
  #chain() {
    const { adjustmentLevel, qoh } = this.book;
    const level = adjustmentLevel.data;
    for (let at = 0; at < adjustmentLevel.length; at++) {
      if (qoh[level[at]] < 0) {
        this.older[at] = this.newest[level[at]];
        this.newest[level[at]] = at;
      }
    }
  }

  chain(adjustment, level) {
    if (adjustment >= this.older.length) {
      const larger = new Int32Array(adjustment + (adjustment >> 1) + 16);
      larger.set(this.older);
      this.older = larger;
    }
    this.older[adjustment] = this.newest[level];
    this.newest[level] = adjustment;
  }

  unchain(adjustment, level) {
    this.newest[level] = this.older[adjustment];
  }

  /** Works a level out into `anew`. */
  work(level) {
    const { book, anew } = this;
    anew.count = 0;
    if (!(book.qoh[level] < 0)) return;
    const item = (level / book.shopCount) | 0;
    const queue = this.#queue(level);
    let missing = -book.qoh[level];
    let first = queue.length;
    while (first > 0 && missing > 0) {
      const source = queue[--first];
      source.uncovered = Math.min(source.net, missing);
      missing -= source.uncovered;
    }
    const arrivals = this.#arrivals(level);
    let onPurchaseOrder = 0;
    let onTransfer = 0;
    for (const { isTransfer, outstanding } of arrivals) {
      if (isTransfer) onTransfer += outstanding;
      else onPurchaseOrder += outstanding;
    }
    let arrival = 0;
    let left = arrivals.length > 0 ? arrivals[0].outstanding : 0;
    anew.reserve(queue.length - first + 1);
    for (let place = missing > 0 ? first - 1 : first; place < queue.length; place++) {
      const source = place < first ? null : queue[place];
      let wanted = source === null ? missing : source.uncovered;
      if (wanted === 0) continue;
      const row = anew.count++;
      anew.uncovered[row] = wanted;
      let expectedAt = -Infinity;
      let covered = 0;
      let isOlder = true;
      while (wanted > 0 && arrival < arrivals.length) {
        const units = Math.min(wanted, left);
        const { expectedAt: date, madeAt } = arrivals[arrival];
        // NaN, "unknown", stays.
        expectedAt = date > expectedAt || date !== date ? (expectedAt === expectedAt ? date : expectedAt) : expectedAt;
        isOlder = isOlder && source !== null && madeAt < source.at;
        covered++;
        wanted -= units;
        left -= units;
        if (left === 0) left = ++arrival < arrivals.length ? arrivals[arrival].outstanding : 0;
      }
      const coverage = wanted === 0 ? 2 : covered > 0 ? 1 : 0;
      anew.level[row] = level;
      anew.item[row] = item;
      anew.shop[row] = level % book.shopCount;
      anew.vendor[row] = book.vendorOfItem[item];
      anew.onPurchaseOrder[row] = onPurchaseOrder;
      anew.onTransfer[row] = onTransfer;
      anew.coverage[row] = coverage;
      anew.expectedAt[row] = coverage === 2 ? expectedAt : NaN;
      anew.adjustment[row] = source === null ? -1 : source.adjustment;
      anew.order[row] = source === null ? -1 : source.order;
      anew.at[row] = source === null ? NaN : source.at;
      anew.sold[row] = source === null ? anew.uncovered[row] : source.net;
      anew.reason[row] = source === null ? 4 : book.adjustmentReason.data[source.adjustment];
      anew.diagnosis[row] = source === null ? 0 : this.#diagnosis(item, source, coverage, isOlder);
    }
  }

  /** Rule 3's queue of outflows, netted by rule 2. */
  #queue(level) {
    const { book, queue } = this;
    queue.length = 0;
    let isTaken = false;
    for (let at = this.newest[level]; at >= 0; at = this.older[at]) {
      if (book.reverses.has(at) || book.reversedIds.has(book.adjustmentIds[at])) isTaken = true;
    }
    const nets = isTaken ? this.#nets(level) : null;
    for (let at = this.newest[level]; at >= 0; at = this.older[at]) {
      const quantity = nets === null ? book.adjustmentQuantity.data[at] : (nets.get(at) ?? 0);
      if (quantity >= 0) continue;
      const order = book.orderOf(at);
      queue.push({
        adjustment: at, order, isLoss: book.adjustmentReason.data[at] === OTHER ? 1 : 0, priority: order < 0 ? 0 : book.priorities[order],
        at: book.queueTime(at), net: -quantity, uncovered: 0,
      });
    }
    const { adjustmentIds } = book;
    return queue.sort(
      (a, b) =>
        b.isLoss - a.isLoss || (a.isLoss === 1 ? 0 : b.priority - a.priority) || a.at - b.at ||
        (adjustmentIds[a.adjustment] < adjustmentIds[b.adjustment] ? -1 : 1),
    );
  }

  /** What is left of each movement of its own; only where something takes another back. */
  #nets(level) {
    const { book } = this;
    const here = new Map();
    for (let at = this.newest[level]; at >= 0; at = this.older[at]) here.set(book.adjustmentIds[at], at);
    const takenBackBy = new Map();
    for (const at of here.values()) {
      const target = here.get(book.reverses.get(at));
      if (target !== undefined) takenBackBy.set(target, [...(takenBackBy.get(target) ?? []), at]);
    }
    const net = (at) => {
      const quantity = book.adjustmentQuantity.data[at];
      const left = (takenBackBy.get(at) ?? []).reduce((sum, by) => sum + net(by), quantity);
      return quantity < 0 ? Math.min(0, left) : Math.max(0, left);
    };
    const nets = new Map();
    for (const at of here.values()) {
      const target = book.reverses.get(at);
      // Of another level, or known nowhere: the first is a movement of its own.
      if (target === undefined || (!here.has(target) && this.#isKnown(target))) nets.set(at, net(at));
    }
    return nets;
  }

  #isKnown(id) {
    this.known ??= new Set(this.book.adjustmentIds);
    return this.known.has(id);
  }

  /** Rule 9's arrivals. */
  #arrivals(level) {
    const { book, arrivals } = this;
    arrivals.length = 0;
    for (let line = book.firstLine[level]; line >= 0; line = book.lines.next[line]) {
      const outstanding = book.outstanding(line);
      if (outstanding === 0) continue;
      const document = book.lines.document[line];
      const { created, ordered, expected } = book.purchaseOrderDates;
      const orderedAt = ordered[document];
      let expectedAt = expected[document];
      const vendor = book.purchaseOrderVendors[document];
      if (expectedAt !== expectedAt && vendor >= 0) expectedAt = orderedAt + book.leadTimes[vendor];
      arrivals.push({
        isTransfer: false, id: book.purchaseOrders.names[document], lineId: book.lines.ids[line], outstanding, expectedAt,
        isOpen: orderedAt !== orderedAt && !this.#isBegun(document) ? 1 : 0,
        placedAt: orderedAt === orderedAt ? orderedAt : created[document], madeAt: created[document] === created[document] ? created[document] : orderedAt,
      });
    }
    for (let part = book.firstPart[level]; part >= 0; part = book.parts.next[part]) {
      const document = book.parts.document[part];
      const { created, sent, expected } = book.transferDates;
      arrivals.push({
        isTransfer: true, id: book.transfers.names[document], lineId: book.parts.ids[part], outstanding: book.parts.inTransit[part], isOpen: 0,
        expectedAt: expected[document], placedAt: sent[document], madeAt: created[document] === created[document] ? created[document] : sent[document],
      });
    }
    if (arrivals.length > 1) arrivals.sort(beforeArrival);
    return arrivals;
  }

  /** Whether something of a purchase order was received. */
  #isBegun(document) {
    const { purchaseOrderLines, lines } = this.book;
    for (let line = purchaseOrderLines[document]; line < purchaseOrderLines[document + 1]; line++) if (lines.received[line] > 0) return true;
    return false;
  }

  /** Rule 10. */
  #diagnosis(item, { adjustment, order, uncovered }, coverage, isOlder) {
    const { book } = this;
    if (book.refundedNotRestocked.has(adjustment)) return 1;
    if (order >= 0) {
      const id = book.adjustmentIds[adjustment];
      let unshipped = 0;
      for (let line = book.orderLines[order]; line < book.orderLines[order + 1]; line++) {
        if (book.lineAdjustments[line] === id) unshipped += Math.max(0, book.unshipped[line]);
      }
      if (unshipped < uncovered) return 2;
    }
    const source = book.adjustmentSource.data[adjustment];
    if (book.adjustmentReason.data[adjustment] === TRANSFER && source >= 0) {
      for (let part = book.transferLines[source]; part < book.transferLines[source + 1]; part++) {
        if (book.parts.item[part] === item && book.parts.inTransit[part] > 0) return 3;
      }
    }
    if (coverage === 2) return isOlder ? 4 : 5;
    return order >= 0 ? 6 : 7;
  }

  /** Puts what `work` found in the place of the level's rows. */
  put(level) {
    const { anew } = this;
    const had = this.length[level];
    let start = this.start[level];
    for (let row = anew.count; row < had; row++) this.level[start + row] = GONE;
    if (anew.count > had) {
      for (let row = 0; row < had; row++) this.level[start + row] = GONE;
      start = this.count;
      this.reserve(start + anew.count);
      this.count += anew.count;
    }
    for (let row = 0; row < anew.count; row++) this.copy(start + row, anew, row);
    this.start[level] = start;
    this.length[level] = anew.count;
  }
}

function beforeArrival(a, b) {
  const unknownLast = (at) => (at === at ? at : Infinity);
  return (
    a.isOpen - b.isOpen || difference(unknownLast(a.expectedAt), unknownLast(b.expectedAt)) ||
    difference(unknownLast(a.placedAt), unknownLast(b.placedAt)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.lineId < b.lineId ? -1 : 1)
  );
}

function difference(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
