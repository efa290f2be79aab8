//! Who gets scarce stock: against a clerk who tries every choice of orders, and carried out by the plan's priorities.
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
use oversold::Inventory;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use support::call::{call, change, load};
use support::compare::assert_same;
use support::fields::{ONE, amount, field, list, number, text};
use support::model::Model;
use support::model::orders::unshipped;
use support::run::{cases, holds};
use support::values::Pick;

const STRATEGIES: [&str; 3] = ["fifo", "skipIncomplete", "mostOrders"];
const SHOPS: [&str; 2] = ["main", "harbour"];
const ITEMS: [&str; 3] = ["helmet", "bell", "pump"];
/// What orders want: mostly the same things, and now and then a service.
const WANTED: [&str; 8] = ["helmet", "bell", "helmet", "bell", "helmet", "pump", "helmet", "fitting"];

/// A few orders that want the same few items, some of them on their way: whole units, or quarters.
fn inventories() -> impl Strategy<Value = Value> {
    (vec(vec(any::<u8>(), 48), 2..9), vec(any::<u8>(), 60)).prop_map(|(orders, rest)| {
        let mut pick = Pick::new(&rest);
        let part = if pick.one_in(3) { ONE / 4 } else { ONE };
        let orders: Vec<Value> = orders.iter().enumerate().map(|(index, bytes)| order(index, bytes, part)).collect();
        let sales = orders.iter().enumerate().filter_map(|(index, order)| {
            let at = 50 * pick.below(4) as i64;
            let sale = json!({ "id": format!("s{index}"), "number": index.to_string(), "shopId": "main", "completedAt": at, "orderId": order["id"] });
            pick.one_in(3).then_some(sale)
        });
        let sales: Vec<Value> = sales.collect();
        let mut levels = Vec::new();
        for item in &ITEMS {
            for shop in SHOPS {
                // What waits there, less what is missing: the shelf then holds the difference.
                let here = |line: &&Value| text(line, "itemId") == *item && text(line, "shopId") == shop;
                let waits = |order: &Value| {
                    let lines = list(order, "lines").iter().filter(here);
                    lines.map(|line| amount(line, "quantity") - amount(line, "refunded")).sum::<i128>()
                };
                let sold: i128 = orders.iter().map(waits).sum();
                let shelf = part * pick.below(9) as i128 - part;
                levels.push(json!({ "itemId": item, "shopId": shop, "qoh": number(shelf - sold) }));
            }
        }
        let mut units = |pick: &mut Pick| number(part * pick.below(5) as i128);
        let lines = |pick: &mut Pick, names: [&str; 3], units: &mut dyn FnMut(&mut Pick) -> Value| -> Vec<Value> {
            let line = |index: usize| {
                json!({ "id": index.to_string(), "itemId": pick.of(&ITEMS), names[0]: units(pick), names[1]: units(pick), names[2]: 0 })
            };
            (0..2).map(line).collect()
        };
        let purchase_orders: Vec<Value> = (0..2)
            .map(|index| {
                json!({
                    "id": format!("p{index}"), "number": index.to_string(), "shopId": pick.of(&SHOPS), "createdAt": 1,
                    "orderedAt": pick.of(&[json!(2), Value::Null]), "finished": pick.one_in(6),
                    "lines": lines(&mut pick, ["ordered", "received", "counted"], &mut units),
                })
            })
            .collect();
        let sent = pick.of(&[json!(3), json!(3), Value::Null]);
        let mut moved = lines(&mut pick, ["requested", "sent", "received"], &mut units);
        if sent.is_null() {
            moved.iter_mut().for_each(|line| line["sent"] = json!(0));
        }
        json!({
            "format": "oversold/1",
            "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
            "items": [
                { "id": "helmet", "description": "Road helmet" }, { "id": "bell", "description": "Brass bell" },
                { "id": "pump", "description": "Pump" }, { "id": "fitting", "description": "Fitting", "inventoried": false },
            ],
            "levels": levels, "sales": sales, "orders": orders, "purchaseOrders": purchase_orders,
            "transfers": [{ "id": "t0", "number": "0", "fromShopId": "main", "toShopId": "harbour", "sentAt": sent, "lines": moved }],
        })
    })
}

