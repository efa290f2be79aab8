//! A command for each reason to refuse one.

use crate::support::books::{lines, new_lines};
use crate::support::start::Start;
use serde_json::{Value, json};

/// A command that is refused after some others were carried out.
pub struct Case {
    pub code: &'static str,
    pub before: Vec<(&'static str, Value)>,
    pub command: (&'static str, Value),
    pub path: Option<&'static str>,
    pub details: Value,
}

fn case(code: &'static str, command: &'static str, fields: Value, path: Option<&'static str>, details: Value) -> Case {
    Case { code, before: Vec::new(), command: (command, fields), path, details }
}

impl Case {
    fn after(mut self, command: &'static str, fields: Value) -> Self {
        self.before.push((command, fields));
        self
    }
}

/// Two helmets were ordered online and four gloves sold; of what is missing part is on its way. The most that there may
/// be of a bell is in the main shop, and as much is ordered of lamps.
pub fn start() -> Start {
    Start::new()
        .with("items", json!({ "id": "lamp", "description": "Lamp" }))
        .stock("helmet", "main", -2)
        .stock("gloves", "main", -4)
        .stock("gloves", "harbour", 1)
        .stock("bell", "main", 900_000_000)
        .stock("lamp", "main", 5)
        .online_order("o1", 100, &[("helmet", 2)])
        .but("orders", "o1", json!({ "payment": "partiallyPaid", "fraud": "unchecked" }))
        .till_sale("s1", 150, &[("gloves", 4)])
        .purchase_order("p1", 200, &[("helmet", 3)])
        .purchase_order("p2", 200, &[("lamp", 900_000_000)])
        .sent_transfer("t1", 300, &[("gloves", 3)])
        .sent_vendor_return("r1", 400, &[("lamp", 1)])
}

fn p1() -> Value {
    json!({ "purchaseOrderId": "p1" })
}

pub fn o1() -> Value {
    json!({ "orderId": "o1" })
}

fn shipment() -> Value {
    json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } })
}

fn ship(fields: Value) -> Value {
    let mut ship = json!({ "orderId": "o1", "shipmentId": "sh1" });
    for (name, value) in fields.as_object().unwrap() {
        ship[name] = value.clone();
    }
    ship
}

pub fn receive(quantity: i64) -> Value {
    json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", quantity)]) })
}

fn gloves(quantity: i64) -> Value {
    json!({ "transferId": "t1", "lines": lines(&[("gloves", quantity)]) })
}

fn new_purchase_order(id: &str, item: &str, quantity: i64) -> Value {
    let lines = new_lines(&[(item, quantity)]);
    json!({ "purchaseOrder": { "id": id, "number": id, "shopId": "main", "lines": lines } })
}

fn adjust(item: &str, shop: &str, quantity: i64) -> Value {
    json!({ "itemId": item, "shopId": shop, "quantity": quantity })
}

fn refund_gloves(quantity: i64, restock: bool) -> Value {
    let lines = json!([{ "adjustmentId": "s1-gloves", "quantity": quantity }]);
    json!({ "saleId": "s1", "lines": lines, "restock": restock })
}

fn not_found() -> Vec<Case> {
    let case = |command, fields, path, id: &str| case("notFound", command, fields, Some(path), json!({ "id": id }));
    vec![
        case("finishPurchaseOrder", json!({ "purchaseOrderId": "p9" }), "purchaseOrderId", "p9"),
        case("sendTransfer", json!({ "transferId": "t9" }), "transferId", "t9"),
        case("sendVendorReturn", json!({ "vendorReturnId": "r9" }), "vendorReturnId", "r9"),
        case("voidSale", json!({ "saleId": "s9" }), "saleId", "s9"),
        case("clearFraud", json!({ "orderId": "o9" }), "orderId", "o9"),
        case("markShipped", ship(json!({})), "shipmentId", "sh1"),
        case("restock", json!({ "adjustmentId": "a9" }), "adjustmentId", "a9"),
        case("undo", json!({ "commandId": "k9" }), "commandId", "k9"),
        case("reverseReceipt", json!({ "commandId": "k9" }), "commandId", "k9"),
        case("countStock", json!({ "itemId": "hat", "shopId": "main", "counted": 1 }), "itemId", "hat"),
        case("adjustStock", adjust("helmet", "hill", 1), "shopId", "hill"),
        case(
            "returnTransferExcess",
            json!({ "transferId": "t1", "lines": lines(&[("gloves", 1), ("hat", 1)]) }),
            "lines[1].lineId",
            "hat",
        ),
        case(
            "refundOrder",
            json!({ "orderId": "o1", "lines": lines(&[("hat", 1)]), "restock": true }),
            "lines[0].lineId",
            "hat",
        ),
        case("moveOrderLine", json!({ "orderId": "o1", "lineId": "hat", "shopId": "harbour" }), "lineId", "hat"),
        case("createPurchaseOrder", new_purchase_order("p9", "hat", 1), "purchaseOrder.lines[0].itemId", "hat"),
    ]
}

