//! Waiting orders and deliveries against a clerk who gives out one unit after another, on random inventories.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod clerk;
mod support;

use clerk::Clerk;
use oversold::contract::input;
use oversold::{BackorderQuery, DeliveryOptions, Inventory, Tree, read_commands};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use support::call::load;
use support::compare::assert_same;
use support::fields::{ONE, list, parse_amount, parse_instant, text};
use support::inventories::inventory;
use support::model::Model;
use support::model::ledger::Role;
use support::run::{cases, holds};
use support::values::{Pick, instant_written, quantity, written};

/// Random inventories in which every item has a code of its own, so that most scans name one; in two of three the
/// orders and what is on its way meet on one level, in one of them in quarters of units so that nobody counts for long.
fn inventories() -> impl Strategy<Value = Value> {
    (inventory(), bytes(), 0..3).prop_map(|(mut snapshot, bytes, kind)| {
        for (index, item) in records(&mut snapshot, "items").iter_mut().enumerate() {
            item["upc"] = json!(format!("00{}", 700 + index));
        }
        let plain = without_odd_reversals(&snapshot);
        snapshot["adjustments"] = plain;
        if kind > 0 {
            crowd(&mut snapshot, &mut Pick::new(&bytes));
        }
        if kind > 1 {
            to_quarters(&mut snapshot);
        }
        snapshot
    })
}

/// The movements, none of which takes back itself, another in a circle, or one of another level: what such a movement
/// means to an order is no matter of waiting.
fn without_odd_reversals(snapshot: &Value) -> Value {
    let model = Model::new(snapshot);
    let mut adjustments = model.table("adjustments").to_vec();
    for adjustment in &mut adjustments {
        if model.role(adjustment) == Role::Ordinary {
            adjustment["reverses"] = Value::Null;
        }
    }
    json!(adjustments)
}

fn records<'a>(record: &'a mut Value, name: &str) -> &'a mut [Value] {
    record.get_mut(name).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// Moves most lines to one level, where the orders' sales are recorded and some units are missing.
fn crowd(snapshot: &mut Value, pick: &mut Pick) {
    let (item, shop) = (snapshot["items"][0]["id"].clone(), snapshot["shops"][0]["id"].clone());
    snapshot["items"][0]["inventoried"] = json!(true);
    for order in records(snapshot, "orders") {
        for line in records(order, "lines") {
            if pick.one_in(4) {
                continue;
            }
            line["itemId"] = item.clone();
            line["shopId"] = shop.clone();
            line["adjustmentId"] = json!(format!("sold {}", pick.below(9)));
        }
    }
    for table in ["purchaseOrders", "transfers"] {
        for document in records(snapshot, table) {
            let receiver = if table == "transfers" { "toShopId" } else { "shopId" };
            if document.get("fromShopId") != Some(&shop) {
                document[receiver] = shop.clone();
            }
            for line in records(document, "lines").iter_mut().filter(|_| !pick.one_in(4)) {
                line["itemId"] = item.clone();
            }
        }
    }
    let levels = snapshot["levels"].as_array_mut().unwrap();
    levels.retain(|level| level["itemId"] != item || level["shopId"] != shop);
    let missing = (0..pick.below(4)).map(|_| quantity(pick.byte())).sum::<i128>();
    levels.push(json!({ "itemId": item, "shopId": shop, "qoh": written(-missing, pick.byte()) }));
}

/// Rounds every quantity down to a quarter of a unit.
fn to_quarters(record: &mut Value) {
    const QUANTITIES: [&str; 9] =
        ["qoh", "quantity", "refunded", "returned", "ordered", "received", "counted", "requested", "sent"];
    match record {
        Value::Array(records) => records.iter_mut().for_each(to_quarters),
        Value::Object(fields) => {
            for (name, value) in fields {
                if QUANTITIES.contains(&name.as_str()) && !value.is_null() {
                    *value = written(parse_amount(value) / (ONE / 4) * (ONE / 4), 0);
                } else {
                    to_quarters(value);
                }
            }
        }
        _ => {}
    }
}

