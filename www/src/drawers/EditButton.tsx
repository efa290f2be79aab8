import type { Id, Quantity } from "oversold";
import { Button } from "react-aria-components";
import type { DeliveryType } from "../doing/receiving";
import { usePossible } from "../doing/usePreview";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { useOpened } from "./opened";

interface Props {
  type: DeliveryType;
  id: Id;
  lines: readonly { id: Id; itemId: Id; quantity: Quantity }[];
}

/** There while the package would take an edit: asked with one more unit on the first line, since an edit that changes nothing is none. */
export function EditButton({ type, id, lines }: Props) {
  const { open } = useOpened();
  const edited = lines.map((line, at) => (at === 0 ? { ...line, quantity: line.quantity + 1 } : line));
  const intent: Intent =
    type === "purchaseOrder"
      ? { type: "editPurchaseOrder", purchaseOrderId: id, lines: edited }
      : { type: "editTransfer", transferId: id, lines: edited };
  if (usePossible([{ intents: [intent] }]).length === 0) return null;
  return (
    <Button className="button" onPress={() => open({ what: "edit", type, id })}>
      {text.edit}
    </Button>
  );
}
