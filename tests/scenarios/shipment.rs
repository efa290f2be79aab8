//! Shipments: packed, made ready, shipped or picked up, ticked in the till, and the gates before the goods leave.

use super::support::books::{Books, assert_says, lines};
use super::support::start::Start;
use super::table::{Row, assert_rows};
use serde_json::{Value, json};

/// Three helmets were ordered online; two of them are on the shelf.
fn start() -> Start {
    Start::new().stock("helmet", "main", -1).online_order("o1", 100, &[("helmet", 3)])
}

fn pack(books: &mut Books, shipment: &str, units: i64) {
    let shipment = json!({ "id": shipment, "number": shipment, "lines": lines(&[("helmet", units)]) });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": shipment }));
}

fn of(shipment: &str) -> Value {
    json!({ "orderId": "o1", "shipmentId": shipment })
}

fn forced(shipment: &str) -> Value {
    json!({ "orderId": "o1", "shipmentId": shipment, "force": { "reason": "asked by phone" } })
}

/// One helmet in a shipment of this status.
fn in_status(delivery: &str, status: &str) -> Books {
    let shipment =
        json!({ "id": "sh1", "number": "1", "status": status, "lines": [{ "orderLineId": "helmet", "quantity": 1 }] });
    start().but("orders", "o1", json!({ "delivery": delivery, "shipments": [shipment] })).open()
}

fn status(books: &Books) -> String {
    books.shipment("o1", "sh1")["status"].as_str().unwrap().to_string()
}

fn row<'a>(command: &'a str, works: &'a [(&'a str, &'a str)], is_undone: bool) -> Row<'a> {
    let fields = if command == "tickShippedInPos" {
        json!({ "orderId": "o1", "shipmentId": "sh1", "shipped": true })
    } else {
        of("sh1")
    };
    Row { command, fields, works, is_undone }
}

#[test]
fn each_command_of_an_order_to_be_shipped_works_from_the_statuses_that_the_table_names() {
    assert_rows(
        &["notShipped", "shipped", "cancelled"],
        |found| in_status("ship", found),
        status,
        &[
            row("markShipped", &[("notShipped", "shipped")], true),
            row("cancelShipment", &[("notShipped", "cancelled")], false),
            row("tickShippedInPos", &[("shipped", "shipped")], true),
        ],
    );
}

#[test]
fn each_command_of_an_order_to_be_picked_up_works_from_the_statuses_that_the_table_names() {
    let statuses = ["notShipped", "readyForPickup", "pickedUp", "cancelled"];
    assert_rows(
        &statuses,
        |found| in_status("pickup", found),
        status,
        &[
            row("markReadyForPickup", &[("notShipped", "readyForPickup")], true),
            row("markPickedUp", &[("notShipped", "pickedUp"), ("readyForPickup", "pickedUp")], true),
            row("cancelShipment", &[("notShipped", "cancelled"), ("readyForPickup", "cancelled")], false),
            row("tickShippedInPos", &[("pickedUp", "pickedUp")], true),
        ],
    );
}

#[test]
fn what_is_to_be_shipped_is_not_picked_up_and_the_other_way_round() {
    in_status("ship", "notShipped").illegal("markPickedUp", forced("sh1"), "ship", &["pickup"]);
    in_status("ship", "notShipped").illegal("markReadyForPickup", forced("sh1"), "ship", &["pickup"]);
    in_status("pickup", "notShipped").illegal("markShipped", forced("sh1"), "pickup", &["ship"]);
}

