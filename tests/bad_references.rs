//! References to what is not there, and sums beyond the range of a quantity.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::call::{call, load, snapshot_json};
use support::compare::assert_same;
use support::fields::list;
use support::full::snapshot;
use support::inventories::inventory;
use support::model::Model;
use support::places::{all, at, put, replace};
use support::run::holds;
use support::shapes::canonical_snapshot;

fn refused_at(snapshot: &Value, path: &str) {
    match load(snapshot.to_string().as_bytes(), &json!({})) {
        Ok(_) => panic!("{path}: this is loaded: {snapshot}"),
        Err(error) => {
            assert_eq!(error["code"], json!("invalidInput"), "{error}");
            assert_eq!(error["path"], json!(path), "{error}");
        }
    }
}

/// Every place where the contract wants an item or shop that is known.
const REFERENCES: [&str; 15] = [
    "levels[0].itemId",
    "levels[1].shopId",
    "sales[0].shopId",
    "adjustments[0].itemId",
    "adjustments[1].shopId",
    "purchaseOrders[0].shopId",
    "purchaseOrders[0].lines[1].itemId",
    "transfers[0].fromShopId",
    "transfers[0].toShopId",
    "transfers[0].lines[0].itemId",
    "vendorReturns[0].shopId",
    "vendorReturns[0].lines[0].itemId",
    "orders[0].lines[0].itemId",
    "orders[0].lines[1].shopId",
    "orders[0].lines[1].itemId",
];

#[test]
fn an_unknown_item_or_shop_is_refused() {
    for path in REFERENCES {
        let mut bad = snapshot();
        put(&mut bad, path, json!("no such thing"));
        refused_at(&bad, path);
    }
}

#[test]
fn an_unknown_item_or_shop_is_skipped_with_its_whole_record_if_the_host_wants_it() {
    for path in REFERENCES {
        let mut bad = snapshot();
        put(&mut bad, path, json!("no such thing"));
        let (table, rest) = path.split_once('[').unwrap();
        let index: usize = rest.split_once(']').unwrap().0.parse().unwrap();
        let mut without = snapshot();
        without[table].as_array_mut().unwrap().remove(index);
        let skipping = load(bad.to_string().as_bytes(), &json!({ "onUnknown": "skip" }))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let returned: Value = serde_json::from_slice(&snapshot_json(&skipping)).unwrap();
        assert_same(path, &canonical_snapshot(&without), &canonical_snapshot(&returned), &bad);
    }
}

