//! Receipts of purchase orders: in parts, too much, at the dock, and taken back.

use super::support::books::{Books, assert_says, lines, new_lines};
use super::support::start::Start;
use serde_json::{Value, json};

/// Sale s1 took four helmets and s2 one, none of which were there; six are ordered.
fn start() -> Start {
    Start::new()
        .stock("helmet", "main", -5)
        .till_sale("s1", 100, &[("helmet", 4)])
        .till_sale("s2", 200, &[("helmet", 1)])
        .purchase_order("p1", 300, &[("helmet", 6)])
}

fn receive(units: i64) -> Value {
    json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", units)]) })
}

fn receive_over(units: i64) -> Value {
    json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", units)]), "allowOver": true })
}

fn all() -> Value {
    json!({ "purchaseOrderId": "p1" })
}

#[test]
fn each_part_covers_the_oldest_source_first() {
    let mut books = start().open();
    assert_eq!(books.rows(), ["s1-helmet 4", "s2-helmet 1"]);
    let done = books.apply("receivePurchaseOrder", receive(3));
    assert_eq!(done.changes["rowsChanged"], json!(["s1-helmet", "s2-helmet"]), "QOH shows on both");
    assert_eq!(books.rows(), ["s1-helmet 1", "s2-helmet 1"]);
    assert_eq!((books.qoh("helmet", "main"), books.incoming("helmet", "main")), (-2.0, vec!["p1 3".to_string()]));
    let done = books.apply("receivePurchaseOrder", receive(1));
    assert_eq!(done.changes["rowsRemoved"], json!(["s1-helmet"]));
    assert_eq!(books.rows(), ["s2-helmet 1"]);
    // Without lines: all that is outstanding.
    let done = books.apply("receivePurchaseOrder", all());
    assert_eq!(done.changes["levels"], json!([{ "itemId": "helmet", "shopId": "main", "qoh": 1 }]));
    assert!(books.rows().is_empty() && books.incoming("helmet", "main").is_empty());
    assert_eq!(books.status("purchaseOrder", "p1"), "checkIn", "finishing is a decision of its own");
    books.refuse("receivePurchaseOrder", all(), "nothingToDo");
}

#[test]
fn each_receipt_is_kept_with_who_took_it_in() {
    let mut books = start().open();
    books.apply("receivePurchaseOrder", receive(3));
    books.apply("receivePurchaseOrder", receive(2));
    books.shows("purchaseOrder", json!("p1"), json!({ "receipts": [
        { "commandId": "c1", "at": 10_001, "by": "Ida", "lines": [{ "lineId": "helmet", "quantity": 3 }], "reversed": false },
        { "commandId": "c2", "at": 10_002, "by": "Ida", "lines": [{ "lineId": "helmet", "quantity": 2 }], "reversed": false },
    ] }));
    let movement = books.adjustment("c2:1");
    assert_eq!(
        [&movement["quantity"], &movement["reason"], &movement["sourceId"]],
        [&json!(2), &json!("other"), &json!("p1")]
    );
}

#[test]
fn parts_of_a_unit_are_received_exactly() {
    let mut books = start().open();
    let part =
        |quantity: &str| json!({ "purchaseOrderId": "p1", "lines": [{ "lineId": "helmet", "quantity": quantity }] });
    books.apply("receivePurchaseOrder", part("0.1"));
    books.apply("receivePurchaseOrder", part("0.2"));
    assert_eq!(books.line("purchaseOrder", "p1", "helmet")["received"], json!(0.3));
    assert_eq!(books.rows(), ["s1-helmet 3.7", "s2-helmet 1"]);
    let refusal = books.refuse("receivePurchaseOrder", part("5.7001"), "overReceipt");
    assert_eq!(refusal["details"]["outstanding"], json!(5.7));
    books.apply("receivePurchaseOrder", part("5.7"));
    assert_eq!(books.qoh("helmet", "main"), 1.0);
}

#[test]
fn more_than_is_outstanding_is_refused() {
    let mut books = start().open();
    let refusal = books.refuse("receivePurchaseOrder", receive(7), "overReceipt");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "helmet", "outstanding": 6 }));
    // The same line twice is summed.
    let twice = json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", 4), ("helmet", 3)]) });
    books.refuse("receivePurchaseOrder", twice, "overReceipt");
    let twice = json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", 4), ("helmet", 2)]) });
    books.apply("receivePurchaseOrder", twice);
    assert_eq!(books.qoh("helmet", "main"), 1.0);
}

