import type { Id } from "oversold";
import { useEngine } from "../app/engine";
import { text } from "../text/text";
import { Words } from "../ui/Values";

/** More do not fit a line. */
const NAMED = 3;

export function ItemNames({ of }: { of: readonly { itemId: Id }[] }) {
  const { names } = useEngine();
  const named = of.slice(0, NAMED).map(({ itemId }) => names.item(itemId));
  return <Words>{[...named, ...(of.length > NAMED ? [text.andMore(of.length - NAMED)] : [])].join(", ")}</Words>;
}