fn loaded(snapshot: &Value, options: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), options)
        .unwrap_or_else(|error| panic!("a valid inventory is refused: {error}\nthe inventory:\n{snapshot}"))
}

fn backorders(inventory: &Inventory, query: &Value) -> Value {
    let query: BackorderQuery = input::read(query.clone()).unwrap_or_else(|error| panic!("{query}: {error}"));
    serde_json::to_value(inventory.backorders(&query).unwrap()).unwrap()
}

fn tree(value: &Value) -> Tree {
    serde_json::from_value(value.clone()).unwrap()
}

fn sort_delivery(inventory: &Inventory, options: &Value) -> Value {
    let read = DeliveryOptions::read(&tree(options)).unwrap_or_else(|error| panic!("{options}: {error}"));
    serde_json::to_value(inventory.sort_delivery(&read).unwrap()).unwrap()
}

/// Counts what the random cases show, so that a property which never meets its subject fails.
#[derive(Default)]
struct Seen(RefCell<BTreeMap<String, u32>>);

impl Seen {
    fn note(&self, what: &str) {
        *self.0.borrow_mut().entry(what.to_string()).or_insert(0) += 1;
    }

    fn includes<'n>(self, names: impl IntoIterator<Item = &'n str>) {
        let seen = self.0.into_inner();
        println!("seen: {seen:?}");
        for name in names {
            assert!(seen.contains_key(name) || cases(1_000) < 1_000, "no case shows {name:?}; seen: {seen:?}");
        }
    }
}

/// Some of the choices, none of them, or no filter at all.
fn some_of(pick: &mut Pick, choices: &[Value]) -> Value {
    match pick.below(5) {
        3 => choices.iter().filter(|_| pick.one_in(2)).cloned().collect(),
        4 => json!([pick.of(choices)]),
        _ => Value::Null,
    }
}

fn backorder_query(bytes: &[u8], snapshot: &Value) -> Value {
    let mut pick = Pick::new(bytes);
    let instants: Vec<i64> = list(snapshot, "orders").iter().map(|order| parse_instant(&order["placedAt"])).collect();
    let at = match (pick.below(4), instants.as_slice()) {
        (0, _) | (_, []) => Value::Null,
        _ => instant_written(pick.of(&instants) + pick.of(&[0, 1, -1, 200]), pick.byte()),
    };
    let shops: Vec<Value> = list(snapshot, "shops").iter().map(|shop| shop["id"].clone()).collect();
    let words = ["ad", "BEN", "gloves", "sku-1", "10", "e", "00700", "o1", "no such thing", "", "ADA helmet"];
    let mut keys = Vec::new();
    for _ in 0..pick.below(3) {
        let by = pick.of(&["promisedAt", "placedAt", "number"]);
        keys.push(json!({ "by": by, "descending": pick.of(&[Value::Null, json!(true), json!(false)]) }));
    }
    let mut query = json!({
        "at": at, "states": some_of(&mut pick, &[json!("ready"), json!("incoming"), json!("short")]),
        "blockedBy": some_of(&mut pick, &[json!("fraudNotCleared"), json!("notPaid"), json!("notOnShelf")]),
        "late": pick.of(&[Value::Null, Value::Null, Value::Null, json!(true), json!(false)]),
        "search": if pick.one_in(3) { json!(pick.of(&words)) } else { Value::Null },
        "shopIds": some_of(&mut pick, &shops), "sort": if pick.one_in(3) { Value::Null } else { json!(keys) },
    });
    if pick.one_in(4) {
        query["offset"] = json!(pick.below(3));
        query["limit"] = json!(pick.below(3));
    }
    query
}

