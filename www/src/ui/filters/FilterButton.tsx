import { text } from "../../text/text";
import { ChevronDown } from "lucide-react";
import { Button } from "react-aria-components";

/** Opens a filter. Read "Shop filter, 2 chosen", so that it is not taken for the header of the same name. */
export function FilterButton({ name, chosen }: { name: string; chosen: number }) {
  return (
    <Button className="button" data-active={chosen > 0 || undefined}>
      <span>
        {name}
        <span className="unseen">
          {text.filter.suffix}
          {chosen > 0 && ", "}
        </span>
      </span>
      {chosen > 0 && (
        <span className="badgeCount">
          {chosen}
          <span className="unseen">{text.filter.chosen}</span>
        </span>
      )}
      <ChevronDown size={14} aria-hidden className="chevron" />
    </Button>
  );
}
