//! Taking a command back after others came in between: it takes back its own change and nothing else, or comes too late.

use super::support::books::{Books, lines, new_lines};
use super::support::start::Start;
use serde_json::{Value, json};

/// An order waits for two helmets; five are on their way.
fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -2)
        .stock("helmet", "harbour", 4)
        .online_order("o1", 100, &[("helmet", 2)])
        .purchase_order("p1", 200, &[("helmet", 5)])
        .but("purchaseOrders", "p1", json!({ "expectedAt": 700 }))
}

fn edit(name: &str, value: Value) -> Value {
    json!({ "purchaseOrderId": "p1", name: value })
}

fn receive(units: i64) -> Value {
    json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", units)]) })
}

fn of_shipment() -> Value {
    json!({ "orderId": "o1", "shipmentId": "sh1" })
}

#[test]
fn an_edit_of_the_lines_leaves_a_date_that_was_set_since() {
    let mut books = start().open();
    let edited = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    books.apply("editPurchaseOrder", edit("expectedAt", json!(900)));
    books.undo(&edited);
    books.shows("purchaseOrder", json!("p1"), json!({ "expectedAt": 900, "lines": [{ "ordered": 5 }] }));
}

#[test]
fn an_edit_of_both_leaves_the_date_that_was_set_since_and_one_of_the_date_comes_too_late() {
    let mut books = start().open();
    let both = json!({ "purchaseOrderId": "p1", "lines": new_lines(&[("helmet", 9)]), "expectedAt": 900 });
    let both = books.apply("editPurchaseOrder", both);
    let date = books.apply("editPurchaseOrder", edit("expectedAt", json!(800)));
    books.apply("editPurchaseOrder", edit("expectedAt", json!(850)));
    books.cannot_undo(&date);
    books.undo(&both);
    books.shows("purchaseOrder", json!("p1"), json!({ "expectedAt": 850, "lines": [{ "ordered": 5 }] }));
}

#[test]
fn an_edit_of_the_date_leaves_lines_that_were_set_since() {
    let mut books = start().open();
    let edited = books.apply("editPurchaseOrder", edit("expectedAt", json!(900)));
    books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    books.undo(&edited);
    books.shows("purchaseOrder", json!("p1"), json!({ "expectedAt": 700, "lines": [{ "ordered": 9 }] }));
}

#[test]
fn an_edit_of_a_transfer_leaves_what_was_set_since() {
    let fields = |name: &str, value: Value| json!({ "transferId": "t1", name: value });
    let mut books = start().open_transfer("t1", 200, &[("helmet", 1)]).open();
    let edited = books.apply("editTransfer", fields("lines", new_lines(&[("helmet", 3)])));
    let dated = books.apply("editTransfer", fields("expectedAt", json!(900)));
    books.undo(&edited);
    books.shows("transfer", json!("t1"), json!({ "expectedAt": 900, "lines": [{ "requested": 1 }] }));
    books.undo(&dated);
    books.shows("transfer", json!("t1"), json!({ "expectedAt": null, "lines": [{ "requested": 1 }] }));
}

#[test]
fn an_edit_of_the_lines_comes_too_late_when_they_were_edited_since() {
    let mut books = start().open();
    let first = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    let second = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9), ("bell", 3)])));
    books.cannot_undo(&first);
    books.undo(&second);
    books.undo(&first);
    assert_eq!(books.incoming("helmet", "main"), ["p1 5"]);
}

#[test]
fn an_edit_of_a_transfers_lines_comes_too_late_when_they_were_edited_since() {
    let fields = |lines: &[(&str, i64)]| json!({ "transferId": "t1", "lines": new_lines(lines) });
    let mut books = start().open_transfer("t1", 200, &[("helmet", 1)]).open();
    let first = books.apply("editTransfer", fields(&[("helmet", 3)]));
    let second = books.apply("editTransfer", fields(&[("helmet", 4)]));
    books.cannot_undo(&first);
    books.undo(&second);
    books.undo(&first);
    books.shows("transfer", json!("t1"), json!({ "lines": [{ "requested": 1 }] }));
}

