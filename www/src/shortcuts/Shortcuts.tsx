import { useEffect, useState } from "react";
import { CommandPalette } from "./CommandPalette";
import { ShortcutSheet } from "./ShortcutSheet";
import { onShow } from "./show";
import { type Sheet, useShortcuts } from "./useShortcuts";

export function Shortcuts() {
  const [sheet, setSheet] = useState<Sheet>(null);
  useShortcuts(setSheet);
  useEffect(() => onShow(setSheet), []);
  return (
    <>
      <CommandPalette isOpen={sheet === "palette"} onClose={() => setSheet(null)} onShortcuts={() => setSheet("shortcuts")} />
      <ShortcutSheet isOpen={sheet === "shortcuts"} onClose={() => setSheet(null)} />
    </>
  );
}
