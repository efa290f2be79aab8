import { type CalendarDate, fromAbsolute, getLocalTimeZone, toCalendarDate } from "@internationalized/date";
import { Trash2 } from "lucide-react";
import type { Id, Quantity } from "oversold";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { useBackOffice, useEngine } from "../../app/engine";
import { Preview } from "../../doing/Preview";
import { usePreview } from "../../doing/usePreview";
import { useRun } from "../../doing/useRun";
import { text } from "../../text/text";
import { DayField } from "../../ui/DayField";
import { DrawerBody, DrawerFoot, DrawerHead } from "../../ui/Drawer";
import { Choice, Field } from "../../ui/Field";
import { QuantityField } from "../../ui/QuantityField";
import type { NewType } from "../opened";
import { useOpened } from "../opened";
import { Lines, Tickbox } from "../parts";
import styles from "../parts.module.css";
import { formIntents, type FormValues } from "./formIntents";
import { ItemPicker } from "./ItemPicker";
import { nextNumber } from "./nextNumber";

interface Props {
  type: NewType;
  /** Null: a new one. */
  id: Id | null;
  onClose(): void;
}

/** A new purchase order, transfer or vendor return, or the lines and date of one that is there. */
export function DocumentForm({ type, id, onClose }: Props) {
  const office = useBackOffice();
  const { inventory, names } = useEngine();
  const { openDocument } = useOpened();
  const { run, isBusy } = useRun();
  const [newId] = useState(() => office.newId());
  const [values, setValues] = useState<FormValues>(() => {
    const existing = id === null ? null : type === "transfer" ? inventory.transfer(id) : inventory.purchaseOrder(id);
    return {
      number: existing?.number ?? nextNumber(inventory, type),
      vendorId: existing && "vendorId" in existing ? existing.vendorId : null,
      shopId: existing ? ("toShopId" in existing ? existing.toShopId : existing.shopId) : null,
      fromShopId: existing && "fromShopId" in existing ? existing.fromShopId : null,
      expectedAt: existing?.expectedAt ?? null,
      lines:
        existing?.lines.map((line) => ({ id: line.id, itemId: line.itemId, quantity: "ordered" in line ? line.ordered : line.requested })) ?? [],
      atOnce: type !== "transfer",
    };
  });
  const give = (change: Partial<FormValues>) => setValues({ ...values, ...change });
  const intents = useMemo(() => formIntents(type, id, newId, values), [type, id, newId, values]);
  const preview = usePreview(intents);

  const save = async () => {
    if (!preview?.ok) return;
    const name = text.named[type](values.number);
    const done = await run(intents, id === null ? text.form.nowCreated(name) : text.form.nowSaved(name), preview);
    if (done) openDocument(type, id ?? newId);
  };
  const add = (itemId: Id, quantity: Quantity) => {
    if (values.lines.some((line) => line.itemId === itemId)) return;
    give({ lines: [...values.lines, { id: office.newId(), itemId, quantity }] });
  };
  const isNew = id === null;
  return (
    <>
      <DrawerHead kind={text.kinds[type]} title={isNew ? text.form.title[type] : values.number} onClose={onClose} />
      <DrawerBody>
        <div className={styles.fields}>
          {isNew && <Field label={text.words.number} value={values.number} onChange={(number) => give({ number })} />}
          {isNew && type !== "transfer" && (
            <Choice label={text.words.vendor} choices={names.vendors} value={values.vendorId} onChange={(vendorId) => give({ vendorId })} placeholder={text.choose} />
          )}
          {isNew && type === "transfer" && (
            <Choice label={text.form.fromShop} choices={names.shops} value={values.fromShopId} onChange={(fromShopId) => give({ fromShopId })} placeholder={text.choose} />
          )}
          {isNew && (
            <Choice
              label={type === "transfer" ? text.form.toShop : text.words.shop}
              choices={names.shops}
              value={values.shopId}
              onChange={(shopId) => give({ shopId })}
              placeholder={text.choose}
            />
          )}
          {type !== "vendorReturn" && (
            <DayField
              label={text.words.expected}
              value={values.expectedAt === null ? null : dayOf(values.expectedAt)}
              onChange={(day) => give({ expectedAt: day && day.toDate(getLocalTimeZone()).getTime() })}
            />
          )}
        </div>
        <ItemPicker shopId={values.shopId} onPick={add} />
        {values.lines.length > 0 && (
          <Lines
            label={text.words.lines}
            rows={values.lines}
            keyOf={(line) => line.id}
            columns={[
              { name: text.words.item, cell: (line) => names.item(line.itemId) },
              {
                name: text.words.units,
                align: "end",
                cell: (line) => (
                  <QuantityField
                    label={text.form.unitsOf(names.item(line.itemId))}
                    value={line.quantity}
                    onChange={(quantity) => give({ lines: values.lines.map((one) => (one.id === line.id ? { ...one, quantity } : one)) })}
                  />
                ),
              },
              {
                name: text.words.action,
            isQuiet: true,
                align: "end",
                cell: (line) => (
                  <Button
                    className="button quiet icon"
                    aria-label={text.form.remove(names.item(line.itemId))}
                    onPress={() => give({ lines: values.lines.filter((one) => one.id !== line.id) })}
                  >
                    <Trash2 size={15} aria-hidden />
                  </Button>
                ),
              },
            ]}
          />
        )}
        {isNew && <Tickbox name={text.form.atOnce[type]} isTicked={values.atOnce} onChange={(atOnce) => give({ atOnce })} />}
        <Preview of={preview} />
      </DrawerBody>
      <DrawerFoot>
        <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void save()}>
          {isNew ? text.form.create : text.save}
        </Button>
        <Button className="button" onPress={() => (id === null ? onClose() : openDocument(type, id))}>
          {text.notNow}
        </Button>
      </DrawerFoot>
    </>
  );
}

const dayOf = (instant: number): CalendarDate => toCalendarDate(fromAbsolute(instant, getLocalTimeZone()));
