//! The report against the naive model, on random inventories. `OVERSOLD_CASES` raises the number of cases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::contract::input;
use oversold::{Inventory, ReportQuery};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::call::{call, load, snapshot_json};
use support::compare::assert_same;
use support::fields::{Amount, amount, field, list, parse_amount, text};
use support::inventories::inventory;
use support::model::Model;
use support::queries::{COLUMNS, raw_query, report_query, row_ids};
use support::run::holds;
use support::simulation::{Deliveries, still_waiting};

fn loaded(snapshot: &Value, options: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), options)
        .unwrap_or_else(|error| panic!("a valid inventory is refused: {error}\nthe inventory:\n{snapshot}"))
}

fn asked(inventory: &Inventory, method: &str, with: &Value) -> Value {
    call(inventory, method, with).unwrap_or_else(|error| panic!("{method}({with}) is refused: {error}"))
}

/// What the columns of a window say, row by row: texts, words' numbers and quantities.
fn columns_of(inventory: &Inventory, query: &Value) -> Vec<Vec<Value>> {
    let query: ReportQuery = input::read(query.clone()).expect("a valid query");
    let columns = inventory.columns(&inventory.window(&query, 100).rows);
    let units: Vec<u16> = columns.text.encode_utf16().collect();
    let text = |code: u32| {
        let end = columns.text_ends[code as usize] as usize;
        let start = code.checked_sub(1).map_or(0, |before| columns.text_ends[before as usize] as usize);
        json!(String::from_utf16(&units[start..end]).expect("texts end between characters"))
    };
    let length = columns.length as usize;
    let row = |row: usize| {
        let codes = columns.codes.iter().skip(row).step_by(length);
        let texts = codes.map(|code| if *code == u32::MAX { Value::Null } else { text(*code) });
        let kinds = columns.kinds.iter().skip(row).step_by(length).map(|kind| json!(kind));
        let numbers = columns.numbers.iter().skip(row).step_by(length).map(|number| json!(number));
        texts.chain(kinds).chain(numbers).collect()
    };
    (0..length).map(row).collect()
}

/// The same from the rows themselves.
fn row_by_row(inventory: &Inventory, query: &Value) -> Vec<Vec<Value>> {
    let place = |words: &[&str], word: &Value| json!(words.iter().position(|known| *known == *word).unwrap_or(255));
    let reasons = ["sale", "vendorReturn", "transfer", "other", "unattributed"];
    let diagnoses = [
        "unattributed",
        "refundedNotRestocked",
        "shippedUncovered",
        "excessTransfer",
        "notReceived",
        "onItsWay",
        "backorder",
        "missingDocument",
    ];
    let report = asked(inventory, "report", query);
    let columns = |row: &Value| {
        let (source, order) = (&row["source"], &row["ecomOrder"]);
        let mut values: Vec<Value> =
            ["id", "itemId", "description", "code", "shopId", "shop"].map(|name| row[name].clone()).into();
        values.extend([&source["id"], &source["number"], &order["id"], &order["number"]].map(Clone::clone));
        values.extend(["customer", "vendorId", "vendor"].map(|name| row[name].clone()));
        values.push(place(&reasons, &row["reason"]));
        values.push(place(&reasons, &source["type"]));
        values.push(place(&["none", "partial", "full"], &row["coverage"]));
        values.push(place(&diagnoses, &row["diagnosis"]));
        values.push(place(&["backordersAllowed", "trackingDisabled"], &row["soldBecause"]));
        let numbers =
            ["qoh", "occurredAt", "sold", "uncovered", "onPurchaseOrder", "onTransfer", "elsewhere", "expectedAt"];
        values.extend(numbers.map(|name| row[name].as_f64().map_or(Value::Null, |number| json!(number))));
        values
    };
    list(&report, "rows").iter().map(columns).collect()
}

