import { Menu as MenuIcon } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { text } from "../text/text";
import { addressOf, pages, type Page } from "./pages";
import styles from "./TopBar.module.css";

/** The navigation where there is no room for it. */
export function SectionsMenu({ current, onGo }: { current: Page; onGo(address: string): void }) {
  return (
    <div className={styles.sections}>
      <MenuTrigger>
        <Button className="button">
          <MenuIcon size={15} aria-hidden />
          <span className="unseen">{text.sections}: </span>
          <span className={styles.currentName}>{current.name}</span>
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu className="menu" aria-label={text.sections} selectionMode="single" selectedKeys={[current.id]} onAction={(key) => {
            const page = pages.find(({ id }) => id === key);
            if (page) onGo(addressOf(page));
          }}>
            {pages.map(({ id, name }) => (
              <MenuItem key={id} id={id} className="menuItem" textValue={name}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
