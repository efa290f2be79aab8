/** `oversold/spreadsheet`: a snapshot from CSV files, as people export them. */
import { jsonBytes } from "./bytes_in.js";
import { checked, keys, reading } from "./checked.js";
import type { CsvContent, CsvFile, CsvFiles, CsvImported, CsvMapping, CsvOptions } from "./contract/imports.js";
import { invalid, kindOf } from "./errors.js";
import { enter, instance } from "./imports_init.js";
import * as raw from "./oversold_imports.js";

export type { CsvContent, CsvFile, CsvFiles, CsvImported, CsvMapping, CsvOptions, Imported, ImportWarning } from "./contract/imports.js";
export { type ErrorCode, InventoryError } from "./errors.js";
export { init } from "./imports_init.js";

const OPTIONS = keys<CsvOptions>({ delimiter: true, decimalComma: true, dateFormat: true, utcOffset: true, shop: true, columns: true });

/**
 * A snapshot from CSV files. Headers are matched by name, with the usual synonyms; delimiter, decimal comma and encoding are
 * told by the files. What is wrong is thrown (`invalidInput`) with row and column, and `details.findings` lists the rest.
 *
 * @example
 * const { snapshot, warnings } = fromCsv({ levels, sales, purchaseOrders }, { dateFormat: "DD.MM.YYYY" });
 * const inventory = Inventory.fromObjects(snapshot);
 */
export function fromCsv(files: CsvFiles, options?: CsvOptions): CsvImported {
  if (typeof files !== "object" || files === null) throw invalid("", `expected files by their names, found ${kindOf(files)}`);
  const given = reading("", () => Object.entries(files)).filter(([, content]) => content !== undefined);
  return within(options, (sheets) => {
    for (const [file, content] of given) sheets.add(file, bytesOf(content, file));
    return JSON.parse(sheets.read()) as CsvImported;
  });
}

/**
 * How a file would be read: which header is which field, and what is left over. Show it, let people correct it, and hand the
 * corrections to `fromCsv` as `columns`.
 */
export function csvMapping(file: CsvFile, content: CsvContent, options?: CsvOptions): CsvMapping {
  return within(options, (sheets) => JSON.parse(sheets.add(file, bytesOf(content, file))) as CsvMapping);
}

/** A file to fill in: the header, and a row that shows what goes where. */
export function csvTemplate(file: CsvFile): string {
  const template = enter(instance(), () => raw.csvTemplate(String(file)));
  if (template === undefined) throw invalid("file", `there is no file ${JSON.stringify(file)}`);
  return template;
}

function within<T>(options: CsvOptions | undefined, use: (sheets: raw.Sheets) => T): T {
  const how = JSON.stringify(checked(OPTIONS, options) ?? null);
  return enter(instance(), () => {
    const sheets = new raw.Sheets(how);
    try {
      return use(sheets);
    } finally {
      sheets.free();
    }
  });
}

/** Text as UTF-8; what bytes hold is the file's to say. */
function bytesOf(content: unknown, file: string): Uint8Array {
  if (typeof content !== "string" && !ArrayBuffer.isView(content) && !/ArrayBuffer\]$/.test(Object.prototype.toString.call(content))) {
    throw invalid(file, `expected the text or the bytes of a file, found ${kindOf(content)}`);
  }
  return jsonBytes(content);
}
