import { text } from "../text/text";
import type { ColumnVisibilityState } from "@tanstack/react-table";
import { Check, Columns3 } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { columnNames } from "./words";

/** The item is what a row is about, and stays. */
const choices = Object.entries(columnNames).filter(([id]) => id !== "description");

interface Props {
  visibility: ColumnVisibilityState;
  onChange(visibility: ColumnVisibilityState): void;
}

export function ColumnsMenu({ visibility, onChange }: Props) {
  return (
    <MenuTrigger>
      <Button className="button">
        <Columns3 size={15} aria-hidden />
        <span className="name">{text.report.columnsMenu}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={text.report.columnsMenu}
          selectionMode="multiple"
          selectedKeys={choices.map(([id]) => id).filter((id) => visibility[id] !== false)}
          onSelectionChange={(keys) => {
            if (keys === "all") onChange({});
            else onChange(Object.fromEntries(choices.filter(([id]) => !keys.has(id)).map(([id]) => [id, false])));
          }}
        >
          {choices.map(([id, name]) => (
            <MenuItem key={id} id={id} className="menuItem" textValue={name}>
              <span className="box">
                <Check size={12} strokeWidth={3} aria-hidden />
              </span>
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
