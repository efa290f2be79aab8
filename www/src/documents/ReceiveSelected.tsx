import type { Id } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { Preview } from "../doing/Preview";
import { ReadyOrders } from "../doing/ReadyOrders";
import { usePossible, usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Dialog, DialogBody, DialogFoot, DialogHead } from "../ui/Dialog";

interface Props {
  ids: readonly Id[];
  intentOf(id: Id): Intent;
  onDone(): void;
}

/** Several deliveries that came together, taken in together; then the orders that they made ready. */
export function ReceiveSelected({ ids, intentOf, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [ready, setReady] = useState<readonly Id[] | null>(null);
  const single = useMemo(() => ids.map((id) => ({ intents: [intentOf(id)] })), [ids, intentOf]);
  // Some may be received, or not sent yet: those are left as they are.
  const intents = usePossible(single).flatMap((one) => one.intents);
  const preview = usePreview(isOpen && !ready ? intents : []);
  const { run, isBusy } = useRun();

  const close = () => {
    setOpen(false);
    if (ready) onDone();
    setReady(null);
  };
  const receive = async () => {
    if (!preview?.ok) return;
    const done = await run(intents, text.receiving.doneMany(intents.length), preview);
    if (done) setReady(done.changes.ordersReady);
  };
  return (
    <>
      <Button className="button primary" isDisabled={intents.length === 0} onPress={() => setOpen(true)}>
        {text.receiving.many(intents.length)}
      </Button>
      <Dialog isOpen={isOpen} onClose={close}>
        <DialogHead title={text.receiving.manyTitle(ids.length)} />
        <DialogBody>{ready ? <ReadyOrders ids={ready} /> : <Preview of={preview} />}</DialogBody>
        <DialogFoot>
          <Button className="button" onPress={close}>
            {ready ? text.close : text.notNow}
          </Button>
          {!ready && (
            <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void receive()}>
              {text.receiving.many(intents.length)}
            </Button>
          )}
        </DialogFoot>
      </Dialog>
    </>
  );
}
