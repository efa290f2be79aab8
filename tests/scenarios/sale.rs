//! Sales: recorded at the till or for an online order, refunded in part, voided.

use super::support::books::{Books, assert_says, number_of};
use super::support::fields::list;
use super::support::start::Start;
use serde_json::{Value, json};

/// s1 took four helmets and s2 one; none were there.
fn start() -> Start {
    Start::new().stock("helmet", "main", -5).till_sale("s1", 100, &[("helmet", 4)]).till_sale(
        "s2",
        200,
        &[("helmet", 1)],
    )
}

fn sale(id: &str, completed_at: i64) -> Value {
    json!({ "id": id, "number": "7", "shopId": "main", "completedAt": completed_at })
}

fn sold(adjustment: &str, item: &str, quantity: i64) -> Value {
    json!({ "adjustmentId": adjustment, "itemId": item, "quantity": quantity })
}

fn refund(sale: &str, adjustment: &str, quantity: i64, restock: bool) -> Value {
    json!({ "saleId": sale, "lines": [{ "adjustmentId": adjustment, "quantity": quantity }], "restock": restock })
}

#[test]
fn one_at_the_till_takes_its_units_out_of_the_shop() {
    let mut books = Start::new().stock("helmet", "main", 1).open();
    let lines = json!([sold("a1", "helmet", 3), sold("a2", "bell", 1), sold("a3", "gloves", 0)]);
    let done = books.apply("recordSale", json!({ "sale": sale("s9", 500), "lines": lines }));
    assert_eq!(done.changes["rowsAdded"], json!(["a1", "a2"]));
    assert_eq!(books.rows(), ["a1 2", "a2 1"], "one helmet was there; the bell's level is made");
    books.shows(
        "sale",
        json!("s9"),
        json!({ "number": "7", "completedAt": 500, "order": null, "lines": [
        { "id": "a1", "quantity": -3, "at": 500, "reason": "sale", "sourceId": "s9" }, { "id": "a2", "quantity": -1 },
    ] }),
    );
    books.shows(
        "rows",
        json!(["a1"]),
        json!([{ "source": { "type": "sale", "number": "7" }, "occurredAt": 500, "sold": 3,
        "ecomOrder": null, "soldBecause": null, "diagnosis": "missingDocument" }]),
    );
}

#[test]
fn one_taken_back_is_voided_and_stays_in_the_books() {
    let mut books = Start::new().stock("helmet", "main", 1).open();
    let lines = json!([sold("a1", "helmet", 3)]);
    let done = books.apply("recordSale", json!({ "sale": sale("s9", 500), "lines": lines }));
    let back = books.undo(&done);
    assert_eq!(back.changes["rowsRemoved"], json!(["a1"]));
    assert_eq!(books.qoh("helmet", "main"), 1.0);
    assert_eq!(list(&books.ask("sale", json!("s9")), "lines").len(), 2, "what it sold, and that this was put back");
    books.refuse("voidSale", json!({ "saleId": "s9" }), "nothingToDo");
    books.cannot_undo(&done);
    books.cannot_undo(&back);
}

#[test]
fn it_queues_by_when_it_was_completed_and_not_by_when_it_was_recorded() {
    let mut books = start().purchase_order("p1", 300, &[("helmet", 2)]).open();
    let lines = json!([sold("a0", "helmet", 2)]);
    books.apply("recordSale", json!({ "sale": sale("s0", 50), "lines": lines }));
    assert_eq!(books.rows(), ["a0 2", "s1-helmet 4", "s2-helmet 1"]);
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    assert_eq!(books.rows(), ["s1-helmet 4", "s2-helmet 1"]);
}

#[test]
fn a_service_is_recorded_and_moves_nothing() {
    let mut books = Start::new().stock("helmet", "main", 1).open();
    let lines = json!([sold("a1", "helmet", 1), sold("a2", "fitting", 2)]);
    let done = books.apply("recordSale", json!({ "sale": sale("s9", 500), "lines": lines }));
    assert_eq!(done.changes["levels"], json!([{ "itemId": "helmet", "shopId": "main", "qoh": 0 }]));
    books.shows(
        "sale",
        json!("s9"),
        json!({ "lines": [{ "id": "a1" }, { "id": "a2", "itemId": "fitting", "quantity": -2 }] }),
    );
    assert!(books.rows().is_empty());
    books.undo(&done);
    assert_eq!(books.qoh("helmet", "main"), 1.0);
}