#[test]
fn an_edit_comes_too_late_when_an_item_of_its_old_lines_is_gone() {
    let mut books =
        start().purchase_order("p2", 200, &[("gloves", 1)]).open_transfer("t1", 200, &[("gloves", 1)]).open();
    let to_bells = |name: &str, id: &str| json!({ name: id, "lines": new_lines(&[("bell", 1)]) });
    let edits = [
        books.apply("editPurchaseOrder", to_bells("purchaseOrderId", "p2")),
        books.apply("editTransfer", to_bells("transferId", "t1")),
    ];
    books.apply("merge", json!({ "remove": { "items": ["gloves"] } }));
    for edited in &edits {
        books.cannot_undo(edited);
    }
}

/// As an earlier version remembered it: the lines before, and not those that it left.
#[test]
fn an_edit_of_which_only_the_old_lines_are_known_stays() {
    let mut books = start().open();
    let edited = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    let mut snapshot = books.snapshot();
    let command = &mut snapshot["commands"][0];
    let mut before: Value = serde_json::from_str(command["before"].as_str().unwrap()).unwrap();
    before["lines"] = before["lines"]["before"].take();
    command["before"] = json!(before.to_string());
    let undo = json!({ "id": "later", "commandId": edited.id });
    Books::open(&snapshot).refuse("undo", undo, "notReversible");
}

/// As an earlier version stored it: with a cost, which a transfer has not.
#[test]
fn an_edit_that_gave_a_transfer_costs_is_taken_back() {
    let start = || start().open_transfer("t1", 200, &[("helmet", 1)]).open();
    let edit = json!({ "transferId": "t1", "lines": new_lines(&[("helmet", 3)]) });
    let edited = start().apply("editTransfer", edit);
    let mut event = edited.events[0].clone();
    event["lines"][0]["unitCost"] = json!(5);
    let mut books = start();
    books.replay(&[event]).unwrap();
    books.apply("undo", json!({ "id": "later", "commandId": edited.id }));
    books.shows("transfer", json!("t1"), json!({ "lines": [{ "requested": 1 }] }));
}

#[test]
fn an_edit_taken_back_leaves_what_was_counted_at_the_dock() {
    let before = json!([
        { "id": "helmet", "itemId": "helmet", "ordered": 5, "counted": 2 },
        { "id": "bell", "itemId": "bell", "ordered": 3, "counted": 1 },
    ]);
    let other_item = json!([
        { "id": "helmet", "itemId": "helmet", "quantity": 5 },
        { "id": "bell", "itemId": "gloves", "quantity": 3 },
    ]);
    // A line that the edit removed, two that it left, and one that it gave another item.
    for lines in [new_lines(&[("helmet", 5)]), new_lines(&[("helmet", 9), ("bell", 4)]), other_item] {
        let mut books = start().but("purchaseOrders", "p1", json!({ "lines": before })).open();
        let edited = books.apply("editPurchaseOrder", edit("lines", lines));
        books.undo(&edited);
        books.shows("purchaseOrder", json!("p1"), json!({ "lines": before }));
    }
}

#[test]
fn ordering_leaves_a_date_that_was_set_since() {
    let mut books = start().but("purchaseOrders", "p1", json!({ "orderedAt": null })).open();
    let ordered = books.apply("orderPurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    books.apply("editPurchaseOrder", edit("expectedAt", json!(900)));
    books.undo(&ordered);
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "open", "expectedAt": 900 }));
}

#[test]
fn an_edit_comes_too_late_when_more_was_received_than_was_ordered_before() {
    let mut books = start().open();
    let edited = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    let received = books.apply("receivePurchaseOrder", receive(6));
    books.cannot_undo(&edited);
    books.undo(&received);
    books.undo(&edited);
    assert_eq!(books.incoming("helmet", "main"), ["p1 5"]);
}

