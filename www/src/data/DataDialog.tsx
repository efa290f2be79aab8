import { X } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Restored } from "../host/backUp";
import type { BackOffice } from "../host/backOffice";
import { downloadBackUp } from "./backUps";
import { CheckSection } from "./CheckSection";
import styles from "./Data.module.css";
import { KeepingSection } from "./KeepingSection";
import { LoadData } from "./LoadData";
import { countsOf } from "./useLoad";
import { WorkButton } from "./WorkButton";
import { words } from "./words";

interface Props {
  office: BackOffice;
  sample: string;
  dropped: File | null;
  isOpen: boolean;
  onClose(): void;
}

export function DataDialog({ isOpen, onClose, ...content }: Props) {
  return (
    <ModalOverlay className={styles.overlay ?? ""} isDismissable isOpen={isOpen} onOpenChange={(open) => open || onClose()}>
      <Modal className={styles.modal ?? ""}>
        <Dialog className={styles.dialog ?? ""}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title ?? ""}>
              {words.title}
            </Heading>
            <Button className="button quiet icon" aria-label={words.close} onPress={onClose}>
              <X size={17} aria-hidden />
            </Button>
          </header>
          <Content {...content} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content({ office, sample, dropped }: Omit<Props, "isOpen" | "onClose">) {
  const { inventory } = office;
  const here = useMemo(() => countsOf(inventory), [inventory]);
  const install = useCallback((restored: Restored) => office.replace(restored), [office]);
  return (
    <div className={styles.body}>
      <section className={styles.section}>
        <h3>{words.load.title}</h3>
        <LoadData sample={sample} here={here} install={install} dropped={dropped} />
      </section>
      <section className={styles.section}>
        <h3>{words.backUp.title}</h3>
        <p>{words.backUp.about}</p>
        <div className={styles.buttons}>
          <WorkButton work={() => downloadBackUp(office)} working={words.backUp.working}>
            {words.backUp.button}
          </WorkButton>
        </div>
      </section>
      <CheckSection inventory={inventory} />
      <KeepingSection office={office} />
    </div>
  );
}
