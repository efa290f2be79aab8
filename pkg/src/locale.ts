/** Text in the order of a locale: the core asks for the ranks of the texts it must sort, one `Intl.Collator` gives them. */
import type { Column } from "./contract/report.js";
import { invalid, kindOf } from "./errors.js";
import type { Handle } from "./handle.js";
import type { Asked } from "./raw.js";

/** The columns that hold words of a language. */
const TEXT_COLUMNS: readonly Column[] = ["description", "code", "shop", "customer", "vendor"];

/** The collator of `options.locale`; null where the core's own order is wanted. */
export function collatorOf(locale: unknown): Intl.Collator | null {
  if (locale === undefined || locale === null) return null;
  if (typeof locale !== "string") throw invalid("locale", `expected a BCP 47 tag such as "en" or "sv-SE", found ${kindOf(locale)}`);
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch (thrown) {
    throw invalid("locale", `expected a BCP 47 tag such as "en" or "sv-SE", found ${JSON.stringify(locale)}`, thrown);
  }
}

/** Ranks the texts of each column that the query sorts by, as far as they are not ranked yet. */
export function rankTexts(handle: Handle, collator: Intl.Collator | null, query: Asked): void {
  const sort = query?.["sort"];
  if (collator === null || !Array.isArray(sort)) return;
  for (const column of TEXT_COLUMNS) {
    if (!sort.some((key) => key?.by === column)) continue;
    const texts = handle.ask("textsToRank", column);
    if (texts !== null) handle.ask("setTextRanks", column, ranks(collator, texts));
  }
}

function ranks(collator: Intl.Collator, texts: string[]): number[] {
  const order = texts.map((_, at) => at).sort((a, b) => collator.compare(texts[a]!, texts[b]!));
  const ranks = new Array<number>(texts.length);
  let rank = 0;
  order.forEach((at, place) => {
    if (place > 0 && collator.compare(texts[order[place - 1]!]!, texts[at]!) !== 0) rank++;
    ranks[at] = rank;
  });
  return ranks;
}