#[test]
fn an_edit_of_a_line_of_which_too_much_had_come_is_taken_back() {
    let before = json!([{ "id": "helmet", "itemId": "helmet", "ordered": 5, "received": 7 }]);
    let mut books = start().but("purchaseOrders", "p1", json!({ "lines": before })).open();
    let edited = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9)])));
    books.undo(&edited);
    books.shows("purchaseOrder", json!("p1"), json!({ "lines": before }));
}

#[test]
fn an_edit_keeps_what_was_received_since() {
    let mut books = start().open();
    let edited = books.apply("editPurchaseOrder", edit("lines", new_lines(&[("helmet", 9), ("bell", 1)])));
    books.apply("receivePurchaseOrder", receive(4));
    books.undo(&edited);
    books.shows(
        "purchaseOrder",
        json!("p1"),
        json!({ "status": "checkIn", "lines": [{ "ordered": 5, "received": 4 }] }),
    );
    assert_eq!(books.incoming("helmet", "main"), ["p1 1"]);
}

#[test]
fn finishing_comes_too_late_when_it_was_archived_since() {
    let mut books = start().open();
    let finished = books.apply("finishPurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    let archived = books.apply("archivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    books.cannot_undo(&finished);
    books.undo(&archived);
    books.undo(&finished);
    assert_eq!(books.status("purchaseOrder", "p1"), "ordered");
}

#[test]
fn making_ready_comes_too_late_when_it_was_picked_up_since() {
    let mut books = start().but("orders", "o1", json!({ "delivery": "pickup" })).open();
    books.apply("receivePurchaseOrder", receive(5));
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    let ready = books.apply("markReadyForPickup", of_shipment());
    let picked_up = books.apply("markPickedUp", of_shipment());
    books.cannot_undo(&ready);
    books.undo(&picked_up);
    books.undo(&ready);
    assert_eq!(books.shipment("o1", "sh1")["status"], json!("notShipped"));
}

#[test]
fn making_ready_comes_too_late_when_the_shipment_was_cancelled_since() {
    let mut books = start().but("orders", "o1", json!({ "delivery": "pickup" })).open();
    books.apply("receivePurchaseOrder", receive(5));
    let created = books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    let ready = books.apply("markReadyForPickup", of_shipment());
    books.undo(&created);
    assert_eq!(books.shipment("o1", "sh1")["status"], json!("cancelled"));
    books.cannot_undo(&ready);
}

#[test]
fn a_hand_over_comes_too_late_when_the_order_was_cancelled_since() {
    let mut books = Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 2)]).open();
    let one = json!({ "id": "sh1", "number": "1", "lines": lines(&[("helmet", 1)]) });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": one }));
    let shipped = books.apply("markShipped", of_shipment());
    books.apply("cancelOrder", json!({ "orderId": "o1", "restock": true }));
    books.cannot_undo(&shipped);
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (1.0, 1.0));
}

#[test]
fn a_sale_that_waits_in_a_shipment_is_not_voided() {
    let mut books = Start::new().stock("helmet", "main", 2).open();
    let order = json!({ "id": "o1", "number": "E1", "placedAt": 450, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 2, "adjustmentId": "a1" }] });
    let sale = json!({ "id": "s9", "number": "9", "shopId": "main", "completedAt": 500 });
    let sold = json!([{ "adjustmentId": "a1", "itemId": "helmet", "quantity": 2 }]);
    let recorded = books.apply("recordSale", json!({ "sale": sale, "lines": sold, "order": order }));
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1" } }));
    books.cannot_undo(&recorded);
    books.refuse("voidSale", json!({ "saleId": "s9" }), "overRefund");
    books.apply("cancelShipment", of_shipment());
    books.undo(&recorded);
    assert_eq!(books.qoh("helmet", "main"), 2.0);
}