#[test]
fn what_is_on_the_shelf_is_shipped_and_the_rest_waits() {
    let mut books = start().purchase_order("p1", 200, &[("helmet", 4)]).open();
    books.shows(
        "backorders",
        json!({}),
        json!({ "rows": [{ "state": "incoming", "lines": [{ "unshipped": 3, "onShelf": 2 }] }] }),
    );
    pack(&mut books, "sh1", 2);
    let done = books.apply("markShipped", of("sh1"));
    assert_eq!(done.changes["levels"], json!([]), "the sale had taken the units out");
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (-1.0, 0.0));
    assert_eq!(books.status("order", "o1"), "partiallyShipped");
    books.shows("rows", json!(["o1-helmet"]), json!([{ "uncovered": 1, "diagnosis": "onItsWay" }]));
    // Without lines: all units that are in no shipment.
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh2", "number": "2" } }));
    assert_eq!(books.shipment("o1", "sh2")["lines"], json!([{ "orderLineId": "helmet", "quantity": 1 }]));
    let refusal = books.refuse("markShipped", of("sh2"), "notOnShelf");
    assert_says(&refusal, None, json!({ "lineId": "helmet", "onShelf": 0 }));
    let done = books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
    books.apply("markShipped", of("sh2"));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (3.0, 3.0));
    assert_eq!(books.status("order", "o1"), "completedShipped");
    assert!(books.waiting().is_empty());
}

#[test]
fn no_more_is_packed_than_is_left() {
    let mut books = start().open();
    pack(&mut books, "sh1", 2);
    let more = |id: &str, units: &[(&str, i64)]| json!({ "orderId": "o1", "shipment": { "id": id, "number": id, "lines": lines(units) } });
    let refusal = books.refuse("createShipment", more("sh2", &[("helmet", 2)]), "overShipment");
    assert_says(&refusal, Some("shipment.lines[0].quantity"), json!({ "lineId": "helmet", "left": 1 }));
    books.refuse("createShipment", more("sh2", &[("helmet", 1), ("helmet", 1)]), "overShipment");
    books.refuse("createShipment", more("sh2", &[("helmet", 0)]), "nothingToDo");
    let refusal = books.refuse("createShipment", more("sh2", &[("bell", 1)]), "notFound");
    assert_says(&refusal, Some("shipment.lines[0].lineId"), json!({ "id": "bell" }));
    let refusal = books.refuse("createShipment", more("sh1", &[("helmet", 1)]), "alreadyExists");
    assert_says(&refusal, Some("shipment.id"), json!({ "id": "sh1" }));
    pack(&mut books, "sh2", 1);
    books.refuse(
        "createShipment",
        json!({ "orderId": "o1", "shipment": { "id": "sh3", "number": "3" } }),
        "nothingToDo",
    );
    // A cancelled one gives its units back.
    books.apply("cancelShipment", of("sh1"));
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh3", "number": "3" } }));
    assert_eq!(books.shipment("o1", "sh3")["lines"], json!([{ "orderLineId": "helmet", "quantity": 2 }]));
}

#[test]
fn the_gates_are_asked_in_their_order_fraud_then_payment_then_shelf() {
    let suspect = json!({ "fraud": "unchecked", "payment": "notPaid" });
    let mut books = start().but("orders", "o1", suspect).open();
    pack(&mut books, "sh1", 3);
    books.shows(
        "backorders",
        json!({}),
        json!({ "rows": [{ "blockedBy": ["fraudNotCleared", "notPaid", "notOnShelf"] }] }),
    );
    let refusal = books.refuse("markShipped", of("sh1"), "fraudNotCleared");
    assert_says(&refusal, None, json!({ "fraud": "unchecked" }));
    books.apply("clearFraud", json!({ "orderId": "o1" }));
    let refusal = books.refuse("markShipped", of("sh1"), "notPaid");
    assert_says(&refusal, None, json!({ "payment": "notPaid" }));
    books.apply("markOrderPaid", json!({ "orderId": "o1" }));
    let refusal = books.refuse("markShipped", of("sh1"), "notOnShelf");
    assert_says(&refusal, None, json!({ "lineId": "helmet", "onShelf": 2 }));
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 1 }));
    books.apply("markShipped", of("sh1"));
}

