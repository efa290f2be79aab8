// A warehouse with something of every kind in every state, and a command of every type that it accepts.

/** Two shops, the documents between them, and three eCom orders: paid for shipping, unpaid for pickup, and handed over. */
export function warehouse() {
  const receipt = [{ commandId: "old", at: 5, by: "Eva", lines: [{ lineId: "p4a", quantity: 1 }] }];
  return {
    format: "oversold/1",
    shops: [{ id: "main", name: "Main Street" }, { id: "harbour", name: "Harbour" }],
    vendors: [{ id: "v1", name: "Alpine" }],
    items: [
      { id: "helmet", description: "Road helmet", upc: "111", defaultVendorId: "v1", stockTracking: "indicator" },
      { id: "gloves", description: "Winter gloves", upc: "222" },
      { id: "advice", description: "Advice", inventoried: false },
    ],
    levels: [
      { itemId: "helmet", shopId: "main", qoh: -2 },
      { itemId: "helmet", shopId: "harbour", qoh: 5 },
      { itemId: "gloves", shopId: "main", qoh: 10 },
      { itemId: "gloves", shopId: "harbour", qoh: 0 },
    ],
    sales: [
      { id: "s1", number: "68", shopId: "main", completedAt: 100, orderId: "o1" },
      { id: "s2", number: "69", shopId: "main", completedAt: 200 },
      { id: "s3", number: "70", shopId: "main", completedAt: 300, orderId: "o2" },
      { id: "s4", number: "71", shopId: "main", completedAt: 50, orderId: "o3" },
    ],
    adjustments: [
      { id: "a1", itemId: "helmet", shopId: "main", quantity: -1, at: 100, reason: "sale", sourceId: "s1" },
      { id: "a2", itemId: "helmet", shopId: "main", quantity: -1, at: 200, reason: "sale", sourceId: "s2" },
      { id: "a3", itemId: "gloves", shopId: "main", quantity: -2, at: 300, reason: "sale", sourceId: "s3" },
      { id: "a4", itemId: "gloves", shopId: "main", quantity: -1, at: 50, reason: "sale", sourceId: "s4" },
      { id: "a5", itemId: "gloves", shopId: "main", quantity: -3, at: 60, reason: "transfer", sourceId: "t2" },
    ],
    purchaseOrders: [
      { id: "p1", number: "12", vendorId: "v1", shopId: "main", createdAt: 5, orderedAt: 10, expectedAt: 900, lines: [{ id: "p1a", itemId: "helmet", ordered: 4 }] },
      { id: "p2", number: "13", shopId: "main", createdAt: 5, lines: [{ id: "p2a", itemId: "gloves", ordered: 6, unitCost: "4.5" }] },
      { id: "p3", number: "14", shopId: "main", createdAt: 5, orderedAt: 6, finished: true, lines: [{ id: "p3a", itemId: "gloves", ordered: 1 }] },
      { id: "p4", number: "15", shopId: "main", createdAt: 1, orderedAt: 2, lines: [{ id: "p4a", itemId: "gloves", ordered: 2, received: 1 }], receipts: receipt },
    ],
    transfers: [
      { id: "t1", number: "1", fromShopId: "harbour", toShopId: "main", createdAt: 5, lines: [{ id: "t1a", itemId: "helmet", requested: 2 }] },
      { id: "t2", number: "2", fromShopId: "main", toShopId: "harbour", createdAt: 5, sentAt: 60, lines: [{ id: "t2a", itemId: "gloves", requested: 3, sent: 3 }] },
    ],
    vendorReturns: [{ id: "r1", number: "1", vendorId: "v1", shopId: "harbour", lines: [{ id: "r1a", itemId: "helmet", quantity: 1 }] }],
    orders: [
      {
        id: "o1", number: "E1001", placedAt: 90, customer: "Ada", payment: "paid", fraud: "cleared", delivery: "ship",
        lines: [{ id: "o1a", itemId: "helmet", shopId: "main", quantity: 1, adjustmentId: "a1" }],
      },
      {
        id: "o2", number: "E1002", placedAt: 290, customer: "Ben", payment: "notPaid", fraud: "unchecked", delivery: "pickup",
        lines: [{ id: "o2a", itemId: "gloves", shopId: "main", quantity: 2, adjustmentId: "a3" }],
        shipments: [{ id: "sh2", number: "S2", status: "notShipped", lines: [{ orderLineId: "o2a", quantity: 2 }] }],
      },
      {
        id: "o3", number: "E1003", placedAt: 40, customer: "Cleo", payment: "paid", fraud: "cleared", delivery: "ship",
        lines: [{ id: "o3a", itemId: "gloves", shopId: "main", quantity: 1, adjustmentId: "a4" }],
        shipments: [{ id: "sh3", number: "S3", status: "shipped", lines: [{ orderLineId: "o3a", quantity: 1 }] }],
      },
    ],
  };
}

