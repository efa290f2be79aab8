/** The facts, in typed arrays. Quantities are integers of ten-thousandths; NaN is "no instant"; -1 is "none". */

export const UNIT = 10_000;
export const REASONS = ["sale", "vendorReturn", "transfer", "other"];
const SALE = 0;
const TRACKING = { indicator: "backordersAllowed", disabled: "trackingDisabled" };
const DAY = 86_400_000;

export const exact = (quantity) => Math.round(quantity * UNIT);
const instant = (at) => (at == null ? NaN : at);

/** Ids by number, and numbers by id. */
class Ids {
  names = [];
  #numbers = new Map();

  add(id) {
    this.#numbers.set(id, this.names.length);
    this.names.push(id);
  }

  find(id) {
    return this.#numbers.get(id) ?? -1;
  }

  of(id) {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.names.length;
      this.add(id);
    }
    return number;
  }
}

/** A typed array that grows. */
export class Column {
  constructor(Kind, capacity) {
    this.data = new Kind(capacity);
    this.length = 0;
  }

  push(value) {
    if (this.length === this.data.length) {
      const larger = new this.data.constructor(Math.max(16, this.length + (this.length >> 1)));
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }
}

export class Book {
  constructor(snapshot) {
    this.revision = snapshot.revision ?? 0;
    this.#catalogue(snapshot);
    this.#levels(snapshot.levels);
    this.#orders(snapshot.orders ?? []);
    this.#sales(snapshot.sales ?? []);
    this.#purchaseOrders(snapshot.purchaseOrders ?? []);
    this.#transfers(snapshot.transfers ?? []);
    this.vendorReturns = new Ids();
    this.vendorReturnNumbers = [];
    for (const { id, number } of snapshot.vendorReturns ?? []) {
      this.vendorReturns.add(id);
      this.vendorReturnNumbers.push(number);
    }
    this.#adjustments(snapshot.adjustments ?? []);
  }

  level(item, shop) {
    return item * this.shopCount + shop;
  }

  #catalogue({ shops, vendors = [], items }) {
    this.shops = new Ids();
    this.shopNames = shops.map(({ id, name }) => (this.shops.add(id), name));
    this.shopCount = shops.length;
    this.vendors = new Ids();
    this.vendorNames = vendors.map(({ id, name }) => (this.vendors.add(id), name));
    this.leadTimes = Float64Array.from(vendors, ({ leadTimeDays }) => (leadTimeDays == null ? NaN : leadTimeDays * DAY));
    const count = items.length;
    this.items = new Ids();
    this.descriptions = new Array(count);
    this.codes = new Array(count);
    this.allCodes = new Array(count);
    this.tracking = new Array(count);
    this.vendorOfItem = new Int32Array(count);
    this.isStocked = new Uint8Array(count);
    for (let at = 0; at < count; at++) {
      const { id, description, customSku, systemSku, upc, ean, manufacturerSku, defaultVendorId, inventoried, stockTracking } = items[at];
      this.items.add(id);
      this.descriptions[at] = description;
      this.codes[at] = customSku ?? systemSku ?? upc ?? ean ?? manufacturerSku ?? null;
      this.allCodes[at] = [customSku, systemSku, upc, ean, manufacturerSku];
      this.tracking[at] = TRACKING[stockTracking] ?? null;
      this.vendorOfItem[at] = defaultVendorId == null ? -1 : this.vendors.of(defaultVendorId);
      this.isStocked[at] = inventoried === false ? 0 : 1;
    }
  }

