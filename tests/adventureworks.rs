//! AdventureWorks: 8,845 real purchase order lines and 1,069 levels, and figures worked out from the tables without the core.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::adventureworks::{AdventureWorks, DOCK};
use support::call::{call, load};
use support::fields::{amount, field, list, text};
use support::tables::{Row, folder, whole};

/// The tables and the loaded inventory, unless the data is not there.
fn adventureworks(options: &Value) -> Option<(AdventureWorks, Inventory)> {
    let tables = AdventureWorks::read(&folder("adventureworks")?);
    let inventory = load(tables.snapshot().to_string().as_bytes(), options)
        .unwrap_or_else(|error| panic!("AdventureWorks is refused: {error}"));
    Some((tables, inventory))
}

/// A decimal of the tables in ten-thousandths: they have two decimals.
fn ten_thousandths(cell: &str) -> i128 {
    let (whole, decimals) = cell.split_once('.').unwrap_or((cell, "0"));
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().unwrap() };
    whole * 10_000 + format!("{decimals:0<4}").parse::<i128>().unwrap()
}

fn outstanding(line: &Row) -> i128 {
    (whole(line, "OrderQty") as i128 * 10_000 - ten_thousandths(&line["StockedQty"])).max(0)
}

/// Outstanding by product: of pending and approved orders, those rejected and complete bring nothing more.
fn incoming(tables: &AdventureWorks, statuses: &[&str]) -> BTreeMap<String, i128> {
    let mut incoming = BTreeMap::new();
    for order in tables.orders.iter().filter(|order| statuses.contains(&order["Status"].as_str())) {
        for line in &tables.lines[&order["PurchaseOrderID"]] {
            *incoming.entry(line["ProductID"].clone()).or_default() += outstanding(line);
        }
    }
    incoming
}

#[test]
fn what_is_on_order_is_what_the_lines_leave_outstanding() {
    let Some((tables, inventory)) = adventureworks(&json!({})) else { return };
    let expected = incoming(&tables, &["1", "2"]);
    assert!(expected.values().sum::<i128>() > 0, "nothing is outstanding in the data");
    for product in tables.products.keys() {
        let lines = call(&inventory, "incoming", &json!([product, DOCK])).unwrap();
        let sum: i128 = lines.as_array().unwrap().iter().map(|line| amount(line, "outstanding")).sum();
        assert_eq!(sum, expected.get(product).copied().unwrap_or(0), "product {product}: {lines}");
        assert_eq!(
            call(&inventory, "incoming", &json!([product, "50"])).unwrap(),
            json!([]),
            "product {product} is not ordered to location 50"
        );
    }
}

#[test]
fn open_orders_can_be_left_out() {
    let Some((tables, inventory)) = adventureworks(&json!({ "openPurchaseOrders": false })) else { return };
    // A pending order of which something was received is in check-in: it was ordered after all.
    let is_open = |order: &Row| {
        order["Status"] == "1"
            && tables.lines[&order["PurchaseOrderID"]].iter().all(|line| ten_thousandths(&line["StockedQty"]) == 0)
    };
    let mut expected: i128 = incoming(&tables, &["1", "2"]).values().sum();
    for order in tables.orders.iter().filter(|order| is_open(order)) {
        expected -= tables.lines[&order["PurchaseOrderID"]].iter().map(outstanding).sum::<i128>();
    }
    let mut sum = 0;
    for product in tables.products.keys() {
        let lines = call(&inventory, "incoming", &json!([product, DOCK])).unwrap();
        sum += lines.as_array().unwrap().iter().map(|line| amount(line, "outstanding")).sum::<i128>();
    }
    assert_eq!(sum, expected);
}

#[test]
fn orders_are_listed_by_their_status() {
    let Some((tables, inventory)) = adventureworks(&json!({})) else { return };
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for order in &tables.orders {
        let received =
            tables.lines[&order["PurchaseOrderID"]].iter().any(|line| ten_thousandths(&line["StockedQty"]) > 0);
        let status = match (order["Status"].as_str(), received) {
            ("3", _) => "archived",
            ("4", _) => "finished",
            (_, true) => "checkIn",
            ("2", false) => "ordered",
            _ => "open",
        };
        *expected.entry(status).or_default() += 1;
    }
    for status in ["open", "ordered", "checkIn", "finished", "archived"] {
        let list = call(&inventory, "purchaseOrders", &json!({ "status": [status], "limit": 1 })).unwrap();
        assert_eq!(list["total"].as_u64(), Some(expected.get(status).copied().unwrap_or(0)), "{status}");
    }
    assert_eq!(expected.values().sum::<u64>(), 4012);
}

#[test]
fn every_level_below_its_safety_stock_is_one_row() {
    let Some((tables, inventory)) = adventureworks(&json!({})) else { return };
    let short: Vec<&Row> = tables.inventory.iter().filter(|level| tables.qoh(level) < 0).collect();
    let missing: i64 = short.iter().map(|level| -tables.qoh(level)).sum();
    let totals = call(&inventory, "totals", &Value::Null).unwrap();
    assert_eq!(totals["rows"], json!(short.len()), "{totals}");
    assert_eq!(totals["levels"], json!(short.len()), "{totals}");
    assert_eq!(amount(&totals, "uncovered"), i128::from(missing) * 10_000, "{totals}");
    assert_eq!(totals["sources"], json!(0), "{totals}");

    let report = call(&inventory, "report", &json!({ "limit": 10_000 })).unwrap();
    let on_order = incoming(&tables, &["1", "2"]);
    for row in list(&report, "rows") {
        let (product, location) = (text(row, "itemId"), text(row, "shopId"));
        let expected = if location == DOCK { on_order.get(product).copied().unwrap_or(0) } else { 0 };
        assert_eq!(amount(row, "onPurchaseOrder"), expected, "{row}");
        let elsewhere: i64 = tables
            .inventory
            .iter()
            .filter(|level| level["ProductID"] == product && level["LocationID"] != location)
            .map(|level| tables.qoh(level).max(0))
            .sum();
        assert_eq!(amount(row, "elsewhere"), i128::from(elsewhere) * 10_000, "{row}");
        assert_eq!(text(row, "diagnosis"), "unattributed", "{row}");
        let uncovered = amount(row, "uncovered");
        let coverage = if expected == 0 {
            "none"
        } else if expected < uncovered {
            "partial"
        } else {
            "full"
        };
        assert_eq!(text(row, "coverage"), coverage, "{row}");
    }
}

#[test]
fn rows_by_location_are_counted() {
    let Some((tables, inventory)) = adventureworks(&json!({})) else { return };
    let facets = call(&inventory, "facets", &Value::Null).unwrap();
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for level in tables.inventory.iter().filter(|level| tables.qoh(level) < 0) {
        *expected.entry(&level["LocationID"]).or_default() += 1;
    }
    let counted: BTreeMap<&str, u64> = list(&facets, "shops")
        .iter()
        .map(|shop| (text(shop, "value"), field(shop, "rows").as_u64().unwrap()))
        .collect();
    assert_eq!(counted, expected);
}
