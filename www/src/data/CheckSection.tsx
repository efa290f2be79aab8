import type { Finding, Inventory } from "oversold";
import { useState } from "react";
import { Button } from "react-aria-components";
import { Contradictions } from "./Contradictions";
import styles from "./Data.module.css";
import { words } from "./words";

/** Of what is here: asked for, since it reads everything. */
export function CheckSection({ inventory }: { inventory: Inventory }) {
  const text = words.check;
  const [checked, setChecked] = useState<{ inventory: Inventory; findings: Finding[] } | null>(null);
  return (
    <section className={styles.section}>
      <h3>{text.title}</h3>
      <p>{text.about}</p>
      <div className={styles.buttons}>
        <Button className="button" onPress={() => setChecked({ inventory, findings: inventory.check() })}>
          {text.button}
        </Button>
      </div>
      <div aria-live="polite">{checked?.inventory === inventory && <Contradictions of={checked.findings} />}</div>
    </section>
  );
}
