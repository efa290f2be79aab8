import { useState } from "react";
import { Button } from "react-aria-components";
import { person, setPerson } from "../app/person";
import type { BackOffice } from "../host/backOffice";
import { bytes } from "../ui/format";
import styles from "./Data.module.css";
import { HintedField } from "./HintedField";
import { useKeeping } from "./useKeeping";
import { usePersistence } from "./usePersistence";
import { words } from "./words";

/** Where the inventory is, how safe it is there, and who works with it. */
export function KeepingSection({ office }: { office: BackOffice }) {
  const text = words.keeping;
  const { where } = useKeeping(office);
  const { state, ask } = usePersistence();
  const [wasRefused, setRefused] = useState(false);
  const isKept = where === "browser" && state;
  return (
    <section className={styles.section}>
      <h3>{text.title}</h3>
      <p>{where === "tab" ? text.tab : text.browser}</p>
      {isKept && (
        <p className={styles.soft}>
          {state.usage !== null && state.quota !== null && `${text.used(bytes(state.usage), bytes(state.quota))} `}
          {state.persisted ? text.persisted : text.notPersisted}
        </p>
      )}
      {isKept && !state.persisted && (
        <div className={styles.buttons}>
          <Button className="button" onPress={() => void ask().then((kept) => setRefused(!kept))}>
            {text.ask}
          </Button>
        </div>
      )}
      {wasRefused && <p aria-live="polite">{text.refused}</p>}
      <HintedField label={text.person} hint={text.personHint} autoComplete="name" defaultValue={person() ?? ""} onChange={(name) => setPerson(name.trim())} />
    </section>
  );
}
