import type { Column, Diagnosis } from "oversold";
import type { Coverage, Reason } from "./choices";

/** Every term of the report in plain words: what it is, and what to do next. */
export interface Word {
  name: string;
  meaning: string;
}

export const diagnoses: Record<Diagnosis, Word> = {
  onItsWay: {
    name: "On its way",
    meaning: "Stock ordered since the sale covers all of it. Receive it when it arrives.",
  },
  notReceived: {
    name: "Not received yet",
    meaning:
      "A document older than the sale covers all of it, so the goods were very likely sold before they were received. Look on the shelf, then receive that document.",
  },
  backorder: {
    name: "Backorder",
    meaning: "A customer waits for this online order, and not enough is on its way. Order it, or transfer it from another shop.",
  },
  missingDocument: {
    name: "Missing document",
    meaning: "Nothing on its way explains how this could leave the shop. Look for a delivery that was never entered, or count the shelf.",
  },
  shippedUncovered: {
    name: "Handed over",
    meaning: "The customer has the goods already, so they came in without a document. Enter the delivery, or count the shelf.",
  },
  excessTransfer: {
    name: "Excess transfer",
    meaning: "More was sent on this transfer than has arrived. Receive the rest at the other shop, or return the excess.",
  },
  refundedNotRestocked: {
    name: "Not restocked",
    meaning: "The sale was refunded or cancelled, but the stock was not put back. If the goods are there, restock them.",
  },
  unattributed: {
    name: "Unexplained",
    meaning: "No known sale, return or transfer explains these units. Count the shelf, or load older movements.",
  },
};

export const coverages: Record<Coverage, Word> = {
  full: { name: "Full", meaning: "What is on its way covers every unit of this row." },
  partial: { name: "Partial", meaning: "What is on its way covers some units of this row. The rest must still be found or ordered." },
  none: { name: "None", meaning: "Nothing on its way is left for this row. Order it, transfer it, or find what came in." },
};

export const reasons: Record<Reason, string> = {
  sale: "Sale",
  vendorReturn: "Vendor return",
  transfer: "Transfer",
  other: "Other",
  unattributed: "Unexplained",
};

/** A host may use reasons of its own: those are shown as they are. */
export const reasonName = (reason: string): string => (Object.hasOwn(reasons, reason) ? reasons[reason as Reason] : reason);

export const soldBecause = {
  backordersAllowed: "The online store allows backorders of this item.",
  trackingDisabled: "The online store does not track stock of this item.",
} as const;

export const incomingNames = {
  purchaseOrder: { title: "On purchase order", number: "PO#" },
  transfer: { title: "On transfer", number: "Transfer ID" },
} as const;

export const statuses: Record<string, string> = {
  open: "Open",
  ordered: "Ordered",
  checkIn: "Check-in",
  sent: "Sent",
  received: "Received",
  finished: "Finished",
  archived: "Archived",
};

export const columnNames: Record<Exclude<Column, "id"> | "coverage" | "diagnosis", string> = {
  description: "Item",
  code: "Code",
  shop: "Shop",
  qoh: "QOH",
  reason: "Reason",
  source: "Source",
  occurredAt: "Date",
  sold: "Sold",
  uncovered: "Uncovered",
  ecomOrder: "eCom order",
  customer: "Customer",
  onPurchaseOrder: "Purchase order",
  onTransfer: "Transfer",
  elsewhere: "Elsewhere",
  vendor: "Default vendor",
  coverage: "Coverage",
  expectedAt: "Expected",
  diagnosis: "Diagnosis",
};
