import { pages } from "../app/pages";
import { text } from "../text/text";

export interface Shortcut {
  /** Pressed one after the other, or together where joined by "+". */
  keys: readonly string[];
  name: string;
}

/** The sheet of shortcuts, in the order in which they are learnt. */
export const shortcuts = (): { title: string; shortcuts: Shortcut[] }[] => [
  {
    title: text.shortcuts.anywhere,
    shortcuts: [
      { keys: ["Ctrl+K"], name: text.shortcuts.palette },
      { keys: ["/"], name: text.shortcuts.search },
      { keys: ["Ctrl+Enter"], name: text.shortcuts.primary },
      { keys: ["Ctrl+Z"], name: text.shortcuts.undo },
      { keys: ["Esc"], name: text.shortcuts.close },
      { keys: ["?"], name: text.shortcuts.sheet },
    ],
  },
  { title: text.shortcuts.goTo, shortcuts: pages.map(({ key, name }) => ({ keys: ["G", key.toUpperCase()], name })) },
  {
    title: text.shortcuts.lists,
    shortcuts: [
      { keys: ["↑", "↓", "←", "→"], name: text.shortcuts.cells },
      { keys: ["Enter"], name: text.shortcuts.open },
      { keys: ["Space"], name: text.shortcuts.select },
      { keys: ["Shift+Space"], name: text.shortcuts.selectTo },
      { keys: ["Home", "End"], name: text.shortcuts.rowEnds },
      { keys: ["PageUp", "PageDown"], name: text.shortcuts.pages },
    ],
  },
];
