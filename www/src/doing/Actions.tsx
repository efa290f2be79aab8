import { Button } from "react-aria-components";
import type { Intent } from "../host/backOffice";
import { usePossible } from "./usePreview";
import { useRun } from "./useRun";

export interface Action {
  name: string;
  /** Said once it is done. */
  done: string;
  intents: readonly Intent[];
}

/** Buttons for what can be done now. What cannot is not shown: a document says by its status what it waits for. */
export function Actions({ of, primary = false }: { of: readonly Action[]; primary?: boolean }) {
  const { run, isBusy } = useRun();
  return usePossible(of).map(({ name, done, intents }) => (
    <Button
      key={name}
      className={primary ? "button primary" : "button"}
      isDisabled={isBusy}
      onPress={() => void run(intents, done)}
    >
      {name}
    </Button>
  ));
}
