//! A line of an order served from another shop.

use super::support::books::{Books, assert_says, lines};
use super::support::start::Start;
use serde_json::{Value, json};

/// Three helmets were ordered from the main shop, which has none; the harbour has five.
fn start() -> Start {
    Start::new().stock("helmet", "main", -3).stock("helmet", "harbour", 5).online_order("o1", 100, &[("helmet", 3)])
}

fn to(shop: &str) -> Value {
    json!({ "orderId": "o1", "lineId": "helmet", "shopId": shop })
}

fn pack(books: &mut Books, shipment: &str, units: i64) {
    let shipment = json!({ "id": shipment, "number": shipment, "lines": lines(&[("helmet", units)]) });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": shipment }));
}

fn ship(books: &mut Books, shipment: &str) {
    let force = json!({ "reason": "fetched from the window" });
    books.apply("markShipped", json!({ "orderId": "o1", "shipmentId": shipment, "force": force }));
}

#[test]
fn its_units_go_up_where_it_was_and_down_where_it_goes() {
    let mut books = start().open();
    let done = books.apply("moveOrderLine", to("harbour"));
    assert_eq!(done.changes["rowsRemoved"], json!(["o1-helmet"]));
    assert_eq!(done.changes["ordersReady"], json!(["o1"]));
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (0.0, 2.0));
    assert_eq!((books.shelf("helmet", "main"), books.shelf("helmet", "harbour")), (0.0, 5.0));
    books.shows(
        "order",
        json!("o1"),
        json!({ "lines": [{ "id": "helmet", "shopId": "harbour", "quantity": 3, "adjustmentId": "c1:2" }] }),
    );
    assert_eq!(books.adjustment("c1:1")["reverses"], json!("o1-helmet"));
    let moved = books.adjustment("c1:2");
    let said = [&moved["shopId"], &moved["quantity"], &moved["reason"], &moved["sourceId"]];
    assert_eq!(said, [&json!("harbour"), &json!(-3), &json!("sale"), &json!("s-o1")]);
}

#[test]
fn it_stands_in_the_new_queue_where_it_stood_in_the_old_one() {
    // The harbour owes two helmets to a later sale, and has none.
    let later = json!({ "id": "s2", "number": "2", "shopId": "harbour", "completedAt": 200 });
    let sold = json!({ "id": "a2", "itemId": "helmet", "shopId": "harbour", "quantity": -2, "at": 200, "reason": "sale", "sourceId": "s2" });
    let mut books = Start::new()
        .stock("helmet", "main", -3)
        .stock("helmet", "harbour", -2)
        .online_order("o1", 100, &[("helmet", 3)])
        .with("sales", later)
        .with("adjustments", sold)
        .open();
    books.apply("moveOrderLine", to("harbour"));
    assert_eq!(books.adjustment("c1:2")["at"], json!(100));
    assert_eq!(books.rows(), ["c1:2 3", "a2 2"]);
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "harbour", "quantity": 3 }));
    assert_eq!(books.rows(), ["a2 2"], "the older one is served first");
}

#[test]
fn partly_handed_over_it_is_split() {
    let mut books = start().open();
    pack(&mut books, "sh1", 1);
    ship(&mut books, "sh1");
    books.apply("moveOrderLine", to("harbour"));
    books.shows(
        "order",
        json!("o1"),
        json!({ "status": "partiallyShipped", "lines": [
        { "id": "helmet", "shopId": "main", "quantity": 1, "refunded": 0, "adjustmentId": "o1-helmet" },
        { "id": "c3:1", "shopId": "harbour", "quantity": 2, "refunded": 0, "adjustmentId": "c3:2" },
    ] }),
    );
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (-1.0, 3.0));
    books.shows("rows", json!(["o1-helmet"]), json!([{ "sold": 1, "uncovered": 1, "diagnosis": "shippedUncovered" }]));
    assert_eq!(books.waiting(), ["o1 ready"]);
}

#[test]
fn units_that_wait_in_a_shipment_stay() {
    let mut books = start().open();
    pack(&mut books, "sh1", 2);
    books.apply("moveOrderLine", to("harbour"));
    books.shows(
        "order",
        json!("o1"),
        json!({ "lines": [{ "quantity": 2, "shopId": "main" }, { "quantity": 1, "shopId": "harbour" }] }),
    );
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (-2.0, 4.0));
    books.refuse("moveOrderLine", to("harbour"), "nothingToDo");
}

#[test]
fn it_moves_back_as_long_as_its_units_still_wait() {
    start().open().there_and_back("moveOrderLine", to("harbour"));

    let mut books = start().open();
    pack(&mut books, "sh1", 1);
    ship(&mut books, "sh1");
    books.there_and_back("moveOrderLine", to("harbour"));

    let mut books = start().open();
    let moved = books.apply("moveOrderLine", to("harbour"));
    pack(&mut books, "sh1", 3);
    books.apply("markShipped", json!({ "orderId": "o1", "shipmentId": "sh1" }));
    books.cannot_undo(&moved);
}

#[test]
fn it_does_not_move_back_after_a_refund_of_it() {
    let mut books = start().open();
    let moved = books.apply("moveOrderLine", to("harbour"));
    let one = json!({ "orderId": "o1", "lines": lines(&[("helmet", 3)]), "restock": true });
    books.apply("refundOrder", one);
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (0.0, 5.0));
    books.cannot_undo(&moved);
}

#[test]
fn refunded_units_stay_where_they_were() {
    let mut books = start().open();
    books.apply("refundOrder", json!({ "orderId": "o1", "lines": lines(&[("helmet", 1)]), "restock": true }));
    books.apply("moveOrderLine", to("harbour"));
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (0.0, 3.0));
    assert!(books.rows().is_empty());
    assert_eq!(books.waiting(), ["o1 ready"]);
    // Moved on and back, nothing is lost.
    books.apply("moveOrderLine", to("main"));
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (-2.0, 5.0));
}

#[test]
fn a_line_without_anything_left_to_hand_over_has_nothing_to_move() {
    let mut books = start().open();
    let refusal = books.refuse("moveOrderLine", to("main"), "nothingToDo");
    assert_says(&refusal, Some("shopId"), json!({}));
    pack(&mut books, "sh1", 3);
    books.refuse("moveOrderLine", to("harbour"), "nothingToDo");
    ship(&mut books, "sh1");
    books.refuse("moveOrderLine", to("harbour"), "nothingToDo");
}

#[test]
fn the_line_and_the_shop_must_be_there_and_the_item_have_stock() {
    let mut books = start()
        .but(
            "orders",
            "o1",
            json!({ "lines": [
        { "id": "helmet", "itemId": "helmet", "shopId": "main", "quantity": 3, "adjustmentId": "o1-helmet" },
        { "id": "fitting", "itemId": "fitting", "shopId": "main", "quantity": 1 },
    ] }),
        )
        .open();
    assert_says(&books.refuse("moveOrderLine", to("nowhere"), "notFound"), Some("shopId"), json!({ "id": "nowhere" }));
    let line = |line: &str| json!({ "orderId": "o1", "lineId": line, "shopId": "harbour" });
    assert_says(&books.refuse("moveOrderLine", line("bell"), "notFound"), Some("lineId"), json!({ "id": "bell" }));
    let refusal = books.refuse("moveOrderLine", line("fitting"), "notInventoried");
    assert_says(&refusal, Some("lineId"), json!({ "itemId": "fitting" }));
}
