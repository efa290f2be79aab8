import { Fragment } from "react";
import { Button, Dialog, Heading, Keyboard, Modal, ModalOverlay } from "react-aria-components";
import { X } from "lucide-react";
import ask from "../doing/AskFirst.module.css";
import { text } from "../text/text";
import styles from "./ShortcutSheet.module.css";
import { shortcuts } from "./shortcuts";

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <ModalOverlay className={ask.overlay ?? ""} isDismissable isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className={`${ask.modal} ${ask.wide}`}>
        <Dialog className={ask.dialog ?? ""}>
          <div className={styles.head}>
            <Heading slot="title" className={ask.title ?? ""}>
              {text.shortcuts.title}
            </Heading>
            <Button className="button quiet icon" aria-label={text.close} onPress={onClose}>
              <X size={17} aria-hidden />
            </Button>
          </div>
          <div className={styles.groups}>
            {shortcuts().map((group) => (
              <section key={group.title}>
                <h3 className={styles.title}>{group.title}</h3>
                <dl className={styles.list}>
                  {group.shortcuts.map(({ keys, name }) => (
                    <div key={name} className={styles.line}>
                      <dt>{name}</dt>
                      <dd>
                        {keys.map((key) => (
                          <Fragment key={key}>
                            <Keyboard className={styles.key ?? ""}>{key}</Keyboard>{" "}
                          </Fragment>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
