import { ChevronDown } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { template } from "../host/importing";
import { TABLES } from "../host/tables";
import { download } from "../ui/download";
import { words } from "./words";

/** Spreadsheets to fill in. */
export function Templates() {
  const { templates, tables } = words.sheets;
  return (
    <MenuTrigger>
      <Button className="button quiet">
        {templates}
        <ChevronDown size={14} aria-hidden className="chevron" />
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label={templates}
          items={TABLES.map((id) => ({ id, name: tables[id] }))}
          onAction={(id) => void template(id as (typeof TABLES)[number]).then((text) => download(`${id}.csv`, "text/csv", text))}
        >
          {({ id, name }) => (
            <MenuItem id={id} className="menuItem">
              {name}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
