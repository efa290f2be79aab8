import { PackageCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { useRevision } from "../app/engine";
import { useGo } from "../app/useGo";
import { text } from "../text/text";
import { OrderEntry } from "./OrderEntry";
import styles from "./ReadyOrders.module.css";

/** After a receipt: straight to the orders that it made ready. Takes the focus, since what had it is done. */
export function ReadyOrders({ ids, takesFocus = true }: { ids: readonly string[]; takesFocus?: boolean }) {
  useRevision();
  const go = useGo();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [ids, takesFocus]);
  return (
    <section className={styles.ready}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        <PackageCheck size={17} aria-hidden />
        {ids.length > 0 ? text.ready.title(ids.length) : text.ready.none}
      </h2>
      <ul className={styles.orders}>
        {ids.map((id) => (
          <OrderEntry key={id} id={id} />
        ))}
      </ul>
      {ids.length > 1 && (
        <button type="button" className="button primary" onClick={() => go({ page: "backorders", ship: ids })}>
          {text.ready.shipAll(ids.length)}
        </button>
      )}
    </section>
  );
}
