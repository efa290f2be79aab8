//! What is said first where several things are wrong: malformed, not found, conflict, state, quantity, gate.

use crate::cases::{o1, receive, start};
use crate::support::books::{Books, lines};
use serde_json::{Value, json};

fn with(mut fields: Value, name: &str, value: Value) -> Value {
    fields[name] = value;
    fields
}

/// The purchase order is archived, and all that came in later touches it.
fn archived() -> Books {
    let mut books = start().open();
    books.apply("archivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    books
}

#[test]
fn what_cannot_be_read_before_everything() {
    let mut books = archived();
    let unknown = json!({ "purchaseOrderId": "p9", "lines": lines(&[("helmet", -1)]), "expectedRevision": 0 });
    assert_eq!(books.throws("receivePurchaseOrder", unknown).1, "lines[0].quantity");
}

#[test]
fn what_is_not_found_before_a_conflict_and_a_conflict_before_the_state() {
    let mut books = archived();
    let hat = with(json!({ "purchaseOrderId": "p1", "lines": lines(&[("hat", 99)]) }), "expectedRevision", json!(0));
    books.refuse("receivePurchaseOrder", hat, "notFound");
    books.refuse("receivePurchaseOrder", with(receive(99), "expectedRevision", json!(0)), "conflict");
    books.illegal("receivePurchaseOrder", with(receive(99), "expectedRevision", json!(1)), "archived", &["ordered"]);
}

#[test]
fn the_state_before_a_quantity() {
    let mut books = archived();
    books.illegal("receivePurchaseOrder", receive(99), "archived", &["ordered"]);
    books.illegal("receivePurchaseOrder", receive(0), "archived", &["ordered"]);
    books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    let shipment = json!({ "id": "sh1", "number": "1", "lines": lines(&[("helmet", 99)]) });
    books.illegal("createShipment", json!({ "orderId": "o1", "shipment": shipment }), "cancelled", &["not cancelled"]);
    books.apply("archiveTransfer", json!({ "transferId": "t1" }));
    for command in ["receiveTransfer", "returnTransferExcess"] {
        let gloves = json!({ "transferId": "t1", "lines": lines(&[("gloves", 99)]) });
        books.illegal(command, gloves, "archived", &["sent"]);
    }
}

#[test]
fn the_state_before_a_gate() {
    let mut books = start().open();
    let of_shipment = || json!({ "orderId": "o1", "shipmentId": "sh1" });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    books.refuse("markShipped", of_shipment(), "fraudNotCleared");
    books.illegal("markPickedUp", of_shipment(), "ship", &["pickup"]);
    books.apply("cancelShipment", of_shipment());
    books.illegal("markShipped", of_shipment(), "cancelled", &["notShipped"]);
    books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    books.illegal("markShipped", of_shipment(), "cancelled", &["not cancelled"]);
    books.illegal("clearFraud", o1(), "cancelled", &["not cancelled"]);
}
