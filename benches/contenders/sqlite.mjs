/**
 * SQLite as WebAssembly, in memory: tables with the indexes that the questions need, statements prepared once; the report
 * is a table that window functions make, and make again for the levels that a command touched.
 */
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { SqlInventory } from "./sql/inventory.mjs";
import { createReport, createTables, fillReport, statements } from "./sql/statements.mjs";
import { TABLES, tablesOf } from "./sql/tables.mjs";

export const name = "sqlite";
const NO_LOCALE = "SQL has no order of a locale here";
export const notRun = {
  imageLoad: "not asked of it: its file would have to be opened, and the report's rows with it",
  columnsLoad: "it takes rows, one by one: as jsonLoad without JSON.parse",
  ...Object.fromEntries(["description", "code", "shop", "customer", "vendor"].map((by) => [`sort.${by}`, NO_LOCALE])),
};

const ENGINE = { least: (a, b) => `min(${a}, ${b})`, greatest: (a, b) => `max(${a}, ${b})` };
const TYPES = { n: "INTEGER", t: "TEXT" };
const INDEXES = [
  "CREATE UNIQUE INDEX item_id ON item (id)", "CREATE UNIQUE INDEX shop_id ON shop (id)", "CREATE UNIQUE INDEX vendor_id ON vendor (id)",
  "CREATE UNIQUE INDEX level_place ON level (item_id, shop_id)", "CREATE INDEX level_negative ON level (qoh) WHERE qoh < 0",
  "CREATE UNIQUE INDEX order_id ON ord (id)", "CREATE INDEX order_line_adjustment ON order_line (adjustment_id)", "CREATE UNIQUE INDEX sale_id ON sale (id)",
  "CREATE UNIQUE INDEX document_id ON document (id)", "CREATE INDEX line_document ON line (document_id)",
  "CREATE INDEX line_outstanding ON line (item_id, shop_id) WHERE outstanding > 0", "CREATE UNIQUE INDEX vendor_return_id ON vendor_return (id)",
  "CREATE INDEX adjustment_level ON adjustment (item_id, shop_id)",
];
const REPORT_INDEXES = [
  "CREATE INDEX report_level ON report (item_id, shop_id)", "CREATE INDEX report_source ON report (shop_id, source_key) WHERE order_id IS NOT NULL",
  "CREATE INDEX report_time ON report (happened, id)",
];

let sqlite;

export async function start() {
  sqlite = await sqlite3InitModule({ print() {}, printErr() {} });
}

export function fromJson(bytes) {
  const database = new Database(new sqlite.oo1.DB(":memory:"));
  database.run(createTables(TYPES));
  database.run(createReport(TYPES));
  database.run("BEGIN");
  for (const [table, rows] of tablesOf(JSON.parse(new TextDecoder().decode(bytes)))) database.insert(table, rows);
  for (const sql of INDEXES) database.run(sql);
  database.run("ANALYZE");
  database.run(fillReport(ENGINE));
  for (const sql of REPORT_INDEXES) database.run(sql);
  database.run("COMMIT");
  return new SqlInventory(database, statements(ENGINE));
}

class Database {
  #statements = new Map();

  constructor(db) {
    this.db = db;
  }

  get memoryBytes() {
    return sqlite.wasm.heap8u().buffer.byteLength;
  }

  run(sql) {
    if (sql.startsWith("CREATE") || sql.startsWith("BEGIN")) this.db.exec(sql);
    else this.change(sql, []);
  }

  insert(table, rows) {
    const statement = this.db.prepare(`INSERT INTO ${table} VALUES (${Object.keys(TABLES[table]).map(() => "?")})`);
    for (const row of rows) statement.bind(row).stepReset();
    statement.finalize();
  }

  #prepared(sql) {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  change(sql, values) {
    const statement = this.#prepared(sql);
    if (values.length > 0) statement.bind(values);
    statement.stepReset();
  }

  rows(sql, values) {
    const statement = this.#prepared(sql);
    if (values.length > 0) statement.bind(values);
    const rows = [];
    while (statement.step()) rows.push(statement.get([]));
    statement.reset();
    return rows;
  }

  close() {
    for (const statement of this.#statements.values()) statement.finalize();
    this.db.close();
  }
}