#[test]
fn the_gates_stand_before_a_pickup_too() {
    for command in ["markReadyForPickup", "markPickedUp"] {
        let order = |payment: &str| json!({ "delivery": "pickup", "payment": payment });
        let mut books = start().but("orders", "o1", order("partiallyPaid")).open();
        pack(&mut books, "sh1", 3);
        books.refuse(command, of("sh1"), "notPaid");
        books.apply("markOrderPaid", json!({ "orderId": "o1" }));
        books.refuse(command, of("sh1"), "notOnShelf");
    }
}

#[test]
fn a_shelf_for_two_orders_serves_the_first_of_them() {
    // Two helmets for three that wait.
    let mut books = Start::new()
        .stock("helmet", "main", -1)
        .online_order("o1", 100, &[("helmet", 2)])
        .online_order("o2", 200, &[("helmet", 1)])
        .open();
    for order in ["o1", "o2"] {
        let shipment = json!({ "id": "sh", "number": "1" });
        books.apply("createShipment", json!({ "orderId": order, "shipment": shipment }));
    }
    let refusal = books.refuse("markShipped", json!({ "orderId": "o2", "shipmentId": "sh" }), "notOnShelf");
    assert_says(&refusal, None, json!({ "lineId": "helmet", "onShelf": 0 }));
    books.apply("prioritiseOrder", json!({ "orderId": "o2", "priority": 1 }));
    books.apply("markShipped", json!({ "orderId": "o2", "shipmentId": "sh" }));
    let refusal = books.refuse("markShipped", json!({ "orderId": "o1", "shipmentId": "sh" }), "notOnShelf");
    assert_says(&refusal, None, json!({ "lineId": "helmet", "onShelf": 1 }));
}

#[test]
fn force_overrides_payment_check_and_shelf_and_is_recorded() {
    let suspect = json!({ "fraud": "unchecked", "payment": "notPaid" });
    let mut books = start().but("orders", "o1", suspect).open();
    pack(&mut books, "sh1", 3);
    let done = books.apply("markShipped", forced("sh1"));
    books.shows(
        "order",
        json!("o1"),
        json!({ "fraud": "unchecked", "payment": "notPaid", "status": "completedShipped" }),
    );
    let recorded = json!({ "reason": "asked by phone", "at": 10_002, "by": "Ida" });
    assert_eq!(books.shipment("o1", "sh1")["forced"], recorded);
    books.shows("rows", json!(["o1-helmet"]), json!([{ "uncovered": 1, "diagnosis": "shippedUncovered" }]));
    books.undo(&done);
    assert_eq!(books.shipment("o1", "sh1")["forced"], json!(null));
}

#[test]
fn what_was_forced_for_the_pickup_stays_recorded_at_the_hand_over() {
    let mut books = start().but("orders", "o1", json!({ "delivery": "pickup", "payment": "notPaid" })).open();
    pack(&mut books, "sh1", 1);
    books.apply("markReadyForPickup", forced("sh1"));
    books.refuse("markPickedUp", of("sh1"), "notPaid");
    books.apply("markOrderPaid", json!({ "orderId": "o1" }));
    books.apply("markPickedUp", of("sh1"));
    assert_eq!(books.shipment("o1", "sh1")["forced"]["reason"], json!("asked by phone"));
}

#[test]
fn force_never_overrides_fraud_or_a_cancelled_order_and_must_say_why() {
    let mut books = start().open();
    pack(&mut books, "sh1", 1);
    let path = |thrown: (String, String)| thrown.1;
    let without = |force: Value| json!({ "orderId": "o1", "shipmentId": "sh1", "force": force });
    assert_eq!(path(books.throws("markShipped", without(json!({ "reason": "  " })))), "force.reason");
    assert_eq!(path(books.throws("markShipped", without(json!({})))), "force.reason");
    books.apply("flagFraud", json!({ "orderId": "o1" }));
    let refusal = books.refuse("markShipped", forced("sh1"), "fraudNotCleared");
    assert_says(&refusal, None, json!({ "fraud": "fraudulent" }));
    books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    books.illegal("markShipped", forced("sh1"), "cancelled", &["not cancelled"]);
}

