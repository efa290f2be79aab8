//! Refunds and cancellations of online orders: what goes back to stock, what stays counted, what is paid back.

use super::support::books::{Books, assert_says, lines};
use super::support::fields::list;
use super::support::start::Start;
use serde_json::{Value, json};

/// Three helmets were ordered online and one gloves; none were there.
fn start() -> Start {
    Start::new().stock("helmet", "main", -3).stock("gloves", "main", -1).online_order(
        "o1",
        100,
        &[("helmet", 3), ("gloves", 1)],
    )
}

fn refund(units: &[(&str, i64)], restock: bool) -> Value {
    json!({ "orderId": "o1", "lines": lines(units), "restock": restock })
}

fn returned(units: &[(&str, i64)], restock: bool) -> Value {
    let line = |(line, quantity): &(&str, i64)| json!({ "lineId": line, "quantity": quantity, "returned": true });
    json!({ "orderId": "o1", "lines": units.iter().map(line).collect::<Vec<_>>(), "restock": restock })
}

fn all(restock: bool) -> Value {
    json!({ "orderId": "o1", "restock": restock })
}

/// Hands these units over, though none are on the shelf.
fn hand_over(books: &mut Books, shipment: &str, units: &[(&str, i64)]) {
    pack(books, shipment, units);
    let force = json!({ "reason": "fetched from the window" });
    books.apply("markShipped", json!({ "orderId": "o1", "shipmentId": shipment, "force": force }));
}

fn pack(books: &mut Books, shipment: &str, units: &[(&str, i64)]) {
    let shipment = json!({ "id": shipment, "number": shipment, "lines": lines(units) });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": shipment }));
}

fn payment(books: &Books) -> Value {
    books.ask("order", json!("o1"))["payment"].clone()
}

#[test]
fn part_of_a_line_goes_and_the_rest_still_waits() {
    let mut books = start().open();
    let done = books.apply("refundOrder", refund(&[("helmet", 1)], true));
    let changed = json!([{ "type": "order", "id": "o1" }, { "type": "sale", "id": "s-o1" }]);
    assert_eq!(done.changes["documents"], changed);
    assert_eq!(books.rows(), ["o1-gloves 1", "o1-helmet 2"]);
    assert_eq!(books.line("order", "o1", "helmet")["refunded"], json!(1));
    assert_eq!(books.adjustment("c1:1")["reverses"], json!("o1-helmet"));
    books.shows("backorders", json!({}), json!({ "rows": [{ "lines": [{ "unshipped": 2 }, { "unshipped": 1 }] }] }));
    assert_eq!(payment(&books), json!("paid"), "something is left that was paid for");
    let refusal = books.refuse("refundOrder", refund(&[("gloves", 1), ("helmet", 3)], true), "overRefund");
    assert_says(&refusal, Some("lines[1].quantity"), json!({ "lineId": "helmet", "left": 2 }));
    books.cannot_undo(&done);
}

#[test]
fn all_that_is_left_goes_and_the_payment_is_refunded() {
    let mut books = start().open();
    books.apply("refundOrder", refund(&[("helmet", 1)], true));
    books.apply("refundOrder", all(true));
    assert!(books.rows().is_empty() && books.waiting().is_empty());
    assert_eq!((books.qoh("helmet", "main"), books.qoh("gloves", "main")), (0.0, 0.0));
    assert_eq!((payment(&books), books.status("order", "o1").as_str()), (json!("refunded"), "cancelled"));
    books.refuse("refundOrder", all(true), "nothingToDo");
    books.illegal("markOrderPaid", json!({ "orderId": "o1" }), "refunded", &["notPaid", "partiallyPaid"]);
}

#[test]
fn only_what_was_paid_for_is_paid_back() {
    for (before, after) in [("paid", "refunded"), ("partiallyPaid", "refunded"), ("notPaid", "notPaid")] {
        let mut books = start().but("orders", "o1", json!({ "payment": before })).open();
        books.apply("refundOrder", all(true));
        assert_eq!(payment(&books), json!(after), "{before}");
    }
}

#[test]
fn without_restock_the_demand_goes_and_the_stock_stays() {
    let mut books = start().open();
    books.apply("refundOrder", refund(&[("helmet", 2)], false));
    assert_eq!(books.qoh("helmet", "main"), -3.0);
    assert_eq!(books.adjustment("o1-helmet")["refundedNotRestocked"], json!(2));
    books.shows(
        "rows",
        json!(["o1-helmet"]),
        json!([{ "sold": 3, "uncovered": 3, "diagnosis": "refundedNotRestocked" }]),
    );
    assert_eq!(books.shelf("helmet", "main"), -2.0, "minus three, and one that is sold and not handed over");
    books.apply("restock", json!({ "adjustmentId": "o1-helmet" }));
    books.shows("rows", json!(["o1-helmet"]), json!([{ "sold": 1, "uncovered": 1, "diagnosis": "backorder" }]));
    assert_eq!(books.shelf("helmet", "main"), 0.0);
}