#[test]
fn the_core_agrees_with_the_model() {
    let strategy = (inventory(), vec(raw_query(), 2));
    holds("the core agrees with the model", 10_000, strategy, |(snapshot, queries)| {
        let model = Model::new(&snapshot);
        let inventory = loaded(&snapshot, &json!({}));
        let report = asked(&inventory, "report", &Value::Null);
        assert_same("report()", &model.report(&json!({})), &report, &snapshot);
        assert_rows_add_up(&model, list(&report, "rows"));
        assert_explained(&model, &inventory);
        for bytes in queries {
            let query = report_query(&bytes, &snapshot);
            for (method, expected) in
                [("report", model.report(&query)), ("totals", model.totals(&query)), ("facets", model.facets(&query))]
            {
                assert_same(&format!("{method}({query})"), &expected, &asked(&inventory, method, &query), &snapshot);
            }
            assert_eq!(columns_of(&inventory, &query), row_by_row(&inventory, &query), "the columns of {query}");
            let ids = row_ids(model.all_rows(), &bytes);
            assert_same(
                &format!("rows({ids:?})"),
                &model.rows_by_id(&ids),
                &asked(&inventory, "rows", &json!(ids)),
                &snapshot,
            );
        }
    });
}

/// The rows of a level add up to its shortage. (A random inventory has fewer rows than a page.)
fn assert_rows_add_up(model: &Model, rows: &[Value]) {
    for (item, shop) in model.all_levels() {
        let of_level: Vec<&Value> =
            rows.iter().filter(|row| text(row, "itemId") == item && text(row, "shopId") == shop).collect();
        let sum: Amount = of_level.iter().map(|row| amount(row, "uncovered")).sum();
        assert_eq!(
            sum,
            (-model.qoh(item, shop)).max(0),
            "the rows of ({item}, {shop}) do not add up\nthe inventory:\n{}",
            model.snapshot
        );
        for row in of_level {
            let is_part = amount(row, "uncovered") > 0 && amount(row, "uncovered") <= amount(row, "sold");
            assert!(is_part, "{row}\nthe inventory:\n{}", model.snapshot);
        }
    }
}

/// Every level, and some that are not there.
fn assert_explained(model: &Model, inventory: &Inventory) {
    let known = model.all_levels();
    let (item, shop) = known[0];
    for (item, shop) in known.iter().copied().chain([("no such item", shop), (item, "no such shop"), ("", "")]) {
        let level = json!([item, shop]);
        let explanation = asked(inventory, "explain", &level);
        assert_same(&format!("explain({level})"), &model.explain(item, shop), &explanation, model.snapshot);
        let incoming = asked(inventory, "incoming", &level);
        assert_same(&format!("incoming({level})"), &model.incoming_json(item, shop), &incoming, model.snapshot);
        let proof = amount(&explanation, "opening") + amount(&explanation, "inflow") - amount(&explanation, "outflow");
        assert_eq!(proof, amount(&explanation, "qoh"), "opening + inflow - outflow: {explanation}\n{}", model.snapshot);
        assert_still_waiting(model, item, shop, &explanation);
    }
}

/// The uncovered units are those that still wait in a queue, however deliveries and sales met.
fn assert_still_waiting(model: &Model, item: &str, shop: &str, explanation: &Value) {
    let of_sources = list(explanation, "sources")
        .iter()
        .map(|source| (text(source, "adjustmentId").to_string(), amount(source, "uncovered")));
    let unattributed = (String::new(), amount(explanation, "unattributed"));
    let uncovered = of_sources.chain([unattributed]).filter(|(_, units)| *units > 0).collect();
    for deliveries in [Deliveries::First, Deliveries::Between, Deliveries::Last] {
        let waiting = still_waiting(model, item, shop, deliveries);
        assert_eq!(waiting, uncovered, "level ({item}, {shop})\nthe inventory:\n{}", model.snapshot);
    }
}