/// A delivery to one shop: codes of its items, as they are or changed by the scanner, and codes of nothing.
fn scanned(bytes: &[u8], snapshot: &Value) -> Value {
    let mut pick = Pick::new(bytes);
    let shops = list(snapshot, "shops");
    let shop = shops[pick.mostly_first(shops.len())]["id"].clone();
    let items = list(snapshot, "items");
    let mut scans = Vec::new();
    for _ in 0..pick.below(7) {
        let own = text(&items[pick.mostly_first(items.len())], "upc").to_string();
        let code = match pick.below(9) {
            6 => own.trim_start_matches('0').to_string(),
            7 => format!(" 0{own}\t"),
            8 => pick.of(&["SKU-9", "0042", "42", "sku-10", "no such code", "", "000", "4006381333931"]).to_string(),
            _ => own,
        };
        let units = if pick.one_in(3) { quantity(pick.byte()) } else { ONE * pick.of(&[1, 2, 3, 7]) };
        scans.push(json!({ "code": code, "quantity": written(units, pick.byte()) }));
    }
    json!({ "shopId": shop, "scanned": scans })
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 40)
}

#[test]
fn backorders_wait_as_the_clerk_says() {
    let seen = Seen::default();
    let strategy = (inventories(), bytes(), any::<bool>());
    holds("backorders wait as the clerk says", 2_000, strategy, |(snapshot, bytes, open)| {
        let model = if open { Model::new(&snapshot) } else { Model::without_open_purchase_orders(&snapshot) };
        let inventory = loaded(&snapshot, &json!({ "openPurchaseOrders": open }));
        let clerk = Clerk { model: &model };
        for query in [json!({}), backorder_query(&bytes, &snapshot)] {
            let Some(expected) = clerk.backorders(&query) else { continue };
            let answer = backorders(&inventory, &query);
            assert_same(&format!("backorders({query})"), &expected, &answer, &snapshot);
            for row in list(&answer, "rows") {
                seen.note(text(row, "state"));
                for (name, value) in [("late", &row["late"]), ("overdue", &row["overdue"])] {
                    seen.note(&format!("{name} {value}"));
                }
                for gate in list(row, "blockedBy") {
                    seen.note(gate.as_str().unwrap());
                }
                if !row["promisedAt"].is_null() {
                    seen.note("a promise");
                }
                for line in list(row, "lines") {
                    let parts = list(line, "coveredBy").len();
                    seen.note(if parts > 1 { "several documents" } else { "one document or none" });
                }
            }
        }
    });
    seen.includes(
        ["ready", "incoming", "short", "fraudNotCleared", "notPaid", "notOnShelf", "a promise", "several documents"]
            .into_iter()
            .chain(["late true", "late false", "late null", "overdue true", "overdue false", "overdue null"]),
    );
}

/// Units on the shelf by (order, line), and the orders that are ready.
fn shelf_of(inventory: &Inventory) -> (BTreeMap<(String, String), i128>, Vec<String>) {
    let (mut units, mut ready) = (BTreeMap::new(), Vec::new());
    for row in list(&backorders(inventory, &json!({ "limit": 1000 })), "rows") {
        let order = text(row, "orderId").to_string();
        for line in list(row, "lines") {
            units.insert((order.clone(), text(line, "orderLineId").to_string()), parse_amount(&line["onShelf"]));
        }
        if text(row, "state") == "ready" {
            ready.push(order);
        }
    }
    (units, ready)
}

/// What `receive` asks for, as commands.
fn receive_commands(delivery: &Value) -> Value {
    let command = |(index, receipt): (usize, &Value)| {
        let (kind, document) = match text(receipt, "type") {
            "purchaseOrder" => ("receivePurchaseOrder", "purchaseOrderId"),
            _ => ("receiveTransfer", "transferId"),
        };
        let id = format!("delivery {index}");
        json!({ "id": id, "at": 5, "type": kind, document: receipt["id"], "lines": receipt["lines"] })
    };
    list(delivery, "receive").iter().enumerate().map(command).collect()
}

