/**
 * Plain, idiomatic JavaScript: objects, arrays and Maps as they come from `JSON.parse`. The report is computed whole when
 * something changed, and filtered and sorted for each question: what a web developer writes first.
 */
import { compare, fold, naturalKey, words } from "./text.mjs";

export const name = "plain";
export const notRun = { imageLoad: "it has no image: JSON.parse and build, as jsonLoad" };

export async function start() {}

export function fromJson(bytes, options) {
  return new Inventory(JSON.parse(new TextDecoder().decode(bytes)), options);
}

export const prepareColumns = (snapshot) => snapshot;
export function fromColumns(snapshot, options) {
  return new Inventory(snapshot, options);
}

/** Exact to four decimals. */
const exact = (quantity) => Math.round(quantity * 10_000) / 10_000;
const byId = (records = []) => new Map(records.map((record) => [record.id, record]));
const outstandingOf = (order, line) =>
  order.finished || order.archived ? 0 : Math.max(0, exact(line.ordered - (line.received ?? 0)));
const inTransit = (transfer, line) =>
  transfer.archived || transfer.sentAt == null
    ? 0
    : Math.max(0, exact((line.sent ?? 0) - (line.received ?? 0) - (line.returned ?? 0)));
const REASONS = ["sale", "vendorReturn", "transfer"];

class Inventory {
  #rows = null;

  constructor(snapshot, { locale } = {}) {
    this.collator = new Intl.Collator(locale, { numeric: true });
    this.shops = byId(snapshot.shops);
    this.vendors = byId(snapshot.vendors);
    this.items = byId(snapshot.items);
    this.sales = byId(snapshot.sales);
    this.orders = byId(snapshot.orders);
    this.purchaseOrders = byId(snapshot.purchaseOrders);
    this.transfers = byId(snapshot.transfers);
    this.vendorReturns = byId(snapshot.vendorReturns);
    this.adjustments = byId(snapshot.adjustments);
    this.levels = new Map();
    for (const item of snapshot.items) this.levels.set(item.id, new Map());
    for (const { itemId, shopId, qoh } of snapshot.levels) this.#level(itemId, shopId).qoh = qoh;
    for (const adjustment of snapshot.adjustments ?? []) this.#level(adjustment.itemId, adjustment.shopId).adjustments.push(adjustment);
    for (const order of snapshot.purchaseOrders ?? []) {
      for (const line of order.lines) this.#level(line.itemId, order.shopId).incoming.push({ type: "purchaseOrder", document: order, line });
    }
    for (const transfer of snapshot.transfers ?? []) {
      for (const line of transfer.lines) this.#level(line.itemId, transfer.toShopId).incoming.push({ type: "transfer", document: transfer, line });
    }
    this.linesOf = new Map();
    for (const order of snapshot.orders ?? []) {
      const handedOver = new Map();
      for (const shipment of order.shipments ?? []) {
        if (shipment.status !== "shipped" && shipment.status !== "pickedUp") continue;
        for (const { orderLineId, quantity } of shipment.lines) handedOver.set(orderLineId, exact((handedOver.get(orderLineId) ?? 0) + quantity));
      }
      for (const line of order.lines) {
        if (line.adjustmentId == null) continue;
        const left = exact(line.quantity - (line.refunded ?? 0) - (handedOver.get(line.id) ?? 0));
        const unshipped = order.cancelled ? 0 : Math.max(0, left);
        this.linesOf.set(line.adjustmentId, exact((this.linesOf.get(line.adjustmentId) ?? 0) + unshipped));
      }
    }
    this.revision = snapshot.revision ?? 0;
  }

