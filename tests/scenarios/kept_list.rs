//! A list that was asked for is kept, and repaired where a command touched some of its rows.

use super::support::books::new_lines;
use super::support::call::{call, change};
use super::support::fields::{list, text};
use super::support::start::Start;
use oversold::Inventory;
use serde_json::{Value, json};

/// Three sales, each of another item, and none were there. Nobody asks these books but the test: what is kept of other questions would
/// be asked for again.
fn start() -> Inventory {
    let sold = |start: Start, (at, item): (i64, &str)| {
        start.stock(item, "main", -1).till_sale(&format!("s{at}"), at, &[(item, 1)])
    };
    [(100, "helmet"), (200, "gloves"), (300, "bell")].into_iter().fold(Start::new(), sold).open().into_inventory()
}

fn apply(inventory: &mut Inventory, command: &Value) {
    assert_eq!(change(inventory, "apply", command).unwrap()["ok"], json!(true));
}

/// A helmet in the harbour, where none was either.
fn sell(inventory: &mut Inventory, at: i64) {
    let sale = json!({ "id": format!("s{at}"), "number": "1", "shopId": "harbour", "completedAt": at });
    let lines = json!([{ "adjustmentId": format!("s{at}-helmet"), "itemId": "helmet", "quantity": 1 }]);
    apply(inventory, &json!({ "id": at.to_string(), "at": 1000, "type": "recordSale", "sale": sale, "lines": lines }));
}

/// So many of the oldest, and how many there are.
fn oldest(inventory: &Inventory, limit: usize) -> (Vec<String>, Value) {
    let report = call(inventory, "report", &json!({ "limit": limit })).unwrap();
    (list(&report, "rows").iter().map(|row| text(row, "id").to_owned()).collect(), report["total"].clone())
}

fn rows<const N: usize>(ids: [&str; N], total: usize) -> (Vec<String>, Value) {
    (ids.map(str::to_owned).to_vec(), json!(total))
}

#[test]
fn more_of_it_than_was_asked_for_first_is_in_order_too() {
    let mut inventory = start();
    assert_eq!(oldest(&inventory, 1), rows(["s100-helmet"], 3));
    sell(&mut inventory, 900);
    assert_eq!(oldest(&inventory, 3), rows(["s100-helmet", "s200-gloves", "s300-bell"], 4));
}

#[test]
fn a_row_that_comes_stands_in_its_place() {
    let mut inventory = start();
    assert_eq!(oldest(&inventory, 1), rows(["s100-helmet"], 3));
    sell(&mut inventory, 50);
    assert_eq!(oldest(&inventory, 2), rows(["s50-helmet", "s100-helmet"], 4));
    assert_eq!(oldest(&inventory, 9), rows(["s50-helmet", "s100-helmet", "s200-gloves", "s300-bell"], 4));
    sell(&mut inventory, 900);
    assert_eq!(oldest(&inventory, 9).0.last().unwrap(), "s900-helmet");
}

#[test]
fn a_row_that_left_it_is_counted_no_more() {
    let mut inventory = start();
    assert_eq!(oldest(&inventory, 1), rows(["s100-helmet"], 3));
    let found =
        json!({ "id": "k1", "at": 1000, "type": "adjustStock", "itemId": "helmet", "shopId": "main", "quantity": 1 });
    apply(&mut inventory, &found);
    assert_eq!(oldest(&inventory, 1), rows(["s200-gloves"], 2));
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

#[test]
fn a_row_whose_order_came_stands_where_the_order_does() {
    let start = Start::new().stock("helmet", "main", -1).stock("bell", "main", -1).stock("gloves", "main", -1);
    let start = start.till_sale("s1", 100, &[("bell", 1)]).till_sale("s2", 200, &[("gloves", 1)]);
    let start = start.till_sale("s9", 300, &[("helmet", 1)]).but("sales", "s9", json!({ "orderId": "o1" }));
    let mut books = start.open();
    let by_source = json!({ "sort": [{ "by": "source" }] });
    assert_eq!(books.rows_of(by_source.clone()), ["s1-bell 1", "s2-gloves 1", "s9-helmet 1"]);
    let order = json!({ "id": "o1", "number": "E1", "placedAt": 90, "payment": "paid", "fraud": "cleared", "delivery": "ship",
        "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": 1 }] });
    let sale = json!({ "id": "s10", "number": "10", "shopId": "main", "completedAt": 400, "orderId": "o1" });
    books.apply("recordSale", json!({ "sale": sale, "lines": [], "order": order }));
    assert_eq!(books.rows_of(by_source), ["s9-helmet 1", "s1-bell 1", "s2-gloves 1"], "orders come first");
}
