import type { Backorder, Id } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { OrdersPart, Preview } from "../doing/Preview";
import { usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { everyRow } from "../engine/pages";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import { Dialog, DialogBody, DialogFoot, DialogHead } from "../ui/Dialog";
import { FacetFilter } from "../ui/filters/FacetFilter";
import { day } from "../ui/format";
import { Segments } from "../ui/Segments";
import styles from "./AllocateDialog.module.css";

const strategies = ["fifo", "skipIncomplete", "mostOrders"] as const;
export type Strategy = (typeof strategies)[number];
export const strategyOf = (value: string | null): Strategy | null => strategies.find((strategy) => strategy === value) ?? null;

interface Props {
  /** Null: closed. */
  strategy: Strategy | null;
  shopIds: readonly Id[];
  onStrategy(strategy: Strategy): void;
  onClose(): void;
}

/** Who gets stock that is not enough for all: what each way of dealing it out means for whom, and its priorities in one press. */
export function AllocateDialog({ strategy, onClose, ...rest }: Props) {
  return (
    <Dialog isOpen={strategy !== null} onClose={onClose}>
      <DialogHead title={text.allocation.title} onClose={onClose} />
      {strategy && <Content strategy={strategy} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

type Delivery = Backorder["lines"][number]["coveredBy"][number];
const keyOf = ({ type, id }: Pick<Delivery, "type" | "id">) => `${type} ${id}`;

function Content({ strategy, shopIds, onStrategy, onClose }: Props & { strategy: Strategy }) {
  const words = text.allocation;
  const { inventory } = useEngine();
  const revision = useRevision();
  const { run, isBusy } = useRun();
  const [arriving, setArriving] = useState<readonly string[]>([]);
  const deliveries = useDeliveries();
  const asked = JSON.stringify([shopIds, arriving]);
  const plans = useMemo(() => {
    const documents = deliveries.filter(({ value }) => arriving.includes(value)).map(({ of: { type, id } }) => ({ type, id }));
    const plan = (strategy: Strategy) => inventory.allocate({ strategy, shopIds: shopIds.length > 0 ? [...shopIds] : null, arriving: documents });
    return { chosen: plan(strategy), fifo: plan("fifo") };
  }, [inventory, revision, deliveries, asked, strategy]);
  const { completed, advanced, delayed, priorities, optimal, bound } = plans.chosen;
  const intents = useMemo(() => priorities.map((one): Intent => ({ type: "prioritiseOrder", ...one })), [plans]);
  const preview = usePreview(intents);
  const apply = async () => {
    if (preview?.ok && (await run(intents, words.applied(priorities.length), preview))) onClose();
  };
  const names = new Map(deliveries.map(({ value, of }) => [value, of]));
  return (
    <>
      <DialogBody>
        <Segments
          label={words.strategy}
          segments={strategies.map((id) => ({ id, name: words.strategies[id].name }))}
          value={strategy}
          onChange={(id) => onStrategy(id as Strategy)}
        />
        <p className={styles.soft}>{words.strategies[strategy].meaning}</p>
        {deliveries.length > 0 && (
          <div className={styles.row}>
            <FacetFilter
              name={words.arriving}
              facet={deliveries}
              chosen={arriving}
              nameOf={(key) => {
                const delivery = names.get(key);
                if (!delivery) return key;
                const name = text.named[delivery.type](delivery.number);
                return delivery.expectedAt === null ? name : `${name}, ${day(delivery.expectedAt)}`;
              }}
              onChange={setArriving}
            />
          </div>
        )}
        <p role="status">
          {words.completed(completed.length, completed.length - plans.fifo.completed.length)} {!optimal && words.bound(bound)}
        </p>
        <OrdersPart title={words.advanced(advanced.length)} of={advanced} shown={advanced.length} tone="good" />
        <OrdersPart title={words.delayed(delayed.length)} of={delayed} shown={delayed.length} tone="alert" />
        {strategy !== "fifo" && advanced.length + delayed.length === 0 && <p className={styles.soft}>{words.same}</p>}
        <Preview of={preview} />
      </DialogBody>
      {intents.length > 0 && (
        <DialogFoot>
          <Button className="button" onPress={onClose}>
            {text.notNow}
          </Button>
          <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void apply()}>
            {words.apply(priorities.length)}
          </Button>
        </DialogFoot>
      )}
    </>
  );
}

/** What waiting orders wait for, with how many of them. */
function useDeliveries() {
  const { inventory } = useEngine();
  const revision = useRevision();
  return useMemo(() => {
    const at = Date.now();
    const found = new Map<string, { value: string; rows: number; of: Delivery }>();
    for (const { lines } of everyRow((window) => inventory.backorders({ at, ...window }))) {
      const once = new Map(lines.flatMap(({ coveredBy }) => coveredBy.map((delivery) => [keyOf(delivery), delivery] as const)));
      for (const [value, of] of once) found.set(value, { value, of, rows: (found.get(value)?.rows ?? 0) + 1 });
    }
    return [...found.values()].sort((a, b) => b.rows - a.rows);
  }, [inventory, revision]);
}