/// Lines for the same few items; now and then something refunded, handed over, cancelled, suspicious or not recorded.
fn order(index: usize, bytes: &[u8], part: i128) -> Value {
    let mut pick = Pick::new(bytes);
    let id = format!("o{index}");
    let mut handed_over = Vec::new();
    let line = |number_of_line: usize| {
        let quantity = part * (1 + pick.below(4) as i128);
        let refunded = if pick.one_in(9) { part } else { 0 };
        let mut line = json!({
            "id": number_of_line.to_string(), "itemId": pick.of(&WANTED),
            "shopId": if pick.one_in(5) { "harbour" } else { "main" }, "quantity": number(quantity), "refunded": number(refunded),
        });
        if !pick.one_in(12) {
            line["adjustmentId"] = json!(format!("sold {id} {number_of_line}"));
        }
        if pick.one_in(7) && quantity > refunded {
            let units = number((quantity - refunded).min(part));
            handed_over.push(json!({ "orderLineId": line["id"], "quantity": units }));
        }
        line
    };
    let count = 1 + pick_lines(bytes);
    let lines: Vec<Value> = (0..count).map(line).collect();
    let mut pick = Pick::new(&bytes[40..]);
    let mut order = json!({
        "id": id, "number": index.to_string(), "placedAt": 10 * pick.below(9), "delivery": pick.of(&["ship", "pickup"]),
        "payment": pick.of(&["paid", "notPaid"]), "fraud": pick.of(&["cleared", "cleared", "cleared", "unchecked", "fraudulent"]),
        "cancelled": pick.one_in(12), "priority": pick.of(&[0.0, 0.0, 0.0, 0.0, 1.0, -1.0, 2.5]), "lines": lines,
    });
    if !handed_over.is_empty() {
        let status = if text(&order, "delivery") == "ship" { "shipped" } else { "pickedUp" };
        order["shipments"] = json!([{ "id": "before", "number": "0", "status": status, "lines": handed_over }]);
    }
    order
}

fn pick_lines(bytes: &[u8]) -> usize {
    usize::from(bytes[47] % 4)
}

/// Whom to serve, from where, and what to count on.
fn options(strategy: &str, bytes: &[u8]) -> Value {
    let mut pick = Pick::new(bytes);
    let mut options = json!({ "strategy": strategy });
    if pick.one_in(3) {
        options["shopIds"] = pick.of(&[json!(["main"]), json!(["harbour"]), json!(["harbour", "main"]), json!([])]);
    }
    let documents = [("purchaseOrder", "p0"), ("purchaseOrder", "p1"), ("transfer", "t0"), ("purchaseOrder", "p0")];
    let arriving = documents.iter().filter(|_| pick.one_in(2)).map(|(kind, id)| json!({ "type": kind, "id": id }));
    options["arriving"] = arriving.collect();
    options
}

fn loaded(snapshot: &Value, options: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), options)
        .unwrap_or_else(|error| panic!("a valid inventory is refused: {error}\nthe inventory:\n{snapshot}"))
}

fn allocate(inventory: &Inventory, options: &Value) -> Value {
    call(inventory, "allocate", options).unwrap_or_else(|error| panic!("allocate({options}): {error}"))
}

