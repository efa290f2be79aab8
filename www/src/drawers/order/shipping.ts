import type { EcomOrderDetail, Id, Quantity } from "oversold";
import type { Intent } from "../../host/backOffice";

export interface Shipping {
  /** Id and number for the shipment, if one is to be made. */
  shipmentId: Id;
  /** Absent: all that is in no shipment yet. */
  lines?: readonly { lineId: Id; quantity: Quantity }[];
  trackingNumber: string;
  /** A person looked, and it is no fraud; the money is there. */
  clearFraud: boolean;
  markPaid: boolean;
  /** The SHIPPED box of the till's page. */
  tickShipped: boolean;
  /** Why it goes although the package says no. */
  force: string;
  /** Only made ready: the customer comes for it. */
  onlyReady?: boolean;
}

type Order = Pick<EcomOrderDetail, "id" | "number" | "delivery" | "shipments">;

const isWaiting = ({ status }: Order["shipments"][number]) => status === "notShipped" || status === "readyForPickup";

/** All that the eCom tab and the till's Shipments page ask for, one after the other. Shipments that are packed already are used. */
export function shippingIntents(order: Order, shipping: Shipping): Intent[] {
  const { shipmentId, lines, trackingNumber, clearFraud, markPaid, tickShipped, force, onlyReady = false } = shipping;
  const orderId = order.id;
  const packed = order.shipments.filter(isWaiting).map(({ id }) => id);
  const intents: Intent[] = [];
  if (clearFraud) intents.push({ type: "clearFraud", orderId });
  if (markPaid) intents.push({ type: "markOrderPaid", orderId });
  if (packed.length === 0) {
    const number = `${order.number}-${order.shipments.length + 1}`;
    intents.push({ type: "createShipment", orderId, shipment: { id: shipmentId, number, ...(lines && { lines: [...lines] }) } });
  }
  const forced = force.trim() ? { force: { reason: force.trim() } } : {};
  for (const id of packed.length > 0 ? packed : [shipmentId]) {
    const tracking = trackingNumber.trim();
    if (tracking) intents.push({ type: "setTrackingNumber", orderId, shipmentId: id, trackingNumber: tracking });
    if (onlyReady) intents.push({ type: "markReadyForPickup", orderId, shipmentId: id, ...forced });
    else {
      intents.push({ type: order.delivery === "pickup" ? "markPickedUp" : "markShipped", orderId, shipmentId: id, ...forced });
      if (tickShipped) intents.push({ type: "tickShippedInPos", orderId, shipmentId: id, shipped: true });
    }
  }
  return intents;
}
