//! A list that was asked for is kept, and repaired where a command touched some of its rows.

use super::support::books::{Books, new_lines};
use super::support::start::Start;
use serde_json::json;

/// Four sales of a helmet each, one after the other, and none were there.
fn start() -> Books {
    let start = Start::new().stock("helmet", "main", -4);
    (1..=4).fold(start, |start, number| start.till_sale(&format!("s{number}"), 100 * number, &[("helmet", 1)])).open()
}

fn sell(books: &mut Books, id: &str, at: i64) {
    let sale = json!({ "id": id, "number": id, "shopId": "main", "completedAt": at });
    let lines = json!([{ "adjustmentId": format!("{id}-helmet"), "itemId": "helmet", "quantity": 1 }]);
    books.apply("recordSale", json!({ "sale": sale, "lines": lines }));
}

#[test]
fn more_of_it_than_was_asked_for_first_is_in_order_too() {
    let mut books = start();
    assert_eq!(books.rows_of(json!({ "limit": 1 })), ["s1-helmet 1"]);
    sell(&mut books, "s9", 900);
    assert_eq!(books.rows_of(json!({ "limit": 3 })), ["s1-helmet 1", "s2-helmet 1", "s3-helmet 1"]);
    sell(&mut books, "s0", 50);
    assert_eq!(books.rows_of(json!({ "limit": 2 })), ["s0-helmet 1", "s1-helmet 1"]);
    let all = ["s0-helmet 1", "s1-helmet 1", "s2-helmet 1", "s3-helmet 1", "s4-helmet 1", "s9-helmet 1"];
    assert_eq!(books.rows_of(json!({})), all);
}

#[test]
fn a_row_that_left_it_is_counted_no_more() {
    let mut books = start();
    let total = |books: &Books| books.ask("report", json!({ "limit": 1 }))["total"].clone();
    assert_eq!(total(&books), json!(4));
    books.apply("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 1 }));
    assert_eq!(total(&books), json!(3));
    assert_eq!(books.rows_of(json!({ "limit": 1 })), ["s2-helmet 1"]);
}

#[test]
fn a_row_whose_document_came_stands_where_its_number_does() {
    let moved = |id: &str, item: &str, source: &str| json!({ "id": id, "itemId": item, "shopId": "main", "quantity": -1, "at": 100, "reason": "transfer", "sourceId": source });
    let start = Start::new().stock("helmet", "main", -1).stock("bell", "main", -1);
    let start = start.with("adjustments", moved("m1", "helmet", "d1")).with("adjustments", moved("m2", "bell", "t2"));
    let mut books = start.open_transfer("t2", 50, &[]).but("transfers", "t2", json!({ "number": "80" })).open();
    let by_source = json!({ "sort": [{ "by": "source" }] });
    assert_eq!(books.rows_of(by_source.clone()), ["m2 1", "m1 1"], "80, d1");
    let lines = new_lines(&[("gloves", 1)]);
    let transfer = json!({ "id": "d1", "number": "77", "fromShopId": "harbour", "toShopId": "main", "lines": lines });
    books.apply("createTransfer", json!({ "transfer": transfer }));
    assert_eq!(books.rows_of(by_source), ["m1 1", "m2 1"], "77, 80");
}

#[test]
fn a_row_whose_order_came_stands_with_the_orders() {
    let start = Start::new().stock("helmet", "main", -2);
    let start = start.till_sale("a1", 100, &[("helmet", 1)]).till_sale("b1", 200, &[("helmet", 1)]);
    let mut books = start.but("sales", "b1", json!({ "orderId": "o9" })).open();
    let by_source = json!({ "sort": [{ "by": "source" }] });
    assert_eq!(books.rows_of(by_source.clone()), ["a1-helmet 1", "b1-helmet 1"]);
    let line = json!({ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 1, "adjustmentId": "b1-helmet" });
    let order = json!({
        "id": "o9", "number": "E-9", "placedAt": 200, "payment": "paid", "fraud": "cleared", "delivery": "ship", "lines": [line],
    });
    books.apply("merge", json!({ "upsert": { "orders": [order] } }));
    assert_eq!(books.rows_of(by_source), ["b1-helmet 1", "a1-helmet 1"]);
}
