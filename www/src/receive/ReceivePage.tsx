import { ScanBarcode, Trash2 } from "lucide-react";
import type { Id } from "oversold";
import { useMemo, useRef, useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { useEngine, useRevision } from "../app/engine";
import { Preview } from "../doing/Preview";
import { ReadyOrders } from "../doing/ReadyOrders";
import { usePreview } from "../doing/usePreview";
import { useRun } from "../doing/useRun";
import { Dotted, Lines, Section, Tickbox } from "../drawers/parts";
import type { Intent } from "../host/backOffice";
import { text } from "../text/text";
import fields from "../ui/Field.module.css";
import { Choice } from "../ui/Field";
import { quantity, sum } from "../ui/format";
import { Page } from "../ui/Page";
import { QuantityField } from "../ui/QuantityField";
import { useListView } from "../ui/useListView";
import styles from "./ReceivePage.module.css";
import { scansOf, withScans, type Scanned } from "./scanned";
import { Sorted } from "./Sorted";
import { useScans } from "./useScans";
import { type Place, whereTo } from "./whereTo";

/** A delivery without papers: scanned or pasted at the door, sorted into whose it is, and taken in. */
export default function ReceivePage() {
  const { inventory, names } = useEngine();
  const revision = useRevision();
  const view = useListView();
  const { run, isBusy } = useRun();
  const [scans, setScans] = useScans();
  const [code, setCode] = useState("");
  const [last, setLast] = useState<{ code: string; place: Place | null } | null>(null);
  const [isUnexpectedIn, setUnexpectedIn] = useState(false);
  const [ready, setReady] = useState<readonly Id[] | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const wanted = view.one("shop");
  const shopId = names.shops.find(({ id }) => id === wanted)?.id ?? (names.shops.length === 1 ? names.shops[0]?.id : undefined) ?? null;
  const sort = (scanned: readonly Scanned[]) =>
    shopId === null || scanned.length === 0 ? null : inventory.sortDelivery({ shopId, scanned: [...scanned].reverse() });
  const delivery = useMemo(() => sort(scans), [inventory, revision, shopId, scans]);

  const intents = useMemo<Intent[]>(
    () =>
      delivery && shopId !== null
        ? [
            ...delivery.receive.map(
              ({ type, id, lines }): Intent =>
                type === "purchaseOrder" ? { type: "receivePurchaseOrder", purchaseOrderId: id, lines } : { type: "receiveTransfer", transferId: id, lines },
            ),
            ...(isUnexpectedIn ? delivery.notExpected : []).map(
              ({ itemId, quantity: units }): Intent => ({ type: "adjustStock", itemId, shopId, quantity: units, note: text.receive.note }),
            ),
          ]
        : [],
    [delivery, shopId, isUnexpectedIn],
  );
  const preview = usePreview(intents);

  const itemOf = (scanned: string) => {
    const found = sort([{ code: scanned, quantity: 1 }]);
    const [line] = found ? [...found.setAside.flatMap(({ lines }) => lines), ...found.toShelf, ...found.notExpected] : [];
    return line ? names.item(line.itemId) : null;
  };
  const scan = (what: readonly Scanned[]) => {
    const next = withScans(scans, what);
    const after = sort(next);
    const newest = what.at(-1);
    if (newest) setLast({ code: newest.code, place: after && what.length === 1 ? whereTo(delivery, after) : null });
    setScans(next);
    setCode("");
    setReady(null);
  };
  const receive = async () => {
    if (!preview?.ok || !delivery) return;
    const done = await run(intents, text.receive.done(sum(scans.map((line) => line.quantity)), quantity), preview);
    if (!done) return;
    // What was not taken in stays on the table.
    const left = new Set(delivery.unknown.map((line) => line.code));
    setScans(scans.filter((line) => left.has(line.code)));
    setLast(null);
    setUnexpectedIn(false);
    setReady(done.changes.ordersReady);
  };

  return (
    <Page title={text.pages.receive} said={text.receive.said(sum(scans.map((line) => line.quantity)), quantity)}>
      <div className={styles.columns}>
        <div className={styles.scanning}>
          <form
            className={styles.scan}
            onSubmit={(event) => {
              event.preventDefault();
              const scanned = scansOf(code);
              if (scanned.length > 0) scan(scanned);
            }}
          >
            <Choice label={text.receive.where} choices={names.shops} value={shopId} onChange={(shop) => {
              view.change({ shop });
              input.current?.focus();
            }} placeholder={text.choose} />
            <TextField className={`${fields.field} ${styles.code}`} value={code} onChange={setCode} autoFocus isDisabled={shopId === null}>
              <Label>{text.receive.code}</Label>
              <Input
                ref={input}
                className={fields.input ?? ""}
                placeholder={text.receive.codeHint}
                onPaste={(event) => {
                  const pasted = event.clipboardData.getData("text");
                  if (!/[\r\n\t]/.test(pasted.trim())) return;
                  event.preventDefault();
                  scan(scansOf(pasted));
                }}
              />
            </TextField>
            <Button type="submit" className="button" isDisabled={shopId === null || code.trim() === ""}>
              {text.receive.add}
            </Button>
          </form>
          <p className={styles.last} role="log" aria-live="polite" data-kind={last?.place?.kind}>
            {last && (
              <>
                <span className={styles.lastCode}>{last.code}</span> <strong>{placeWords(last.place)}</strong>
              </>
            )}
          </p>
          {scans.length > 0 && (
            <Lines
              label={text.receive.scanned}
              rows={scans}
              keyOf={(line) => line.code}
              columns={[
                { name: text.words.code, cell: (line) => <Dotted of={[line.code, itemOf(line.code)]} /> },
                {
                  name: text.words.units,
                  align: "end",
                  cell: (line) => (
                    <QuantityField
                      label={text.form.unitsOf(line.code)}
                      value={line.quantity}
                      onChange={(units) => setScans(scans.map((one) => (one.code === line.code ? { ...one, quantity: units || one.quantity } : one)))}
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
                      aria-label={text.form.remove(line.code)}
                      onPress={() => {
                        setScans(scans.filter((one) => one.code !== line.code));
                        input.current?.focus();
                      }}
                    >
                      <Trash2 size={15} aria-hidden />
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </div>
        <div className={styles.sorted}>
          {ready && <ReadyOrders ids={ready} />}
          {delivery ? (
            <>
              <Sorted
                delivery={delivery}
                onChoose={(unknown, itemId) => {
                  const known = inventory.item(itemId);
                  const better = [known?.systemSku, known?.customSku, known?.ean, known?.upc, known?.manufacturerSku].find(
                    (one) => one && shopId !== null && inventory.sortDelivery({ shopId, scanned: [{ code: one, quantity: 1 }] }).unknown.length === 0,
                  );
                  if (better) setScans(withScans(scans.filter((line) => line.code !== unknown.code), [{ code: better, quantity: unknown.quantity }]));
                }}
              />
              {delivery.notExpected.length > 0 && (
                <Tickbox name={text.receive.unexpectedIn} isTicked={isUnexpectedIn} onChange={setUnexpectedIn} />
              )}
              {intents.length > 0 && (
                <Section title={text.preview.label}>
                  <Preview of={preview} />
                  <div>
                    <Button className="button primary" data-primary isDisabled={!preview?.ok || isBusy} onPress={() => void receive()}>
                      {text.receive.confirm}
                    </Button>
                  </div>
                </Section>
              )}
            </>
          ) : (
            !ready && (
              <div className={styles.empty}>
                <ScanBarcode size={34} strokeWidth={1.3} aria-hidden />
                <h2>{text.receive.emptyTitle}</h2>
                <p>{text.receive.empty}</p>
              </div>
            )
          )}
        </div>
      </div>
    </Page>
  );
}

function placeWords(place: Place | null): string {
  if (!place) return "";
  if (place.kind === "order") return text.receive.forOrder(place.number, place.customer);
  return text.receive.places[place.kind];
}