#[test]
fn more_than_is_outstanding_is_taken_in_where_that_is_allowed() {
    let mut books = start().purchase_order("p2", 400, &[("helmet", 2)]).open();
    books.apply("receivePurchaseOrder", receive_over(7));
    assert_eq!(books.line("purchaseOrder", "p1", "helmet")["received"], json!(7));
    assert_eq!(books.qoh("helmet", "main"), 2.0);
    assert_eq!(books.incoming("helmet", "main"), ["p2 2"], "one line's excess never offsets another");
    // Taken back in part: ordered 6, received 7 and 1 more, less 7.
    books.apply("receivePurchaseOrder", receive_over(1));
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(books.incoming("helmet", "main"), ["p1 5", "p2 2"]);
    assert_eq!(books.rows(), ["s1-helmet 3", "s2-helmet 1"]);
}

#[test]
fn lines_that_are_not_there_or_of_no_units_are_told_apart() {
    let mut books = start().open();
    let unknown = json!({ "purchaseOrderId": "p1", "lines": lines(&[("helmet", 1), ("lamp", 1)]) });
    let refusal = books.refuse("receivePurchaseOrder", unknown, "notFound");
    assert_eq!((&refusal["path"], &refusal["details"]["id"]), (&json!("lines[1].lineId"), &json!("lamp")));
    books.refuse("receivePurchaseOrder", receive(0), "nothingToDo");
    books.refuse("receivePurchaseOrder", json!({ "purchaseOrderId": "p1", "lines": [] }), "nothingToDo");
}

#[test]
fn what_was_counted_at_the_dock_is_incoming_until_it_is_received() {
    let counted = json!([{ "id": "helmet", "itemId": "helmet", "ordered": 6, "counted": 3 }]);
    let mut books = start().but("purchaseOrders", "p1", json!({ "lines": counted })).open();
    let at_the_dock = |books: &Books| books.line("purchaseOrder", "p1", "helmet")["counted"].clone();
    assert_eq!(books.incoming("helmet", "main"), ["p1 6"]);
    books.apply("receivePurchaseOrder", receive(2));
    assert_eq!((at_the_dock(&books), books.incoming("helmet", "main")), (json!(1), vec!["p1 4".to_string()]));
    let done = books.apply("receivePurchaseOrder", receive(2));
    assert_eq!(at_the_dock(&books), json!(0), "not below 0");
    books.undo(&done);
    assert_eq!(at_the_dock(&books), json!(1), "as before");
}

#[test]
fn receiving_from_an_open_one_orders_it_and_taking_that_back_opens_it_again() {
    let mut books = start().but("purchaseOrders", "p1", json!({ "orderedAt": null })).open();
    let done = books.apply("receivePurchaseOrder", receive(1));
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "checkIn", "orderedAt": 10_001 }));
    books.apply("reverseReceipt", json!({ "commandId": done.id }));
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "open", "orderedAt": null }));
}

#[test]
fn an_open_one_of_which_more_was_received_stays_ordered_when_the_first_receipt_is_taken_back() {
    let mut books = start().but("purchaseOrders", "p1", json!({ "orderedAt": null })).open();
    let first = books.apply("receivePurchaseOrder", receive(1));
    let second = books.apply("receivePurchaseOrder", receive(2));
    books.apply("reverseReceipt", json!({ "commandId": first.id }));
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "checkIn", "orderedAt": 10_001 }));
    books.apply("reverseReceipt", json!({ "commandId": second.id }));
    assert_eq!(books.status("purchaseOrder", "p1"), "ordered", "it was ordered when this one came");
}

#[test]
fn of_two_documents_with_a_receipt_of_the_same_command_the_first_by_id_is_meant() {
    let receipts = json!([{ "commandId": "old", "at": 400, "lines": lines(&[("helmet", 1)]) }]);
    let received = json!([{ "id": "helmet", "itemId": "helmet", "ordered": 6, "received": 1 }]);
    for ids in [["p5", "p4", "p6"], ["p6", "p5", "p4"]] {
        let fields = json!({ "lines": received, "receipts": receipts });
        let with = |start: Start, id: &str| {
            start.purchase_order(id, 300, &[("helmet", 6)]).but("purchaseOrders", id, fields.clone())
        };
        let mut books = ids.into_iter().fold(start(), with).open();
        books.apply("reverseReceipt", json!({ "commandId": "old" }));
        for (id, status) in [("p4", "ordered"), ("p5", "checkIn"), ("p6", "checkIn")] {
            assert_eq!(books.status("purchaseOrder", id), status, "{id} of {ids:?}");
        }
    }
}

