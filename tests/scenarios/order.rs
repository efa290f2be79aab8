//! Online orders: fraud, payment, priority, and the status that follows from their facts.

use super::support::books::{Books, lines};
use super::support::start::Start;
use serde_json::{Value, json};

/// Two orders for a helmet each; one more is on its way.
fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -2)
        .online_order("o1", 100, &[("helmet", 1)])
        .online_order("o2", 200, &[("helmet", 1)])
        .purchase_order("p1", 300, &[("helmet", 1)])
}

fn with(fields: Value) -> Books {
    start().but("orders", "o1", fields).open()
}

fn o1() -> Value {
    json!({ "orderId": "o1" })
}

fn priority(order: &str, priority: i64) -> Value {
    json!({ "orderId": order, "priority": priority })
}

#[test]
fn fraud_is_cleared_and_flagged_as_long_as_that_says_something_new() {
    for (before, command, after) in [
        ("unchecked", "clearFraud", "cleared"),
        ("fraudulent", "clearFraud", "cleared"),
        ("unchecked", "flagFraud", "fraudulent"),
        ("cleared", "flagFraud", "fraudulent"),
    ] {
        let mut books = with(json!({ "fraud": before }));
        books.apply(command, o1());
        assert_eq!(books.ask("order", json!("o1"))["fraud"], json!(after));
        books.refuse(command, o1(), "nothingToDo");
        with(json!({ "fraud": before })).there_and_back(command, o1());
    }
}

#[test]
fn payment_is_marked_until_it_is_paid() {
    for before in ["notPaid", "partiallyPaid"] {
        let mut books = with(json!({ "payment": before }));
        books.apply("markOrderPaid", o1());
        assert_eq!(books.ask("order", json!("o1"))["payment"], json!("paid"));
        books.refuse("markOrderPaid", o1(), "nothingToDo");
        with(json!({ "payment": before })).there_and_back("markOrderPaid", o1());
    }
    with(json!({ "payment": "refunded" })).illegal("markOrderPaid", o1(), "refunded", &["notPaid", "partiallyPaid"]);
}

#[test]
fn nothing_of_a_cancelled_order_changes_any_more() {
    let shipment = json!([{ "id": "sh1", "number": "1", "status": "shipped", "lines": [{ "orderLineId": "helmet", "quantity": 1 }] }]);
    let cancelled = json!({ "cancelled": true, "payment": "notPaid", "fraud": "unchecked", "shipments": shipment });
    let of_shipment = |name: &str, value: Value| json!({ "orderId": "o1", "shipmentId": "sh1", name: value });
    for (command, fields) in [
        ("clearFraud", o1()),
        ("flagFraud", o1()),
        ("markOrderPaid", o1()),
        ("prioritiseOrder", priority("o1", 3)),
        ("setTrackingNumber", of_shipment("trackingNumber", json!("T1"))),
        ("tickShippedInPos", of_shipment("shipped", json!(true))),
        ("markShipped", of_shipment("force", json!({ "reason": "asked by phone" }))),
        ("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh2", "number": "2" } })),
        ("cancelOrder", json!({ "orderId": "o1", "restock": true })),
        ("moveOrderLine", json!({ "orderId": "o1", "lineId": "helmet", "shopId": "harbour" })),
    ] {
        with(cancelled.clone()).illegal(command, fields, "cancelled", &["not cancelled"]);
    }
}

#[test]
fn what_was_changed_again_since_is_not_taken_back() {
    let mut books = with(json!({ "fraud": "unchecked" }));
    let cleared = books.apply("clearFraud", o1());
    let flagged = books.apply("flagFraud", o1());
    books.cannot_undo(&cleared);
    books.undo(&flagged);
    books.undo(&cleared);
    assert_eq!(books.ask("order", json!("o1"))["fraud"], json!("unchecked"));

    let first = books.apply("prioritiseOrder", priority("o1", 5));
    books.apply("prioritiseOrder", priority("o1", 7));
    books.cannot_undo(&first);
    books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    books.cannot_undo(&first);
}

#[test]
fn a_higher_priority_is_served_first() {
    let mut books = start().open();
    let coverage = |books: &Books| ["o1-helmet", "o2-helmet"].map(|id| books.row(id)["coverage"].clone());
    assert_eq!(coverage(&books), ["full", "none"]);
    let done = books.apply("prioritiseOrder", priority("o2", 5));
    assert_eq!(done.changes["rowsChanged"], json!(["o1-helmet", "o2-helmet"]));
    assert_eq!(coverage(&books), ["none", "full"]);
    let received = books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(received.changes["ordersReady"], json!(["o2"]));
    assert_eq!(
        (books.rows(), books.waiting()),
        (vec!["o1-helmet 1".to_string()], vec!["o1 short".to_string(), "o2 ready".to_string()])
    );
    // With the same priority the older one is served, and the other is no longer ready.
    let done = books.apply("prioritiseOrder", priority("o1", 5));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
    assert_eq!(done.changes["ordersNoLongerReady"], json!(["o2"]));
    assert_eq!(books.rows(), ["o2-helmet 1"]);
    books.refuse("prioritiseOrder", priority("o1", 5), "nothingToDo");
    books.undo(&done);
    assert_eq!(books.rows(), ["o1-helmet 1"]);
    start().open().there_and_back("prioritiseOrder", priority("o2", -1));
    start().open().there_and_back("prioritiseOrder", priority("o1", -1));
}