fn states() -> Vec<Case> {
    let illegal = |command, fields, status: &str, expected: &str| {
        case("illegalTransition", command, fields, None, json!({ "status": status, "expected": expected }))
    };
    vec![
        case(
            "alreadyExists",
            "createPurchaseOrder",
            new_purchase_order("p1", "helmet", 1),
            Some("purchaseOrder.id"),
            json!({ "id": "p1" }),
        ),
        case("alreadyExists", "createShipment", shipment(), Some("shipment.id"), json!({ "id": "sh1" }))
            .after("createShipment", shipment()),
        illegal("orderPurchaseOrder", p1(), "ordered", "open"),
        illegal("reopenPurchaseOrder", p1(), "ordered", "finished"),
        illegal("sendTransfer", json!({ "transferId": "t1" }), "sent", "open"),
        illegal("sendVendorReturn", json!({ "vendorReturnId": "r1" }), "sent", "open"),
        illegal("clearFraud", o1(), "cancelled", "not cancelled")
            .after("cancelOrder", json!({ "orderId": "o1", "restock": true })),
        illegal("cancelShipment", ship(json!({})), "cancelled", "notShipped or readyForPickup")
            .after("createShipment", shipment())
            .after("cancelShipment", ship(json!({}))),
        case(
            "nothingToDo",
            "prioritiseOrder",
            json!({ "orderId": "o1", "priority": 0 }),
            None,
            json!({ "priority": 0 }),
        ),
        case("nothingToDo", "adjustStock", adjust("helmet", "main", 0), Some("quantity"), json!({})),
        case("nothingToDo", "merge", json!({}), None, json!({})),
        case("nothingToDo", "receivePurchaseOrder", receive(0), None, json!({})),
        case(
            "notInventoried",
            "adjustStock",
            adjust("fitting", "main", 1),
            Some("itemId"),
            json!({ "itemId": "fitting" }),
        ),
        case(
            "notInventoried",
            "createPurchaseOrder",
            new_purchase_order("p9", "fitting", 1),
            Some("purchaseOrder.lines[0].itemId"),
            json!({ "itemId": "fitting" }),
        ),
        case("notReversible", "reverseReceipt", json!({ "commandId": "c1" }), None, json!({ "commandId": "c1" }))
            .after("receivePurchaseOrder", receive(1))
            .after("reverseReceipt", json!({ "commandId": "c1" })),
        case("notReversible", "undo", json!({ "commandId": "c1" }), None, json!({ "type": "voidSale" }))
            .after("voidSale", json!({ "saleId": "s1" })),
        case("notReversible", "undo", json!({ "commandId": "c1" }), None, json!({}))
            .after("clearFraud", o1())
            .after("undo", json!({ "commandId": "c1" })),
    ]
}

