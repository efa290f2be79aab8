import type { MouseEvent, ReactNode } from "react";
import { useIsTabStop } from "../../ui/grid/gridFocus";

interface Props {
  className: string | undefined;
  /** Which of the page's hints says more about it: shown at the pointer or focus, and read to who cannot see it. */
  hint?: string;
  label?: string;
  /** It opens a dialog. */
  isOpener?: boolean;
  onPress(button: HTMLButtonElement): void;
  children: ReactNode;
}

/** A plain button: there are hundreds in sight, and each is drawn anew while the list scrolls. */
export function CellButton({ className, hint, label, isOpener, onPress, children }: Props) {
  const isTabStop = useIsTabStop();
  const onClick = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // Safari does not focus what is clicked, and the dialog gives the focus back to what had it.
    currentTarget.focus();
    onPress(currentTarget);
  };
  return (
    <button
      type="button"
      className={className}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      aria-describedby={hint}
      aria-haspopup={isOpener ? "dialog" : undefined}
      data-hint={hint}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