fn ids(answer: &Value, name: &str) -> BTreeSet<String> {
    list(answer, name).iter().map(|id| id.as_str().unwrap().to_string()).collect()
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

#[test]
fn stock_is_dealt_out_as_the_clerk_deals_it_out() {
    let seen = Seen::default();
    let strategy = (inventories(), vec(any::<u8>(), 8), any::<bool>());
    holds("stock is dealt out as the clerk deals it out", 1_000, strategy, |(snapshot, bytes, open)| {
        let inventory = loaded(&snapshot, &json!({ "openPurchaseOrders": open }));
        let before = inventory.to_bytes();
        let model = Model::new(&snapshot);
        for strategy in STRATEGIES {
            let options = options(strategy, &bytes);
            let mut answer = allocate(&inventory, &options);
            let priorities = answer.as_object_mut().unwrap().remove("priorities").unwrap();
            let expected = Clerk { model: &model }.allocate(&options);
            assert_same(&format!("allocate({options})"), &expected, &answer, &snapshot);
            for list_of in ["completed", "delayed", "advanced", "lines"] {
                if !list(&answer, list_of).is_empty() {
                    seen.note(&format!("{strategy}: {list_of}"));
                }
            }
            if priorities != json!([]) {
                seen.note(&format!("{strategy}: priorities"));
            }
            seen.note(&format!("{strategy}: optimal {}", answer["optimal"]));
        }
        assert_eq!(inventory.to_bytes(), before, "a plan changes nothing");
    });
    seen.includes([
        "fifo: completed",
        "fifo: optimal true",
        "fifo: optimal false",
        "skipIncomplete: advanced",
        "skipIncomplete: optimal false",
        "skipIncomplete: priorities",
        "mostOrders: delayed",
        "mostOrders: advanced",
        "mostOrders: lines",
        "mostOrders: priorities",
    ]);
}

/// Applies a command that must be accepted.
fn done(inventory: &mut Inventory, mut command: Value) -> Value {
    command["id"] = json!(format!("c{}", inventory.revision()));
    command["at"] = json!(1_000);
    let outcome = change(inventory, "apply", &command).unwrap_or_else(|error| panic!("{command}: {error}"));
    assert_eq!(outcome["ok"], json!(true), "{command}: {outcome}");
    outcome
}

/// Receives what is outstanding of the documents.
fn receive(inventory: &mut Inventory, options: &Value) {
    for document in list(options, "arriving") {
        let (kind, name) = match text(document, "type") {
            "purchaseOrder" => ("receivePurchaseOrder", "purchaseOrderId"),
            _ => ("receiveTransfer", "transferId"),
        };
        let command =
            json!({ "id": format!("r{}", inventory.revision()), "at": 1_000, "type": kind, name: document["id"] });
        let outcome = change(inventory, "apply", &command).unwrap();
        // Nothing is outstanding of it, or all of it has come in already.
        let code = field(field(&outcome, "refusal"), "code").as_str().unwrap_or("");
        assert!(outcome["ok"] == json!(true) || ["nothingToDo", "illegalTransition"].contains(&code), "{outcome}");
    }
}

/// The orders of which every unit is on the shelf.
fn ready(inventory: &Inventory) -> BTreeSet<String> {
    let page = call(inventory, "backorders", &json!({ "states": ["ready"], "limit": 1000 })).unwrap();
    list(&page, "rows").iter().map(|row| text(row, "orderId").to_string()).collect()
}

/// Ships all that is left of an order without force, if its gates let it.
fn ship(inventory: &mut Inventory, order: &Value) -> Result<(), String> {
    let id = &order["id"];
    let shipment = json!({ "id": "now", "number": "1" });
    done(inventory, json!({ "type": "createShipment", "orderId": id, "shipment": shipment }));
    if text(order, "fraud") == "unchecked" {
        done(inventory, json!({ "type": "clearFraud", "orderId": id }));
    }
    if text(order, "payment") == "notPaid" {
        done(inventory, json!({ "type": "markOrderPaid", "orderId": id }));
    }
    let kind = if text(order, "delivery") == "ship" { "markShipped" } else { "markPickedUp" };
    let command = json!({ "id": "ship", "at": 1_000, "type": kind, "orderId": id, "shipmentId": "now" });
    let mut command = command;
    command["id"] = json!(format!("c{}", inventory.revision()));
    let outcome = change(inventory, "apply", &command).unwrap();
    if outcome["ok"] == json!(true) { Ok(()) } else { Err(text(&outcome["refusal"], "code").to_string()) }
}

#[test]
fn a_plan_is_carried_out_by_its_priorities() {
    let seen = Seen::default();
    let strategy = (inventories(), vec(any::<u8>(), 8));
    holds("a plan is carried out by its priorities", 400, strategy, |(snapshot, bytes)| {
        for strategy in STRATEGIES {
            let options = options(strategy, &bytes);
            let mut inventory = loaded(&snapshot, &json!({}));
            let plan = allocate(&inventory, &options);
            let completed = ids(&plan, "completed");
            let of_plan = |id: &str| {
                let order = list(&snapshot, "orders").iter().find(|order| text(order, "id") == id).unwrap();
                let shops = field(&options, "shopIds").as_array().cloned();
                let is_there = |line: &Value| shops.as_ref().is_none_or(|shops| shops.contains(&line["shopId"]));
                let waits = |line: &Value| unshipped(order, line) > 0;
                text(order, "fraud") != "fraudulent"
                    && list(order, "lines").iter().any(|line| waits(line) && is_there(line))
            };
            let mut elsewhere = loaded(&snapshot, &json!({}));
            receive(&mut elsewhere, &options);
            let elsewhere: BTreeSet<String> = ready(&elsewhere).into_iter().filter(|id| !of_plan(id)).collect();

            for entry in list(&plan, "priorities") {
                assert!(completed.contains(text(entry, "orderId")), "only who is served is put forward: {plan}");
                done(
                    &mut inventory,
                    json!({ "type": "prioritiseOrder", "orderId": entry["orderId"], "priority": entry["priority"] }),
                );
                seen.note("put forward");
            }
            receive(&mut inventory, &options);
            let now = ready(&inventory);
            let (here, others): (BTreeSet<String>, BTreeSet<String>) = now.into_iter().partition(|id| of_plan(id));
            let context = format!("allocate({options}) = {plan}\nthe inventory:\n{snapshot}");
            assert_eq!(here, completed, "exactly the completed orders are ready\n{context}");
            let unfit =
                |ids: BTreeSet<String>| ids.into_iter().filter(|id| !is_fraudulent(&snapshot, id)).collect::<Vec<_>>();
            assert_eq!(unfit(others), unfit(elsewhere), "other shops' orders are as they were\n{context}");

            for order in list(&snapshot, "orders") {
                let id = text(order, "id");
                let is_waiting = list(order, "lines").iter().any(|line| unshipped(order, line) > 0);
                if is_waiting && of_plan(id) {
                    let shipped = ship(&mut inventory, order);
                    let expected = if completed.contains(id) { Ok(()) } else { Err("notOnShelf".to_string()) };
                    assert_eq!(shipped, expected, "shipping {id}\n{context}");
                    seen.note(if shipped.is_ok() { "shipped" } else { "kept" });
                }
            }
        }
    });
    seen.includes(["put forward", "shipped", "kept"]);
}

fn is_fraudulent(snapshot: &Value, id: &str) -> bool {
    list(snapshot, "orders").iter().any(|order| text(order, "id") == id && text(order, "fraud") == "fraudulent")
}

#[test]
fn no_smaller_set_of_orders_put_forward_would_do() {
    let seen = Seen::default();
    let strategy = (inventories(), vec(any::<u8>(), 8));
    holds("no smaller set of orders put forward would do", 200, strategy, |(snapshot, bytes)| {
        for strategy in STRATEGIES {
            let options = options(strategy, &bytes);
            let plan = allocate(&loaded(&snapshot, &json!({})), &options);
            let completed = ids(&plan, "completed");
            let priorities = list(&plan, "priorities");
            // Every choice of the completed orders that is smaller than the plan's, put before everybody else.
            let all: Vec<&String> = completed.iter().collect();
            for choice in 0..1_u32 << all.len() {
                if choice.count_ones() as usize >= priorities.len() {
                    continue;
                }
                let mut inventory = loaded(&snapshot, &json!({}));
                for (position, id) in all.iter().enumerate().filter(|(position, _)| choice >> position & 1 == 1) {
                    done(
                        &mut inventory,
                        json!({ "type": "prioritiseOrder", "orderId": id, "priority": 100 + position }),
                    );
                }
                receive(&mut inventory, &options);
                let now = ready(&inventory);
                assert!(
                    !completed.iter().all(|id| now.contains(id)),
                    "allocate({options}) = {plan}\nthe inventory:\n{snapshot}"
                );
                seen.note("a smaller set");
            }
        }
    });
    seen.includes(["a smaller set"]);
}

/// One item, some of it there, and orders of so many units in the order in which they came.
fn queue(shelf: i64, orders: &[i64]) -> Value {
    let sold: i64 = orders.iter().sum();
    let order = |(index, units): (usize, &i64)| {
        json!({
            "id": format!("o{}", index + 1), "number": index.to_string(), "placedAt": 10 * index, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "lines": [{ "id": "1", "itemId": "helmet", "shopId": "main", "quantity": units, "adjustmentId": format!("sold {index}") }],
        })
    };
    json!({
        "format": "oversold/1", "shops": [{ "id": "main", "name": "Main Street" }], "items": [{ "id": "helmet", "description": "Road helmet" }],
        "levels": [{ "itemId": "helmet", "shopId": "main", "qoh": shelf - sold }],
        "orders": orders.iter().enumerate().map(order).collect::<Vec<_>>(),
    })
}

fn plan(snapshot: &Value, options: Value) -> Value {
    allocate(&loaded(snapshot, &json!({})), &options)
}

#[test]
fn who_has_priority_already_is_overtaken_by_no_more_than_is_needed() {
    let mut snapshot = queue(2, &[3, 1, 1]);
    snapshot["orders"][0]["priority"] = json!(7.5);
    let answer = plan(&snapshot, json!({ "strategy": "mostOrders" }));
    let put_forward = json!([{ "orderId": "o2", "priority": 8.0 }, { "orderId": "o3", "priority": 8.0 }]);
    assert_eq!(answer["priorities"], put_forward);
    // The oldest of two equally good ones keeps its place: only the one that the large order stands before is named.
    let answer = plan(&queue(2, &[1, 3, 1]), json!({ "strategy": "skipIncomplete" }));
    assert_eq!(answer["completed"], json!(["o1", "o3"]));
    assert_eq!(answer["priorities"], json!([{ "orderId": "o3", "priority": 1.0 }]));
}

#[test]
fn priorities_are_as_exact_as_numbers_are() {
    let mut snapshot = queue(1, &[2, 1]);
    snapshot["orders"][0]["priority"] = json!(1e300);
    let answer = plan(&snapshot, json!({ "strategy": "mostOrders" }));
    assert!(answer["priorities"][0]["priority"].as_f64() > Some(1e300), "{answer}");
}

#[test]
fn malformed_options_are_thrown_with_their_path() {
    let mut snapshot = queue(1, &[1]);
    snapshot["purchaseOrders"] = json!([{ "id": "p1", "number": "1", "shopId": "main", "lines": [] }]);
    let inventory = loaded(&snapshot, &json!({}));
    for (options, path) in [
        (json!({}), "strategy"),
        (json!({ "strategy": "lifo" }), "strategy"),
        (json!({ "strategy": "fifo", "shopIds": "main" }), "shopIds"),
        (json!({ "strategy": "fifo", "arriving": [{ "id": "p1" }] }), "arriving[0].type"),
        (json!({ "strategy": "fifo", "arriving": [{ "type": "vendorReturn", "id": "p1" }] }), "arriving[0].type"),
        (
            json!({ "strategy": "fifo", "arriving": [{ "type": "purchaseOrder", "id": "p1" }, { "type": "purchaseOrder", "id": "p2" }] }),
            "arriving[1].id",
        ),
        (json!({ "strategy": "fifo", "arriving": [{ "type": "transfer", "id": "p1" }] }), "arriving[0].id"),
    ] {
        let error = call(&inventory, "allocate", &options).expect_err("malformed options are refused");
        assert_eq!((text(&error, "code"), text(&error, "path")), ("invalidInput", path), "{options}");
    }
    let nowhere = call(&inventory, "allocate", &json!({ "strategy": "fifo", "shopIds": ["nowhere"] })).unwrap();
    assert_eq!((&nowhere["completed"], &nowhere["bound"]), (&json!([]), &json!(0)), "a filter that keeps nothing");
}

#[test]
fn a_service_gives_its_order_no_other_place() {
    let mut snapshot = queue(1, &[1, 1]);
    snapshot["items"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "fitting", "description": "Fitting", "inventoried": false }));
    let fitting = json!({ "id": "2", "itemId": "fitting", "shopId": "main", "quantity": 1 });
    snapshot["orders"][1]["lines"].as_array_mut().unwrap().push(fitting);
    for order in [0, 1] {
        snapshot["orders"][order]["placedAt"] = json!(10);
    }
    for strategy in STRATEGIES {
        let answer = plan(&snapshot, json!({ "strategy": strategy }));
        assert_eq!((&answer["completed"], &answer["advanced"]), (&json!(["o1"]), &json!([])), "{strategy}: {answer}");
    }
}
