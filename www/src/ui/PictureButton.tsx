import { ChartColumn } from "lucide-react";
import { ToggleButton } from "react-aria-components";
import { text } from "../text/text";

/** Shows the list as a picture above it, for who would rather look than read. */
export function PictureButton({ isShown, onChange }: { isShown: boolean; onChange(isShown: boolean): void }) {
  return (
    <ToggleButton className="button" isSelected={isShown} onChange={onChange} data-active={isShown || undefined}>
      <ChartColumn size={15} aria-hidden />
      <span className="name">{text.pictures.label}</span>
    </ToggleButton>
  );
}
