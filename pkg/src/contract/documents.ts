import type { Id, InstantInput, Page, Quantity, SortKey, ListWindow } from "./common.js";
import type { Adjustment, EcomOrder, Item, Level, PurchaseOrder, Sale, Shipment, Transfer, VendorReturn } from "./snapshot.js";

/** archived, finished, checkIn (something received), ordered (orderedAt set), open: the first that holds. */
export type PurchaseOrderStatus = "open" | "ordered" | "checkIn" | "finished" | "archived";

/** archived, received (sent, and nothing in transit), sent (sentAt set), open: the first that holds. */
export type TransferStatus = "open" | "sent" | "received" | "archived";

/** archived, sent (sentAt set), open: the first that holds. */
export type VendorReturnStatus = "open" | "sent" | "archived";

/** Derived from the order's facts, in the eCom back office's words. */
export type EcomOrderStatus =
  | "cancelled" | "onHold" | "awaitingPayment" | "awaitingShipment" | "awaitingPickup" | "readyForPickup"
  | "partiallyShipped" | "completedShipped" | "completedPickedUp";

/**
 * A record as it comes out: nothing is left out (null where there is nothing), quantities and instants are numbers.
 * It can be handed in again as it is.
 */
export type Out<T> = T extends string | number | boolean | null
  ? T
  : T extends (infer Element)[]
    ? Out<Element>[]
    : { [Key in keyof T]-?: OutValue<Exclude<T[Key], undefined>> };
type OutValue<V> = number extends V ? (null extends V ? number | null : number) : Out<V>;

/** Documents: which ones, in which order. Unknown keys are refused. */
export interface DocumentQuery extends ListWindow {
  /** Every word must occur in the document: its number, its names, its items. @example "acme helmet" */
  search?: string | null;
  /** Documents in one of these statuses, in the words of that list; another word is refused. @example ["open", "ordered"] */
  status?: string[] | null;
  /** Documents of these shops. @example ["centre", "north"] */
  shopIds?: Id[] | null;
  /** null inside the list stands for documents without a vendor. @example ["acme", null] */
  vendorIds?: (Id | null)[] | null;
  /** Only documents with a line of this item. @example "helmet-m" */
  itemId?: Id | null;
  /** Made at this instant or later. @example "2026-03-01T00:00:00+01:00" */
  from?: InstantInput | null;
  /** Made before this instant. @example "2026-04-01T00:00:00+02:00" */
  to?: InstantInput | null;
  /** First key first. @example [{ by: "expectedAt" }] */
  sort?: SortKey<string>[] | null;
}

/** Shipments of eCom orders, as on the till's Shipments page. Unknown keys are refused. */
export interface ShipmentQuery extends ListWindow {
  /** Every word must occur in the shipment: its number, its order's, the customer or the tracking number. @example "3SABC12" */
  search?: string | null;
  /** Whether SHIPPED is ticked. @example false */
  shippedInPos?: boolean | null;
  /** Shipments in one of these statuses. @example ["notShipped", "readyForPickup"] */
  statuses?: Shipment["status"][] | null;
  /** Shipments with a line of one of these shops. @example ["centre", "north"] */
  shopIds?: Id[] | null;
}

/** A purchase order, with its status. */
export type PurchaseOrderDetail = Out<PurchaseOrder> & { status: PurchaseOrderStatus };
/** A transfer, with its status. */
export type TransferDetail = Out<Transfer> & { status: TransferStatus };
/** A vendor return, with its status. */
export type VendorReturnDetail = Out<VendorReturn> & { status: VendorReturnStatus };
/** An order, with its status. */
export type EcomOrderDetail = Out<EcomOrder> & { status: EcomOrderStatus };
/** A shipment, with the order it belongs to. */
export type ShipmentDetail = Out<Shipment> & { orderId: Id; orderNumber: string; customer: string | null };

/** An item with its stock in every shop where it has any. */
export type ItemDetail = Out<Item> & { levels: LevelDetail[] };
/** A level, with what can be derived of it. */
export type LevelDetail = Out<Level> & {
  /** What is physically there: QOH and the units of recorded orders that are not handed over. */
  shelf: Quantity;
  onPurchaseOrder: Quantity;
  onTransfer: Quantity;
};

/** A sale with what it took out. */
export type SaleDetail = Out<Sale> & { lines: Out<Adjustment>[]; order: { id: Id; number: string } | null };

/** A page of purchase orders. */
export type PurchaseOrderPage = Page<PurchaseOrderDetail>;
/** A page of transfers. */
export type TransferPage = Page<TransferDetail>;
/** A page of vendor returns. */
export type VendorReturnPage = Page<VendorReturnDetail>;
/** A page of orders. */
export type EcomOrderPage = Page<EcomOrderDetail>;
/** A page of shipments. */
export type ShipmentPage = Page<ShipmentDetail>;
