//! Stock counted and adjusted.

use super::support::books::assert_says;
use super::support::start::Start;
use serde_json::{Value, json};

fn count(counted: i64) -> Value {
    json!({ "itemId": "helmet", "shopId": "main", "counted": counted })
}

fn adjust(quantity: i64) -> Value {
    json!({ "itemId": "helmet", "shopId": "main", "quantity": quantity })
}

/// The till sold one helmet, and an order waits for two; none were there.
fn start() -> Start {
    Start::new().stock("helmet", "main", -3).till_sale("s1", 100, &[("helmet", 1)]).online_order(
        "o2",
        200,
        &[("helmet", 2)],
    )
}

#[test]
fn an_empty_shelf_does_not_make_a_waiting_order_look_filled() {
    let mut books = start().open();
    let done = books.apply("countStock", count(0));
    assert_eq!(books.qoh("helmet", "main"), -2.0, "two are sold and not handed over");
    assert_eq!(books.rows(), ["o2-helmet 2"]);
    let movement = books.adjustment("c1:1");
    assert_eq!([&movement["quantity"], &movement["reason"]], [&json!(1), &json!("other")]);
    books.undo(&done);
    assert_eq!(books.rows(), ["s1-helmet 1", "o2-helmet 2"]);
}

#[test]
fn what_lies_there_for_the_order_is_counted_too() {
    let mut books = start().open();
    let done = books.apply("countStock", count(5));
    assert_eq!(done.changes["ordersReady"], json!(["o2"]));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (3.0, 5.0));
    // One was handed over: four are on the shelf, and one of them waits.
    let shipment = json!({ "id": "sh1", "number": "1", "lines": [{ "lineId": "helmet", "quantity": 1 }] });
    books.apply("createShipment", json!({ "orderId": "o2", "shipment": shipment }));
    books.apply("markShipped", json!({ "orderId": "o2", "shipmentId": "sh1" }));
    assert_eq!((books.qoh("helmet", "main"), books.shelf("helmet", "main")), (3.0, 4.0));
    let done = books.apply("countStock", count(4));
    assert_eq!(done.changes["levels"], json!([]), "the books were right");
    books.apply("countStock", count(2));
    assert_eq!(books.qoh("helmet", "main"), 1.0);
}

#[test]
fn a_count_that_confirms_the_books_is_a_fact() {
    let mut books = start().open();
    let done = books.apply("countStock", count(-1 + 1));
    assert_eq!(done.revision, 1);
    let again = books.apply("countStock", count(0));
    assert_eq!((again.revision, again.events.len()), (2, 1));
    assert_eq!(again.changes["rowsChanged"], json!([]));
    assert_eq!(books.last_done()["type"], json!("countStock"));
}

#[test]
fn a_cancelled_order_and_one_whose_sale_is_not_recorded_lie_on_no_shelf() {
    let order = |id: &str| {
        json!({ "id": id, "number": id, "placedAt": 300, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 7 }] })
    };
    let mut books = start().but("orders", "o2", json!({ "cancelled": true })).with("orders", order("o3")).open();
    books.apply("countStock", count(5));
    assert_eq!(books.qoh("helmet", "main"), 5.0);

    // A sale of the order is known, though none of its movements was sent.
    let recorded = json!({ "id": "s3", "number": "3", "shopId": "main", "completedAt": 300, "orderId": "o3" });
    let mut books = start().with("orders", order("o3")).with("sales", recorded).open();
    books.apply("countStock", count(5));
    assert_eq!(books.qoh("helmet", "main"), -4.0, "five, less two and seven that wait");
}

#[test]
fn a_level_that_was_not_there_is_made() {
    let mut books = start().open();
    let bell = json!({ "itemId": "bell", "shopId": "harbour", "counted": 4 });
    books.there_and_back("countStock", bell.clone());
    let done = books.apply("countStock", bell);
    assert_eq!(done.changes["levels"], json!([{ "itemId": "bell", "shopId": "harbour", "qoh": 4 }]));
}