  #level(itemId, shopId) {
    const shops = this.levels.get(itemId);
    let level = shops.get(shopId);
    if (level === undefined) {
      level = { item: this.items.get(itemId), shop: this.shops.get(shopId), qoh: 0, adjustments: [], incoming: [] };
      shops.set(shopId, level);
    }
    return level;
  }

  /** Rule 2: what is left of each movement of a level that is one of its own. */
  #movements(level) {
    const here = new Map(level.adjustments.map((adjustment) => [adjustment.id, adjustment]));
    const reversals = new Map();
    for (const adjustment of level.adjustments) {
      if (adjustment.reverses != null && here.has(adjustment.reverses)) {
        reversals.set(adjustment.reverses, [...(reversals.get(adjustment.reverses) ?? []), adjustment]);
      }
    }
    const net = (adjustment) => {
      const taken = (reversals.get(adjustment.id) ?? []).reduce((sum, reversal) => exact(sum + net(reversal)), adjustment.quantity);
      return adjustment.quantity < 0 ? Math.min(0, taken) : Math.max(0, taken);
    };
    const isOwn = ({ reverses }) => reverses == null || (!here.has(reverses) && this.adjustments.has(reverses));
    return level.adjustments.filter(isOwn).map((adjustment) => ({ adjustment, net: net(adjustment) }));
  }

  /** Rule 3: the queue of a level's outflows. */
  #queue(level) {
    const sources = this.#movements(level)
      .filter(({ net }) => net < 0)
      .map(({ adjustment, net }) => {
        const sale = adjustment.reason === "sale" ? this.sales.get(adjustment.sourceId) : undefined;
        const order = this.orders.get(sale?.orderId);
        const isLoss = !REASONS.includes(adjustment.reason);
        return { adjustment, sale, order, isLoss, priority: order?.priority ?? 0, at: sale?.completedAt ?? adjustment.at, net: -net };
      });
    return sources.sort(
      (a, b) =>
        b.isLoss - a.isLoss || (a.isLoss ? 0 : b.priority - a.priority) || a.at - b.at || compare(a.adjustment.id, b.adjustment.id),
    );
  }

  /** Rules 6, 7 and 9: what is on its way to a level, in the order in which it arrives. */
  #arrivals(level) {
    const arrivals = [];
    for (const { type, document, line } of level.incoming) {
      const outstanding = type === "transfer" ? inTransit(document, line) : outstandingOf(document, line);
      if (outstanding <= 0) continue;
      const { createdAt = null, orderedAt = null, sentAt = null } = document;
      const isOpen = type === "purchaseOrder" && orderedAt === null && !document.lines.some((line) => (line.received ?? 0) > 0);
      let expectedAt = document.expectedAt ?? null;
      const days = this.vendors.get(document.vendorId)?.leadTimeDays;
      if (expectedAt === null && orderedAt !== null && days != null) expectedAt = orderedAt + days * 86_400_000;
      const placedAt = (type === "transfer" ? sentAt : orderedAt) ?? createdAt;
      arrivals.push({ type, document, line, outstanding, isOpen, expectedAt, placedAt, madeAt: createdAt ?? orderedAt ?? sentAt });
    }
    const unknownLast = (at) => at ?? Infinity;
    return arrivals.sort(
      (a, b) =>
        a.isOpen - b.isOpen ||
        compare(unknownLast(a.expectedAt), unknownLast(b.expectedAt)) ||
        compare(unknownLast(a.placedAt), unknownLast(b.placedAt)) ||
        compare(a.document.id, b.document.id) ||
        compare(a.line.id, b.line.id),
    );
  }

  /** The rows of a level: rules 3, 4, 9 and 10. */
  #rowsOf(level, elsewhere) {
    const queue = this.#queue(level);
    let missing = -level.qoh;
    for (const source of [...queue].reverse()) {
      source.uncovered = Math.min(source.net, missing);
      missing = exact(missing - source.uncovered);
    }
    const uncovered = [{ uncovered: missing }, ...queue].filter((source) => source.uncovered > 0);
    const arrivals = this.#arrivals(level);
    const sum = (type) => exact(arrivals.filter((arrival) => arrival.type === type).reduce((sum, { outstanding }) => sum + outstanding, 0));
    const [onPurchaseOrder, onTransfer] = [sum("purchaseOrder"), sum("transfer")];
    const stock = arrivals.map((arrival) => ({ ...arrival, left: arrival.outstanding }));
    return uncovered.map((source) => {
      let wanted = source.uncovered;
      const covering = [];
      while (wanted > 0 && stock.length > 0) {
        const [first] = stock;
        const units = Math.min(wanted, first.left);
        covering.push(first);
        wanted = exact(wanted - units);
        first.left = exact(first.left - units);
        if (first.left === 0) stock.shift();
      }
      const coverage = wanted === 0 ? "full" : covering.length > 0 ? "partial" : "none";
      const dates = covering.map(({ expectedAt }) => expectedAt);
      const expectedAt = coverage === "full" && !dates.includes(null) ? Math.max(...dates) : null;
      return this.#row(level, source, { coverage, covering, expectedAt, onPurchaseOrder, onTransfer, elsewhere });
    });
  }

  #row({ item, shop, qoh }, source, { coverage, covering, expectedAt, onPurchaseOrder, onTransfer, elsewhere }) {
    const { adjustment = null, sale, order, uncovered } = source;
    const vendor = this.vendors.get(item.defaultVendorId);
    const reason = adjustment === null ? "unattributed" : REASONS.includes(adjustment.reason) ? adjustment.reason : "other";
    const document = adjustment && this.#document(reason, adjustment.sourceId);
    return {
      id: adjustment?.id ?? `unattributed:${encodeURIComponent(item.id)}:${encodeURIComponent(shop.id)}`,
      itemId: item.id,
      description: item.description,
      code: item.customSku ?? item.systemSku ?? item.upc ?? item.ean ?? item.manufacturerSku ?? null,
      shopId: shop.id,
      shop: shop.name,
      qoh,
      reason,
      source:
        adjustment?.sourceId == null
          ? null
          : { type: reason, id: adjustment.sourceId, number: document?.number ?? adjustment.sourceId },
      occurredAt: adjustment === null ? null : (sale?.completedAt ?? adjustment.at),
      sold: adjustment === null ? uncovered : source.net,
      uncovered,
      ecomOrder: order === undefined ? null : { id: order.id, number: order.number },
      customer: order?.customer ?? null,
      onPurchaseOrder,
      onTransfer,
      elsewhere,
      vendorId: item.defaultVendorId ?? null,
      vendor: vendor?.name ?? null,
      coverage,
      expectedAt,
      diagnosis: this.#diagnosis(item, source, coverage, covering),
      soldBecause:
        order === undefined ? null : ({ indicator: "backordersAllowed", disabled: "trackingDisabled" }[item.stockTracking] ?? null),
    };
  }

  #document(reason, id) {
    const documents = { sale: this.sales, transfer: this.transfers, vendorReturn: this.vendorReturns, other: this.purchaseOrders };
    return documents[reason].get(id);
  }

  /** Rule 10: the first that holds. */
  #diagnosis(item, { adjustment, order, at, uncovered }, coverage, covering) {
    if (adjustment === undefined) return "unattributed";
    if ((adjustment.refundedNotRestocked ?? 0) > 0) return "refundedNotRestocked";
    if (order !== undefined && (this.linesOf.get(adjustment.id) ?? 0) < uncovered) return "shippedUncovered";
    const transfer = adjustment.reason === "transfer" ? this.transfers.get(adjustment.sourceId) : undefined;
    if (transfer?.lines.some((line) => line.itemId === item.id && inTransit(transfer, line) > 0)) return "excessTransfer";
    if (coverage === "full") return covering.every(({ madeAt }) => madeAt !== null && madeAt < at) ? "notReceived" : "onItsWay";
    return order === undefined ? "missingDocument" : "backorder";
  }

  /** All rows, computed when something changed. */
  rows() {
    if (this.#rows === null) {
      this.#rows = [];
      for (const shops of this.levels.values()) {
        let elsewhere = null;
        for (const level of shops.values()) {
          if (level.qoh >= 0 || level.item.inventoried === false) continue;
          elsewhere ??= exact([...shops.values()].reduce((sum, { qoh }) => sum + Math.max(0, qoh), 0));
          this.#rows.push(...this.#rowsOf(level, elsewhere));
        }
      }
    }
    return this.#rows;
  }

  #filtered({ search, ecomOnly, shopIds, vendorIds }) {
    const wanted = words(search);
    const found = (row) => {
      const item = this.items.get(row.itemId);
      const codes = [item.customSku, item.systemSku, item.upc, item.ean, item.manufacturerSku].filter((code) => code != null);
      return wanted.every((word) => fold(item.description).includes(word) || codes.some((code) => fold(code).startsWith(word)));
    };
    return this.rows().filter(
      (row) =>
        (!ecomOnly || row.ecomOrder !== null) &&
        (shopIds == null || shopIds.includes(row.shopId)) &&
        (vendorIds == null || vendorIds.includes(row.vendorId)) &&
        (wanted.length === 0 || found(row)),
    );
  }

  #key(by, row) {
    if (by === "source") {
      if (row.ecomOrder !== null) return `0${naturalKey(row.ecomOrder.number)}\u0000${row.ecomOrder.number}\u0000\u0000${row.ecomOrder.id}`;
      return row.source && `1${naturalKey(row.source.number)}\u0000${row.source.number}\u0000${row.source.type}\u0000${row.source.id}`;
    }
    if (by === "ecomOrder") return row.ecomOrder && `${naturalKey(row.ecomOrder.number)}\u0000${row.ecomOrder.number}`;
    return row[by];
  }

  report({ sort, offset = 0, limit = 100, ...filters } = {}) {
    const rows = this.#filtered(filters);
    const by = sort?.[0]?.by ?? "occurredAt";
    const isText = ["description", "code", "shop", "customer", "vendor"].includes(by);
    const keyed = rows.map((row) => ({ row, key: this.#key(by, row) }));
    const order = isText ? (a, b) => this.collator.compare(a, b) : compare;
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1;
      } else {
        const first = order(a.key, b.key);
        if (first !== 0) return first;
      }
      return compare(a.row.occurredAt ?? Infinity, b.row.occurredAt ?? Infinity) || compare(a.row.id, b.row.id);
    });
    return { total: rows.length, rows: keyed.slice(offset, offset + limit).map(({ row }) => row) };
  }

  /** The whole report, as it has it: rows are what plain JavaScript works with. */
  columns() {
    return this.report({ limit: Infinity }).rows;
  }

  rowsOf(columns) {
    return columns;
  }

  /** Receives purchase orders, whole; the report before and after tells what changed. */
  #receive(commands) {
    const before = new Map(this.rows().map((row) => [row.id, row]));
    const undo = [];
    const levels = new Map();
    const events = commands.map((command) => {
      const order = this.purchaseOrders.get(command.purchaseOrderId);
      undo.push({ order, orderedAt: order.orderedAt, lines: order.lines.map((line) => ({ ...line })) });
      const wasOrdered = order.orderedAt != null;
      const lines = order.lines.filter((line) => outstandingOf(order, line) > 0);
      const moved = lines.map((line) => ({ line, quantity: outstandingOf(order, line) }));
      order.orderedAt ??= command.at;
      const adjustments = moved.map(({ line, quantity }, at) => {
        line.received = exact((line.received ?? 0) + quantity);
        line.counted = Math.max(0, exact((line.counted ?? 0) - quantity));
        const level = this.#level(line.itemId, order.shopId);
        if (!levels.has(level)) levels.set(level, level.qoh);
        level.qoh = exact(level.qoh + quantity);
        const adjustment = {
          id: `${command.id}:${at + 1}`, itemId: line.itemId, shopId: order.shopId, quantity, at: command.at, reason: "other",
          sourceId: order.id, reverses: null, note: null,
        };
        level.adjustments.push(adjustment);
        this.adjustments.set(adjustment.id, adjustment);
        return adjustment;
      });
      this.revision += 1;
      return {
        revision: this.revision, commandId: command.id, at: command.at, purchaseOrderId: order.id,
        orderedAt: wasOrdered ? null : command.at,
        lines: moved.map(({ line, quantity }) => ({ lineId: line.id, quantity })), adjustments,
      };
    });
    this.#rows = null;
    const after = new Map(this.rows().map((row) => [row.id, row]));
    const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
    const changes = {
      rowsAdded: [...after.keys()].filter((id) => !before.has(id)).sort(compare),
      rowsChanged: [...after].filter(([id, row]) => before.has(id) && !same(row, before.get(id))).map(([id]) => id).sort(compare),
      rowsRemoved: [...before.keys()].filter((id) => !after.has(id)).sort(compare),
      levels: [...levels]
        .filter(([level, qoh]) => level.qoh !== qoh)
        .map(([{ item, shop, qoh }]) => ({ itemId: item.id, shopId: shop.id, qoh }))
        .sort((a, b) => compare(a.itemId, b.itemId) || compare(a.shopId, b.shopId)),
      documents: commands.map(({ purchaseOrderId }) => ({ type: "purchaseOrder", id: purchaseOrderId })).sort((a, b) => compare(a.id, b.id)),
    };
    return { events, changes, undo, levels, before };
  }

  apply(command) {
    const { events, changes } = this.#receive([command]);
    return { events, changes };
  }

  decide(commands) {
    const rows = this.#rows;
    const { events, changes, undo, levels } = this.#receive(commands);
    for (const [level, qoh] of levels) level.qoh = qoh;
    for (const { order, orderedAt, lines } of undo) {
      order.orderedAt = orderedAt;
      order.lines.forEach((line, at) => Object.assign(line, { received: lines[at].received, counted: lines[at].counted }));
    }
    for (const { adjustments } of events) {
      for (const adjustment of adjustments) {
        this.#level(adjustment.itemId, adjustment.shopId).adjustments.pop();
        this.adjustments.delete(adjustment.id);
      }
    }
    this.revision -= commands.length;
    this.#rows = rows;
    return { events, changes };
  }

  dispose() {}
}
