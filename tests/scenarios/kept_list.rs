//! A list that was asked for is kept, and repaired where a command touched some of its rows.

use super::support::books::Books;
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