/// Every other reference is kept, since hosts send partial history.
#[test]
fn any_other_reference_may_dangle() {
    for path in [
        "items[0].defaultVendorId",
        "sales[0].orderId",
        "adjustments[0].sourceId",
        "adjustments[0].reverses",
        "purchaseOrders[0].vendorId",
        "vendorReturns[0].vendorId",
        "orders[0].lines[0].adjustmentId",
    ] {
        let mut dangling = snapshot();
        put(&mut dangling, path, json!("no such thing"));
        let inventory =
            load(dangling.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{path}: {error}"));
        let returned: Value = serde_json::from_slice(&snapshot_json(&inventory)).unwrap();
        assert_same(path, &canonical_snapshot(&dangling), &canonical_snapshot(&returned), &dangling);
    }
}

/// A record with an unknown item or shop anywhere in it.
fn is_unknown(record: &Value) -> bool {
    all(record).iter().any(|place| at(record, place) == Some(&json!("unknown")))
}

#[test]
fn skipping_is_as_if_the_records_had_not_been_sent() {
    let strategy = (inventory(), proptest::collection::vec(any::<u16>(), 1..=4));
    holds("skipping is as if the records had not been sent", 1_000, strategy, |(snapshot, choices)| {
        let mut bad = snapshot;
        let is_reference = |place: &Vec<support::places::Step>| {
            let named = matches!(place.last(), Some(support::places::Step::Field(name)) if ["itemId", "shopId", "fromShopId", "toShopId"].contains(&name.as_str()));
            named && place.len() > 2
        };
        let places: Vec<_> = all(&bad).into_iter().filter(is_reference).collect();
        for choice in choices.iter().filter(|_| !places.is_empty()) {
            replace(&mut bad, &places[usize::from(*choice) % places.len()], json!("unknown"));
        }
        let mut without = bad.clone();
        for (_, table) in without.as_object_mut().unwrap() {
            if let Some(records) = table.as_array_mut() {
                records.retain(|record| !is_unknown(record));
            }
        }
        let model = Model::new(&without);
        let skipping = load(bad.to_string().as_bytes(), &json!({ "onUnknown": "skip" }))
            .unwrap_or_else(|error| panic!("{error}\n{bad}"));
        assert_same("report()", &model.report(&json!({})), &call(&skipping, "report", &Value::Null).unwrap(), &bad);
        for (item, shop) in model.all_levels() {
            assert_same(
                "explain",
                &model.explain(item, shop),
                &call(&skipping, "explain", &json!([item, shop])).unwrap(),
                &bad,
            );
        }
        let returned: Value = serde_json::from_slice(&snapshot_json(&skipping)).unwrap();
        assert_same("toSnapshot()", &canonical_snapshot(&without), &canonical_snapshot(&returned), &bad);
        if without != bad {
            let error =
                load(bad.to_string().as_bytes(), &json!({})).err().unwrap_or_else(|| panic!("this is loaded: {bad}"));
            let path = error["path"].as_str().unwrap_or_else(|| panic!("{error}"));
            assert_eq!(at(&bad, &support::places::steps(path)), Some(&json!("unknown")), "{error}\n{bad}");
        }
    });
}

const MOST: i64 = 900_000_000;

#[test]
fn a_sum_beyond_the_range_is_refused_with_the_record_that_tips_it_over() {
    let mut stock = snapshot();
    put(
        &mut stock,
        "levels",
        json!([
            { "itemId": "helmet", "shopId": "main", "qoh": MOST }, { "itemId": "bell", "shopId": "main", "qoh": MOST }, { "itemId": "helmet", "shopId": "harbour", "qoh": 1 },
        ]),
    );
    refused_at(&stock, "levels[2].qoh");

    let mut movements = snapshot();
    let movement = |id: &str, quantity: i64| json!({ "id": id, "itemId": "bell", "shopId": "main", "quantity": quantity, "at": 0, "reason": "other" });
    put(&mut movements, "adjustments", json!([movement("1", -MOST), movement("2", -1)]));
    refused_at(&movements, "adjustments[1].quantity");
    put(&mut movements, "adjustments", json!([movement("1", MOST), movement("2", MOST)]));
    refused_at(&movements, "adjustments[1].quantity");

    let mut ordered = snapshot();
    put(
        &mut ordered,
        "purchaseOrders[0].lines",
        json!([{ "id": "1", "itemId": "bell", "ordered": MOST }, { "id": "2", "itemId": "bell", "ordered": 1 }]),
    );
    refused_at(&ordered, "purchaseOrders[0].lines[1].ordered");

    let mut sent = snapshot();
    put(
        &mut sent,
        "transfers[0].lines",
        json!([{ "id": "1", "itemId": "bell", "requested": 1, "sent": MOST }, { "id": "2", "itemId": "bell", "requested": 1, "sent": 1 }]),
    );
    refused_at(&sent, "transfers[0].lines[1].sent");

    let mut waiting = snapshot();
    put(
        &mut waiting,
        "orders[0].lines",
        json!([
            { "id": "1", "itemId": "bell", "shopId": "main", "quantity": MOST }, { "id": "2", "itemId": "bell", "shopId": "main", "quantity": 1 },
        ]),
    );
    refused_at(&waiting, "orders[0].lines[1].quantity");
    // What was handed over waits no more.
    let shipped =
        json!([{ "id": "s1", "number": "1", "status": "shipped", "lines": [{ "orderLineId": "2", "quantity": 1 }] }]);
    put(&mut waiting, "orders[0].shipments", shipped);
    load(waiting.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
}

/// The largest quantities there are come through exactly.
#[test]
fn the_largest_quantities_are_exact() {
    let largest = json!({
        "format": "oversold/1", "shops": [{ "id": "main", "name": "Main" }, { "id": "harbour", "name": "Harbour" }],
        "items": [{ "id": "bell", "description": "Bell" }],
        "levels": [{ "itemId": "bell", "shopId": "main", "qoh": "-899999999.9999" }, { "itemId": "bell", "shopId": "harbour", "qoh": "899999999.9999" }],
        "adjustments": [{ "id": "a1", "itemId": "bell", "shopId": "main", "quantity": "-899999999.9998", "at": 0, "reason": "sale" }],
        "purchaseOrders": [{ "id": "p1", "number": "1", "shopId": "main", "lines": [{ "id": "1", "itemId": "bell", "ordered": "899999999.9999" }] }],
    });
    let inventory = load(largest.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}"));
    let expected = Model::new(&largest).report(&json!({}));
    assert_eq!(list(&expected, "rows").len(), 2);
    assert_same("report()", &expected, &call(&inventory, "report", &Value::Null).unwrap(), &largest);
    let returned: Value = serde_json::from_slice(&snapshot_json(&inventory)).unwrap();
    assert_same("toSnapshot()", &canonical_snapshot(&largest), &canonical_snapshot(&returned), &largest);
}