#[test]
fn units_handed_over_are_returned_and_not_refunded_twice() {
    let mut books = start().open();
    hand_over(&mut books, "sh1", &[("helmet", 2)]);
    let refusal = books.refuse("refundOrder", refund(&[("helmet", 2)], true), "overRefund");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "helmet", "left": 1 }));
    books.apply("refundOrder", returned(&[("helmet", 1)], true));
    books.shows("order", json!("o1"), json!({ "lines": [{ "quantity": 3, "refunded": 0, "returned": 1 }, {}] }));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (-2.0, -1.0));
    let refusal = books.refuse("refundOrder", returned(&[("helmet", 2)], true), "overRefund");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "helmet", "left": 1 }));
    books.apply("refundOrder", returned(&[("helmet", 1)], false));
    assert_eq!(books.qoh("helmet", "main"), -2.0, "this one was not put back");
    assert_eq!(books.adjustment("o1-helmet")["refundedNotRestocked"], json!(1));
    books.refuse("refundOrder", returned(&[("helmet", 1)], true), "overRefund");
    // The third helmet and the gloves were never handed over.
    books.apply("refundOrder", all(true));
    books.shows(
        "order",
        json!("o1"),
        json!({ "payment": "refunded", "lines": [{ "refunded": 1, "returned": 2 }, { "refunded": 1 }] }),
    );
    assert_eq!(books.qoh("helmet", "main"), -1.0);
    books.apply("restock", json!({ "adjustmentId": "o1-helmet" }));
    assert_eq!(books.qoh("helmet", "main"), 0.0);
    assert!(books.rows().is_empty());
}

#[test]
fn both_kinds_of_units_of_one_line_go_in_one_refund() {
    let mut books = start().open();
    hand_over(&mut books, "sh1", &[("helmet", 2)]);
    let both = json!([{ "lineId": "helmet", "quantity": 1 }, { "lineId": "helmet", "quantity": 2, "returned": true }]);
    books.apply("refundOrder", json!({ "orderId": "o1", "lines": both, "restock": true }));
    books.shows("order", json!("o1"), json!({ "payment": "paid", "lines": [{ "refunded": 1, "returned": 2 }, {}] }));
    assert_eq!(books.qoh("helmet", "main"), 0.0);
}

#[test]
fn units_that_wait_in_a_shipment_are_taken_out_of_it_first() {
    let mut books = start().open();
    pack(&mut books, "sh1", &[("helmet", 2), ("gloves", 1)]);
    let refusal = books.refuse("refundOrder", refund(&[("helmet", 2)], true), "overRefund");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "lineId": "helmet", "left": 1 }));
    let of_sale =
        json!({ "saleId": "s-o1", "lines": [{ "adjustmentId": "o1-gloves", "quantity": 1 }], "restock": true });
    books.refuse("refundSale", of_sale.clone(), "overRefund");
    // Without lines: what is left outside.
    books.apply("refundOrder", all(true));
    books.shows("order", json!("o1"), json!({ "lines": [{ "refunded": 1 }, { "refunded": 0 }] }));
    books.refuse("refundOrder", all(true), "nothingToDo");
    books.apply("cancelShipment", json!({ "orderId": "o1", "shipmentId": "sh1" }));
    books.apply("refundSale", of_sale);
    books.apply("refundOrder", all(true));
    assert_eq!(books.status("order", "o1"), "cancelled");
}

#[test]
fn a_refund_at_the_till_counts_on_the_order_too() {
    let mut books = start().open();
    hand_over(&mut books, "sh1", &[("helmet", 1)]);
    let refund = |quantity: i64| json!({ "saleId": "s-o1", "lines": [{ "adjustmentId": "o1-helmet", "quantity": quantity }], "restock": true });
    // Two are not handed over: they go first; the third comes back.
    let done = books.apply("refundSale", refund(1));
    let changed = json!([{ "type": "order", "id": "o1" }, { "type": "sale", "id": "s-o1" }]);
    assert_eq!(done.changes["documents"], changed);
    books.shows("order", json!("o1"), json!({ "lines": [{ "refunded": 1, "returned": 0 }, {}] }));
    books.apply("refundSale", refund(2));
    books.shows("order", json!("o1"), json!({ "payment": "paid", "lines": [{ "refunded": 2, "returned": 1 }, {}] }));
    books.refuse("refundOrder", returned(&[("helmet", 1)], true), "overRefund");
    books.apply("voidSale", json!({ "saleId": "s-o1" }));
    books.shows("order", json!("o1"), json!({ "payment": "refunded", "lines": [{}, { "refunded": 1 }] }));
    assert_eq!((books.qoh("helmet", "main"), books.qoh("gloves", "main")), (0.0, 0.0));
}

