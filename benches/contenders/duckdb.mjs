/** DuckDB as WebAssembly, in memory: the same SQL, loaded through Arrow, which is its fastest way in. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Float64, Table, tableToIPC, Utf8, vectorFromArray } from "apache-arrow";
import * as duckdb from "@duckdb/duckdb-wasm/blocking";
import { SqlInventory } from "./sql/inventory.mjs";
import { createReport, fillReport, statements } from "./sql/statements.mjs";
import { TABLES, tablesOf } from "./sql/tables.mjs";

export const name = "duckdb";
const NO_LOCALE = "SQL has no order of a locale here";
export const notRun = {
  columnsLoad: "as jsonLoad without JSON.parse",
  imageLoad: "in memory it has no image",
  ...Object.fromEntries(["description", "code", "shop", "customer", "vendor"].map((by) => [`sort.${by}`, NO_LOCALE])),
};

const ENGINE = { least: (a, b) => `least(${a}, ${b})`, greatest: (a, b) => `greatest(${a}, ${b})` };

let engine;

export async function start() {
  const dist = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));
  const bundle = (name) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: join(dist, `duckdb-node-${name}.worker.cjs`) });
  engine = await duckdb.createDuckDB({ mvp: bundle("mvp"), eh: bundle("eh") }, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await engine.instantiate();
}

export function fromJson(bytes) {
  engine.open({ path: ":memory:" });
  const database = new Database(engine.connect());
  database.run(createReport({ n: "DOUBLE", t: "VARCHAR" }));
  for (const [table, rows] of tablesOf(JSON.parse(new TextDecoder().decode(bytes)))) database.insert(table, rows);
  database.run(fillReport(ENGINE));
  return new SqlInventory(database, statements(ENGINE));
}

class Database {
  #statements = new Map();

  constructor(connection) {
    this.connection = connection;
  }

  get memoryBytes() {
    return engine.mod.HEAPU8.buffer.byteLength;
  }

  run(sql) {
    this.connection.query(sql);
  }

  insert(table, rows) {
    const columns = Object.entries(TABLES[table]).map(([name, type], at) => [name, vectorFromArray(rows.map((row) => row[at]), type === "n" ? new Float64() : new Utf8())]);
    this.connection.insertArrowFromIPCStream(tableToIPC(new Table(Object.fromEntries(columns)), "stream"), { name: table, create: true });
  }

  change(sql, values) {
    this.#asked(sql, values);
  }

  rows(sql, values) {
    return this.#asked(sql, values).toArray().map((row) => Object.values(row.toJSON()));
  }

  #asked(sql, values) {
    if (values.length === 0) return this.connection.query(sql);
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.connection.prepare(sql)));
    return statement.query(...values);
  }

  close() {
    for (const statement of this.#statements.values()) statement.close();
    this.connection.close();
  }
}