#[test]
fn a_loss_is_served_before_any_demand() {
    // One helmet was there and sold at the till; now two more are gone.
    let mut books = Start::new().stock("helmet", "main", 0).till_sale("s1", 100, &[("helmet", 1)]).open();
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": -2, "note": "stolen" }));
    assert_eq!(books.rows(), ["s1-helmet 1", "c1:1 1"], "of three the last two: one of the loss, and the sale");
    books.shows("rows", json!(["c1:1"]), json!([{ "reason": "other", "sold": 2, "uncovered": 1 }]));
    assert_eq!(books.adjustment("c1:1")["note"], json!("stolen"));
    // One comes in: it covers the loss, not the sale.
    books.apply("adjustStock", adjust(1));
    assert_eq!(books.rows(), ["s1-helmet 1"]);
}

#[test]
fn both_are_taken_back_by_the_opposite_adjustment() {
    for quantity in [-2, 4] {
        start().open().there_and_back("adjustStock", adjust(quantity));
    }
    for counted in [0, 1, 9] {
        start().open().there_and_back("countStock", count(counted));
    }
    let mut books = start().open();
    let done = books.apply("adjustStock", adjust(-2));
    books.undo(&done);
    let back = books.adjustment("c2:1");
    assert_eq!([&back["quantity"], &back["reverses"]], [&json!(2), &json!("c1:1")]);
}

#[test]
fn the_other_shops_rows_show_what_there_is_elsewhere() {
    let mut books = start().open();
    let here = json!({ "itemId": "helmet", "shopId": "harbour", "quantity": 6 });
    let done = books.apply("adjustStock", here);
    assert_eq!(done.changes["rowsChanged"], json!(["o2-helmet", "s1-helmet"]));
    books.shows("rows", json!(["s1-helmet"]), json!([{ "qoh": -3, "elsewhere": 6 }]));
    assert_eq!(books.rows(), ["s1-helmet 1", "o2-helmet 2"], "shown, never netted");
    // What others owe is not what they have.
    let done = books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "harbour", "quantity": -8 }));
    assert_eq!(done.changes["rowsAdded"], json!(["c2:1"]));
    books.shows("rows", json!(["s1-helmet", "c2:1"]), json!([{ "elsewhere": 0 }, { "elsewhere": 0, "qoh": -2 }]));
}

#[test]
fn what_no_movement_explains_is_one_row() {
    let mut books = Start::new().stock("helmet", "main", -5).till_sale("s1", 100, &[("helmet", 2)]).open();
    assert_eq!(books.rows(), ["s1-helmet 2", "unattributed:helmet:main 3"], "a row without instant comes last");
    // Stock covers what nothing explains before it covers a source.
    books.apply("adjustStock", adjust(3));
    assert_eq!(books.rows(), ["s1-helmet 2"]);
}

#[test]
fn only_stock_can_be_counted_and_only_a_movement_moves() {
    let mut books = start().open();
    for command in ["countStock", "adjustStock"] {
        let at = |item: &str, shop: &str| json!({ "itemId": item, "shopId": shop, "counted": 1, "quantity": 1 });
        let refusal = books.refuse(command, at("fitting", "main"), "notInventoried");
        assert_says(&refusal, Some("itemId"), json!({ "itemId": "fitting" }));
        assert_says(&books.refuse(command, at("lamp", "main"), "notFound"), Some("itemId"), json!({ "id": "lamp" }));
        assert_says(&books.refuse(command, at("helmet", "no"), "notFound"), Some("shopId"), json!({ "id": "no" }));
    }
    assert_says(&books.refuse("adjustStock", adjust(0), "nothingToDo"), Some("quantity"), json!({}));
    assert_eq!(books.throws("countStock", count(-1)), ("invalidInput".to_string(), "counted".to_string()));
}
