import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from "react-aria-components";
import { useAddress } from "../app/address";
import { useEngine, useRevision } from "../app/engine";
import { addressOf, pages } from "../app/pages";
import { useOpened } from "../drawers/opened";
import { text } from "../text/text";
import frame from "../ui/Frame.module.css";
import styles from "./CommandPalette.module.css";
import { findDocuments, folded } from "./find";

interface Props {
  isOpen: boolean;
  onClose(): void;
  onShortcuts(): void;
}

/** Any page, document or deed by typing a part of its name. */
export function CommandPalette({ isOpen, onClose, onShortcuts }: Props) {
  return (
    <ModalOverlay className={`${frame.overlay} ${styles.overlay}`} isDismissable isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className={`${frame.modal} ${styles.modal}`}>
        <Dialog className={`${frame.dialog} ${styles.dialog}`} aria-label={text.palette.title}>
          {/* Escape closes it, whatever was typed: the search is gone with it anyway. */}
          <div
            className={styles.whole}
            onKeyDownCapture={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              onClose();
            }}
          >
            <Choices onClose={onClose} onShortcuts={onShortcuts} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Choices({ onClose, onShortcuts }: Omit<Props, "isOpen">) {
  const { inventory } = useEngine();
  const revision = useRevision();
  const [, go] = useAddress();
  const { open, openDocument } = useOpened();
  const [search, setSearch] = useState("");

  const fixed = [
    ...pages.map((page) => ({
      id: `page ${page.id}`,
      name: page.name,
      about: text.palette.page,
      act: () => go(new URLSearchParams(addressOf(page).replace(/^[^?]*/, ""))),
    })),
    ...(["purchaseOrder", "transfer", "vendorReturn"] as const).map((type) => ({
      id: `new ${type}`,
      name: text.form.title[type],
      about: text.palette.action,
      act: () => open({ what: "new", type }),
    })),
    { id: "shortcuts", name: text.shortcuts.title, about: text.palette.action, act: onShortcuts },
    { id: "print", name: text.palette.print, about: text.palette.action, act: () => setTimeout(() => window.print(), 300) },
  ];
  const documents = useMemo(() => findDocuments(inventory, search), [inventory, revision, search]);
  const choices = [
    ...fixed.filter(({ name }) => folded(name).includes(folded(search))),
    ...documents.map(({ type, id, name, about }) => ({ id: `${type} ${id}`, name, about, act: () => openDocument(type, id) })),
  ];
  return (
    <Autocomplete inputValue={search} onInputChange={setSearch}>
      <SearchField className={styles.search ?? ""} aria-label={text.palette.title} autoFocus>
        <Search size={17} aria-hidden />
        <Input placeholder={text.palette.hint} />
      </SearchField>
      <Menu
        className={styles.choices ?? ""}
        aria-label={text.palette.title}
        items={choices}
        onAction={(key) => {
          onClose();
          choices.find(({ id }) => id === key)?.act();
        }}
        renderEmptyState={() => <p className={styles.none}>{text.nothingFound}</p>}
      >
        {({ id, name, about }) => (
          <MenuItem id={id} className="menuItem" textValue={name}>
            <span className={styles.name}>{name}</span>
            <span className={styles.about}>{about}</span>
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}
