//! Northwind: real products, orders and suppliers, and figures worked out from the tables without the core.
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
use support::call::{call, load};
use support::fields::{ONE, amount, field, instant, list, text};
use support::northwind::{Northwind, adjustment_id, milliseconds};
use support::tables::{folder, whole};

/// The tables and the loaded inventory, unless the data is not there.
fn northwind() -> Option<(Northwind, Inventory)> {
    let northwind = Northwind::read(&folder("northwind")?);
    let inventory = load(northwind.snapshot().to_string().as_bytes(), &json!({}))
        .unwrap_or_else(|error| panic!("Northwind is refused: {error}"));
    Some((northwind, inventory))
}

fn units(record: &Value, name: &str) -> i64 {
    i64::try_from(amount(record, name) / ONE).unwrap()
}

/// Product, order and uncovered units, from the tables: the newest of a product's unshipped units lack the stock.
fn uncovered(northwind: &Northwind) -> BTreeMap<String, i64> {
    let mut uncovered = BTreeMap::new();
    for product in &northwind.products {
        let mut lines: Vec<_> =
            northwind.lines.iter().filter(|line| line["ProductID"] == product["ProductID"]).collect();
        lines.sort_by_key(|line| {
            (milliseconds(&northwind.unshipped[&whole(line, "OrderID")]["OrderDate"]), adjustment_id(line))
        });
        let mut stock = whole(product, "UnitsInStock");
        for line in lines {
            let served = stock.min(whole(line, "Quantity"));
            stock -= served;
            if served < whole(line, "Quantity") {
                uncovered.insert(adjustment_id(line), whole(line, "Quantity") - served);
            }
        }
    }
    uncovered
}

#[test]
fn seventeen_products_are_short_of_what_is_sold_and_not_shipped() {
    let Some((northwind, inventory)) = northwind() else { return };
    let short: Vec<&str> = northwind
        .products
        .iter()
        .filter(|product| northwind.demand(&product["ProductID"]) > whole(product, "UnitsInStock"))
        .map(|product| product["ProductID"].as_str())
        .collect();
    assert_eq!(short.len(), 17);
    let totals = call(&inventory, "totals", &Value::Null).unwrap();
    assert_eq!(totals["items"], json!(17), "{totals}");
    assert_eq!(totals["levels"], json!(17), "{totals}");
    let facets = call(&inventory, "facets", &Value::Null).unwrap();
    assert_eq!(list(&facets, "reasons"), [json!({ "value": "sale", "rows": totals["rows"] })]);
    assert_eq!(facets["ecom"], totals["rows"]);
}

#[test]
fn each_missing_unit_has_the_order_that_a_walk_through_the_tables_gives_it() {
    let Some((northwind, inventory)) = northwind() else { return };
    let expected = uncovered(&northwind);
    let report = call(&inventory, "report", &json!({ "limit": 10_000 })).unwrap();
    let rows: BTreeMap<String, i64> =
        list(&report, "rows").iter().map(|row| (text(row, "id").to_string(), units(row, "uncovered"))).collect();
    assert_eq!(rows, expected);
    assert!(expected.len() > 17, "some product is short for more than one order");
    for row in list(&report, "rows") {
        let product = northwind.products.iter().find(|product| product["ProductID"] == text(row, "itemId")).unwrap();
        let order = &northwind.unshipped[&text(field(row, "ecomOrder"), "number").parse::<i64>().unwrap()];
        assert_eq!(instant(row, "occurredAt"), Some(milliseconds(&order["OrderDate"])), "{row}");
        assert_eq!(units(row, "onPurchaseOrder"), whole(product, "UnitsOnOrder"), "{row}");
        assert_eq!(text(row, "vendorId"), product["SupplierID"], "{row}");
        assert_eq!(text(row, "soldBecause"), "backordersAllowed", "{row}");
    }
    let uncovered: i64 = expected.values().sum();
    assert_eq!(units(&call(&inventory, "totals", &Value::Null).unwrap(), "uncovered"), uncovered);
}

#[test]
fn the_shelf_is_what_northwind_counted_and_incoming_what_it_ordered() {
    let Some((northwind, inventory)) = northwind() else { return };
    for product in &northwind.products {
        let level = json!([product["ProductID"], "northwind"]);
        let explanation = call(&inventory, "explain", &level).unwrap();
        assert_eq!(units(&explanation, "shelf"), whole(product, "UnitsInStock"), "{explanation}");
        assert_eq!(units(&explanation, "opening"), whole(product, "UnitsInStock"), "{explanation}");
        assert_eq!(units(&explanation, "outflow"), northwind.demand(&product["ProductID"]), "{explanation}");
        let incoming = call(&inventory, "incoming", &level).unwrap();
        let outstanding: i64 = incoming.as_array().unwrap().iter().map(|line| units(line, "outstanding")).sum();
        assert_eq!(outstanding, whole(product, "UnitsOnOrder"), "{incoming}");
    }
}

#[test]
fn what_is_on_order_covers_the_oldest_missing_units_first() {
    let Some((northwind, inventory)) = northwind() else { return };
    let missing = uncovered(&northwind);
    let mut expected: BTreeMap<String, &str> = BTreeMap::new();
    for product in &northwind.products {
        let mut ordered = whole(product, "UnitsOnOrder");
        let mut lines: Vec<_> =
            northwind.lines.iter().filter(|line| line["ProductID"] == product["ProductID"]).collect();
        lines.sort_by_key(|line| {
            (milliseconds(&northwind.unshipped[&whole(line, "OrderID")]["OrderDate"]), adjustment_id(line))
        });
        for id in lines.into_iter().map(adjustment_id) {
            let Some(units) = missing.get(&id) else { continue };
            let covered = ordered.min(*units);
            ordered -= covered;
            expected.insert(
                id,
                if covered == 0 {
                    "none"
                } else if covered < *units {
                    "partial"
                } else {
                    "full"
                },
            );
        }
    }
    let report = call(&inventory, "report", &json!({ "limit": 10_000 })).unwrap();
    let rows: BTreeMap<String, &str> =
        list(&report, "rows").iter().map(|row| (text(row, "id").to_string(), text(row, "coverage"))).collect();
    assert_eq!(rows, expected);
    assert!(expected.values().filter(|coverage| **coverage == "full").count() > 0, "{expected:?}");
}

#[test]
fn the_back_office_finds_orders_and_products_in_their_own_languages() {
    let Some((northwind, inventory)) = northwind() else { return };
    let orders = call(&inventory, "orders", &json!({ "limit": 1000 })).unwrap();
    assert_eq!(orders["total"], json!(northwind.unshipped.len()));
    // Accents and case fold: QUESO finds "Queso Cabrales", "gudbrandsdalsost" is spelt as it is.
    let short: Vec<&str> = northwind
        .products
        .iter()
        .filter(|product| northwind.demand(&product["ProductID"]) > whole(product, "UnitsInStock"))
        .map(|product| product["ProductName"].as_str())
        .collect();
    for name in short {
        let query = json!({ "search": name.to_uppercase() });
        let report = call(&inventory, "report", &query).unwrap();
        assert!(
            list(&report, "rows").iter().any(|row| text(row, "description") == name),
            "{query} does not find {name}"
        );
    }
}
