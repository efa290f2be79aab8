import type { MouseEvent, ReactNode } from "react";
import { useAddress } from "./address";
import { addressOf, pages, type Page } from "./pages";
import { ThemeMenu } from "./ThemeMenu";
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
        oversold
      </span>
      <nav className={styles.nav} aria-label="Sections">
        {pages.map((page) => (
          <a key={page.id} href={addressOf(page)} aria-current={page === current ? "page" : undefined} onClick={follow}>
            {page.name}
          </a>
        ))}
      </nav>
      <div className={styles.tools}>
        {children}
        <ThemeMenu />
      </div>
    </header>
  );
}
