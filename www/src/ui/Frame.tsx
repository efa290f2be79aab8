import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, Modal, ModalOverlay } from "react-aria-components";
import { text } from "../text/text";
import { wasKeyPressed } from "./lastInput";
import frame from "./Frame.module.css";

/** The places of the frame, each with what a dialog or a drawer adds to it. */
interface Styles {
  overlay?: string;
  modal?: string;
  dialog?: string;
  head?: string;
  body?: string;
  foot?: string;
}

interface Props {
  styles: Styles;
  /** Absent: inside a `DialogTrigger`, which knows. */
  isOpen?: boolean;
  onClose?(): void;
  isWide?: boolean;
  children: ReactNode;
}

/** Over the page, for one thing. Escape, the cross and a press outside close it; the focus goes back to where it was. */
export function Frame({ styles, isOpen, onClose, isWide = false, children }: Props) {
  return (
    <ModalOverlay
      className={`${frame.overlay} ${styles.overlay}`}
      isDismissable
      {...(isOpen !== undefined && { isOpen })}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Modal className={`${frame.modal} ${styles.modal}`} data-wide={isWide || undefined}>
        <Dialog ref={takeNextKey} className={`${frame.dialog} ${styles.dialog}`}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * React Aria gives the focus to what a link or button opened only a frame later, since Enter on them cannot be told from a
 * screen reader's press, which needs that. A key that comes in between, Escape after Enter, would still be the page's.
 */
function takeNextKey(dialog: HTMLElement | null) {
  if (wasKeyPressed() && dialog && !dialog.contains(document.activeElement)) dialog.focus({ preventScroll: true });
}

interface PartProps {
  styles: Styles;
  children: ReactNode;
}

/** With a cross where there is an `onClose`: a question has its own way out. */
export function FrameHead({ styles, onClose, children }: PartProps & { onClose?: (() => void) | undefined }) {
  return (
    <header className={`${frame.head} ${styles.head}`}>
      {children}
      {onClose && (
        <Button className="button quiet icon" aria-label={text.close} onPress={onClose}>
          <X size={17} aria-hidden />
        </Button>
      )}
    </header>
  );
}

export function FrameBody({ styles, children }: PartProps) {
  return <div className={`${frame.body} ${styles.body}`}>{children}</div>;
}

export function FrameFoot({ styles, children }: PartProps) {
  return <div className={`${frame.foot} ${styles.foot}`}>{children}</div>;
}