#[test]
fn taken_back_the_rows_that_it_had_removed_return() {
    let mut books = start().open();
    let before = books.picture();
    let done = books.apply("receivePurchaseOrder", all());
    assert_eq!(done.changes["rowsRemoved"], json!(["s1-helmet", "s2-helmet"]));
    let back = books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(back.changes["rowsAdded"], json!(["s1-helmet", "s2-helmet"]));
    before.assert_same(&books.picture(), "reverseReceipt");
    assert_eq!(books.rows(), ["s1-helmet 4", "s2-helmet 1"], "the movement back is no source of its own");
    let refusal = books.refuse("reverseReceipt", json!({ "commandId": "c1" }), "notReversible");
    assert_eq!(refusal["details"]["commandId"], json!("c1"));
    books.cannot_undo(&done);
    books.cannot_undo(&back);
}

#[test]
fn of_two_receipts_the_first_can_be_taken_back() {
    let mut books = start().open();
    books.apply("receivePurchaseOrder", receive(4));
    books.apply("receivePurchaseOrder", receive(1));
    assert!(books.rows().is_empty());
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(books.rows(), ["s1-helmet 3", "s2-helmet 1"], "one unit covers the oldest");
    assert_eq!(books.incoming("helmet", "main"), ["p1 5"]);
    assert_eq!(books.status("purchaseOrder", "p1"), "checkIn");
}

#[test]
fn a_receipt_of_a_finished_one_is_taken_back_and_leaves_it_finished() {
    let mut books = start().open();
    books.apply("receivePurchaseOrder", receive(4));
    books.apply("finishPurchaseOrder", all());
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(books.status("purchaseOrder", "p1"), "finished");
    assert_eq!(books.rows(), ["s1-helmet 4", "s2-helmet 1"]);
    assert!(books.incoming("helmet", "main").is_empty(), "of a finished one nothing is incoming");
    books.apply("reopenPurchaseOrder", all());
    assert_eq!(books.status("purchaseOrder", "p1"), "ordered");
    assert_eq!(books.incoming("helmet", "main"), ["p1 6"]);
}

#[test]
fn a_receipt_that_the_host_sent_can_be_taken_back_too() {
    let received = json!({
        "lines": [{ "id": "helmet", "itemId": "helmet", "ordered": 6, "received": 2 }],
        "receipts": [{ "commandId": "old", "at": 400, "lines": lines(&[("helmet", 2)]) }],
    });
    let mut books = start().but("purchaseOrders", "p1", received).open();
    books.apply("reverseReceipt", json!({ "commandId": "old" }));
    assert_eq!((books.qoh("helmet", "main"), books.incoming("helmet", "main")), (-7.0, vec!["p1 6".to_string()]));
    books.shows("purchaseOrder", json!("p1"), json!({ "status": "ordered", "receipts": [{ "reversed": true }] }));
}

#[test]
fn a_receipt_that_the_host_says_stands_again_is_taken_back_again() {
    let mut books = start().open();
    let before = books.snapshot()["purchaseOrders"][0].clone();
    books.apply("receivePurchaseOrder", receive(2));
    let received = books.snapshot()["purchaseOrders"][0].clone();
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    // The till sends the order as it knew it, and has forgotten both movements.
    let gone = json!({ "adjustments": ["c1:1", "c2:1"] });
    books.apply("merge", json!({ "upsert": { "purchaseOrders": [received] }, "remove": gone }));
    books.apply("reverseReceipt", json!({ "commandId": "c1" }));
    assert_eq!(books.snapshot()["purchaseOrders"][0]["lines"], before["lines"]);
    assert_eq!(books.qoh("helmet", "main"), -7.0);
}

#[test]
fn what_is_no_receipt_cannot_be_taken_back_as_one() {
    let mut books = start().open();
    books.apply("finishPurchaseOrder", all());
    for id in ["c1", "never"] {
        let refusal = books.refuse("reverseReceipt", json!({ "commandId": id }), "notFound");
        assert_eq!((&refusal["path"], &refusal["details"]["id"]), (&json!("commandId"), &json!(id)));
    }
}

#[test]
fn a_receipt_of_a_line_that_is_no_more_stays() {
    // The host says that two were received, but not on the line, which therefore can be taken out.
    let receipts = json!([{ "commandId": "old", "at": 400, "lines": lines(&[("helmet", 2)]) }]);
    let mut books = start().but("purchaseOrders", "p1", json!({ "receipts": receipts })).open();
    books.apply("editPurchaseOrder", json!({ "purchaseOrderId": "p1", "lines": new_lines(&[("bell", 1)]) }));
    let refusal = books.refuse("reverseReceipt", json!({ "commandId": "old" }), "notReversible");
    assert_says(&refusal, None, json!({ "commandId": "old", "lineId": "helmet" }));
}
