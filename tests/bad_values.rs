//! Quantities, instants, words, ids and queries that are not what the contract says: refused with their exact path.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use serde_json::{Value, json};
use support::call::{call, load};
use support::full::snapshot;
use support::refusals::{assert_each_refused, assert_each_taken};

#[test]
fn a_quantity_is_a_decimal_of_at_most_four_places() {
    let wrong = [
        json!("many"),
        json!(""),
        json!(" "),
        json!("1.23456"),
        json!(1.23456),
        json!("NaN"),
        json!("Infinity"),
        json!("-"),
        json!("."),
        json!("0x10"),
        json!("1,5"),
        json!("--1"),
        json!("1 2"),
        json!("٣"),
        json!(true),
        json!([]),
        json!([1]),
        json!({}),
        json!(900_000_001),
        json!("900000000.0001"),
        json!(-900_000_001),
        json!("-900000001"),
        json!(1e300),
        json!(-1e300),
        json!("99999999999999999999999999"),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(0.00001),
        json!("0.00001"),
        json!("1.5.5"),
        json!("\u{0}1"),
    ];
    for path in [
        "levels[0].qoh",
        "adjustments[0].quantity",
        "purchaseOrders[0].lines[0].ordered",
        "orders[0].lines[1].quantity",
        "items[0].unitCost",
    ] {
        assert_each_refused(path, &wrong);
    }
    let right = [
        json!(0),
        json!("0"),
        json!("-0"),
        json!(1.5),
        json!("1.5"),
        json!("0.0001"),
        json!(0.0001),
        json!(900_000_000),
        json!("-900000000"),
        json!("-900000000.0000"),
        json!(2.0),
    ];
    assert_each_taken("levels[0].qoh", &right);
}

#[test]
fn only_stock_and_movements_may_be_negative() {
    for path in [
        "adjustments[0].refundedNotRestocked",
        "purchaseOrders[0].lines[0].ordered",
        "purchaseOrders[0].lines[0].received",
        "purchaseOrders[0].lines[0].counted",
        "transfers[0].lines[0].requested",
        "transfers[0].lines[0].sent",
        "transfers[0].lines[0].received",
        "transfers[0].lines[0].returned",
        "vendorReturns[0].lines[0].quantity",
        "orders[0].lines[0].quantity",
        "orders[0].lines[0].refunded",
        "orders[0].lines[0].returned",
        "orders[0].shipments[0].lines[0].quantity",
        "purchaseOrders[0].receipts[0].lines[0].quantity",
        "items[0].packSize",
        "items[0].minimumOrder",
        "vendors[0].leadTimeDays",
    ] {
        assert_each_refused(path, &[json!(-1)]);
    }
}

#[test]
fn an_instant_has_an_offset_or_is_whole_milliseconds() {
    let wrong = [
        json!("2026-03-02"),
        json!("2026-03-02T08:00:00"),
        json!("yesterday"),
        json!(""),
        json!(1.5),
        json!(8.7e15),
        json!(-8.7e15),
        json!(true),
        json!({}),
        json!([]),
        json!("2026-02-30T00:00:00Z"),
        json!("2026-13-01T00:00:00Z"),
        json!("2026-03-02T25:00:00Z"),
        json!("2026-03-02T08:60:00Z"),
        json!("1772434800000"),
        json!("2026-03-02T08:00:00+1"),
        json!("2026-03-02T08:00:00Z junk"),
        json!(1e300),
    ];
    for path in [
        "sales[0].completedAt",
        "adjustments[0].at",
        "purchaseOrders[0].expectedAt",
        "orders[0].placedAt",
        "orders[0].shipments[0].forced.at",
    ] {
        assert_each_refused(path, &wrong);
    }
    let right = [
        json!(0),
        json!(-1),
        json!(8.64e15),
        json!(-8.64e15),
        json!("2026-03-02T08:00:00Z"),
        json!("2026-03-02T08:00:00.250+05:30"),
        json!("2024-02-29T23:59:59-08:00"),
        json!(1.0),
        json!("1969-12-31T23:59:59.999Z"),
    ];
    assert_each_taken("sales[0].completedAt", &right);
}

