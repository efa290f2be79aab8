import type { Refusal } from "oversold";
import { text } from "../text/text";

/** Of these there is nothing more to know. */
const plain: readonly Refusal["code"][] = ["notPaid", "fraudNotCleared", "notOnShelf", "nothingToDo"];

/** The reason in the person's language; then, where it has more, what the package found in its own words. */
export const refusalWords = ({ code, message }: Refusal): string =>
  plain.includes(code) ? text.refusals[code] : `${text.refusals[code]} (${message})`;