#[test]
fn the_till_sells_what_was_set_aside_and_the_order_is_no_longer_ready() {
    // One helmet lies there for the order.
    let mut books = Start::new()
        .stock("helmet", "main", 0)
        .online_order("o1", 100, &[("helmet", 1)])
        .purchase_order("p1", 300, &[("helmet", 2)])
        .open();
    assert_eq!((books.waiting(), books.shelf("helmet", "main")), (vec!["o1 ready".to_string()], 1.0));
    let sale = json!({ "id": "s9", "number": "9", "shopId": "main", "completedAt": 400 });
    let sold = json!([{ "adjustmentId": "a9", "itemId": "helmet", "quantity": 1 }]);
    let done = books.apply("recordSale", json!({ "sale": sale, "lines": sold }));
    // The report names the till's sale, since it came last; the shelf is empty, and the order waits.
    assert_eq!(done.changes["ordersNoLongerReady"], json!(["o1"]));
    assert_eq!((books.rows(), books.waiting()), (vec!["a9 1".to_string()], vec!["o1 incoming".to_string()]));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (-1.0, 0.0));
    // One unit of the order covers the row, and is on the shelf for the order.
    let one = json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", 1)]) });
    let done = books.apply("receivePurchaseOrder", one);
    assert_eq!(done.changes["rowsRemoved"], json!(["a9"]));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
}

#[test]
fn its_status_follows_from_its_facts() {
    let shipment = |status: &str, units: i64| json!([{ "id": "sh1", "number": "1", "status": status, "lines": [{ "orderLineId": "helmet", "quantity": units }] }]);
    let two = |more: Value| {
        let mut order = json!({ "lines": [{ "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 2 }] });
        for (name, value) in more.as_object().unwrap() {
            order[name] = value.clone();
        }
        with(order).status("order", "o1")
    };
    let refunded = |units: i64, returned: i64| json!([{ "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 2, "refunded": units, "returned": returned }]);
    assert_eq!(two(json!({})), "awaitingShipment");
    assert_eq!(two(json!({ "delivery": "pickup" })), "awaitingPickup");
    assert_eq!(two(json!({ "payment": "notPaid" })), "awaitingPayment");
    assert_eq!(two(json!({ "payment": "partiallyPaid", "delivery": "pickup" })), "awaitingPayment");
    assert_eq!(two(json!({ "fraud": "unchecked" })), "awaitingShipment");
    assert_eq!(two(json!({ "fraud": "fraudulent", "payment": "notPaid" })), "onHold");
    assert_eq!(two(json!({ "delivery": "pickup", "shipments": shipment("readyForPickup", 1) })), "readyForPickup");
    let unpaid = json!({ "delivery": "pickup", "payment": "notPaid", "shipments": shipment("readyForPickup", 1) });
    assert_eq!(two(unpaid), "awaitingPayment");
    assert_eq!(two(json!({ "shipments": shipment("notShipped", 2) })), "awaitingShipment");
    assert_eq!(two(json!({ "shipments": shipment("cancelled", 2) })), "awaitingShipment");
    assert_eq!(two(json!({ "shipments": shipment("shipped", 1) })), "partiallyShipped");
    assert_eq!(two(json!({ "payment": "notPaid", "shipments": shipment("shipped", 1) })), "partiallyShipped");
    assert_eq!(two(json!({ "shipments": shipment("shipped", 2) })), "completedShipped");
    assert_eq!(two(json!({ "delivery": "pickup", "shipments": shipment("pickedUp", 2) })), "completedPickedUp");
    assert_eq!(two(json!({ "fraud": "fraudulent", "shipments": shipment("shipped", 2) })), "onHold");
    // One refunded and one shipped: nothing is left to hand over.
    assert_eq!(two(json!({ "lines": refunded(1, 0), "shipments": shipment("shipped", 1) })), "completedShipped");
    // Shipped and all of it returned: it was handed over all the same.
    assert_eq!(two(json!({ "lines": refunded(0, 2), "shipments": shipment("shipped", 2) })), "completedShipped");
    assert_eq!(two(json!({ "lines": refunded(2, 0) })), "cancelled");
    assert_eq!(two(json!({ "cancelled": true, "fraud": "fraudulent" })), "cancelled");
}

#[test]
fn what_is_not_there_is_not_found() {
    let mut books = start().open();
    for command in ["clearFraud", "flagFraud", "markOrderPaid"] {
        let refusal = books.refuse(command, json!({ "orderId": "o9" }), "notFound");
        assert_eq!((&refusal["path"], &refusal["details"]["id"]), (&json!("orderId"), &json!("o9")));
    }
}
