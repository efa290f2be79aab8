import { X } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Button, Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { text } from "../text/text";
import styles from "./Dialog.module.css";

interface Props {
  /** Absent: inside a `DialogTrigger`, which knows. */
  isOpen?: boolean;
  onClose?(): void;
  isWide?: boolean;
  children: ReactNode;
}

/** Over the page, for one thing. Escape, the cross and a press outside close it; the focus goes back to where it was. */
export function Dialog({ isOpen, onClose, isWide = false, children }: Props) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isDismissable
      {...(isOpen !== undefined && { isOpen })}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Modal className={styles.modal ?? ""} data-wide={isWide || undefined}>
        <AriaDialog className={styles.dialog ?? ""}>{children}</AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** With a cross where there is an `onClose`: a question has its own way out. */
export function DialogHead({ title, about, onClose }: { title: string; about?: ReactNode; onClose?(): void }) {
  return (
    <header className={styles.head}>
      <div>
        <Heading slot="title" level={2} className={styles.title ?? ""}>
          {title}
        </Heading>
        {about && <p className={styles.about}>{about}</p>}
      </div>
      {onClose && (
        <Button className="button quiet icon" aria-label={text.close} onPress={onClose}>
          <X size={17} aria-hidden />
        </Button>
      )}
    </header>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>;
}

/** Around body and foot: Enter in a field presses the button that submits. */
export function DialogForm({ onSubmit, children }: { onSubmit(): void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
    </form>
  );
}
