import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import styles from "./AskFirst.module.css";
import { Preview } from "./Preview";
import { usePossible, usePreview } from "./usePreview";
import { useRun } from "./useRun";

interface Props {
  /** On the button, and on the one that confirms. */
  name: string;
  title: string;
  /** What there is to choose before. */
  children?: ReactNode;
  intents: readonly Intent[];
  done: string;
  isQuiet?: boolean;
}

/** A button that shows what it would do before it does it. There while it can be done. */
export function AskFirst({ name, title, children, intents, done, isQuiet = false }: Props) {
  if (usePossible([{ intents }]).length === 0) return null;
  return (
    <DialogTrigger>
      <Button className={isQuiet ? "button quiet" : "button"}>{name}</Button>
      <ModalOverlay className={styles.overlay ?? ""} isDismissable>
        <Modal className={styles.modal ?? ""}>
          <Dialog className={styles.dialog ?? ""}>
            {({ close }) => (
              <>
                <Heading slot="title" className={styles.title ?? ""}>
                  {title}
                </Heading>
                {children}
                <Answer name={name} intents={intents} done={done} onDone={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Answer({ name, intents, done, onDone }: Pick<Props, "name" | "intents" | "done"> & { onDone(): void }) {
  const preview = usePreview(intents);
  const { run, isBusy } = useRun();
  const confirm = async () => {
    if (preview?.ok && (await run(intents, done, preview))) onDone();
  };
  return (
    <>
      <Preview of={preview} />
      <div className={styles.foot}>
        <Button className="button" onPress={onDone}>
          {text.notNow}
        </Button>
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void confirm()}>
          {name}
        </Button>
      </div>
    </>
  );
}
