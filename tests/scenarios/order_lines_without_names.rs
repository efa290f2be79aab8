//! Order lines that do not name the movement of their sale: the first of an item and shop meets the first such movement.

use super::support::books::{Books, lines};
use super::support::start::Start;
use serde_json::{Value, json};

/// Two lines of helmets, of one and of two; the sale moved them by `b` and `c`.
fn start() -> Start {
    let line =
        |id: &str, quantity: i64| json!({ "id": id, "itemId": "helmet", "shopId": "main", "quantity": quantity });
    let sold = |id: &str, quantity: i64| json!({ "id": id, "itemId": "helmet", "shopId": "main", "quantity": -quantity, "at": 100, "reason": "sale", "sourceId": "s1" });
    Start::new()
        .stock("helmet", "main", -3)
        .stock("helmet", "harbour", 4)
        .with(
            "orders",
            json!({ "id": "o1", "number": "E1", "placedAt": 90, "payment": "paid", "fraud": "cleared",
            "delivery": "ship", "lines": [line("one", 1), line("two", 2)] }),
        )
        .with("sales", json!({ "id": "s1", "number": "1", "shopId": "main", "completedAt": 100, "orderId": "o1" }))
        .with("adjustments", sold("b", 1))
        .with("adjustments", sold("c", 2))
}

fn refund(line: &str, units: i64) -> Value {
    json!({ "orderId": "o1", "lines": lines(&[(line, units)]), "restock": true })
}

fn to_harbour(line: &str) -> Value {
    json!({ "orderId": "o1", "lineId": line, "shopId": "harbour" })
}

fn reverses(books: &Books, id: &str) -> Value {
    books.adjustment(id)["reverses"].clone()
}

#[test]
fn a_refund_reverses_the_movement_that_the_line_met() {
    let mut books = start().open();
    assert_eq!(books.rows(), ["b 1", "c 2"]);
    books.apply("refundOrder", refund("two", 1));
    assert_eq!(reverses(&books, "c1:1"), json!("c"));
    books.apply("refundOrder", refund("one", 1));
    assert_eq!(reverses(&books, "c2:1"), json!("b"));
    assert_eq!(books.rows(), ["c 1"]);
    assert_eq!(books.qoh("helmet", "main"), -1.0);
}

#[test]
fn moved_to_another_shop_the_other_line_still_meets_its_own() {
    let mut books = start().open();
    let moved = books.apply("moveOrderLine", json!({ "orderId": "o1", "lineId": "one", "shopId": "harbour" }));
    assert_eq!(reverses(&books, "c1:1"), json!("b"));
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (-2.0, 3.0));
    books.apply("refundOrder", refund("two", 2));
    assert_eq!(reverses(&books, "c2:1"), json!("c"));
    assert!(books.rows().is_empty());
    assert_eq!(books.waiting(), ["o1 ready"]);

    let mut books = start().open();
    let again = books.apply("moveOrderLine", json!({ "orderId": "o1", "lineId": "one", "shopId": "harbour" }));
    assert_eq!(again.changes, moved.changes);
    books.undo(&again);
    assert_eq!(books.rows(), ["b 1", "c 2"]);
    assert_eq!((books.qoh("helmet", "main"), books.qoh("helmet", "harbour")), (-3.0, 4.0));
}

#[test]
fn moved_and_moved_back_each_line_meets_its_own_again() {
    for (line, units, met) in [("one", 1, "b"), ("two", 2, "c")] {
        let mut books = start().open();
        let moved = books.apply("moveOrderLine", json!({ "orderId": "o1", "lineId": line, "shopId": "harbour" }));
        books.undo(&moved);
        books.apply("refundOrder", refund(line, units));
        assert_eq!(reverses(&books, "c3:1"), json!(met), "{line}");
    }
}

#[test]
fn of_two_moves_the_first_taken_back_each_line_meets_its_own() {
    let line = |id: &str, item: &str, quantity: i64| json!({ "id": id, "itemId": item, "shopId": "main", "quantity": quantity });
    let bell = json!({ "id": "d", "itemId": "bell", "shopId": "main", "quantity": -1, "at": 100, "reason": "sale", "sourceId": "s1" });
    let with_a_bell = json!({ "lines": [line("bell", "bell", 1), line("one", "helmet", 1), line("two", "helmet", 2)] });
    let start = start().stock("bell", "main", -1).with("adjustments", bell).but("orders", "o1", with_a_bell);
    let mut books = start.open();
    let first = books.apply("moveOrderLine", to_harbour("one"));
    let second = books.apply("moveOrderLine", to_harbour("two"));
    books.undo(&first);
    books.apply("refundOrder", refund("one", 1));
    assert_eq!(reverses(&books, "c4:1"), json!("b"));
    books.undo(&second);
    books.apply("refundOrder", refund("two", 2));
    assert_eq!(reverses(&books, "c6:1"), json!("c"));
    books.apply("refundOrder", refund("bell", 1));
    assert_eq!(reverses(&books, "c7:1"), json!("d"));
}