#[test]
fn words_flags_ids_and_numbers_are_what_the_contract_says() {
    let not_a_text = [json!(5), json!(true), json!({}), json!([])];
    for path in [
        "items[0].description",
        "items[0].upc",
        "shops[0].name",
        "sales[0].number",
        "orders[0].customer",
        "adjustments[0].note",
    ] {
        assert_each_refused(path, &not_a_text);
    }
    for path in [
        "shops[0].id",
        "items[0].id",
        "sales[0].id",
        "sales[0].orderId",
        "adjustments[0].sourceId",
        "adjustments[1].reverses",
        "levels[0].itemId",
        "purchaseOrders[0].vendorId",
        "orders[0].lines[0].id",
        "orders[0].lines[0].adjustmentId",
        "items[0].defaultVendorId",
    ] {
        assert_each_refused(path, &not_a_text);
        assert_each_refused(path, &[json!("")]);
    }
    for path in [
        "items[0].inventoried",
        "purchaseOrders[0].finished",
        "transfers[0].archived",
        "orders[0].cancelled",
        "orders[0].shipments[0].shippedInPos",
    ] {
        assert_each_refused(path, &[json!("true"), json!(1), json!({})]);
    }
    for (path, words) in [
        ("items[0].stockTracking", ["sometimes", "Enabled", ""]),
        ("orders[0].payment", ["maybe", "Paid", ""]),
        ("orders[0].fraud", ["no", "", "Cleared"]),
        ("orders[0].delivery", ["drone", "", "Ship"]),
        ("orders[0].shipments[0].status", ["lost", "", "Shipped"]),
        ("format", ["oversold/2", "", "Oversold/1"]),
    ] {
        assert_each_refused(path, &words.map(|word| json!(word)));
        assert_each_refused(path, &[json!(1), json!([])]);
    }
    assert_each_refused("orders[0].priority", &[json!("high"), json!(true), json!([])]);
    assert_each_refused("vendors[0].leadTimeDays", &[json!("3"), json!("x"), json!(true)]);
    assert_each_refused("revision", &[json!(-1), json!(1.5), json!("1"), json!(true), json!(1e300)]);
    assert_each_taken("adjustments[0].reason", &[json!("Breakage"), json!("Sale"), json!("unattributed")]);
    assert_each_taken("orders[0].priority", &[json!(-3), json!(0.5), json!(1e9)]);
}

#[test]
fn a_bad_query_is_refused_with_its_path() {
    let inventory = load(snapshot().to_string().as_bytes(), &json!({})).unwrap();
    let cases = [
        ("report", json!({ "limit": -1 }), "limit"),
        ("report", json!({ "limit": 1.5 }), "limit"),
        ("report", json!({ "limit": "ten" }), "limit"),
        ("report", json!({ "offset": -1 }), "offset"),
        ("report", json!({ "from": "yesterday" }), "from"),
        ("totals", json!({ "to": "2026-03-02" }), "to"),
        ("report", json!({ "sort": [{ "by": "qoh" }, { "by": "colour" }] }), "sort[1].by"),
        ("report", json!({ "sort": [{}] }), "sort[0].by"),
        ("report", json!({ "sort": "qoh" }), "sort"),
        ("report", json!({ "sort": [{ "by": "qoh", "descending": "yes" }] }), "sort[0].descending"),
        ("facets", json!({ "shopIds": "main" }), "shopIds"),
        ("report", json!({ "shopIds": ["main", 5] }), "shopIds[1]"),
        ("report", json!({ "vendorIds": [null, true] }), "vendorIds[1]"),
        ("csv", json!({ "reasons": ["gift"] }), "reasons[0]"),
        ("report", json!({ "coverage": ["all"] }), "coverage[0]"),
        ("report", json!({ "diagnoses": ["flu"] }), "diagnoses[0]"),
        ("report", json!({ "ecomOnly": "yes" }), "ecomOnly"),
        ("report", json!({ "search": 5 }), "search"),
        ("orders", json!({ "sort": [{ "by": "colour" }] }), "sort[0].by"),
        ("purchaseOrders", json!({ "limit": -1 }), "limit"),
        ("shipments", json!({ "statuses": ["lost"] }), "statuses[0]"),
        ("shipments", json!({ "shippedInPos": "yes" }), "shippedInPos"),
    ];
    for (method, with, path) in cases {
        let error = call(&inventory, method, &with).expect_err(&format!("{method}({with}) is answered"));
        assert_eq!(error["code"], json!("invalidInput"), "{method}({with}): {error}");
        assert_eq!(error["path"], json!(path), "{method}({with}): {error}");
        assert_eq!(call(&inventory, "totals", &Value::Null).unwrap()["rows"], json!(1));
    }
}
