/** The rules as SQL, for both engines: rule 2 (one reversal deep, which is all that the data has), 3, 9 and 10. */
import { TABLES } from "./tables.mjs";

/** The tables of the snapshot. `types` names an engine's own for numbers and texts. */
export function createTables(types) {
  const tables = Object.entries(TABLES).map(([name, columns]) => {
    const fields = Object.entries(columns).map(([column, type]) => `${column} ${types[type]}`);
    return `CREATE TABLE ${name} (${fields.join(", ")})`;
  });
  return tables.join(";\n");
}

/** The report, and the levels that a command touched. */
export function createReport({ n, t }) {
  return `CREATE TABLE report (id ${t}, item_id ${t}, shop_id ${t}, reason ${t}, source_id ${t}, source_number ${t}, source_key ${t}, order_id ${t}, happened ${n},
    sold ${n}, uncovered ${n}, on_purchase_order ${n}, on_transfer ${n}, coverage ${t}, expected ${n}, diagnosis ${t});
    CREATE TABLE touched (item_id ${t}, shop_id ${t})`;
}

const FROM_ALL = "SELECT level.item_id, level.shop_id, -qoh AS shortage FROM level JOIN item ON item.id = level.item_id WHERE 1 = 1";
/** SQLite takes the tables of a CROSS JOIN as they stand: the few rows first. */
const FROM_TOUCHED = `SELECT level.item_id, level.shop_id, -qoh AS shortage FROM touched CROSS JOIN level CROSS JOIN item
  WHERE level.item_id = touched.item_id AND level.shop_id = touched.shop_id AND item.id = level.item_id`;

