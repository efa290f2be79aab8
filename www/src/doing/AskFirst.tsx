import { useContext, type ReactNode } from "react";
import { Button, DialogTrigger, OverlayTriggerStateContext } from "react-aria-components";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Dialog, DialogBody, DialogFoot, DialogHead } from "../ui/Dialog";
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
      <Dialog>
        <DialogHead title={title} />
        <Answer name={name} intents={intents} done={done}>
          {children}
        </Answer>
      </Dialog>
    </DialogTrigger>
  );
}

function Answer({ name, children, intents, done }: Pick<Props, "name" | "children" | "intents" | "done">) {
  const onDone = useContext(OverlayTriggerStateContext)?.close;
  const preview = usePreview(intents);
  const { run, isBusy } = useRun();
  const confirm = async () => {
    if (preview?.ok && (await run(intents, done, preview))) onDone?.();
  };
  return (
    <>
      <DialogBody>
        {children}
        <Preview of={preview} />
      </DialogBody>
      <DialogFoot>
        <Button className="button" slot="close">
          {text.notNow}
        </Button>
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void confirm()}>
          {name}
        </Button>
      </DialogFoot>
    </>
  );
}
