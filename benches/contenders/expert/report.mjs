/** Questions over the rows: one pass that filters and makes keys, a bounded heap for the window, texts ranked once. */
import { compare, fold, naturalKey, words } from "../text.mjs";
import { REASONS, UNIT } from "./book.mjs";
import { COVERAGE, DIAGNOSES } from "./rows.mjs";

const NO_TEXT = 0xffffffff;
const KEPT = 16;
const KINDS = [...REASONS, "unattributed"];
/** "vendorReturn" stands last. */
const REASON_RANKS = [1, 4, 2, 0, 3];

export class Report {
  constructor(book, rows, locale) {
    this.book = book;
    this.rows = rows;
    this.collator = new Intl.Collator(locale, { numeric: true });
    this.ranks = new Map();
    this.kept = new Map();
    this.folded = null;
    this.heap = new Int32Array(1024);
  }

  /** Something was touched: what was kept no longer holds; ranks do, as no text is new. */
  touched() {
    this.kept.clear();
  }

  page({ offset = 0, limit = 100, ...asked }) {
    const question = JSON.stringify([offset + limit, asked]);
    let found = this.kept.get(question);
    if (found === undefined) {
      if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value);
      found = this.#find(asked, offset + limit);
      this.kept.set(question, found);
    }
    const window = found.order.subarray(offset, offset + limit);
    const rows = new Array(window.length);
    for (let at = 0; at < window.length; at++) rows[at] = this.row(window[at]);
    return { total: found.total, rows };
  }

  #find({ search, ecomOnly, shopIds, vendorIds, sort }, wanted) {
    const { rows } = this;
    const by = sort?.[0]?.by ?? "occurredAt";
    const matching = this.#matching(search, ecomOnly === true, shopIds ?? null, vendorIds ?? null);
    const keys = this.#keys(by, matching);
    const order = (a, b) => {
      const first = keys[a] - keys[b];
      if (first < 0 || first > 0) return first;
      if (keys[a] !== keys[b]) return keys[a] !== keys[a] ? (keys[b] !== keys[b] ? this.#tie(matching[a], matching[b]) : 1) : -1;
      return this.#tie(matching[a], matching[b]);
    };
    const places = wanted < matching.length / 4 ? this.#smallest(matching.length, wanted, order) : Int32Array.from(keys, (_, at) => at).sort(order);
    return { total: matching.length, order: places.map((place) => matching[place]) };
  }

  #matching(search, ecomOnly, shopIds, vendorIds) {
    const { rows, book } = this;
    const shops = shopIds && mask(book.shops, shopIds);
    const vendors = vendorIds && mask(book.vendors, vendorIds);
    const items = this.#searched(search);
    const found = new Int32Array(rows.count);
    let count = 0;
    const { level, order, shop, vendor, item } = rows;
    for (let row = 0; row < rows.count; row++) {
      if (level[row] < 0) continue;
      if (ecomOnly && order[row] < 0) continue;
      if (shops !== null && shops[shop[row] + 1] === 0) continue;
      if (vendors !== null && vendors[vendor[row] + 1] === 0) continue;
      if (items !== null && items[item[row]] === 0) continue;
      found[count++] = row;
    }
    return found.subarray(0, count);
  }

  /** The items that a search finds; null without one. */
  #searched(search) {
    const wanted = words(search);
    if (wanted.length === 0) return null;
    const { rows, book } = this;
    if (this.folded === null) {
      this.folded = new Map();
      for (let row = 0; row < rows.count; row++) {
        const item = rows.item[row];
        if (rows.level[row] < 0 || this.folded.has(item)) continue;
        const codes = book.allCodes[item].filter((code) => code != null).map(fold);
        this.folded.set(item, { description: fold(book.descriptions[item]), codes });
      }
    }
    const found = new Uint8Array(book.items.names.length);
    for (const [item, { description, codes }] of this.folded) {
      if (wanted.every((word) => description.includes(word) || codes.some((code) => code.startsWith(word)))) found[item] = 1;
    }
    return found;
  }

  #tie(a, b) {
    const { at } = this.rows;
    if (at[a] !== at[b]) {
      const [first, second] = [at[a], at[b]];
      if (first < second || second !== second) return first !== first ? compare(this.id(a), this.id(b)) : -1;
      return 1;
    }
    return compare(this.id(a), this.id(b));
  }

  /** The smallest, in order: a heap whose top is the largest of those kept. */
  #smallest(count, wanted, order) {
    if (this.heap.length < wanted) this.heap = new Int32Array(wanted * 2);
    const { heap } = this;
    let size = 0;
    const sink = (place) => {
      const value = heap[place];
      for (;;) {
        let child = 2 * place + 1;
        if (child >= size) break;
        if (child + 1 < size && order(heap[child + 1], heap[child]) > 0) child++;
        if (order(heap[child], value) <= 0) break;
        heap[place] = heap[child];
        place = child;
      }
      heap[place] = value;
    };
    for (; size < wanted && size < count; size++) heap[size] = size;
    for (let place = (size >> 1) - 1; place >= 0; place--) sink(place);
    for (let next = size; next < count && size > 0; next++) {
      if (order(next, heap[0]) < 0) {
        heap[0] = next;
        sink(0);
      }
    }
    return heap.slice(0, size).sort(order);
  }

  /** A number for each row; NaN, which is last, for null. */
  #keys(by, matching) {
    const { rows, book } = this;
    const keys = new Float64Array(matching.length);
    const each = (key) => {
      for (let at = 0; at < matching.length; at++) keys[at] = key(matching[at]);
      return keys;
    };
    const ranked = (column, texts, compareTexts) => {
      const ranks = this.#rank(by, column, texts, compareTexts);
      return each((row) => (column[row] < 0 ? NaN : ranks[column[row]]));
    };
    const collate = (a, b) => this.collator.compare(a, b);
    switch (by) {
      case "occurredAt": return each((row) => rows.at[row]);
      case "expectedAt": return each((row) => rows.expectedAt[row]);
      case "qoh": return each((row) => book.qoh[rows.level[row]]);
      case "elsewhere": return each((row) => book.available[rows.item[row]]);
      case "sold": return each((row) => rows.sold[row]);
      case "uncovered": return each((row) => rows.uncovered[row]);
      case "onPurchaseOrder": return each((row) => rows.onPurchaseOrder[row]);
      case "onTransfer": return each((row) => rows.onTransfer[row]);
      case "reason": return each((row) => REASON_RANKS[rows.reason[row]]);
      case "description": return ranked(rows.item, (item) => book.descriptions[item], collate);
      case "code": return ranked(rows.item, (item) => book.codes[item], collate);
      case "shop": return ranked(rows.shop, (shop) => book.shopNames[shop], collate);
      case "vendor": return ranked(rows.vendor, (vendor) => book.vendorNames[vendor] ?? null, collate);
      case "customer": return ranked(rows.order, (order) => book.customers[order], collate);
      case "ecomOrder": return ranked(rows.order, (order) => book.orderNumbers[order], natural);
      case "source": {
        const sources = this.#sourceRanks();
        return each((row) => sources(row));
      }
      case "id": {
        const ids = Array.from(matching, (row) => this.id(row));
        const order = Int32Array.from(matching, (_, at) => at).sort((a, b) => compare(ids[a], ids[b]));
        order.forEach((place, rank) => (keys[place] = rank));
        return keys;
      }
    }
    throw new Error(`no column is called ${by}`);
  }

  /** Ranks of the texts that a column's records have, equal ones sharing theirs; worked out once. */
  #rank(by, column, textOf, compareTexts) {
    let ranks = this.ranks.get(by);
    if (ranks !== undefined) return ranks;
    const { rows } = this;
    const distinct = new Map();
    const seen = new Set();
    for (let row = 0; row < rows.count; row++) {
      const record = column[row];
      if (rows.level[row] < 0 || record < 0 || seen.has(record)) continue;
      seen.add(record);
      const text = textOf(record);
      if (text === null) continue;
      const records = distinct.get(text);
      if (records === undefined) distinct.set(text, [record]);
      else records.push(record);
    }
    const texts = [...distinct.keys()].sort(compareTexts);
    ranks = new Float64Array(Math.max(0, ...seen) + 1).fill(NaN);
    let rank = 0;
    texts.forEach((text, at) => {
      if (at > 0 && compareTexts(texts[at - 1], text) !== 0) rank++;
      for (const record of distinct.get(text)) ranks[record] = rank;
    });
    this.ranks.set(by, ranks);
    return ranks;
  }

  /** Orders first, by number; then the other documents by number, type and id. */
  #sourceRanks() {
    let known = this.ranks.get("source");
    if (known === undefined) {
      const { rows, book } = this;
      const documents = new Map();
      for (let row = 0; row < rows.count; row++) {
        if (rows.level[row] < 0) continue;
        const name = this.#document(row);
        if (name === -1 || documents.has(name)) continue;
        const [number, type, id] = this.#documentTexts(row);
        documents.set(name, { name, isOther: rows.order[row] < 0 ? 1 : 0, key: naturalKey(number), number, type, id });
      }
      const order = [...documents.values()].sort(
        (a, b) => a.isOther - b.isOther || compare(a.key, b.key) || compare(a.number, b.number) || compare(a.type, b.type) || compare(a.id, b.id),
      );
      known = new Map(order.map(({ name }, rank) => [name, rank]));
      this.ranks.set("source", known);
    }
    return (row) => known.get(this.#document(row)) ?? NaN;
  }

  /** A number for a row's order or source. */
  #document(row) {
    const { rows, book } = this;
    if (rows.order[row] >= 0) return rows.order[row] * 5 + 4;
    const adjustment = rows.adjustment[row];
    if (adjustment < 0) return -1;
    const source = book.adjustmentSource.data[adjustment];
    return source < 0 ? -1 : source * 5 + book.adjustmentReason.data[adjustment];
  }

  #documentTexts(row) {
    const { rows, book } = this;
    const order = rows.order[row];
    if (order >= 0) return [book.orderNumbers[order], "", book.orders.names[order]];
    const { type, id, number } = this.#source(rows.adjustment[row]);
    return [number, type, id];
  }

  #source(adjustment) {
    const { book } = this;
    const source = adjustment < 0 ? -1 : book.adjustmentSource.data[adjustment];
    if (source < 0) return null;
    const reason = book.adjustmentReason.data[adjustment];
    return { type: REASONS[reason], id: book.documents(reason).names[source], number: book.numbers(reason)[source] };
  }

  id(row) {
    const { rows, book } = this;
    const adjustment = rows.adjustment[row];
    return adjustment >= 0
      ? book.adjustmentIds[adjustment]
      : `unattributed:${encodeURIComponent(book.items.names[rows.item[row]])}:${encodeURIComponent(book.shops.names[rows.shop[row]])}`;
  }

  row(row) {
    const { rows, book } = this;
    const item = rows.item[row];
    const shop = rows.shop[row];
    const order = rows.order[row];
    const vendor = rows.vendor[row];
    const instant = (at) => (at === at ? at : null);
    return {
      id: this.id(row), itemId: book.items.names[item], description: book.descriptions[item], code: book.codes[item],
      shopId: book.shops.names[shop], shop: book.shopNames[shop], qoh: book.qoh[rows.level[row]] / UNIT, reason: KINDS[rows.reason[row]],
      source: this.#source(rows.adjustment[row]), occurredAt: instant(rows.at[row]), sold: rows.sold[row] / UNIT, uncovered: rows.uncovered[row] / UNIT,
      ecomOrder: order < 0 ? null : { id: book.orders.names[order], number: book.orderNumbers[order] }, customer: order < 0 ? null : book.customers[order],
      onPurchaseOrder: rows.onPurchaseOrder[row] / UNIT, onTransfer: rows.onTransfer[row] / UNIT, elsewhere: book.available[item] / UNIT,
      vendorId: vendor < 0 ? null : book.vendors.names[vendor], vendor: vendor < 0 ? null : (book.vendorNames[vendor] ?? null),
      coverage: COVERAGE[rows.coverage[row]], expectedAt: instant(rows.expectedAt[row]), diagnosis: DIAGNOSES[rows.diagnosis[row]],
      soldBecause: order < 0 ? null : book.tracking[item],
    };
  }

  /** All rows in the order of time, as columns: texts by their place in one list, as the package hands them out. */
  columns() {
    const { rows, book } = this;
    const { order } = this.#find({}, Infinity);
    const count = order.length;
    const texts = [];
    /** One dictionary for each kind of record, by number. */
    const dictionary = (size) => new Int32Array(size).fill(-1);
    const coded = (known, record, text) => {
      if (record < 0 || text === null || text === undefined) return NO_TEXT;
      if (known[record] < 0) known[record] = texts.push(text) - 1;
      return known[record];
    };
    const items = book.items.names.length;
    const known = {
      itemId: dictionary(items), description: dictionary(items), code: dictionary(items), shopId: dictionary(book.shopCount), shop: dictionary(book.shopCount),
      vendorId: dictionary(book.vendors.names.length), vendor: dictionary(book.vendors.names.length), orderId: dictionary(book.orders.names.length),
      orderNumber: dictionary(book.orders.names.length), customer: dictionary(book.orders.names.length),
      sourceId: REASONS.map((_, reason) => dictionary(book.documents(reason).names.length)),
      sourceNumber: REASONS.map((_, reason) => dictionary(book.documents(reason).names.length)),
    };
    const text = () => new Uint32Array(count);
    const number = () => new Float64Array(count);
    const word = () => new Uint8Array(count);
    const out = {
      texts, length: count, id: text(), itemId: text(), description: text(), code: text(), shopId: text(), shop: text(), sourceId: text(), sourceNumber: text(),
      ecomOrderId: text(), ecomOrderNumber: text(), customer: text(), vendorId: text(), vendor: text(), reason: word(), sourceType: word(), coverage: word(),
      diagnosis: word(), soldBecause: new Array(count), qoh: number(), occurredAt: number(), sold: number(), uncovered: number(), onPurchaseOrder: number(),
      onTransfer: number(), elsewhere: number(), expectedAt: number(),
    };
    for (let at = 0; at < count; at++) {
      const row = order[at];
      const [item, shop, vendor, orderOf, adjustment] = [rows.item[row], rows.shop[row], rows.vendor[row], rows.order[row], rows.adjustment[row]];
      const source = adjustment < 0 ? -1 : book.adjustmentSource.data[adjustment];
      const reason = adjustment < 0 ? 0 : book.adjustmentReason.data[adjustment];
      out.id[at] = texts.push(this.id(row)) - 1;
      out.itemId[at] = coded(known.itemId, item, book.items.names[item]);
      out.description[at] = coded(known.description, item, book.descriptions[item]);
      out.code[at] = coded(known.code, item, book.codes[item]);
      out.shopId[at] = coded(known.shopId, shop, book.shops.names[shop]);
      out.shop[at] = coded(known.shop, shop, book.shopNames[shop]);
      out.sourceId[at] = coded(known.sourceId[reason], source, book.documents(reason).names[source]);
      out.sourceNumber[at] = coded(known.sourceNumber[reason], source, book.numbers(reason)[source]);
      out.ecomOrderId[at] = coded(known.orderId, orderOf, book.orders.names[orderOf]);
      out.ecomOrderNumber[at] = coded(known.orderNumber, orderOf, book.orderNumbers[orderOf]);
      out.customer[at] = coded(known.customer, orderOf, book.customers[orderOf]);
      out.vendorId[at] = coded(known.vendorId, vendor, book.vendors.names[vendor]);
      out.vendor[at] = coded(known.vendor, vendor, book.vendorNames[vendor]);
      out.reason[at] = rows.reason[row];
      out.sourceType[at] = source < 0 ? 255 : reason;
      out.coverage[at] = rows.coverage[row];
      out.diagnosis[at] = rows.diagnosis[row];
      out.soldBecause[at] = orderOf < 0 ? null : book.tracking[item];
      out.qoh[at] = book.qoh[rows.level[row]] / UNIT;
      out.occurredAt[at] = rows.at[row];
      out.sold[at] = rows.sold[row] / UNIT;
      out.uncovered[at] = rows.uncovered[row] / UNIT;
      out.onPurchaseOrder[at] = rows.onPurchaseOrder[row] / UNIT;
      out.onTransfer[at] = rows.onTransfer[row] / UNIT;
      out.elsewhere[at] = book.available[item] / UNIT;
      out.expectedAt[at] = rows.expectedAt[row];
    }
    return out;
  }

  rowsOfColumns(columns) {
    const text = (code) => (code === NO_TEXT ? null : columns.texts[code]);
    const number = (value) => (value === value ? value : null);
    return Array.from({ length: columns.length }, (_, at) => {
      const orderId = text(columns.ecomOrderId[at]);
      const row = {
        source: columns.sourceType[at] === 255 ? null : { type: REASONS[columns.sourceType[at]], id: text(columns.sourceId[at]), number: text(columns.sourceNumber[at]) },
        ecomOrder: orderId === null ? null : { id: orderId, number: text(columns.ecomOrderNumber[at]) },
        reason: KINDS[columns.reason[at]], coverage: COVERAGE[columns.coverage[at]], diagnosis: DIAGNOSES[columns.diagnosis[at]], soldBecause: columns.soldBecause[at],
      };
      for (const name of ["id", "itemId", "description", "code", "shopId", "shop", "customer", "vendorId", "vendor"]) row[name] = text(columns[name][at]);
      for (const name of ["qoh", "occurredAt", "sold", "uncovered", "onPurchaseOrder", "onTransfer", "elsewhere", "expectedAt"]) row[name] = number(columns[name][at]);
      return row;
    });
  }
}

/** Which numbers are chosen; the first place is for "none". */
function mask(ids, chosen) {
  const mask = new Uint8Array(ids.names.length + 1);
  for (const id of chosen) {
    const number = id === null ? -1 : ids.find(id);
    if (id === null || number >= 0) mask[number + 1] = 1;
  }
  return mask;
}

function natural(a, b) {
  return compare(naturalKey(a), naturalKey(b)) || compare(a, b);
}
