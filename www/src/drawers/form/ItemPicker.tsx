import type { Id, Quantity } from "oversold";
import { useMemo, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useEngine } from "../../app/engine";
import { text } from "../../text/text";
import fields from "../../ui/Field.module.css";
import { quantity } from "../../ui/format";
import { findItems } from "./findItems";
import styles from "./ItemPicker.module.css";

interface Props {
  shopId: Id | null;
  /** With the units that the shop is short of, or one. */
  onPick(itemId: Id, quantity: Quantity): void;
}

export function ItemPicker({ shopId, onPick }: Props) {
  const { inventory } = useEngine();
  const [search, setSearch] = useState("");
  // A new field after each item: emptied by hand it would take that for typing, and open its list again.
  const [picked, setPicked] = useState(0);
  const found = useMemo(() => findItems(inventory, search, shopId), [inventory, search, shopId]);
  return (
    <ComboBox
      key={picked}
      autoFocus={picked > 0}
      className={fields.field ?? ""}
      inputValue={search}
      onInputChange={setSearch}
      items={found}
      value={null}
      onChange={(key) => {
        const item = found.find(({ itemId }) => itemId === key);
        if (item) onPick(item.itemId, item.short || 1);
        setSearch("");
        setPicked(picked + 1);
      }}
      menuTrigger="input"
      allowsEmptyCollection
      defaultFilter={() => true}
    >
      <Label>{text.form.addItem}</Label>
      <Input className={fields.input ?? ""} placeholder={text.form.addItemHint} />
      <Popover className="popover">
        <ListBox className="menu" renderEmptyState={() => <p className={styles.none}>{text.form.noItem}</p>}>
          {(item: (typeof found)[number]) => (
            <ListBoxItem id={item.itemId} className="menuItem" textValue={item.description}>
              <span className={styles.item}>
                {item.description}
                <span className={styles.about}>{item.code}</span>
              </span>
              {item.short > 0 && <span className={styles.about}>{text.form.short(quantity(item.short))}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
