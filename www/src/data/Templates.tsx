import { ChevronDown } from "lucide-react";
import type { CsvFile } from "oversold/spreadsheet";
import { useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { problemOf } from "../engine/problem";
import { template } from "../host/importing";
import { TABLES } from "../host/tables";
import { download } from "../ui/download";
import { words } from "./words";

/** Spreadsheets to fill in. */
export function Templates() {
  const { templates, tables } = words.sheets;
  const [error, setError] = useState<unknown>(null);
  const save = (table: CsvFile) => template(table).then((text) => download(`${table}.csv`, "text/csv", text), setError);
  return (
    <>
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
            onAction={(id) => void save(id as CsvFile)}
          >
            {({ id, name }) => (
              <MenuItem id={id} className="menuItem">
                {name}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {error !== null && <span role="alert">{problemOf(error).detail}</span>}
    </>
  );
}
