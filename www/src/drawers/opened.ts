import { useCallback, useMemo } from "react";
import { useAddress } from "../app/address";

export type DocumentType = "order" | "sale" | "purchaseOrder" | "transfer" | "vendorReturn" | "item";
export type NewType = "purchaseOrder" | "transfer" | "vendorReturn";

/** What the drawer shows: a document, a form for a new one, or a form for the lines of one that is there. */
export type Opened =
  | { what: "document"; type: DocumentType; id: string }
  | { what: "new"; type: NewType }
  | { what: "edit"; type: "purchaseOrder" | "transfer"; id: string };

const documents: readonly string[] = ["order", "sale", "purchaseOrder", "transfer", "vendorReturn", "item"] satisfies DocumentType[];
const news: readonly string[] = ["purchaseOrder", "transfer", "vendorReturn"] satisfies NewType[];

const PARAMETER = "open";

/** Ids may hold anything, colons included: what follows the first one or two is the id. */
function opened(address: URLSearchParams): Opened | null {
  const [, first = "", rest = ""] = /^([a-zA-Z]+):([^]+)$/.exec(address.get(PARAMETER) ?? "") ?? [];
  if (first === "new") return news.includes(rest) ? { what: "new", type: rest as NewType } : null;
  if (first === "edit") {
    const [, type = "", id = ""] = /^(purchaseOrder|transfer):([^]+)$/.exec(rest) ?? [];
    return id ? { what: "edit", type: type as "purchaseOrder" | "transfer", id } : null;
  }
  return documents.includes(first) ? { what: "document", type: first as DocumentType, id: rest } : null;
}

export function withOpened(address: URLSearchParams, opened: Opened | null): URLSearchParams {
  const next = new URLSearchParams(address);
  if (!opened) next.delete(PARAMETER);
  else if (opened.what === "new") next.set(PARAMETER, `new:${opened.type}`);
  else if (opened.what === "edit") next.set(PARAMETER, `edit:${opened.type}:${opened.id}`);
  else next.set(PARAMETER, `${opened.type}:${opened.id}`);
  return next;
}

export function useOpened() {
  const [address, go] = useAddress();
  const current = useMemo(() => opened(address), [address]);
  const open = useCallback((next: Opened | null) => go(withOpened(new URLSearchParams(window.location.search), next)), [go]);
  const openDocument = useCallback((type: DocumentType, id: string) => open({ what: "document", type, id }), [open]);
  const hrefOf = useCallback((type: DocumentType, id: string) => `./?${withOpened(address, { what: "document", type, id })}`, [address]);
  return { current, open, openDocument, hrefOf };
}