#[test]
fn what_the_till_has_put_back_already_is_not_put_back_again() {
    // The till took one helmet back, and the order does not know.
    let back = json!({ "id": "a9", "itemId": "helmet", "shopId": "main", "quantity": 1, "at": 500, "reason": "sale",
        "sourceId": "s-o1", "reverses": "o1-helmet" });
    let mut books = Start::new()
        .stock("helmet", "main", -2)
        .online_order("o1", 100, &[("helmet", 3)])
        .with("adjustments", back)
        .open();
    books.apply("refundOrder", refund(&[("helmet", 3)], true));
    assert_eq!(books.qoh("helmet", "main"), 0.0, "two were left of the sale");
    assert_eq!(books.line("order", "o1", "helmet")["refunded"], json!(3));
}

#[test]
fn cancelled_all_that_is_not_handed_over_goes_back() {
    let mut books = start().open();
    hand_over(&mut books, "sh1", &[("helmet", 1)]);
    pack(&mut books, "sh2", &[("helmet", 1)]);
    let done = books.apply("cancelOrder", all(true));
    books.shows(
        "order",
        json!("o1"),
        json!({ "status": "cancelled", "cancelled": true, "payment": "paid",
        "lines": [{ "refunded": 2, "returned": 0 }, { "refunded": 1 }],
        "shipments": [{ "id": "sh1", "status": "shipped" }, { "id": "sh2", "status": "cancelled" }] }),
    );
    assert_eq!(books.rows(), ["o1-helmet 1"], "the one that was shipped was never in the books");
    books.shows("rows", json!(["o1-helmet"]), json!([{ "diagnosis": "shippedUncovered" }]));
    assert!(books.waiting().is_empty());
    books.cannot_undo(&done);
    // Only what was handed over can still be refunded.
    books.refuse("refundOrder", all(true), "nothingToDo");
    books.refuse("refundOrder", refund(&[("helmet", 1)], true), "overRefund");
    books.apply("refundOrder", returned(&[("helmet", 1)], true));
    assert_eq!((books.qoh("helmet", "main"), payment(&books)), (0.0, json!("refunded")));
}

#[test]
fn cancelled_without_restock_each_source_keeps_what_is_not_back() {
    let mut books = start().open();
    books.apply("cancelOrder", all(false));
    assert_eq!(books.rows(), ["o1-gloves 1", "o1-helmet 3"]);
    assert_eq!((payment(&books), books.status("order", "o1").as_str()), (json!("refunded"), "cancelled"));
    books.apply("restock", json!({ "adjustmentId": "o1-helmet", "quantity": 1 }));
    books.apply("restock", json!({ "adjustmentId": "o1-gloves" }));
    assert_eq!(books.rows(), ["o1-helmet 2"]);
}

#[test]
fn an_order_is_cancelled_once_and_only_while_something_is_left_to_hand_over() {
    let mut books = start().open();
    books.apply("cancelOrder", all(true));
    books.illegal("cancelOrder", all(true), "cancelled", &["not cancelled"]);

    let mut books = start().open();
    hand_over(&mut books, "sh1", &[("helmet", 3), ("gloves", 1)]);
    books.illegal("cancelOrder", all(true), "completedShipped", &["not handed over"]);
}

/// The sale was recorded and its movement not sent: nothing is there to reverse, and the units go back all the same.
#[test]
fn units_whose_movement_was_not_sent_go_back_too_where_the_sale_is_recorded() {
    for (recorded, restock, qoh) in [(true, true, 0.0), (true, false, -3.0), (false, true, -3.0), (false, false, -3.0)]
    {
        let line =
            |item: &str, quantity: i64| json!({ "id": item, "itemId": item, "shopId": "main", "quantity": quantity });
        let nameless = json!({ "lines": [line("helmet", 3), line("gloves", 1)] });
        let mut books = start().but("orders", "o1", nameless).open();
        let sales = if recorded { json!([]) } else { json!(["s-o1"]) };
        let gone = json!({ "adjustments": ["o1-helmet", "o1-gloves"], "sales": sales });
        books.apply("merge", json!({ "remove": gone }));
        let done = books.apply("refundOrder", refund(&[("helmet", 3)], restock));
        assert_eq!(books.qoh("helmet", "main"), qoh, "recorded: {recorded}, put back: {restock}");
        let documents = list(&done.changes, "documents");
        assert_eq!(documents.iter().any(|document| document["type"] == json!("sale")), recorded && restock);
    }
}

#[test]
fn a_service_whose_movement_nobody_has_is_refunded_and_moves_nothing() {
    let mut books = Start::new().online_order("o1", 100, &[("fitting", 2)]).open();
    let done = books.apply("refundOrder", refund(&[("fitting", 2)], true));
    assert_eq!(done.changes["levels"], json!([]));
}
