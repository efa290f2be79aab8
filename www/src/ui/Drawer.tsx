import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { text } from "../text/text";
import styles from "./Drawer.module.css";

interface Props {
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A panel beside the page, for one thing. Escape, the cross and a press outside close it; the focus goes back to where it was. */
export function Drawer({ isOpen, onClose, children }: Props) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""}>{children}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface HeadProps {
  /** What it is: "Purchase order". */
  kind: string;
  title: string;
  badge?: ReactNode;
  about?: ReactNode;
  onClose(): void;
}

export function DrawerHead({ kind, title, badge, about, onClose }: HeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <p className={styles.kind}>{kind}</p>
        <div className={styles.titleLine}>
          <Heading slot="title" level={1} className={styles.title ?? ""}>
            {title}
          </Heading>
          {badge}
        </div>
        {about}
      </div>
      <Button className="button quiet icon" aria-label={text.close} onPress={onClose}>
        <X size={17} aria-hidden />
      </Button>
    </header>
  );
}

export function DrawerBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}

export function DrawerFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>;
}