#[test]
fn it_may_bring_its_online_order_along() {
    let mut books = Start::new().stock("helmet", "main", 1).open();
    let order = json!({ "id": "o1", "number": "E1", "placedAt": 450, "customer": "Ada", "payment": "notPaid", "fraud": "unchecked",
        "delivery": "ship", "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 2, "adjustmentId": "a1" }] });
    let lines = json!([sold("a1", "helmet", 2)]);
    let done = books.apply("recordSale", json!({ "sale": sale("s9", 500), "lines": lines, "order": order }));
    assert_eq!(done.changes["documents"], json!([{ "type": "order", "id": "o1" }, { "type": "sale", "id": "s9" }]));
    books.shows(
        "rows",
        json!(["a1"]),
        json!([{ "uncovered": 1, "ecomOrder": { "id": "o1", "number": "E1" }, "customer": "Ada",
        "diagnosis": "backorder", "soldBecause": "backordersAllowed" }]),
    );
    books.shows("sale", json!("s9"), json!({ "orderId": "o1", "order": { "id": "o1", "number": "E1" } }));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (-1.0, 1.0));
    assert_eq!(books.status("order", "o1"), "awaitingPayment");
    assert_eq!(books.waiting(), ["o1 short"]);
    // Voided, the order has nothing left either.
    books.undo(&done);
    assert_eq!(books.status("order", "o1"), "cancelled");
    assert_eq!(books.line("order", "o1", "1")["refunded"], json!(2));
    assert!(books.waiting().is_empty() && books.rows().is_empty());
}

#[test]
fn an_order_whose_sale_is_recorded_later_is_all_missing_until_then() {
    let order = json!({ "id": "o1", "number": "E1", "placedAt": 450, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 2 }] });
    let mut books = Start::new().stock("helmet", "main", 3).with("orders", order).open();
    books.shows(
        "backorders",
        json!({}),
        json!({ "rows": [{ "state": "short", "lines": [{ "onShelf": 0, "missing": 2 }] }] }),
    );
    assert_eq!(books.shelf("helmet", "main"), 3.0);
    let mut sale = sale("s9", 500);
    sale["orderId"] = json!("o1");
    let done = books.apply("recordSale", json!({ "sale": sale, "lines": [sold("a1", "helmet", 2)] }));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (1.0, 3.0));
}

#[test]
fn a_refund_with_restock_closes_its_own_row_as_far_as_it_goes() {
    let mut books = start().open();
    let done = books.apply("refundSale", refund("s1", "s1-helmet", 1, true));
    assert_eq!(books.rows(), ["s1-helmet 3", "s2-helmet 1"]);
    books.shows("rows", json!(["s1-helmet"]), json!([{ "sold": 3, "uncovered": 3, "qoh": -4 }]));
    assert_eq!(books.adjustment("c1:1")["reverses"], json!("s1-helmet"));
    let refusal = books.refuse("refundSale", refund("s1", "s1-helmet", 4, true), "overRefund");
    assert_says(&refusal, Some("lines[0].quantity"), json!({ "left": 3 }));
    books.apply("refundSale", refund("s1", "s1-helmet", 3, true));
    assert_eq!(books.rows(), ["s2-helmet 1"]);
    let refusal = books.refuse("refundSale", refund("s1", "s1-helmet", 1, true), "overRefund");
    assert_eq!(number_of(&refusal["details"], "left"), 0.0);
    books.refuse("refundSale", refund("s1", "s1-helmet", 0, true), "nothingToDo");
    books.refuse("voidSale", json!({ "saleId": "s1" }), "nothingToDo");
    books.cannot_undo(&done);
}

#[test]
fn a_refund_in_the_middle_of_the_queue_never_marks_another_sale_as_filled() {
    // Of six helmets two were there: s1 is covered.
    let mut books = Start::new()
        .stock("helmet", "main", -4)
        .till_sale("s1", 100, &[("helmet", 2)])
        .till_sale("s2", 200, &[("helmet", 2)])
        .till_sale("s3", 300, &[("helmet", 2)])
        .open();
    assert_eq!(books.rows(), ["s2-helmet 2", "s3-helmet 2"]);
    books.apply("refundSale", refund("s2", "s2-helmet", 1, true));
    assert_eq!(books.rows(), ["s2-helmet 1", "s3-helmet 2"]);
    // A covered one refunded gives its unit to the oldest that waits.
    books.apply("refundSale", refund("s1", "s1-helmet", 1, true));
    assert_eq!(books.rows(), ["s3-helmet 2"]);
}

