//! Valid snapshots with something random put somewhere: never a panic, and every refusal names a place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::call::{METHODS, call, load, snapshot_json};
use support::fields::{list, text};
use support::full::snapshot;
use support::inventories::inventory;
use support::places::{Step, all, at, replace, steps};
use support::queries::{raw_query, report_query};
use support::run::holds;

/// Any JSON: the values that break parsers more often than others.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|flag| json!(flag)),
        any::<i64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        (-20_i64..20).prop_map(|number| json!(number)),
        prop::sample::select(vec![json!(-0.0), json!(1e300), json!(900_000_000), json!(0.00005), json!(u64::MAX)]),
        ".{0,8}".prop_map(|text| json!(text)),
        prop::sample::select(vec![
            "",
            "0",
            "-1.5",
            "1e5",
            "oversold/1",
            "helmet",
            "main",
            "a1",
            "2026-03-02T08:00:00Z",
            "\u{0}",
            "unattributed:bell:main"
        ])
        .prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let name = prop::sample::select(vec!["id", "itemId", "lines", "quantity", "at", "", "other"]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((name, inner), 0..4).prop_map(|fields| Value::Object(
                fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
            )),
        ]
    })
}

/// The place of an error exists, or is the missing field of something that exists.
fn assert_place(snapshot: &Value, error: &Value, path: &Value) {
    let path = path.as_str().unwrap_or_else(|| panic!("no path in {error}\n{snapshot}"));
    let steps = steps(path);
    let exists = at(snapshot, &steps).is_some();
    let is_missing = steps.split_last().is_some_and(|(last, parents)| {
        matches!(last, Step::Field(_)) && at(snapshot, parents).is_some_and(Value::is_object)
    });
    assert!(exists || is_missing, "{path:?} is no place: {error}\n{snapshot}");
}

/// Loads, and either asks everything or looks at the error.
fn take(snapshot: &Value, bytes: &[u8]) {
    let inventory = match load(snapshot.to_string().as_bytes(), &json!({})) {
        Ok(inventory) => inventory,
        Err(error) => {
            assert!(["invalidInput", "tooLarge"].contains(&text(&error, "code")), "{error}\n{snapshot}");
            assert_place(snapshot, &error, &error["path"]);
            for finding in list(&error["details"], "findings") {
                assert_place(snapshot, &error, &finding["path"]);
            }
            return;
        }
    };
    let query = report_query(bytes, snapshot);
    for method in ["report", "totals", "facets", "csv"] {
        call(&inventory, method, &query).unwrap_or_else(|error| panic!("{method}({query}): {error}\n{snapshot}"));
    }
    let ids = |table: &str| list(snapshot, table).iter().map(|record| record["id"].clone()).collect::<Vec<_>>();
    for item in ids("items") {
        for shop in ids("shops") {
            for method in ["explain", "incoming"] {
                call(&inventory, method, &json!([item, shop]))
                    .unwrap_or_else(|error| panic!("{method}: {error}\n{snapshot}"));
            }
        }
    }
    for (method, table) in [
        ("item", "items"),
        ("sale", "sales"),
        ("order", "orders"),
        ("purchaseOrder", "purchaseOrders"),
        ("transfer", "transfers"),
        ("vendorReturn", "vendorReturns"),
    ] {
        assert!(METHODS.contains(&method));
        for id in ids(table) {
            let found = call(&inventory, method, &id).unwrap_or_else(|error| panic!("{method}: {error}\n{snapshot}"));
            assert!(!found.is_null(), "{method}({id}) finds nothing\n{snapshot}");
        }
    }
    for method in ["orders", "purchaseOrders", "transfers", "vendorReturns", "shipments"] {
        call(&inventory, method, &Value::Null).unwrap_or_else(|error| panic!("{method}: {error}\n{snapshot}"));
    }
    let again = load(&snapshot_json(&inventory), &json!({}))
        .unwrap_or_else(|error| panic!("its own snapshot is refused: {error}\n{snapshot}"));
    assert_eq!(snapshot_json(&inventory), snapshot_json(&again), "{snapshot}");
}

#[test]
fn random_json_in_a_random_place_is_taken_or_refused_with_its_place() {
    let strategy = (any::<bool>(), inventory(), vec((any::<u16>(), any_json()), 1..3), raw_query());
    holds(
        "random JSON in a random place is taken or refused with its place",
        3_000,
        strategy,
        |(full, random, changes, bytes)| {
            let mut changed = if full { snapshot() } else { random };
            for (choice, new) in changes {
                let places = all(&changed);
                replace(&mut changed, &places[usize::from(choice) % places.len()], new);
            }
            take(&changed, &bytes);
        },
    );
}

#[test]
fn a_field_lost_or_renamed_is_taken_or_refused_with_its_place() {
    let strategy = (any::<bool>(), inventory(), any::<u16>(), any::<bool>(), raw_query());
    holds(
        "a field lost or renamed is taken or refused with its place",
        1_000,
        strategy,
        |(full, random, choice, renamed, bytes)| {
            let mut changed = if full { snapshot() } else { random };
            let places: Vec<Vec<Step>> =
                all(&changed).into_iter().filter(|place| matches!(place.last(), Some(Step::Field(_)))).collect();
            let (last, parents) = places[usize::from(choice) % places.len()].split_last().unwrap();
            let Step::Field(name) = last else { unreachable!("places were chosen to be fields") };
            let mut parent = at(&changed, parents).unwrap().clone();
            let value = parent.as_object_mut().unwrap().remove(name).unwrap();
            if renamed {
                parent[format!("{name} ")] = value;
            }
            replace(&mut changed, parents, parent);
            take(&changed, &bytes);
        },
    );
}

/// Bytes changed, cut or doubled anywhere: mostly no JSON any more.
#[test]
fn random_bytes_in_a_snapshot_never_end_the_program() {
    let strategy = (inventory(), vec((any::<u32>(), any::<u8>(), 0_u8..3), 1..4));
    holds("random bytes in a snapshot never end the program", 1_000, strategy, |(snapshot, changes)| {
        let mut bytes = snapshot.to_string().into_bytes();
        for (place, byte, kind) in changes {
            let place = place as usize % bytes.len();
            match kind {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => bytes.truncate(place.max(1)),
            }
        }
        if let Err(error) = load(&bytes, &json!({})) {
            assert!(["invalidInput", "tooLarge"].contains(&text(&error, "code")), "{error}");
        }
        let after = load(snapshot.to_string().as_bytes(), &json!({}))
            .unwrap_or_else(|error| panic!("nothing can be loaded any more: {error}"));
        call(&after, "report", &Value::Null).unwrap();
    });
}
