// The page's words in two languages, from their own files: what must not be read on a page in the other one.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const resolveDir = fileURLToPath(new URL("../../../www/src/text", import.meta.url));

/** A single short word may be a name in the data, or the same in both. */
const isTelling = (phrase) => /\w\s\w/.test(phrase) || phrase.length > 7;

/** Phrases of English that German does not have too, without those of the data. */
export async function englishOnly(data) {
  const contents = 'export { en } from "./en"; export { de } from "./de";';
  const { outputFiles } = await build({ stdin: { contents, resolveDir }, bundle: true, format: "esm", logLevel: "error", write: false });
  const { en, de } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  const german = new Set(phrasesOf(de));
  return [...new Set(phrasesOf(en))].filter((phrase) => isTelling(phrase) && !german.has(phrase) && !data.includes(phrase));
}

/** What stands in it as it is; sentences made of parts are made as they are wanted. */
const phrasesOf = (words) => (typeof words === "string" ? [words.trim()] : typeof words === "object" ? Object.values(words).flatMap(phrasesOf) : []);