fn quantities() -> Vec<Case> {
    let first = Some("lines[0].quantity");
    vec![
        case("overReceipt", "receivePurchaseOrder", receive(4), first, json!({ "lineId": "helmet", "outstanding": 3 })),
        case("overReceipt", "receiveTransfer", gloves(4), first, json!({ "lineId": "gloves", "outstanding": 3 })),
        case(
            "overReceipt",
            "editPurchaseOrder",
            json!({ "purchaseOrderId": "p1", "lines": new_lines(&[("helmet", 1)]) }),
            Some("lines"),
            json!({ "lineId": "helmet", "received": 2 }),
        )
        .after("receivePurchaseOrder", receive(2)),
        case("overReturn", "returnTransferExcess", gloves(3), first, json!({ "lineId": "gloves", "inTransit": 2 }))
            .after("receiveTransfer", gloves(1)),
        case("overRefund", "refundSale", refund_gloves(5, true), first, json!({ "left": 4 })),
        case(
            "overRefund",
            "refundOrder",
            json!({ "orderId": "o1", "lines": lines(&[("helmet", 3)]), "restock": false }),
            first,
            json!({ "lineId": "helmet", "left": 2 }),
        ),
        case(
            "overRefund",
            "restock",
            json!({ "adjustmentId": "s1-gloves", "quantity": 3 }),
            Some("quantity"),
            json!({ "left": 2 }),
        )
        .after("refundSale", refund_gloves(2, false)),
        case(
            "overShipment",
            "createShipment",
            json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1", "lines": lines(&[("helmet", 3)]) } }),
            Some("shipment.lines[0].quantity"),
            json!({ "lineId": "helmet", "left": 2 }),
        ),
        case("outOfRange", "adjustStock", adjust("bell", "main", 1), Some("quantity"), json!({})),
        case(
            "outOfRange",
            "countStock",
            json!({ "itemId": "bell", "shopId": "harbour", "counted": 1 }),
            Some("counted"),
            json!({}),
        ),
        case("outOfRange", "receivePurchaseOrder", json!({ "purchaseOrderId": "p2" }), Some("lines"), json!({})),
        case(
            "outOfRange",
            "createPurchaseOrder",
            new_purchase_order("p9", "lamp", 1),
            Some("purchaseOrder.lines"),
            json!({}),
        ),
    ]
}

fn gates() -> Vec<Case> {
    vec![
        case("fraudNotCleared", "markShipped", ship(json!({})), None, json!({ "fraud": "unchecked" }))
            .after("createShipment", shipment()),
        case(
            "fraudNotCleared",
            "markShipped",
            ship(json!({ "force": { "reason": "by phone" } })),
            None,
            json!({ "fraud": "fraudulent" }),
        )
        .after("createShipment", shipment())
        .after("flagFraud", o1()),
        case("notPaid", "markShipped", ship(json!({})), None, json!({ "payment": "partiallyPaid" }))
            .after("createShipment", shipment())
            .after("clearFraud", o1()),
        case("notOnShelf", "markShipped", ship(json!({})), None, json!({ "lineId": "helmet", "onShelf": 1 }))
            .after("createShipment", shipment())
            .after("clearFraud", o1())
            .after("markOrderPaid", o1())
            .after("receivePurchaseOrder", receive(1)),
    ]
}

fn ids() -> Vec<Case> {
    vec![
        case("idReused", "clearFraud", json!({ "id": "c1", "orderId": "o1" }), Some("id"), json!({}))
            .after("flagFraud", o1()),
        case(
            "conflict",
            "finishPurchaseOrder",
            json!({ "purchaseOrderId": "p1", "expectedRevision": 0 }),
            Some("expectedRevision"),
            json!({ "revision": 1, "changedBy": "c1" }),
        )
        .after("receivePurchaseOrder", receive(1)),
        // The adjustment of `x` is `x:1`, and a sale has taken that name.
        case(
            "alreadyExists",
            "adjustStock",
            json!({ "id": "x", "itemId": "helmet", "shopId": "main", "quantity": 1 }),
            Some("id"),
            json!({ "id": "x:1" }),
        )
        .after(
            "recordSale",
            json!({ "sale": { "id": "s9", "number": "9", "shopId": "main", "completedAt": 500 },
                "lines": [{ "adjustmentId": "x:1", "itemId": "helmet", "quantity": 1 }] }),
        ),
    ]
}

pub fn cases() -> Vec<Case> {
    [not_found(), states(), quantities(), gates(), ids()].into_iter().flatten().collect()
}
