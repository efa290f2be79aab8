/** The report out of SQL tables, and the one command that is measured; the same for both engines. */
import { compare, words } from "../text.mjs";
import { asked } from "./statements.mjs";
import { UNIT } from "./tables.mjs";

/** `database`: `run(sql)`, `rows(sql, values)` as arrays, `change(sql, values)`. */
export class SqlInventory {
  constructor(database, { refill, receive }) {
    this.database = database;
    this.refill = refill;
    this.statements = receive;
    this.revision = 0;
  }

  get engineBytes() {
    return this.database.memoryBytes;
  }

  report(query) {
    const { count, rows, values } = asked(query, words(query.search));
    const [[total]] = this.database.rows(count, values);
    return { total: Number(total), rows: this.database.rows(rows, values).map(row) };
  }

  columns() {
    return this.report({ limit: 1_000_000 }).rows;
  }

  rowsOf(rows) {
    return rows;
  }

  apply(command) {
    return this.#within([command], "COMMIT");
  }

  decide(commands) {
    const { revision } = this;
    const outcome = this.#within(commands, "ROLLBACK");
    this.revision = revision;
    return outcome;
  }

  #within(commands, end) {
    const { database } = this;
    database.run("BEGIN");
    database.run("DELETE FROM touched");
    const levels = new Map();
    const items = new Map();
    const events = commands.map((command) => this.#receive(command, levels, items));
    const before = this.#touched();
    database.run("DELETE FROM report WHERE (item_id, shop_id) IN (SELECT item_id, shop_id FROM touched)");
    database.run(this.refill);
    const after = this.#touched();
    const changes = {
      rowsAdded: [...after.keys()].filter((id) => !before.has(id)).sort(compare),
      // Every one of them shows a QOH that moved.
      rowsChanged: [...after.keys()].filter((id) => before.has(id)).concat(this.#elsewhere(items)).sort(compare),
      rowsRemoved: [...before.keys()].filter((id) => !after.has(id)).sort(compare),
      levels: [...levels.values()].sort((a, b) => compare(a.itemId, b.itemId) || compare(a.shopId, b.shopId)),
      documents: commands.map(({ purchaseOrderId: id }) => ({ type: "purchaseOrder", id })).sort((a, b) => compare(a.id, b.id)),
    };
    database.run(end);
    return { events, changes };
  }

  #touched() {
    const rows = this.database.rows("SELECT id FROM touched CROSS JOIN report WHERE report.item_id = touched.item_id AND report.shop_id = touched.shop_id", []);
    return new Set(rows.map(([id]) => id));
  }

  /** Rows of the same items in other shops. */
  #elsewhere(items) {
    const ids = [...items].filter(([, gained]) => gained !== 0).map(([id]) => id);
    if (ids.length === 0) return [];
    const sql = `SELECT id FROM report WHERE item_id IN (${ids.map(() => "?")})
      AND NOT EXISTS (SELECT 1 FROM touched WHERE touched.item_id = report.item_id AND touched.shop_id = report.shop_id)`;
    return this.database.rows(sql, ids).map(([id]) => id);
  }

  #receive({ id: commandId, at, purchaseOrderId }, levels, items) {
    const { database } = this;
    const [[placed]] = database.rows("SELECT placed FROM document WHERE id = ?", [purchaseOrderId]);
    const found = database.rows(
      `SELECT line.id, line.item_id, line.shop_id, outstanding, coalesce(qoh, 0) FROM line
       LEFT JOIN level ON level.item_id = line.item_id AND level.shop_id = line.shop_id
       WHERE document_id = ? AND outstanding > 0 ORDER BY place`,
      [purchaseOrderId],
    );
    const adjustments = found.map(([, itemId, shopId, units, qoh], place) => {
      const level = levels.get(`${itemId} ${shopId}`) ?? { itemId, shopId, qoh: Number(qoh) / UNIT };
      const before = Math.round(level.qoh * UNIT);
      const now = before + Number(units);
      levels.set(`${itemId} ${shopId}`, { itemId, shopId, qoh: now / UNIT });
      items.set(itemId, (items.get(itemId) ?? 0) + Math.max(0, now) - Math.max(0, before));
      const id = `${commandId}:${place + 1}`;
      return { id, itemId, shopId, quantity: Number(units) / UNIT, at, reason: "other", sourceId: purchaseOrderId, reverses: null, note: null };
    });
    for (const [sql, values] of this.statements.map(([sql, values]) => [sql, values({ commandId, at, purchaseOrderId })])) database.change(sql, values);
    this.revision += 1;
    const lines = found.map(([lineId, , , units]) => ({ lineId, quantity: Number(units) / UNIT }));
    return { revision: this.revision, commandId, at, purchaseOrderId, orderedAt: placed === null ? at : null, lines, adjustments };
  }

  dispose() {
    this.database.close();
  }
}

/** A row of the report out of a row of the result. */
function row([
  id, itemId, description, code, shopId, shop, qoh, reason, sourceId, sourceNumber, occurredAt, sold, uncovered, orderId, orderNumber, customer,
  onPurchaseOrder, onTransfer, elsewhere, vendorId, vendor, coverage, expectedAt, diagnosis, because,
]) {
  return {
    id, itemId, description, code, shopId, shop, qoh: qoh / UNIT, reason, source: sourceId === null ? null : { type: reason, id: sourceId, number: sourceNumber },
    occurredAt, sold: sold / UNIT, uncovered: uncovered / UNIT, ecomOrder: orderId === null ? null : { id: orderId, number: orderNumber }, customer,
    onPurchaseOrder: onPurchaseOrder / UNIT, onTransfer: onTransfer / UNIT, elsewhere: elsewhere / UNIT, vendorId, vendor, coverage, expectedAt, diagnosis,
    soldBecause: orderId === null ? null : because,
  };
}
