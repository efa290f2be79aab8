/** Which table a spreadsheet is. */
import type { CsvFile, CsvMapping } from "oversold/spreadsheet";

/** Every table, and what files of it are called; the commoner one first, where nothing else tells. */
const NAMES: Record<CsvFile, RegExp> = {
  levels: /level|stock|inventory|on.?hand|bestand|bestände|lager|voorraad/i,
  sales: /sale|receipt|ticket|verk[aä]uf|kassen|ventes/i,
  purchaseOrders: /purchase|\bpos?\b|bestellung|eink[aä]uf|inkoop/i,
  transfers: /transfer|umlager/i,
  orders: /e.?com|web|online|order|auftr/i,
  items: /item|product|artic|artik/i,
  vendors: /vendor|supplier|lieferant|leverancier/i,
};

export const TABLES = Object.keys(NAMES) as CsvFile[];

/** What a name that says it is worth in fields found, and what a field costs that is needed and is not there. */
const NAMED = 2;
const MISSING = 2;

/**
 * The table of which most fields are found in the file, and of which nothing that it needs is missing; its name says more than a
 * field. `map` is the package's answer for one table.
 */
export function guessTable(name: string, map: (table: CsvFile) => CsvMapping): CsvFile {
  const plain = name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  const named = TABLES.find((table) => NAMES[table].test(plain));
  const worth = (table: CsvFile) => {
    const { fields } = map(table);
    const found = fields.filter(({ header }) => header !== null).length;
    const missing = fields.filter(({ header, required }) => required && header === null).length;
    return found + (table === named ? NAMED : 0) - missing * MISSING;
  };
  const worths = new Map(TABLES.map((table) => [table, worth(table)]));
  return TABLES.reduce((best, table) => ((worths.get(table) ?? 0) > (worths.get(best) ?? 0) ? table : best));
}