/** Makes the report of all negative levels, or of those touched. `least(a, b)` and `greatest(a, b)` are the engine's. */
export function fillReport({ least, greatest, onlyTouched = false }) {
  return `
INSERT INTO report
WITH short AS (
  ${onlyTouched ? FROM_TOUCHED : FROM_ALL} AND qoh < 0 AND stocked = 1
), back AS (
  SELECT reversal.reverses AS id, sum(reversal.quantity) AS quantity FROM short
  JOIN adjustment AS reversal ON reversal.item_id = short.item_id AND reversal.shop_id = short.shop_id
  WHERE reversal.reverses IS NOT NULL GROUP BY reversal.reverses
), source AS (
  SELECT adjustment.id, adjustment.item_id, adjustment.shop_id, short.shortage, reason, source_id, refunded, sale.order_id AS sale_order, sale.number AS sale_number,
    sale.number_key AS sale_key, coalesce(sale.happened, adjustment.happened) AS happened, -(adjustment.quantity + coalesce(back.quantity, 0)) AS net,
    CASE reason WHEN 'other' THEN 1 ELSE 0 END AS loss
  FROM short JOIN adjustment ON adjustment.item_id = short.item_id AND adjustment.shop_id = short.shop_id
  LEFT JOIN back ON back.id = adjustment.id
  LEFT JOIN sale ON reason = 'sale' AND sale.id = source_id
  WHERE adjustment.quantity < 0 AND adjustment.reverses IS NULL
), queued AS (
  SELECT source.*, ord.id AS order_id, ord.number AS order_number, ord.number_key AS order_key,
    sum(net) OVER (PARTITION BY item_id, shop_id ORDER BY loss, CASE loss WHEN 1 THEN 0 ELSE coalesce(ord.priority, 0) END, happened DESC, source.id DESC
      ROWS UNBOUNDED PRECEDING) AS upto
  FROM source LEFT JOIN ord ON ord.id = sale_order WHERE net > 0
), explained AS (
  SELECT item_id, shop_id, sum(net) AS net FROM queued GROUP BY item_id, shop_id
), missing AS (
  SELECT id, item_id, shop_id, reason, source_id, refunded, sale_number, sale_key, order_id, order_number, order_key, happened, net AS sold,
    ${greatest("shortage - upto", "0")} AS starts, shortage - (upto - net) AS ends
  FROM queued WHERE upto - net < shortage
  UNION ALL
  SELECT 'unattributed:' || short.item_id || ':' || short.shop_id, short.item_id, short.shop_id, 'unattributed', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL,
    shortage - coalesce(net, 0), 0, shortage - coalesce(net, 0)
  FROM short LEFT JOIN explained ON explained.item_id = short.item_id AND explained.shop_id = short.shop_id WHERE shortage > coalesce(net, 0)
), dated AS (
  SELECT line.item_id, line.shop_id, line.type, line.id, document_id, outstanding, created, placed,
    coalesce(expected, placed + lead) AS expected, CASE WHEN placed IS NULL AND begun = 0 THEN 1 ELSE 0 END AS open
  FROM short JOIN line ON line.item_id = short.item_id AND line.shop_id = short.shop_id
  JOIN document ON document.id = document_id WHERE outstanding > 0
), arrival AS (
  SELECT *, coalesce(created, placed) AS made,
    sum(outstanding) OVER (PARTITION BY item_id, shop_id ORDER BY open, expected NULLS LAST, coalesce(placed, created) NULLS LAST, document_id, id
      ROWS UNBOUNDED PRECEDING) AS upto
  FROM dated
), incoming AS (
  SELECT item_id, shop_id, sum(outstanding) AS units, sum(CASE type WHEN 'transfer' THEN 0 ELSE outstanding END) AS on_purchase_order,
    sum(CASE type WHEN 'transfer' THEN outstanding ELSE 0 END) AS on_transfer
  FROM dated GROUP BY item_id, shop_id
), covered AS (
  SELECT missing.id, max(arrival.expected) AS expected, count(*) - count(arrival.expected) AS unknown,
    min(CASE WHEN made < happened THEN 1 ELSE 0 END) AS older
  FROM missing JOIN arrival ON arrival.item_id = missing.item_id AND arrival.shop_id = missing.shop_id
    AND arrival.upto - outstanding < ends AND arrival.upto > starts
  GROUP BY missing.id
), judged AS (
  SELECT missing.*, coalesce(units, 0) AS units, coalesce(on_purchase_order, 0) AS on_purchase_order, coalesce(on_transfer, 0) AS on_transfer,
    CASE WHEN ends <= coalesce(units, 0) THEN 'full' WHEN starts < coalesce(units, 0) THEN 'partial' ELSE 'none' END AS coverage,
    CASE unknown WHEN 0 THEN covered.expected END AS expected, older
  FROM missing LEFT JOIN incoming ON incoming.item_id = missing.item_id AND incoming.shop_id = missing.shop_id
  LEFT JOIN covered ON covered.id = missing.id
), waiting AS (
  SELECT adjustment_id, sum(unshipped) AS unshipped FROM missing JOIN order_line ON adjustment_id = missing.id WHERE order_id IS NOT NULL GROUP BY adjustment_id
), sent AS (
  SELECT DISTINCT missing.id FROM missing JOIN line ON document_id = source_id AND line.item_id = missing.item_id
  WHERE reason = 'transfer' AND line.type = 'transfer' AND outstanding > 0
)
SELECT judged.id, judged.item_id, judged.shop_id, reason, source_id, coalesce(sale_number, document.number, vendor_return.number, source_id),
  CASE WHEN order_id IS NOT NULL THEN '0' || order_key || chr_0 || order_number || chr_0 || chr_0 || order_id
    WHEN source_id IS NOT NULL THEN '1' || coalesce(sale_key, document.number_key, vendor_return.number_key) || chr_0
      || coalesce(sale_number, document.number, vendor_return.number, source_id) || chr_0 || reason || chr_0 || source_id END,
  order_id, happened, sold, ends - starts, on_purchase_order, on_transfer, coverage, CASE coverage WHEN 'full' THEN judged.expected END,
  CASE WHEN reason = 'unattributed' THEN 'unattributed'
    WHEN refunded > 0 THEN 'refundedNotRestocked'
    WHEN order_id IS NOT NULL AND coalesce(unshipped, 0) < ends - starts THEN 'shippedUncovered'
    WHEN sent.id IS NOT NULL THEN 'excessTransfer'
    WHEN coverage = 'full' THEN CASE older WHEN 1 THEN 'notReceived' ELSE 'onItsWay' END
    WHEN order_id IS NOT NULL THEN 'backorder' ELSE 'missingDocument' END
FROM judged LEFT JOIN waiting ON adjustment_id = judged.id LEFT JOIN sent ON sent.id = judged.id
  LEFT JOIN document ON reason IN ('transfer', 'other') AND document.id = source_id
  LEFT JOIN vendor_return ON reason = 'vendorReturn' AND vendor_return.id = source_id`.replaceAll("chr_0", "'\u0001'");
}