#[test]
fn a_move_comes_too_late_to_be_taken_back_when_its_line_was_moved_again() {
    for is_recorded in [true, false] {
        let mut books = start().open();
        if !is_recorded {
            books.apply("merge", json!({ "remove": { "sales": ["s1"], "adjustments": ["b", "c"] } }));
        }
        let there = books.apply("moveOrderLine", to_harbour("one"));
        books.apply("moveOrderLine", json!({ "orderId": "o1", "lineId": "one", "shopId": "main" }));
        books.cannot_undo(&there);
    }
}

/// Units were split off a line, and then the line itself went elsewhere: there is nowhere for them to come back to.
#[test]
fn units_that_were_split_off_stay_when_the_rest_of_their_line_was_moved() {
    let mut books = start().open();
    let packed = json!({ "id": "sh1", "number": "1", "lines": lines(&[("two", 1)]) });
    books.apply("createShipment", json!({ "orderId": "o1", "shipment": packed }));
    let part = books.apply("moveOrderLine", to_harbour("two"));
    books.apply("cancelShipment", json!({ "orderId": "o1", "shipmentId": "sh1" }));
    let rest = books.apply("moveOrderLine", to_harbour("two"));
    books.cannot_undo(&part);
    books.undo(&rest);
    books.undo(&part);
    books.shows(
        "order",
        json!("o1"),
        json!({ "lines": [{ "id": "one" }, { "id": "two", "shopId": "main", "quantity": 2 }] }),
    );
}

/// The same where the lines say what they met, and one of them was handed over in part, so that the move splits it.
#[test]
fn a_line_that_says_what_it_met_says_so_again_when_a_move_is_taken_back() {
    let line = |id: &str, quantity: i64, met: &str| json!({ "id": id, "itemId": "helmet", "shopId": "main", "quantity": quantity, "adjustmentId": met });
    let named = json!({ "lines": [line("one", 1, "b"), line("two", 2, "c")] });
    for (first, second) in [("one", "two"), ("two", "one")] {
        let mut books = start().but("orders", "o1", named.clone()).open();
        let packed = json!({ "id": "sh1", "number": "1", "lines": lines(&[("two", 1)]) });
        books.apply("createShipment", json!({ "orderId": "o1", "shipment": packed }));
        let first = books.apply("moveOrderLine", to_harbour(first));
        let second = books.apply("moveOrderLine", to_harbour(second));
        books.undo(&first);
        books.undo(&second);
        books.shows("order", json!("o1"), named.clone());
    }
}

#[test]
fn a_refund_at_the_till_counts_on_the_line_that_met_the_movement() {
    let mut books = start().open();
    let of = |adjustment: &str, quantity: i64| json!({ "saleId": "s1", "lines": [{ "adjustmentId": adjustment, "quantity": quantity }], "restock": true });
    books.apply("refundSale", of("c", 1));
    books.shows(
        "order",
        json!("o1"),
        json!({ "lines": [{ "id": "one", "refunded": 0 }, { "id": "two", "refunded": 1 }] }),
    );
    books.apply("voidSale", json!({ "saleId": "s1" }));
    books.shows(
        "order",
        json!("o1"),
        json!({ "status": "cancelled", "payment": "refunded",
        "lines": [{ "refunded": 1 }, { "refunded": 2 }] }),
    );
}

#[test]
fn each_line_waits_for_its_own_units_in_the_order_of_the_sale() {
    let mut books = start().purchase_order("p1", 200, &[("helmet", 1)]).open();
    books.apply("receivePurchaseOrder", json!({ "purchaseOrderId": "p1" }));
    books.shows(
        "backorders",
        json!({}),
        json!({ "rows": [{ "state": "short", "lines": [
        { "orderLineId": "one", "unshipped": 1, "onShelf": 1, "missing": 0 },
        { "orderLineId": "two", "unshipped": 2, "onShelf": 0, "missing": 2 },
    ] }] }),
    );
    let one = json!({ "orderId": "o1", "shipment": { "id": "sh1", "number": "1", "lines": lines(&[("one", 1)]) } });
    books.apply("createShipment", one);
    books.apply("markShipped", json!({ "orderId": "o1", "shipmentId": "sh1" }));
    assert_eq!(books.status("order", "o1"), "partiallyShipped");
}
