import type { ComponentType } from "react";
import { ReportPage } from "../report/ReportPage";

export interface Page {
  /** `?page=` in the address; the first page needs none. */
  id: string;
  name: string;
  Component: ComponentType;
}

/** The sections of the back office, in the order of the navigation. */
export const pages: readonly [Page, ...Page[]] = [{ id: "report", name: "Negative inventory", Component: ReportPage }];

export function pageOf(address: URLSearchParams): Page {
  return pages.find((page) => page.id === address.get("page")) ?? pages[0];
}

export function addressOf(page: Page): string {
  return page === pages[0] ? "./" : `./?page=${page.id}`;
}