#[test]
fn a_refund_without_restock_leaves_the_stock_until_it_is_put_back() {
    let mut books = start().open();
    let done = books.apply("refundSale", refund("s1", "s1-helmet", 3, false));
    assert_eq!((books.qoh("helmet", "main"), done.changes["levels"].clone()), (-5.0, json!([])));
    books.shows(
        "rows",
        json!(["s1-helmet"]),
        json!([{ "sold": 4, "uncovered": 4, "diagnosis": "refundedNotRestocked" }]),
    );
    assert_eq!(books.adjustment("s1-helmet")["refundedNotRestocked"], json!(3));
    // One of the four is left, and each unit is compensated once.
    let refusal = books.refuse("refundSale", refund("s1", "s1-helmet", 2, true), "overRefund");
    assert_eq!(number_of(&refusal["details"], "left"), 1.0);
    let put_back = books.apply("restock", json!({ "adjustmentId": "s1-helmet", "quantity": 2 }));
    assert_eq!(books.rows(), ["s1-helmet 2", "s2-helmet 1"]);
    let refusal = books.refuse("restock", json!({ "adjustmentId": "s1-helmet", "quantity": 2 }), "overRefund");
    assert_says(&refusal, Some("quantity"), json!({ "left": 1 }));
    books.refuse("restock", json!({ "adjustmentId": "s1-helmet", "quantity": 0 }), "nothingToDo");
    books.apply("restock", json!({ "adjustmentId": "s1-helmet" }));
    books.shows("rows", json!(["s1-helmet"]), json!([{ "sold": 1, "uncovered": 1, "diagnosis": "missingDocument" }]));
    books.refuse("restock", json!({ "adjustmentId": "s1-helmet" }), "nothingToDo");
    books.cannot_undo(&done);
    books.cannot_undo(&put_back);
}

#[test]
fn voided_after_a_refund_only_what_was_left_goes_back() {
    let mut books = start().open();
    books.apply("refundSale", refund("s1", "s1-helmet", 1, true));
    books.apply("refundSale", refund("s1", "s1-helmet", 1, false));
    let done = books.apply("voidSale", json!({ "saleId": "s1" }));
    assert_eq!(books.qoh("helmet", "main"), -2.0, "five short, one and then two put back");
    assert_eq!(books.rows(), ["s1-helmet 1", "s2-helmet 1"], "the one that was refunded is still not back");
    books.apply("restock", json!({ "adjustmentId": "s1-helmet" }));
    assert_eq!(books.rows(), ["s2-helmet 1"]);
    books.cannot_undo(&done);
}

#[test]
fn the_same_line_twice_is_summed() {
    let mut books = start().open();
    let lines = |first: i64, second: i64| {
        let line = |quantity: i64| json!({ "adjustmentId": "s1-helmet", "quantity": quantity });
        json!({ "saleId": "s1", "lines": [line(first), line(second)], "restock": true })
    };
    books.refuse("refundSale", lines(3, 2), "overRefund");
    books.apply("refundSale", lines(3, 1));
    assert_eq!(books.rows(), ["s2-helmet 1"]);
}

#[test]
fn a_new_one_must_name_what_is_there_and_take_names_that_are_free() {
    let mut books = start().online_order("o1", 300, &[("bell", 1)]).open();
    let mut refuse = |sale: Value, line: Value, code: &str, path: &str| {
        let refusal = books.refuse("recordSale", json!({ "sale": sale, "lines": [line] }), code);
        assert_eq!(refusal["path"], json!(path));
    };
    refuse(sale("s1", 500), sold("a1", "helmet", 1), "alreadyExists", "sale.id");
    refuse(sale("s9", 500), sold("s1-helmet", "helmet", 1), "alreadyExists", "lines[0].adjustmentId");
    refuse(sale("s9", 500), sold("a1", "lamp", 1), "notFound", "lines[0].itemId");
    let nowhere = json!({ "id": "s9", "number": "9", "shopId": "nowhere", "completedAt": 500 });
    refuse(nowhere, sold("a1", "helmet", 1), "notFound", "sale.shopId");
    refuse(sale("s9", 500), sold("a1", "helmet", 0), "nothingToDo", "lines");
    let order = books.ask("order", json!("o1"));
    let fields = json!({ "sale": sale("s9", 500), "lines": [sold("a1", "bell", 1)], "order": order });
    assert_eq!(books.refuse("recordSale", fields, "alreadyExists")["path"], json!("order.id"));
}

#[test]
fn only_its_own_lines_are_refunded() {
    let mut books = start().open();
    let other = books.refuse("refundSale", refund("s1", "s2-helmet", 1, true), "notFound");
    assert_says(&other, Some("lines[0].adjustmentId"), json!({ "id": "s2-helmet" }));
    // What was put back is no line of the sale.
    books.apply("refundSale", refund("s1", "s1-helmet", 1, true));
    books.refuse("refundSale", refund("s1", "c2:1", 1, true), "notFound");
    let unknown = books.refuse("refundSale", refund("s7", "s1-helmet", 1, true), "notFound");
    assert_says(&unknown, Some("saleId"), json!({ "id": "s7" }));
}