const HEAD = { id: "c1", at: 1000, by: "Eva" };
const NOTHING_BACK = { id: "c0", at: 999, type: "refundSale", saleId: "s2", lines: [{ adjustmentId: "a2", quantity: 1 }], restock: false };
const SENT_BACK = { id: "c0", at: 999, type: "sendVendorReturn", vendorReturnId: "r1" };
const COUNTED = { id: "c0", at: 999, type: "adjustStock", itemId: "gloves", shopId: "main", quantity: 1 };
const SHIPMENT = { id: "c0", at: 999, type: "createShipment", orderId: "o1", shipment: { id: "sh1", number: "S1" } };
const LINE = { id: "n1", itemId: "gloves", quantity: "2.5", unitCost: 3 };

/** A command with every key that its type knows. `type`: of the event that it makes; `before`: the commands that it needs. */
const example = (type, command, before = []) => ({ type, command: { ...HEAD, expectedRevision: before.length, ...command }, before });

export const EXAMPLES = [
  example("purchaseOrderCreated", {
    type: "createPurchaseOrder", purchaseOrder: { id: "p9", number: "19", vendorId: "v1", shopId: "main", expectedAt: 2000, lines: [LINE] },
  }),
  example("purchaseOrderEdited", { type: "editPurchaseOrder", purchaseOrderId: "p2", expectedAt: null, lines: [LINE] }),
  example("purchaseOrderOrdered", { type: "orderPurchaseOrder", purchaseOrderId: "p2", expectedAt: "2026-03-09T08:00:00Z" }),
  example("purchaseOrderReceived", { type: "receivePurchaseOrder", purchaseOrderId: "p2", lines: [{ lineId: "p2a", quantity: 7 }], allowOver: true }),
  example("purchaseOrderFinished", { type: "finishPurchaseOrder", purchaseOrderId: "p1" }),
  example("purchaseOrderFinished", { type: "reopenPurchaseOrder", purchaseOrderId: "p3" }),
  example("purchaseOrderArchived", { type: "archivePurchaseOrder", purchaseOrderId: "p3" }),
  example("transferCreated", {
    type: "createTransfer", transfer: { id: "t9", number: "9", fromShopId: "main", toShopId: "harbour", expectedAt: 2000, lines: [LINE] },
  }),
  example("transferEdited", { type: "editTransfer", transferId: "t1", expectedAt: 2000, lines: [LINE] }),
  example("transferSent", { type: "sendTransfer", transferId: "t1", lines: [{ lineId: "t1a", quantity: 1 }] }),
  example("transferReceived", { type: "receiveTransfer", transferId: "t2", lines: [{ lineId: "t2a", quantity: 4 }], allowOver: true }),
  example("transferReturned", { type: "returnTransferExcess", transferId: "t2", lines: [{ lineId: "t2a", quantity: 1 }] }),
  example("transferArchived", { type: "archiveTransfer", transferId: "t2" }),
  example("receiptReversed", { type: "reverseReceipt", commandId: "old" }),
  example("vendorReturnCreated", { type: "createVendorReturn", vendorReturn: { id: "r9", number: "9", vendorId: null, shopId: "main", lines: [LINE] } }),
  example("vendorReturnSent", { type: "sendVendorReturn", vendorReturnId: "r1" }),
  example("vendorReturnSent", { type: "unsendVendorReturn", vendorReturnId: "r1" }, [SENT_BACK]),
  example("saleRecorded", {
    type: "recordSale",
    sale: { id: "s9", number: "79", shopId: "main", completedAt: 990, orderId: "o9" },
    lines: [{ adjustmentId: "a9", itemId: "helmet", quantity: 2 }],
    order: {
      id: "o9", number: "E1009", placedAt: 980, customer: "Dan", dueAt: 5000, payment: "paid", fraud: "cleared", delivery: "ship", cancelled: false,
      priority: 1,
      lines: [{ id: "o9a", itemId: "helmet", shopId: "main", quantity: 2, refunded: 0, returned: 0, adjustmentId: "a9" }],
      shipments: [
        {
          id: "sh9", number: "S9", createdAt: 985, status: "shipped", trackingNumber: "T9", shippedInPos: false,
          forced: { reason: "the customer called", at: 986, by: "Eva" }, lines: [{ orderLineId: "o9a", quantity: 1 }],
        },
      ],
    },
  }),
  example("refunded", { type: "refundSale", saleId: "s2", lines: [{ adjustmentId: "a2", quantity: 1 }], restock: false }),
  example("refunded", { type: "voidSale", saleId: "s2" }),
  example("restocked", { type: "restock", adjustmentId: "a2", quantity: 1 }, [NOTHING_BACK]),
  example("stockCounted", { type: "countStock", itemId: "gloves", shopId: "main", counted: 11 }),
  example("stockAdjusted", { type: "adjustStock", itemId: "gloves", shopId: "main", quantity: "-1.25", note: "torn" }),
  example("orderFraudSet", { type: "clearFraud", orderId: "o2" }),
  example("orderFraudSet", { type: "flagFraud", orderId: "o1" }),
  example("orderPaymentSet", { type: "markOrderPaid", orderId: "o2" }),
  example("orderPrioritySet", { type: "prioritiseOrder", orderId: "o1", priority: 2.5 }),
  example("orderCancelled", { type: "cancelOrder", orderId: "o2", restock: true }),
  example("refunded", { type: "refundOrder", orderId: "o3", lines: [{ lineId: "o3a", quantity: 1, returned: true }], restock: true }),
  example("orderLineMoved", { type: "moveOrderLine", orderId: "o1", lineId: "o1a", shopId: "harbour" }),
  example("shipmentCreated", { type: "createShipment", orderId: "o1", shipment: { id: "sh1", number: "S1", lines: [{ lineId: "o1a", quantity: 1 }] } }),
  example("trackingNumberSet", { type: "setTrackingNumber", orderId: "o2", shipmentId: "sh2", trackingNumber: "T2" }),
  example("shipmentStatusSet", { type: "markShipped", orderId: "o1", shipmentId: "sh1", force: { reason: "the customer called" } }, [SHIPMENT]),
  example("shipmentStatusSet", { type: "markReadyForPickup", orderId: "o2", shipmentId: "sh2", force: { reason: "the customer called" } }),
  example("shipmentStatusSet", { type: "markPickedUp", orderId: "o2", shipmentId: "sh2", force: { reason: "the customer called" } }),
  example("shipmentStatusSet", { type: "cancelShipment", orderId: "o2", shipmentId: "sh2" }),
  example("shippedInPosTicked", { type: "tickShippedInPos", orderId: "o3", shipmentId: "sh3", shipped: true }),
  example("stockAdjusted", { type: "undo", commandId: "c0" }, [COUNTED]),
  example("merged", {
    type: "merge",
    upsert: { levels: [{ itemId: "gloves", shopId: "harbour", qoh: -1 }], vendors: [{ id: "v2", name: "Bolt", leadTimeDays: 3 }] },
    remove: { vendorReturns: ["r1"], levels: [] },
  }),
];

/** Every other event: what taking a command back makes. */
export const TAKEN_BACK = [
  example("transferUnsent", { type: "undo", commandId: "c0" }, [{ id: "c0", at: 999, type: "sendTransfer", transferId: "t1" }]),
];

/** Some of the examples that go together, one after another: an edit would take the lines away that others name. */
export const SEQUENCE = EXAMPLES.filter(({ command }) => command.type !== "editPurchaseOrder").slice(0, 4);