#[test]
fn every_sort_is_a_straightforward_sort_of_the_whole() {
    holds("every sort is a straightforward sort of the whole", 500, inventory(), |snapshot| {
        let model = Model::new(&snapshot);
        let inventory = loaded(&snapshot, &json!({}));
        for column in COLUMNS {
            for descending in [false, true] {
                for (offset, limit) in [(0, 1000), (0, 2), (1, 3)] {
                    let query = json!({ "sort": [{ "by": column, "descending": descending }], "offset": offset, "limit": limit });
                    assert_same(
                        &format!("report({query})"),
                        &model.report(&query),
                        &asked(&inventory, "report", &query),
                        &snapshot,
                    );
                }
            }
        }
    });
}

#[test]
fn open_purchase_orders_count_only_if_the_host_wants_it() {
    holds("open purchase orders count only if the host wants it", 500, inventory(), |snapshot| {
        let model = Model::without_open_purchase_orders(&snapshot);
        let without = loaded(&snapshot, &json!({ "openPurchaseOrders": false }));
        assert_same("report()", &model.report(&json!({})), &asked(&without, "report", &Value::Null), &snapshot);
        for (item, shop) in model.all_levels() {
            let level = json!([item, shop]);
            assert_same(
                &format!("incoming({level})"),
                &model.incoming_json(item, shop),
                &asked(&without, "incoming", &level),
                &snapshot,
            );
        }
    });
}

/// Fisher and Yates with a small generator of its own: the same bytes shuffle the same way.
fn shuffle(records: &mut [Value], seed: &mut u64) {
    for last in (1..records.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        records.swap(last, (*seed >> 33) as usize % (last + 1));
    }
}

/// Shuffles every table, and the lines of documents where no rule speaks of their order.
fn shuffled(snapshot: &Value, mut seed: u64) -> Value {
    let mut snapshot = snapshot.clone();
    for (name, table) in snapshot.as_object_mut().unwrap() {
        let Some(records) = table.as_array_mut() else { continue };
        shuffle(records, &mut seed);
        for record in records {
            // The k-th line of an order meets its k-th adjustment: there the order of lines counts.
            let parts = if name == "orders" { "shipments" } else { "lines" };
            if let Some(parts) = record.get_mut(parts).and_then(Value::as_array_mut) {
                shuffle(parts, &mut seed);
            }
        }
    }
    snapshot
}

#[test]
fn the_order_of_the_input_has_no_influence() {
    let strategy = (inventory(), any::<u64>(), raw_query());
    holds("the order of the input has no influence", 1_000, strategy, |(snapshot, seed, bytes)| {
        let other = shuffled(&snapshot, seed);
        let (first, second) = (loaded(&snapshot, &json!({})), loaded(&other, &json!({})));
        let query = report_query(&bytes, &snapshot);
        for method in ["report", "totals", "facets"] {
            for query in [&Value::Null, &query] {
                let expected = asked(&first, method, query);
                assert_same(
                    &format!("{method}({query}) of the shuffled {other}"),
                    &expected,
                    &asked(&second, method, query),
                    &snapshot,
                );
            }
        }
        for (item, shop) in Model::new(&snapshot).all_levels() {
            for method in ["explain", "incoming"] {
                let level = json!([item, shop]);
                let expected = asked(&first, method, &level);
                assert_same(
                    &format!("{method}({level}) of the shuffled {other}"),
                    &expected,
                    &asked(&second, method, &level),
                    &snapshot,
                );
            }
        }
    });
}

#[test]
fn a_snapshot_comes_back_whole() {
    holds("a snapshot comes back whole", 2_000, inventory(), |snapshot| {
        let inventory = loaded(&snapshot, &json!({}));
        let bytes = snapshot_json(&inventory);
        let returned: Value = serde_json::from_slice(&bytes).expect("the snapshot is JSON");
        let expected = support::shapes::canonical_snapshot(&snapshot);
        assert_same("toSnapshot()", &expected, &support::shapes::canonical_snapshot(&returned), &snapshot);
        let again =
            load(&bytes, &json!({})).unwrap_or_else(|error| panic!("its own snapshot is refused: {error}\n{returned}"));
        assert_eq!(bytes, snapshot_json(&again), "the snapshot of a snapshot differs\nthe inventory:\n{snapshot}");
        for method in ["report", "totals", "facets"] {
            assert_same(
                method,
                &asked(&inventory, method, &Value::Null),
                &asked(&again, method, &Value::Null),
                &snapshot,
            );
        }
    });
}

