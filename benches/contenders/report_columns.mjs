/** Rows out of `ReportColumns`, so that what came as columns can be compared with what came as rows. */
import { NO_TEXT, NO_WORD, REPORT_WORDS } from "oversold";

export function rowsOfColumns(columns) {
  const text = (code) => (code === NO_TEXT ? null : columns.texts[code]);
  const word = (words, code) => (code === NO_WORD ? null : words[code]);
  const number = (value) => (Number.isNaN(value) ? null : value);
  return Array.from({ length: columns.length }, (_, at) => {
    const type = word(REPORT_WORDS.sourceType, columns.sourceType[at]);
    const orderId = text(columns.ecomOrderId[at]);
    const row = {
      id: text(columns.id[at]), reason: word(REPORT_WORDS.reason, columns.reason[at]),
      source: type === null ? null : { type, id: text(columns.sourceId[at]), number: text(columns.sourceNumber[at]) },
      ecomOrder: orderId === null ? null : { id: orderId, number: text(columns.ecomOrderNumber[at]) },
      coverage: word(REPORT_WORDS.coverage, columns.coverage[at]), diagnosis: word(REPORT_WORDS.diagnosis, columns.diagnosis[at]),
      soldBecause: word(REPORT_WORDS.soldBecause, columns.soldBecause[at]),
    };
    for (const name of ["itemId", "description", "code", "shopId", "shop", "customer", "vendorId", "vendor"]) row[name] = text(columns[name][at]);
    for (const name of ["qoh", "occurredAt", "sold", "uncovered", "onPurchaseOrder", "onTransfer", "elsewhere", "expectedAt"]) row[name] = number(columns[name][at]);
    return row;
  });
}
