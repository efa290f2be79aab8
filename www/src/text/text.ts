import type { en } from "./en";

/** Every word that a person reads. A translation is one file of this shape, and a line in `languages`. */
export type Text = typeof en;

export interface Language {
  /** BCP 47. */
  id: string;
  /** As its own readers call it. */
  name: string;
  direction: "ltr" | "rtl";
  load(): Promise<Text>;
}

export const languages: readonly [Language, ...Language[]] = [
  { id: "en", name: "English", direction: "ltr", load: async () => (await import("./en")).en },
  { id: "de", name: "Deutsch", direction: "ltr", load: async () => (await import("./de")).de },
];

/** The words in the person's language. Loaded before the first page is, so that all of the page may use it at once. */
export let text: Text;
export let language: Language = languages[0];

const KEY = "oversold.language";

/** What was chosen, else the first of the browser's languages that there is. */
function preferred(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // Storage is blocked: as the browser says.
  }
  for (const wanted of chosen ? [chosen, ...navigator.languages] : navigator.languages) {
    const found = languages.find(({ id }) => wanted === id || wanted.startsWith(`${id}-`));
    if (found) return found;
  }
  return languages[0];
}

export async function loadText(): Promise<void> {
  language = preferred();
  text = await language.load();
  document.documentElement.lang = language.id;
  document.documentElement.dir = language.direction;
}

/** For React Aria's words and directions: the browser's own kind of the language (de-AT), where it is one. */
export const locale = () => navigator.languages.find((one) => one === language.id || one.startsWith(`${language.id}-`)) ?? language.id;

/** The page starts anew in it: words are asked for everywhere, and what a person was doing is in the address. */
export function chooseLanguage(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    return;
  }
  window.location.reload();
}
