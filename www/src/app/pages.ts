import { type ComponentType, lazy } from "react";
import { ReportPage } from "../report/ReportPage";
import { text } from "../text/text";

export interface Page {
  /** `?page=` in the address; the first page needs none. */
  id: string;
  name: string;
  /** `g`, then this letter, leads there. */
  key: string;
  Component: ComponentType;
}

/** The sections of the back office, in the order of the navigation. The first one comes with the page, the others when they are wanted. */
export const pages: readonly [Page, ...Page[]] = [
  { id: "report", name: text.pages.report, key: "n", Component: ReportPage },
  { id: "backorders", name: text.pages.backorders, key: "b", Component: lazy(() => import("../backorders/BackordersPage")) },
  { id: "receive", name: text.pages.receive, key: "r", Component: lazy(() => import("../receive/ReceivePage")) },
  { id: "purchase-orders", name: text.pages.purchaseOrders, key: "p", Component: lazy(() => import("../purchase-orders/PurchaseOrdersPage")) },
  { id: "transfers", name: text.pages.transfers, key: "t", Component: lazy(() => import("../transfers/TransfersPage")) },
  { id: "vendor-returns", name: text.pages.vendorReturns, key: "v", Component: lazy(() => import("../vendor-returns/VendorReturnsPage")) },
  { id: "shipments", name: text.pages.shipments, key: "s", Component: lazy(() => import("../shipments/ShipmentsPage")) },
  { id: "replenish", name: text.pages.replenish, key: "o", Component: lazy(() => import("../replenish/ReplenishPage")) },
  { id: "activity", name: text.pages.activity, key: "a", Component: lazy(() => import("../activity/ActivityPage")) },
];

export function pageOf(address: URLSearchParams): Page {
  return pages.find((page) => page.id === address.get("page")) ?? pages[0];
}

export function addressOf(page: Page): string {
  return page === pages[0] ? "./" : `./?page=${page.id}`;
}
