import type { Id } from "oversold";
import { useEngine } from "../app/engine";
import { text } from "../text/text";
import { DocumentLink } from "./DocumentLink";

export function ItemLink({ id }: { id: Id }) {
  const { names } = useEngine();
  return (
    <DocumentLink type="item" id={id}>
      {names.item(id)}
    </DocumentLink>
  );
}

/** The first column of any document's lines. */
export const itemColumn = () => ({ name: text.words.item, cell: ({ itemId }: { itemId: Id }) => <ItemLink id={itemId} /> });