/// The generator is only worth its cases if they hold what the rules speak of.
#[test]
fn random_inventories_hold_what_the_rules_speak_of() {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    let seen: RefCell<BTreeMap<String, u32>> = RefCell::default();
    let see = |what: String| *seen.borrow_mut().entry(what).or_default() += 1;
    let run = 2_000;
    holds("random inventories hold what the rules speak of", run, inventory(), |snapshot| {
        let model = Model::new(&snapshot);
        for row in model.all_rows() {
            for column in ["reason", "coverage", "diagnosis", "soldBecause"] {
                see(format!("{column} {}", field(row, column)));
            }
            let reversed = parse_amount(&row["sold"]) != parse_amount(&row["uncovered"]);
            see(format!("partly covered {reversed}"));
            see(format!("eCom {}, expected {}", !row["ecomOrder"].is_null(), !row["expectedAt"].is_null()));
        }
        for document in &support::model::lookups::DOCUMENTS {
            for record in model.table(document.table) {
                see(format!("{} {}", document.call, (document.status)(record)));
            }
        }
        for (item, shop) in model.all_levels() {
            see(format!(
                "pieces {}",
                model.coverage(item, shop).iter().map(|row| row.pieces.len()).max().unwrap_or(0).min(3)
            ));
            see(format!("sources {}", model.queue(item, shop).len().min(4)));
        }
    });
    let seen = seen.into_inner();
    println!("{seen:#?}");
    let mut wanted: Vec<String> = Vec::new();
    wanted.extend(support::queries::REASONS.map(|reason| format!("reason \"{reason}\"")));
    wanted.extend(support::queries::COVERAGES.map(|coverage| format!("coverage \"{coverage}\"")));
    wanted.extend(support::queries::DIAGNOSES.map(|diagnosis| format!("diagnosis \"{diagnosis}\"")));
    wanted.extend(["backordersAllowed", "trackingDisabled"].map(|because| format!("soldBecause \"{because}\"")));
    wanted.extend(["partly covered true", "eCom true, expected true", "pieces 3", "sources 4"].map(str::to_string));
    wanted
        .extend(["open", "ordered", "checkIn", "finished", "archived"].map(|status| format!("purchaseOrder {status}")));
    wanted.extend(["open", "sent", "received", "archived"].map(|status| format!("transfer {status}")));
    wanted.extend(
        [
            "cancelled",
            "onHold",
            "awaitingPayment",
            "awaitingShipment",
            "awaitingPickup",
            "readyForPickup",
            "partiallyShipped",
            "completedShipped",
            "completedPickedUp",
        ]
        .map(|status| format!("order {status}")),
    );
    for wanted in wanted {
        let count = seen.get(&wanted).copied().unwrap_or(0);
        assert!(count >= 10, "{run} inventories show {wanted:?} only {count} times: make it more frequent");
    }
}

#[test]
fn a_window_begins_as_the_whole_list_does() {
    let mut snapshot = Vec::new();
    retailer::write(retailer::Size::S, &mut snapshot).expect("a vector takes everything");
    let inventory = load(&snapshot, &json!({})).expect("the retailer is valid");
    for by in COLUMNS {
        for descending in [false, true] {
            let sort = json!([{ "by": by, "descending": descending }]);
            // The window first: it is found among many rows, and not cut out of a list that is known already.
            let window = asked(&inventory, "report", &json!({ "sort": sort, "limit": 20 }));
            let whole = asked(&inventory, "report", &json!({ "sort": sort, "limit": 1_000_000 }));
            assert!(list(&whole, "rows").len() > 500, "so few rows are sorted at once");
            assert_eq!(list(&window, "rows"), &list(&whole, "rows")[..20], "by {by}, descending: {descending}");
        }
    }
}
