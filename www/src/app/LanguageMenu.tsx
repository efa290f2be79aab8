import { Languages } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { chooseLanguage, language, languages, text } from "../text/text";

export function LanguageMenu() {
  return (
    <MenuTrigger>
      <Button className="button quiet icon" aria-label={text.language}>
        <Languages size={17} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={text.language}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[language.id]}
          onAction={(key) => chooseLanguage(String(key))}
        >
          {languages.map(({ id, name }) => (
            <MenuItem key={id} id={id} className="menuItem" textValue={name}>
              <span lang={id}>{name}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
