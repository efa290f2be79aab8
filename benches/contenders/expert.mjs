/**
 * An expert's JavaScript: what can be done without WebAssembly by someone who knows what the report needs. Typed arrays;
 * ids interned to numbers; levels as a dense grid of items by shops; chains instead of lists; an index made at the first
 * question, of negative levels alone; rows worked out again only where something was touched; windows by a bounded heap;
 * texts ranked once. It knows the one command that is measured.
 */
import { Book } from "./expert/book.mjs";
import { receive } from "./expert/receive.mjs";
import { Report } from "./expert/report.mjs";
import { Rows } from "./expert/rows.mjs";

export const name = "expert";
export const notRun = { imageLoad: "it has no image: JSON.parse and build, as jsonLoad" };

export async function start() {}

export const fromJson = (bytes, options) => new Inventory(JSON.parse(new TextDecoder().decode(bytes)), options);
export const prepareColumns = (snapshot) => snapshot;
export const fromColumns = (snapshot, options) => new Inventory(snapshot, options);

class Inventory {
  constructor(snapshot, { locale } = {}) {
    this.book = new Book(snapshot);
    this.locale = locale;
    this.made = null;
  }

  /** The rows and what is asked of them, made at the first question. */
  get report_() {
    return (this.made ??= new Report(this.book, new Rows(this.book), this.locale));
  }

  report(query) {
    return this.report_.page(query ?? {});
  }

  columns() {
    return this.report_.columns();
  }

  rowsOf(columns) {
    return this.report_.rowsOfColumns(columns);
  }

  apply(command) {
    return receive(this.book, this.report_, [command], true);
  }

  decide(commands) {
    return receive(this.book, this.report_, commands, false);
  }

  dispose() {
    this.book = this.made = null;
  }
}