#[test]
fn a_line_moved_twice_is_moved_back_step_by_step() {
    let mut books = start().with("shops", json!({ "id": "hill", "name": "Hill" })).open();
    let to = |shop: &str| json!({ "orderId": "o1", "lineId": "helmet", "shopId": shop });
    let before = books.picture();
    let first = books.apply("moveOrderLine", to("harbour"));
    let second = books.apply("moveOrderLine", to("hill"));
    books.cannot_undo(&first);
    books.undo(&second);
    books.undo(&first);
    before.assert_same(&books.picture(), "moved twice and back");
}

#[test]
fn what_a_merge_replaced_since_is_not_taken_back_half() {
    let mut books = start().but("orders", "o1", json!({ "fraud": "unchecked" })).open();
    let order = books.snapshot()["orders"][0].clone();
    let cleared = books.apply("clearFraud", json!({ "orderId": "o1" }));
    let moved = books.apply("moveOrderLine", json!({ "orderId": "o1", "lineId": "helmet", "shopId": "harbour" }));
    // The web shop sends the order as it knows it: not checked, and served from the main shop.
    books.apply("merge", json!({ "upsert": { "orders": [order] } }));
    books.cannot_undo(&cleared);
    books.cannot_undo(&moved);

    let mut books = start().open();
    let received = books.apply("receivePurchaseOrder", receive(1));
    let adjusted = books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 3 }));
    let without_receipts = json!({ "id": "p1", "number": "p1", "shopId": "main", "orderedAt": 200,
        "lines": [{ "id": "helmet", "itemId": "helmet", "ordered": 5, "received": 1 }] });
    books.apply(
        "merge",
        json!({ "upsert": { "purchaseOrders": [without_receipts] }, "remove": { "adjustments": ["c2:1"] } }),
    );
    books.cannot_undo(&received);
    books.cannot_undo(&adjusted);
}

#[test]
fn an_undo_is_not_undone() {
    let mut books = start().open();
    let done = books.apply("prioritiseOrder", json!({ "orderId": "o1", "priority": 3 }));
    let undone = books.undo(&done);
    books.cannot_undo(&undone);
    books.cannot_undo(&done);
}

#[test]
fn the_history_says_what_was_done_by_whom_and_what_can_be_taken_back() {
    let mut books = start().open();
    books.apply("receivePurchaseOrder", receive(1));
    let said = books.last_done();
    let documents = json!([{ "type": "purchaseOrder", "id": "p1" }]);
    assert_eq!(
        [&said["commandId"], &said["type"], &said["by"], &said["revision"], &said["undoable"], &said["documents"]],
        [&json!("c1"), &json!("receivePurchaseOrder"), &json!("Ida"), &json!(1), &json!(true), &documents]
    );
    books.apply("undo", json!({ "commandId": "c1" }));
    let said = books.last_done();
    assert_eq!([&said["type"], &said["undoable"]], [&json!("undo"), &json!(false)]);
}

#[test]
fn the_history_is_searched_by_person_and_by_words() {
    let mut books = start().open();
    books.apply("receivePurchaseOrder", receive(1));
    books.apply("prioritiseOrder", json!({ "orderId": "o1", "priority": 3 }));
    books.apply("prioritiseOrder", json!({ "orderId": "o1", "priority": 4, "by": "Jo" }));
    let mut found =
        |query: Value| -> Vec<Value> { books.history(query).iter().map(|row| row["commandId"].clone()).collect() };
    assert_eq!(found(json!({ "by": "Jo" })), ["c3"]);
    assert_eq!(found(json!({ "search": "prioritise" })), ["c3", "c2"]);
    assert_eq!(found(json!({ "search": "prioritise ida" })), ["c2"]);
    assert_eq!(found(json!({ "search": "P1" })), ["c1"]);
    assert_eq!(found(json!({ "search": "jo", "by": "Ida" })), [""; 0]);
    assert_eq!(found(json!({ "offset": 1, "limit": 1 })), ["c2"]);
}
