import { addressOf, pages, type Page } from "./pages";
import { ThemeMenu } from "./ThemeMenu";
import styles from "./TopBar.module.css";

export function TopBar({ current }: { current: Page }) {
  return (
    <header className={styles.bar}>
      <span className={styles.brand}>
        <img src="./favicon.svg" alt="" width={22} height={22} />
        oversold
      </span>
      <nav className={styles.nav} aria-label="Sections">
        {pages.map((page) => (
          <a key={page.id} href={addressOf(page)} aria-current={page === current ? "page" : undefined}>
            {page.name}
          </a>
        ))}
      </nav>
      <ThemeMenu />
    </header>
  );
}