#[test]
fn a_delivery_is_sorted_as_the_clerk_sorts_it() {
    let seen = Seen::default();
    let strategy = (inventories(), bytes(), any::<bool>());
    holds("a delivery is sorted as the clerk sorts it", 2_000, strategy, |(snapshot, bytes, open)| {
        let model = if open { Model::new(&snapshot) } else { Model::without_open_purchase_orders(&snapshot) };
        let inventory = loaded(&snapshot, &json!({ "openPurchaseOrders": open }));
        let options = scanned(&bytes, &snapshot);
        let Some(expected) = (Clerk { model: &model }).sort_delivery(&options) else { return };
        let answer = sort_delivery(&inventory, &options);
        assert_same(&format!("sortDelivery({options})"), &expected, &answer, &snapshot);
        for part in ["receive", "setAside", "toShelf", "notExpected", "unknown"] {
            if !list(&answer, part).is_empty() {
                seen.note(part);
            }
        }
        if list(&answer, "unknown").iter().any(|code| !list(code, "candidates").is_empty()) {
            seen.note("several items");
        }
    });
    seen.includes(["receive", "setAside", "toShelf", "notExpected", "unknown", "several items"]);
}

#[test]
fn what_is_set_aside_is_on_the_shelf_once_it_is_received() {
    let seen = Seen::default();
    let strategy = (inventories(), bytes());
    holds("what is set aside is on the shelf once it is received", 2_000, strategy, |(snapshot, bytes)| {
        let mut inventory = loaded(&snapshot, &json!({}));
        let options = scanned(&bytes, &snapshot);
        let delivery = sort_delivery(&inventory, &options);
        let (before, _) = shelf_of(&inventory);
        let commands = receive_commands(&delivery);
        let outcome = inventory.apply(&read_commands(&tree(&commands)).unwrap()).unwrap();
        let outcome = serde_json::to_value(outcome).unwrap();
        assert_eq!(outcome["ok"], json!(true), "{outcome}\nsortDelivery({options})\nthe inventory:\n{snapshot}");
        let (after, ready) = shelf_of(&inventory);
        let mut set_aside = BTreeMap::new();
        for order in list(&delivery, "setAside") {
            let id = text(order, "orderId").to_string();
            for line in list(order, "lines") {
                set_aside.insert((id.clone(), text(line, "orderLineId").to_string()), parse_amount(&line["quantity"]));
            }
            assert_eq!(
                order["completes"],
                json!(ready.contains(&id)),
                "completes of {id:?}\nsortDelivery({options})\nthe inventory:\n{snapshot}"
            );
            seen.note(&format!("completes {}", order["completes"]));
        }
        for (line, units) in after {
            let more = units - before[&line];
            let promised = set_aside.remove(&line).unwrap_or(0);
            assert_eq!(more, promised, "line {line:?}\nsortDelivery({options})\nthe inventory:\n{snapshot}");
        }
        assert!(
            set_aside.is_empty(),
            "set aside for lines that do not wait: {set_aside:?}\nthe inventory:\n{snapshot}"
        );
    });
    seen.includes(["completes true", "completes false"]);
}

#[test]
fn every_scanned_unit_is_in_one_place() {
    let strategy = (inventories(), bytes());
    holds("every scanned unit is in one place", 2_000, strategy, |(snapshot, bytes)| {
        let inventory = loaded(&snapshot, &json!({}));
        let options = scanned(&bytes, &snapshot);
        let delivery = sort_delivery(&inventory, &options);
        let sum = |units: &[Value]| units.iter().map(|units| parse_amount(&units["quantity"])).sum::<i128>();
        let of_lines = |part: &str| list(&delivery, part).iter().map(|part| sum(list(part, "lines"))).sum::<i128>();
        let received = of_lines("setAside") + sum(list(&delivery, "toShelf"));
        let others = sum(list(&delivery, "notExpected")) + sum(list(&delivery, "unknown"));
        assert_eq!(of_lines("receive"), received, "sortDelivery({options}) = {delivery}\nthe inventory:\n{snapshot}");
        assert_eq!(received + others, sum(list(&options, "scanned")), "sortDelivery({options}) = {delivery}");
        assert_eq!(sort_delivery(&inventory, &options), delivery, "asked twice, nothing changes");
    });
}
