import type { Replenishment } from "oversold";
import { useEngine } from "../app/engine";
import { text } from "../text/text";
import { StatusBadge } from "../ui/StatusBadge";
import { Draft } from "./Draft";
import { type Edits, keyOf } from "./plan";

interface Props {
  draft: Replenishment["transfers"][number];
  edits: Edits;
  onEdit(edits: Edits): void;
}

export function MoveDraft({ draft, edits, onEdit }: Props) {
  const { names } = useEngine();
  return (
    <Draft
      draftKey={keyOf(draft)}
      kind={text.kinds.transfer}
      title={text.transfers.fromTo(names.shop(draft.fromShopId), names.shop(draft.toShopId))}
      about={draft.onward && <StatusBadge tone="wait">{text.replenish.onward}</StatusBadge>}
      lines={draft.lines}
      columns={[]}
      edits={edits}
      onEdit={onEdit}
      isLater={draft.onward}
    />
  );
}
