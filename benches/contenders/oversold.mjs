/** This package, through its public interface. */
import { init, Inventory } from "oversold";
import { columnsOf } from "./snapshot_columns.mjs";
import { rowsOfColumns } from "./report_columns.mjs";

export const name = "oversold";
export const notRun = {};

export async function start() {
  await init();
}

export const fromJson = (bytes, options) => new Measured(Inventory.fromJson(bytes, options));
export const prepareColumns = columnsOf;
export const fromColumns = (columns, options) => new Measured(Inventory.fromColumns(columns, options));
export const fromImage = (image, options) => new Measured(Inventory.fromBytes(image, [], options));
export const load = async (stream, options) => new Measured(await Inventory.load(stream, options));

/** An inventory, with the names that all contenders have. */
class Measured {
  constructor(inventory) {
    this.inventory = inventory;
  }
  report(query) {
    return this.inventory.report(query);
  }
  columns() {
    return this.inventory.reportColumns();
  }
  rowsOf(columns) {
    return rowsOfColumns(columns);
  }
  apply(command) {
    return this.inventory.apply(command);
  }
  decide(commands) {
    return this.inventory.decide(commands);
  }
  image() {
    return this.inventory.toBytes();
  }
  get engineBytes() {
    return this.inventory.memoryBytes;
  }
  dispose() {
    this.inventory.dispose();
  }
}
