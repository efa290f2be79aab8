import { Search } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { Button, Keyboard } from "react-aria-components";
import { showSheet } from "../shortcuts/show";
import { useAddress } from "./address";
import { LanguageMenu } from "./LanguageMenu";
import { addressOf, pages, type Page } from "./pages";
import { SectionsMenu } from "./SectionsMenu";
import { ThemeMenu } from "./ThemeMenu";
import { text } from "../text/text";
import styles from "./TopBar.module.css";

/** `children`: what stands at its end, before the colours. */
export function TopBar({ current, children }: { current: Page; children?: ReactNode }) {
  const [, go] = useAddress();

  // Within the page, so that the inventory need not be loaded again; a new tab or window is left to the browser.
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(new URL(event.currentTarget.href).searchParams);
  };

  return (
    <header className={styles.bar}>
      <span className={styles.brand}>
        <img src="./favicon.svg" alt="" width={22} height={22} />
        <span>oversold</span>
      </span>
      <SectionsMenu current={current} onGo={(href) => go(new URL(href, window.location.href).searchParams)} />
      <nav className={styles.nav} aria-label={text.sections}>
        {pages.map((page) => (
          <a key={page.id} href={addressOf(page)} aria-current={page === current ? "page" : undefined} onClick={follow}>
            {page.name}
          </a>
        ))}
      </nav>
      <div className={styles.tools}>
        <Button className="button" aria-keyshortcuts="Control+K" onPress={() => showSheet("palette")}>
          <Search size={15} aria-hidden />
          <span className="name">{text.palette.open}</span>
          <Keyboard className={styles.key ?? ""}>Ctrl K</Keyboard>
        </Button>
        {children}
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}
