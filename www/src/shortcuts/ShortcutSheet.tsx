import { Fragment } from "react";
import { Keyboard } from "react-aria-components";
import { text } from "../text/text";
import { Dialog, DialogBody, DialogHead } from "../ui/Dialog";
import styles from "./ShortcutSheet.module.css";
import { shortcuts } from "./shortcuts";

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog isWide isOpen={isOpen} onClose={onClose}>
      <DialogHead title={text.shortcuts.title} onClose={onClose} />
      <DialogBody>
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
      </DialogBody>
    </Dialog>
  );
}