  #levels(levels) {
    const { items, shops, shopCount } = this;
    this.qoh = new Float64Array(items.names.length * shopCount);
    this.available = new Float64Array(items.names.length);
    let lastId, item;
    for (let at = 0; at < levels.length; at++) {
      const { itemId, shopId, qoh } = levels[at];
      if (itemId !== lastId) item = items.find((lastId = itemId));
      const units = exact(qoh);
      this.qoh[item * shopCount + shops.find(shopId)] = units;
      if (units > 0) this.available[item] += units;
    }
  }

  #orders(orders) {
    const count = orders.length;
    this.orders = new Ids();
    this.orderNumbers = new Array(count);
    this.customers = new Array(count);
    this.priorities = new Float64Array(count);
    this.orderLines = new Int32Array(count + 1);
    const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
    this.lineAdjustments = new Array(lines);
    this.unshipped = new Float64Array(lines);
    let next = 0;
    for (let at = 0; at < count; at++) {
      const { id, number, customer, priority, cancelled, lines, shipments } = orders[at];
      this.orders.add(id);
      this.orderNumbers[at] = number;
      this.customers[at] = customer ?? null;
      this.priorities[at] = priority ?? 0;
      const start = next;
      for (const { adjustmentId, quantity, refunded } of lines) {
        this.lineAdjustments[next] = adjustmentId ?? null;
        this.unshipped[next++] = cancelled ? 0 : exact(quantity) - exact(refunded ?? 0);
      }
      if (shipments !== undefined && shipments !== null && !cancelled) {
        for (const { status, lines: parts } of shipments) {
          if (status !== "shipped" && status !== "pickedUp") continue;
          for (const { orderLineId, quantity } of parts) {
            const line = lines.findIndex(({ id }) => id === orderLineId);
            if (line >= 0) this.unshipped[start + line] -= exact(quantity);
          }
        }
      }
      this.orderLines[at + 1] = next;
    }
  }

  #sales(sales) {
    const count = sales.length;
    this.sales = new Ids();
    this.saleNumbers = new Array(count);
    this.completedAt = new Float64Array(count);
    this.orderOfSale = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const { id, number, completedAt, orderId } = sales[at];
      this.sales.add(id);
      this.saleNumbers[at] = number;
      this.completedAt[at] = completedAt;
      this.orderOfSale[at] = orderId == null ? -1 : this.orders.find(orderId);
    }
  }

  #purchaseOrders(orders) {
    const count = orders.length;
    const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
    this.purchaseOrders = new Ids();
    this.purchaseOrderNumbers = new Array(count);
    this.purchaseOrderVendors = new Int32Array(count);
    this.purchaseOrderShops = new Int32Array(count);
    this.purchaseOrderDates = { created: new Float64Array(count), ordered: new Float64Array(count), expected: new Float64Array(count) };
    this.isDone = new Uint8Array(count);
    this.purchaseOrderLines = new Int32Array(count + 1);
    this.lines = {
      ids: new Array(lines), document: new Int32Array(lines), level: new Int32Array(lines), ordered: new Float64Array(lines),
      received: new Float64Array(lines), counted: new Float64Array(lines), next: new Int32Array(lines),
    };
    this.firstLine = new Int32Array(this.qoh.length).fill(-1);
    let next = 0;
    for (let at = 0; at < count; at++) {
      const { id, number, vendorId, shopId, createdAt, orderedAt, expectedAt, finished, archived, lines } = orders[at];
      this.purchaseOrders.add(id);
      this.purchaseOrderNumbers[at] = number;
      this.purchaseOrderVendors[at] = vendorId == null ? -1 : this.vendors.find(vendorId);
      const shop = (this.purchaseOrderShops[at] = this.shops.find(shopId));
      this.purchaseOrderDates.created[at] = instant(createdAt);
      this.purchaseOrderDates.ordered[at] = instant(orderedAt);
      this.purchaseOrderDates.expected[at] = instant(expectedAt);
      const isDone = (this.isDone[at] = finished || archived ? 1 : 0);
      for (const { id, itemId, ordered, received, counted } of lines) {
        const level = this.level(this.items.find(itemId), shop);
        this.lines.ids[next] = id;
        this.lines.document[next] = at;
        this.lines.level[next] = level;
        this.lines.ordered[next] = exact(ordered);
        this.lines.received[next] = exact(received ?? 0);
        this.lines.counted[next] = exact(counted ?? 0);
        if (isDone === 0) {
          this.lines.next[next] = this.firstLine[level];
          this.firstLine[level] = next;
        }
        next++;
      }
      this.purchaseOrderLines[at + 1] = next;
    }
  }

  #transfers(transfers) {
    const count = transfers.length;
    const lines = transfers.reduce((sum, transfer) => sum + transfer.lines.length, 0);
    this.transfers = new Ids();
    this.transferNumbers = new Array(count);
    this.transferDates = { created: new Float64Array(count), sent: new Float64Array(count), expected: new Float64Array(count) };
    this.transferLines = new Int32Array(count + 1);
    this.parts = {
      ids: new Array(lines), document: new Int32Array(lines), item: new Int32Array(lines), inTransit: new Float64Array(lines), next: new Int32Array(lines),
    };
    this.firstPart = new Int32Array(this.qoh.length).fill(-1);
    let next = 0;
    for (let at = 0; at < count; at++) {
      const { id, number, toShopId, createdAt, sentAt, expectedAt, archived, lines } = transfers[at];
      this.transfers.add(id);
      this.transferNumbers[at] = number;
      this.transferDates.created[at] = instant(createdAt);
      this.transferDates.sent[at] = instant(sentAt);
      this.transferDates.expected[at] = instant(expectedAt);
      const moves = !archived && sentAt != null;
      const shop = this.shops.find(toShopId);
      for (const { id, itemId, sent, received, returned } of lines) {
        const item = this.items.find(itemId);
        const left = moves ? exact(sent ?? 0) - exact(received ?? 0) - exact(returned ?? 0) : 0;
        this.parts.ids[next] = id;
        this.parts.document[next] = at;
        this.parts.item[next] = item;
        this.parts.inTransit[next] = left > 0 ? left : 0;
        if (left > 0) {
          const level = this.level(item, shop);
          this.parts.next[next] = this.firstPart[level];
          this.firstPart[level] = next;
        }
        next++;
      }
      this.transferLines[at + 1] = next;
    }
  }

  #adjustments(adjustments) {
    const count = adjustments.length;
    const capacity = count + (count >> 4);
    this.adjustmentIds = new Array(count);
    this.adjustmentLevel = new Column(Int32Array, capacity);
    this.adjustmentQuantity = new Column(Float64Array, capacity);
    this.adjustmentAt = new Column(Float64Array, capacity);
    this.adjustmentReason = new Column(Uint8Array, capacity);
    this.adjustmentSource = new Column(Int32Array, capacity);
    this.reverses = new Map();
    this.reversedIds = new Set();
    this.refundedNotRestocked = new Map();
    const { items, shops, sales, shopCount } = this;
    const [level, quantities, instants, reasons, sources] = [
      this.adjustmentLevel.data, this.adjustmentQuantity.data, this.adjustmentAt.data, this.adjustmentReason.data, this.adjustmentSource.data,
    ];
    let lastSale, sale;
    for (let at = 0; at < count; at++) {
      const { id, itemId, shopId, quantity, at: when, reason, sourceId, reverses, refundedNotRestocked } = adjustments[at];
      this.adjustmentIds[at] = id;
      level[at] = items.find(itemId) * shopCount + shops.find(shopId);
      quantities[at] = exact(quantity);
      instants[at] = when;
      if (reason === "sale") {
        // The lines of a sale stand together.
        if (sourceId !== lastSale) sale = (lastSale = sourceId) == null ? -1 : sales.find(sourceId);
        reasons[at] = SALE;
        sources[at] = sale;
      } else {
        const number = REASONS.indexOf(reason);
        reasons[at] = number < 0 ? 3 : number;
        sources[at] = sourceId == null ? -1 : this.documents(reasons[at]).find(sourceId);
      }
      if (reverses !== undefined && reverses !== null) {
        this.reverses.set(at, reverses);
        this.reversedIds.add(reverses);
      }
      if (refundedNotRestocked) this.refundedNotRestocked.set(at, exact(refundedNotRestocked));
    }
    for (const column of [this.adjustmentLevel, this.adjustmentQuantity, this.adjustmentAt, this.adjustmentReason, this.adjustmentSource]) column.length = count;
  }

  /** The documents that a reason's sources name. */
  documents(reason) {
    return reason === 0 ? this.sales : reason === 1 ? this.vendorReturns : reason === 2 ? this.transfers : this.purchaseOrders;
  }

  numbers(reason) {
    return reason === 0 ? this.saleNumbers : reason === 1 ? this.vendorReturnNumbers : reason === 2 ? this.transferNumbers : this.purchaseOrderNumbers;
  }

  orderOf(adjustment) {
    if (this.adjustmentReason.data[adjustment] !== SALE) return -1;
    const sale = this.adjustmentSource.data[adjustment];
    return sale < 0 ? -1 : this.orderOfSale[sale];
  }

  queueTime(adjustment) {
    const sale = this.adjustmentSource.data[adjustment];
    return this.adjustmentReason.data[adjustment] === SALE && sale >= 0 ? this.completedAt[sale] : this.adjustmentAt.data[adjustment];
  }

  outstanding(line) {
    const left = this.lines.ordered[line] - this.lines.received[line];
    return left > 0 && this.isDone[this.lines.document[line]] === 0 ? left : 0;
  }
}
