import type { Id } from "oversold";
import { useEngine } from "../app/engine";
import { DocumentLink } from "../drawers/DocumentLink";

/** One of a list of orders: the way to it, and whose it is. */
export function OrderEntry({ id }: { id: Id }) {
  const { inventory } = useEngine();
  const order = inventory.order(id);
  return (
    <li>
      <DocumentLink type="order" id={id}>
        {order?.number ?? id}
      </DocumentLink>{" "}
      {order?.customer}
    </li>
  );
}
