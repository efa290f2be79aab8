import type { ReactNode } from "react";
import styles from "./DocumentLink.module.css";
import { type DocumentType, useOpened } from "./opened";

interface Props {
  type: DocumentType;
  id: string;
  children: ReactNode;
  /** Where the focus goes when what was done leads here. */
  autoFocus?: boolean;
}

/** Opens the document beside the page; a link, so that it opens in a new tab too. */
export function DocumentLink({ type, id, children, autoFocus }: Props) {
  const { openDocument, hrefOf } = useOpened();
  return (
    <a
      className={styles.link}
      href={hrefOf(type, id)}
      ref={autoFocus ? focusOnce : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openDocument(type, id);
      }}
    >
      {children}
    </a>
  );
}

const focusOnce = (element: HTMLElement | null) => element?.focus();
