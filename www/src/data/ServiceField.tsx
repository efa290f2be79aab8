import { useState } from "react";
import { Button } from "react-aria-components";
import styles from "./Data.module.css";
import { HintedField } from "./HintedField";
import { words } from "./words";

/** Where a service is, whose working set is loaded like a file. */
export function ServiceField({ onRead }: { onRead(address: string): void }) {
  const text = words.service;
  const [address, setAddress] = useState("");
  const isThere = address.trim() !== "";
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        if (isThere) onRead(address.trim());
      }}
    >
      <HintedField label={text.address} hint={text.addressHint} autoComplete="off" value={address} onChange={setAddress} inputMode="url" />
      <div className={styles.buttons}>
        <Button className="button" type="submit" isDisabled={!isThere}>
          {text.load}
        </Button>
      </div>
    </form>
  );
}