/** What receives a purchase order, whole: each statement, and what to give it. */
function receive({ greatest }) {
  const lines = "FROM line WHERE document_id = ? AND outstanding > 0";
  const units = `SELECT item_id, shop_id, sum(outstanding) AS units ${lines} GROUP BY item_id, shop_id`;
  const document = ({ purchaseOrderId }) => [purchaseOrderId];
  const twice = ({ purchaseOrderId }) => [purchaseOrderId, purchaseOrderId];
  return [
    [`INSERT INTO adjustment SELECT ? || ':' || row_number() OVER (ORDER BY place), item_id, shop_id, outstanding, ?, 'other', document_id, NULL, 0 ${lines}`,
      ({ commandId, at, purchaseOrderId }) => [commandId, at, purchaseOrderId]],
    [`UPDATE item SET available = available + (SELECT sum(${greatest("0", "qoh + units")} - ${greatest("0", "qoh")}) FROM (${units}) AS came
       JOIN level ON level.item_id = came.item_id AND level.shop_id = came.shop_id WHERE came.item_id = item.id) WHERE id IN (SELECT item_id ${lines})`, twice],
    [`UPDATE level SET qoh = qoh + (SELECT units FROM (${units}) AS came WHERE came.item_id = level.item_id AND came.shop_id = level.shop_id)
       WHERE (item_id, shop_id) IN (SELECT item_id, shop_id ${lines})`, twice],
    [`INSERT INTO touched SELECT DISTINCT item_id, shop_id ${lines} EXCEPT SELECT item_id, shop_id FROM touched`, document],
    ["UPDATE line SET outstanding = 0, begun = 1, counted = CASE WHEN counted > outstanding THEN counted - outstanding ELSE 0 END WHERE document_id = ?", document],
    ["UPDATE document SET placed = coalesce(placed, ?) WHERE id = ?", ({ at, purchaseOrderId }) => [at, purchaseOrderId]],
  ];
}

/** What an inventory asks of its engine. */
export function statements(engine) {
  return { refill: fillReport({ ...engine, onlyTouched: true }), receive: receive(engine) };
}

const ORDERS = {
  id: "report.id", qoh: "qoh", reason: "reason", source: "source_key", occurredAt: "report.happened", sold: "sold", uncovered: "uncovered",
  ecomOrder: "ord.number_key", onPurchaseOrder: "on_purchase_order", onTransfer: "on_transfer", elsewhere: "available", expectedAt: "expected",
};

const JOINED = `FROM report JOIN item ON item.id = report.item_id JOIN shop ON shop.id = report.shop_id
  JOIN level ON level.item_id = report.item_id AND level.shop_id = report.shop_id
  LEFT JOIN ord ON ord.id = report.order_id LEFT JOIN vendor ON vendor.id = item.vendor_id`;

const COLUMNS = `report.id, report.item_id, description, code, report.shop_id, shop.name AS shop_name, qoh, reason, source_id, source_number, report.happened, sold, uncovered,
  report.order_id, ord.number AS order_number, customer, on_purchase_order, on_transfer, available, item.vendor_id, vendor.name AS vendor_name, coverage, expected, diagnosis, because`;

/** A question as SQL: rows, how many match, and the values of its parameters. */
export function asked({ search, ecomOnly, shopIds, vendorIds, sort, offset = 0, limit = 100 }, words) {
  const conditions = [];
  const values = [];
  const among = (column, ids) => {
    conditions.push(`${column} IN (${ids.map(() => "?")})`);
    values.push(...ids);
  };
  if (ecomOnly) conditions.push("report.order_id IS NOT NULL");
  if (shopIds) among("report.shop_id", shopIds);
  if (vendorIds) among("item.vendor_id", vendorIds);
  for (const word of words) {
    conditions.push("(instr(folded, ?) > 0 OR instr(codes, ?) > 0)");
    values.push(word, `\n${word}`);
  }
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const by = ORDERS[sort?.[0]?.by ?? "occurredAt"];
  return {
    count: `SELECT count(*) FROM report JOIN item ON item.id = report.item_id ${where}`,
    rows: `SELECT ${COLUMNS} ${JOINED} ${where} ORDER BY ${by} NULLS LAST, report.happened NULLS LAST, report.id LIMIT ${limit} OFFSET ${offset}`,
    values,
  };
}
