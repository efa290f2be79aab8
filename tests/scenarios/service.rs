//! Services in the books: they are sold, shipped and refunded, and have no stock.

use super::support::start::Start;
use serde_json::{Value, json};

/// A helmet that is on the shelf, and its fitting.
fn start() -> Start {
    Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 1), ("fitting", 2)]).but(
        "orders",
        "o1",
        json!({ "lines": [
            { "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 1, "adjustmentId": "o1-helmet" },
            { "id": "fitting", "itemId": "fitting", "shopId": "main", "quantity": 2 },
        ] }),
    )
}

fn of_shipment() -> Value {
    json!({ "orderId": "o1", "shipmentId": "sh1" })
}

#[test]
fn they_wait_for_no_stock() {
    let mut books = start().open();
    assert_eq!(books.waiting(), ["o1 ready"]);
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    let packed = json!([{ "orderLineId": "helmet", "quantity": 1 }, { "orderLineId": "fitting", "quantity": 2 }]);
    assert_eq!(books.shipment("o1", "sh1")["lines"], packed);
    books.apply("markShipped", of_shipment());
    assert_eq!(books.status("order", "o1"), "completedShipped");
}

#[test]
fn the_goods_beside_them_do() {
    let mut books = start().open();
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": -1 }));
    assert_eq!(books.waiting(), ["o1 short"]);
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    let refusal = books.refuse("markShipped", of_shipment(), "notOnShelf");
    assert_eq!(refusal["details"]["lineId"], json!("helmet"));
}

#[test]
fn refunded_they_move_no_stock() {
    for restock in [true, false] {
        let mut books = start().open();
        let fitting = json!([{ "lineId": "fitting", "quantity": 2 }]);
        let done = books.apply("refundOrder", json!({ "orderId": "o1", "lines": fitting, "restock": restock }));
        assert_eq!(done.changes["levels"], json!([]));
        assert_eq!(books.line("order", "o1", "fitting")["refunded"], json!(2));
        books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
        assert_eq!(books.qoh("helmet", "main"), 1.0);
        books.shows(
            "order",
            json!("o1"),
            json!({ "payment": "refunded", "lines": [{ "refunded": 1 }, { "refunded": 2 }] }),
        );
    }
}

#[test]
fn on_a_purchase_order_or_a_transfer_they_are_received_and_move_no_stock() {
    let mut books = Start::new()
        .stock("helmet", "harbour", 1)
        .purchase_order("p1", 200, &[("helmet", 1), ("fitting", 3)])
        .open_transfer("t1", 300, &[("helmet", 1), ("fitting", 1)])
        .open();
    books.there_and_back("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    let done = books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(done.changes["levels"], json!([{ "itemId": "helmet", "shopId": "main", "qoh": 1 }]));
    assert_eq!(books.line("purchaseOrder", "p1", "fitting")["received"], json!(3));
    let done = books.apply("sendTransfer", json!({ "transferId": "t1" }));
    assert_eq!(done.changes["levels"], json!([{ "itemId": "helmet", "shopId": "harbour", "qoh": 0 }]));
    assert!(books.incoming("fitting", "main").is_empty());
    let done = books.apply("receiveTransfer", json!({ "transferId": "t1" }));
    assert_eq!(done.changes["levels"], json!([{ "itemId": "helmet", "shopId": "main", "qoh": 2 }]));
    assert_eq!(books.status("transfer", "t1"), "received");
}