#[test]
fn a_hand_over_is_taken_back_until_it_is_ticked_in_the_till() {
    let mut books = start().but("orders", "o1", json!({ "delivery": "pickup" })).open();
    pack(&mut books, "sh1", 2);
    books.apply("markReadyForPickup", of("sh1"));
    let picked_up = books.apply("markPickedUp", of("sh1"));
    let tick = |shipped: bool| json!({ "orderId": "o1", "shipmentId": "sh1", "shipped": shipped });
    let ticked = books.apply("tickShippedInPos", tick(true));
    books.refuse("tickShippedInPos", tick(true), "nothingToDo");
    books.cannot_undo(&picked_up);
    books.undo(&ticked);
    books.undo(&picked_up);
    assert_eq!(status(&books), "readyForPickup", "the status of before");
    books.shows("backorders", json!({}), json!({ "rows": [{ "lines": [{ "unshipped": 3 }] }] }));
}

#[test]
fn the_box_can_be_cleared_again() {
    let mut books = in_status("ship", "shipped");
    let tick = |shipped: bool| json!({ "orderId": "o1", "shipmentId": "sh1", "shipped": shipped });
    books.refuse("tickShippedInPos", tick(false), "nothingToDo");
    books.apply("tickShippedInPos", tick(true));
    books.apply("tickShippedInPos", tick(false));
    assert_eq!(books.shipment("o1", "sh1")["shippedInPos"], json!(false));
}

#[test]
fn what_was_handed_over_and_returned_is_not_handed_back() {
    let mut books = start().open();
    pack(&mut books, "sh1", 2);
    let shipped = books.apply("markShipped", of("sh1"));
    let returned = json!([{ "lineId": "helmet", "quantity": 1, "returned": true }]);
    books.apply("refundOrder", json!({ "orderId": "o1", "lines": returned, "restock": true }));
    books.cannot_undo(&shipped);
}

#[test]
fn a_new_one_is_taken_back_by_cancelling_it_as_long_as_it_waits() {
    let new =
        || json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1", "lines": lines(&[("helmet", 2)]) } });
    let mut books = start().open();
    let done = books.apply("createShipment", new());
    books.shows(
        "order",
        json!("o1"),
        json!({ "shipments": [{ "createdAt": 10_001, "status": "notShipped", "shippedInPos": false }] }),
    );
    books.undo(&done);
    assert_eq!(status(&books), "cancelled");

    let mut books = start().open();
    let done = books.apply("createShipment", new());
    books.apply("markShipped", of("sh1"));
    books.cannot_undo(&done);
}

#[test]
fn a_tracking_number_is_set_replaced_and_cleared() {
    let tracking = |number: Value| json!({ "orderId": "o1", "shipmentId": "sh1", "trackingNumber": number });
    for found in ["notShipped", "shipped"] {
        let mut books = in_status("ship", found);
        let first = books.apply("setTrackingNumber", tracking(json!("T1")));
        books.refuse("setTrackingNumber", tracking(json!("T1")), "nothingToDo");
        let second = books.apply("setTrackingNumber", tracking(json!("T2")));
        books.cannot_undo(&first);
        books.undo(&second);
        assert_eq!(books.shipment("o1", "sh1")["trackingNumber"], json!("T1"));
        books.apply("setTrackingNumber", tracking(json!(null)));
        assert_eq!(books.shipment("o1", "sh1")["trackingNumber"], json!(null));
        in_status("ship", found).there_and_back("setTrackingNumber", tracking(json!("T1")));
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let mut books = in_status("ship", "notShipped");
    for command in ["markShipped", "markPickedUp", "markReadyForPickup", "cancelShipment"] {
        let refusal = books.refuse(command, of("sh9"), "notFound");
        assert_says(&refusal, Some("shipmentId"), json!({ "id": "sh9" }));
        let refusal = books.refuse(command, json!({ "orderId": "o9", "shipmentId": "sh1" }), "notFound");
        assert_says(&refusal, Some("orderId"), json!({ "id": "o9" }));
    }
}