#[test]
fn an_order_that_comes_along_is_the_one_that_the_sale_names() {
    let order = |id: &str| {
        json!({ "id": id, "number": "E1", "placedAt": 450, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 2, "adjustmentId": "a1" }] })
    };
    let mut named = sale("s9", 500);
    named["orderId"] = json!("o1");
    let with = |id: &str| json!({ "sale": named, "lines": [sold("a1", "helmet", 2)], "order": order(id) });
    let mut books = Start::new().open();
    assert_eq!(books.throws("recordSale", with("o2")), ("invalidInput".to_string(), "sale.orderId".to_string()));
    books.apply("recordSale", with("o1"));
    books.shows("sale", json!("s9"), json!({ "orderId": "o1" }));
}

#[test]
fn a_refund_says_which_line_is_not_of_the_sale() {
    let mut books = start().open();
    let line = |id: &str| json!({ "adjustmentId": id, "quantity": 1 });
    let lines = json!([line("s1-helmet"), line("s2-helmet")]);
    let refusal = books.refuse("refundSale", json!({ "saleId": "s1", "lines": lines, "restock": true }), "notFound");
    assert_eq!(refusal["path"], json!("lines[1].adjustmentId"));
}

/// The order says that one was refunded; the movement that gave it back was not sent.
#[test]
fn a_sale_is_voided_as_far_as_its_order_still_holds_it() {
    let start = Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 3)]);
    let mut order = start.snapshot();
    order["orders"][0]["lines"][0]["refunded"] = json!(1);
    let mut books = Books::open(&order);
    books.apply("voidSale", json!({ "saleId": "s-o1" }));
    assert_eq!(books.qoh("helmet", "main"), 2.0);
    books.shows("order", json!("o1"), json!({ "status": "cancelled", "lines": [{ "refunded": 3 }] }));
    books.refuse("voidSale", json!({ "saleId": "s-o1" }), "nothingToDo");
}

/// Nobody knows which of the two is right: `check` tells of it.
#[test]
fn a_sale_of_more_than_its_order_holds_is_not_voided() {
    let start = Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 4)]);
    let mut order = start.snapshot();
    order["orders"][0]["lines"][0]["quantity"] = json!(3);
    Books::open(&order).refuse("voidSale", json!({ "saleId": "s-o1" }), "overRefund");
}

/// Two lines met one movement; one of them was handed over, and one unit of the other came back without a movement.
#[test]
fn a_sale_is_voided_line_by_line() {
    let start = Start::new().stock("helmet", "main", 0).online_order("o1", 100, &[("helmet", 3)]);
    let mut order = start.snapshot();
    let line = |id: &str, quantity: i64, refunded: i64| json!({ "id": id, "itemId": "helmet", "shopId": "main", "quantity": quantity, "refunded": refunded, "adjustmentId": "o1-helmet" });
    let shipped =
        json!({ "id": "sh1", "number": "1", "status": "shipped", "lines": [{ "orderLineId": "1", "quantity": 1 }] });
    order["orders"][0]["lines"] = json!([line("1", 1, 0), line("2", 2, 1)]);
    order["orders"][0]["shipments"] = json!([shipped]);
    let mut books = Books::open(&order);
    books.apply("voidSale", json!({ "saleId": "s-o1" }));
    assert_eq!(books.qoh("helmet", "main"), 2.0);
    books.shows("order", json!("o1"), json!({ "lines": [{ "returned": 1 }, { "refunded": 2 }] }));
}

#[test]
fn an_order_given_with_a_sale_names_items_and_shops_that_are_there() {
    let mut books = Start::new().stock("helmet", "main", 2).open();
    for (item, shop, path) in [("hat", "main", "order.lines[0].itemId"), ("helmet", "moon", "order.lines[0].shopId")] {
        let order = json!({ "id": "o1", "number": "E1", "placedAt": 450, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "lines": [{ "id": "1", "itemId": item, "shopId": shop, "quantity": 1 }] });
        let sale = json!({ "id": "s9", "number": "9", "shopId": "main", "completedAt": 500 });
        let lines = json!([{ "adjustmentId": "a1", "itemId": "helmet", "quantity": 1 }]);
        let refusal = books.refuse("recordSale", json!({ "sale": sale, "lines": lines, "order": order }), "notFound");
        assert_eq!(refusal["path"], json!(path));
    }
}
