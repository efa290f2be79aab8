import type { LightspeedOptions } from "oversold/lightspeed";
import { useState } from "react";
import { Button } from "react-aria-components";
import { Tickbox } from "../drawers/parts";
import { Field } from "../ui/Field";
import styles from "./Data.module.css";
import { words } from "./words";

const listed = (ids: string) => ids.split(/[\s,;]+/).filter((id) => id !== "");
const written = (ids: readonly string[] | null | undefined) => ids?.join(", ") ?? "";

/** What no field of Lightspeed's says: which sales recorded online orders, and who serves orders of which no sale tells. */
export function NotSaid({ options, onChange }: { options: LightspeedOptions; onChange(options: LightspeedOptions): void }) {
  const text = words.notSaid;
  const [registers, setRegisters] = useState(written(options.registerIds));
  const [payments, setPayments] = useState(written(options.paymentTypeIds));
  const [shop, setShop] = useState(options.ecomShopId ?? "");
  const [isCleared, setCleared] = useState(options.fraud === "cleared");
  const submit = () =>
    onChange({
      ...options,
      registerIds: listed(registers),
      paymentTypeIds: listed(payments),
      ecomShopId: shop.trim() || null,
      fraud: isCleared ? "cleared" : "unchecked",
    });
  return (
    <details className={styles.contradictions}>
      <summary>{text.title}</summary>
      <form
        className={styles.step}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className={styles.soft}>{text.about}</p>
        <div className={styles.how}>
          <Field label={text.registers} value={registers} onChange={setRegisters} placeholder="4, 7" />
          <Field label={text.payments} value={payments} onChange={setPayments} placeholder="11" />
          <Field label={text.shop} value={shop} onChange={setShop} placeholder="1" />
        </div>
        <Tickbox name={text.cleared} isTicked={isCleared} onChange={setCleared} />
        <Button type="submit" className="button">
          {text.again}
        </Button>
      </form>
    </details>
  );
}
