import type { Backorder, EcomOrderStatus, PurchaseOrderStatus, ShipmentDetail, TransferStatus, VendorReturnStatus } from "oversold";
import { text } from "../text/text";
import { StatusBadge, type Tone } from "../ui/StatusBadge";

const purchaseOrders: Record<PurchaseOrderStatus, Tone> = { open: "amend", ordered: "act", checkIn: "wait", finished: "good", archived: "rest" };
const transfers: Record<TransferStatus, Tone> = { open: "amend", sent: "act", received: "good", archived: "rest" };
const vendorReturns: Record<VendorReturnStatus, Tone> = { open: "amend", sent: "good", archived: "rest" };
const orders: Record<EcomOrderStatus, Tone> = {
  cancelled: "rest",
  onHold: "alert",
  awaitingPayment: "wait",
  awaitingShipment: "act",
  awaitingPickup: "act",
  readyForPickup: "act",
  partiallyShipped: "wait",
  completedShipped: "good",
  completedPickedUp: "good",
};
const shipments: Record<ShipmentDetail["status"], Tone> = {
  notShipped: "wait",
  readyForPickup: "act",
  shipped: "good",
  pickedUp: "good",
  cancelled: "rest",
};
const backorders: Record<Backorder["state"], Tone> = { ready: "good", incoming: "act", short: "alert" };

export const PurchaseOrderBadge = ({ status }: { status: PurchaseOrderStatus }) => (
  <StatusBadge tone={purchaseOrders[status]}>{text.status.purchaseOrder[status]}</StatusBadge>
);
export const TransferBadge = ({ status }: { status: TransferStatus }) => (
  <StatusBadge tone={transfers[status]}>{text.status.transfer[status]}</StatusBadge>
);
export const VendorReturnBadge = ({ status }: { status: VendorReturnStatus }) => (
  <StatusBadge tone={vendorReturns[status]}>{text.status.vendorReturn[status]}</StatusBadge>
);
export const OrderBadge = ({ status }: { status: EcomOrderStatus }) => (
  <StatusBadge tone={orders[status]}>{text.status.order[status]}</StatusBadge>
);
export const ShipmentBadge = ({ status }: { status: ShipmentDetail["status"] }) => (
  <StatusBadge tone={shipments[status]}>{text.status.shipment[status]}</StatusBadge>
);
export const BackorderBadge = ({ state }: { state: Backorder["state"] }) => (
  <StatusBadge tone={backorders[state]}>{text.status.backorder[state]}</StatusBadge>
);
