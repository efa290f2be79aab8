import { text } from "../text/text";
import { Monitor, Moon, Sun } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { useTheme, type Theme } from "./theme";

const choices = [
  { id: "system", name: text.theme.system, Icon: Monitor },
  { id: "light", name: text.theme.light, Icon: Sun },
  { id: "dark", name: text.theme.dark, Icon: Moon },
] as const satisfies { id: Theme; name: string; Icon: typeof Sun }[];

export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  const { Icon } = choices.find((choice) => choice.id === theme) ?? choices[0];
  return (
    <MenuTrigger>
      <Button className="button quiet icon" aria-label={text.theme.label}>
        <Icon size={17} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={text.theme.label}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const chosen = choices.find((choice) => keys !== "all" && keys.has(choice.id));
            if (chosen) setTheme(chosen.id);
          }}
        >
          {choices.map(({ id, name, Icon }) => (
            <MenuItem key={id} id={id} className="menuItem" textValue={name}>
              <Icon size={15} aria-hidden />
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
