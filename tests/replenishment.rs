//! What to buy and what to move, against a buyer with paper and pencil, on random inventories; and what becomes of a plan
//! once it is carried out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod buyer;
mod support;

use buyer::Buyer;
use oversold::Inventory;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use support::call::{call, change, load, snapshot_json};
use support::compare::assert_same;
use support::fields::{Amount, ONE, amount, flag, instant, list, number, text};
use support::inventories::inventory;
use support::model::Model;
use support::run::{cases, holds};
use support::values::{Pick, quantity, written};

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

/// Random inventories; in two of three one item is short in some shops and there in others.
fn inventories() -> impl Strategy<Value = Value> {
    (inventory(), vec(any::<u8>(), 40), 0..3).prop_map(|(mut snapshot, bytes, kind)| {
        if kind > 0 {
            spread(&mut snapshot, &mut Pick::new(&bytes));
        }
        for transfer in snapshot.get_mut("transfers").and_then(Value::as_array_mut).into_iter().flatten() {
            if instant(transfer, "sentAt").is_none() {
                // What arrived before it was sent would make one that is nothing to be received when it is.
                for line in transfer["lines"].as_array_mut().unwrap() {
                    (line["received"], line["returned"]) = (Value::Null, Value::Null);
                }
            }
        }
        snapshot
    })
}

fn spread(snapshot: &mut Value, pick: &mut Pick) {
    let item = snapshot["items"][0]["id"].clone();
    snapshot["items"][0]["inventoried"] = json!(true);
    let shops: Vec<Value> = list(snapshot, "shops").iter().map(|shop| shop["id"].clone()).collect();
    let levels = snapshot["levels"].as_array_mut().unwrap();
    levels.retain(|level| level["itemId"] != item);
    for shop in shops {
        let units = quantity(pick.byte());
        let qoh = if pick.one_in(2) { units } else { -units };
        let mut level = json!({ "itemId": item, "shopId": shop, "qoh": written(qoh, pick.byte()) });
        if pick.one_in(3) {
            level["desiredLevel"] = written(quantity(pick.byte()) - pick.of(&[0, ONE]), 2);
        }
        levels.push(level);
    }
    // Half of the transfers wait to be sent.
    for transfer in snapshot.get_mut("transfers").and_then(Value::as_array_mut).into_iter().flatten() {
        if pick.one_in(2) {
            transfer["sentAt"] = Value::Null;
        }
        for line in transfer["lines"].as_array_mut().unwrap().iter_mut().filter(|_| !pick.one_in(3)) {
            line["itemId"] = item.clone();
        }
    }
}

fn loaded(snapshot: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), &json!({}))
        .unwrap_or_else(|error| panic!("a valid inventory is refused: {error}\nthe inventory:\n{snapshot}"))
}

fn some_of(pick: &mut Pick, choices: &[Value]) -> Value {
    match pick.below(5) {
        3 => choices.iter().filter(|_| pick.one_in(2)).cloned().collect(),
        4 => json!([pick.of(choices)]),
        _ => Value::Null,
    }
}

fn options(bytes: &[u8], snapshot: &Value) -> Value {
    let mut pick = Pick::new(bytes);
    let ids = |table: &str| -> Vec<Value> { list(snapshot, table).iter().map(|record| record["id"].clone()).collect() };
    let shops = ids("shops");
    let vendors: Vec<Value> = ids("vendors").into_iter().chain([Value::Null, json!("nobody")]).collect();
    json!({
        "at": 1_000, "consolidateAt": if pick.one_in(2) { pick.of(&shops) } else { Value::Null },
        "transfersFirst": pick.of(&[Value::Null, json!(true), json!(false)]),
        "upTo": pick.of(&[Value::Null, json!("shortage"), json!("desiredLevel")]),
        "shopIds": some_of(&mut pick, &shops), "vendorIds": some_of(&mut pick, &vendors),
        "ecomOnly": if pick.one_in(4) { json!(true) } else { Value::Null },
    })
}

fn replenish(inventory: &Inventory, options: &Value) -> Value {
    call(inventory, "replenish", options).unwrap_or_else(|error| panic!("{error}: {options}"))
}

/// All lines of the plan's documents.
fn lines<'p>(plan: &'p Value, documents: &str) -> Vec<&'p Value> {
    list(plan, documents).iter().flat_map(|document| list(document, "lines")).collect()
}

#[test]
fn a_plan_is_what_the_buyer_writes_down() {
    let seen = Seen::default();
    let strategy = (inventories(), vec(any::<u8>(), 30));
    holds("a plan is what the buyer writes down", 2_000, strategy, |(snapshot, bytes)| {
        let options = options(&bytes, &snapshot);
        let model = Model::new(&snapshot);
        let expected = Buyer { model: &model, options: &options }.plan();
        let plan = replenish(&loaded(&snapshot), &options);
        assert_same(&format!("replenish({options})"), &expected, &plan, &snapshot);
        note(&seen, &plan, &options);
    });
    seen.includes([
        "bought",
        "bought without vendor",
        "rounded up",
        "moved",
        "onward",
        "covered",
        "serves several rows",
        "two senders",
        "bought and moved",
        "eCom only",
        "wished for",
        "expected",
    ]);
}

fn note(seen: &Seen, plan: &Value, options: &Value) {
    let (bought, moved) = (lines(plan, "purchaseOrders"), lines(plan, "transfers"));
    for line in &bought {
        seen.note(if amount(line, "quantity") > amount(line, "needed") { "rounded up" } else { "bought" });
        if moved.iter().any(|moved| moved["itemId"] == line["itemId"]) {
            seen.note("bought and moved");
        }
    }
    for line in bought.iter().chain(&moved) {
        seen.note(match list(line, "serves").len() {
            0 => "wished for",
            1 => "serves a row",
            _ => "serves several rows",
        });
    }
    for order in list(plan, "purchaseOrders") {
        seen.note(if order["vendorId"].is_null() { "bought without vendor" } else { "bought with vendor" });
        seen.note(if order["expectedAt"].is_null() { "not expected" } else { "expected" });
    }
    for transfer in list(plan, "transfers") {
        seen.note(if flag(transfer, "onward") { "onward" } else { "moved" });
        let same = |other: &&Value| {
            other["toShopId"] == transfer["toShopId"] && !flag(other, "onward") && !flag(transfer, "onward")
        };
        if list(plan, "transfers").iter().filter(same).count() > 1 {
            seen.note("two senders");
        }
    }
    if !list(plan, "alreadyCovered").is_empty() {
        seen.note("covered");
    }
    if flag(options, "ecomOnly") && !bought.is_empty() {
        seen.note("eCom only");
    }
}

/// A plan carried out, step by step.
struct Works<'a> {
    inventory: Inventory,
    commands: usize,
    about: &'a str,
}

impl Works<'_> {
    fn done(&mut self, mut command: Value) {
        self.commands += 1;
        command["id"] = json!(format!("work {}", self.commands));
        command["at"] = json!(2_000_000_000_000_i64 + self.commands as i64);
        let outcome = change(&mut self.inventory, "apply", &command);
        let outcome = outcome.unwrap_or_else(|error| panic!("{error}: {command}\n{}", self.about));
        assert_eq!(outcome["ok"], json!(true), "{command}: {outcome}\n{}", self.about);
    }

    fn snapshot(&self) -> Value {
        serde_json::from_slice(&snapshot_json(&self.inventory)).unwrap()
    }

    fn new_lines(lines: &[Value]) -> Value {
        let line = |(index, line): (usize, &Value)| json!({ "id": index.to_string(), "itemId": line["itemId"], "quantity": line["quantity"], "unitCost": line["unitCost"] });
        lines.iter().enumerate().map(line).collect()
    }

    /// Makes the purchase orders; they are called `bought 0` and so on.
    fn buy(&mut self, plan: &Value) {
        for (index, order) in list(plan, "purchaseOrders").iter().enumerate() {
            let id = format!("bought {index}");
            self.done(json!({ "type": "createPurchaseOrder", "purchaseOrder": {
                "id": id, "number": id, "vendorId": order["vendorId"], "shopId": order["shopId"], "expectedAt": order["expectedAt"],
                "lines": Self::new_lines(list(order, "lines")),
            } }));
        }
    }

    /// Makes the transfers that are onward, or those that are not; they are called `moved false 0` and so on.
    fn make_transfers(&mut self, plan: &Value, onward: bool) -> Vec<String> {
        let mut made = Vec::new();
        for (index, transfer) in list(plan, "transfers").iter().enumerate() {
            if flag(transfer, "onward") == onward {
                let id = format!("moved {onward} {index}");
                self.done(json!({ "type": "createTransfer", "transfer": {
                    "id": id, "number": id, "fromShopId": transfer["fromShopId"], "toShopId": transfer["toShopId"],
                    "lines": Self::new_lines(list(transfer, "lines")),
                } }));
                made.push(id);
            }
        }
        made
    }

    fn send_and_receive(&mut self, ids: &[String]) {
        for id in ids {
            self.done(json!({ "type": "sendTransfer", "transferId": id }));
            self.done(json!({ "type": "receiveTransfer", "transferId": id }));
        }
    }

    /// Receives all that is on its way.
    fn receive_all(&mut self) {
        let snapshot = self.snapshot();
        for order in list(&snapshot, "purchaseOrders") {
            let is_open = |line: &Value| amount(line, "ordered") > amount(line, "received");
            if !flag(order, "finished") && !flag(order, "archived") && list(order, "lines").iter().any(is_open) {
                self.done(json!({ "type": "receivePurchaseOrder", "purchaseOrderId": order["id"] }));
            }
        }
        for transfer in list(&snapshot, "transfers") {
            let is_open = |line: &Value| support::model::incoming::in_transit(line) > 0;
            let is_sent = instant(transfer, "sentAt").is_some() && !flag(transfer, "archived");
            if is_sent && list(transfer, "lines").iter().any(is_open) {
                self.done(json!({ "type": "receiveTransfer", "transferId": transfer["id"] }));
            }
        }
    }

    /// Sends what somebody had asked for before the plan, as far as its sender had it or expected it then.
    fn send_what_was_asked_for(&mut self, buyer: &Buyer) {
        let snapshot = buyer.model.snapshot;
        let mut counted: BTreeMap<String, Vec<Amount>> = BTreeMap::new();
        for transfer in list(snapshot, "transfers") {
            if instant(transfer, "sentAt").is_some() || flag(transfer, "archived") {
                continue;
            }
            let mut sent = Vec::new();
            for line in list(transfer, "lines") {
                let item = text(line, "itemId");
                let counted = counted.entry(item.to_string()).or_insert_with(|| {
                    buyer.asked_for(item).into_iter().rev().map(|(_, _, _, counted)| counted).collect()
                });
                let units = counted.pop().unwrap();
                if units > 0 {
                    sent.push(json!({ "lineId": line["id"], "quantity": number(units) }));
                }
            }
            if !sent.is_empty() {
                self.done(json!({ "type": "sendTransfer", "transferId": transfer["id"], "lines": sent }));
                self.done(json!({ "type": "receiveTransfer", "transferId": transfer["id"] }));
            }
        }
    }
}

#[test]
fn what_a_plan_asks_for_is_not_asked_for_again_and_received_it_leaves_no_row() {
    let seen = Seen::default();
    let strategy = (inventories(), vec(any::<u8>(), 30));
    holds("a plan is carried out", 1_000, strategy, |(mut snapshot, bytes)| {
        let options = options(&bytes, &snapshot);
        // What was asked of the shop that buys for all, and what it does not have, is asked of what it buys: a plan that
        // leaves out the shop that waits for it may be short by as much.
        if let Some(transfers) = snapshot.get_mut("transfers").and_then(Value::as_array_mut) {
            transfers.retain(|record| {
                instant(record, "sentAt").is_some() || record["fromShopId"] != options["consolidateAt"]
            });
        }
        let model = Model::new(&snapshot);
        let buyer = Buyer { model: &model, options: &options };
        let filters = buyer.filters();
        let about = format!("{options}\nthe inventory:\n{snapshot}");
        let mut works = Works { inventory: loaded(&snapshot), commands: 0, about: &about };
        let ids = |value: &Value| -> Vec<String> {
            value.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_string()).collect()
        };
        let plan = replenish(&works.inventory, &options);
        let rows = call(&works.inventory, "report", &filters).unwrap();
        let served: Vec<String> = lines(&plan, "purchaseOrders")
            .into_iter()
            .chain(lines(&plan, "transfers"))
            .flat_map(|line| ids(&line["serves"]))
            .collect();
        let covered = ids(&plan["alreadyCovered"]);
        assert!(covered.iter().all(|row| !served.contains(row)), "covered and served: {plan}\n{about}");
        for row in list(&rows, "rows") {
            let id = text(row, "id").to_string();
            assert!(covered.contains(&id) != served.contains(&id), "{id} is forgotten: {plan}\n{about}");
        }

        works.buy(&plan);
        let made = works.make_transfers(&plan, false);
        let again = replenish(&works.inventory, &options);
        assert_eq!(again["purchaseOrders"], json!([]), "bought twice, after {plan}\n{about}");
        let onward: Vec<&Value> = list(&plan, "transfers").iter().filter(|transfer| flag(transfer, "onward")).collect();
        // An older transfer may bring part of what is to be passed on, now that its sender expects the goods.
        for transfer in list(&again, "transfers") {
            let same = |planned: &&&Value| {
                planned["onward"] == transfer["onward"] && planned["toShopId"] == transfer["toShopId"]
            };
            let planned =
                onward.iter().find(same).unwrap_or_else(|| panic!("moved twice: {again} after {plan}\n{about}"));
            for line in list(transfer, "lines") {
                let there = list(planned, "lines").iter().find(|planned| planned["itemId"] == line["itemId"]);
                let units = there.map_or(0, |planned| amount(planned, "quantity"));
                assert!(amount(line, "quantity") <= units, "moved twice: {again} after {plan}\n{about}");
            }
        }
        if !onward.is_empty() {
            seen.note("onward");
        } else if !served.is_empty() {
            seen.note("all at once");
        }

        works.receive_all();
        works.send_and_receive(&made);
        works.send_what_was_asked_for(&buyer);
        let made = works.make_transfers(&plan, true);
        works.send_and_receive(&made);
        let left = call(&works.inventory, "report", &filters).unwrap();
        assert_eq!(left["total"], json!(0), "rows are left: {left}\nafter {plan}\n{about}");
    });
    seen.includes(["onward", "all at once"]);
}

#[test]
fn a_quantity_beyond_the_range_is_refused_with_the_item() {
    let snapshot = json!({
        "format": "oversold/1", "shops": [{ "id": "main", "name": "Main Street" }], "items": [
            { "id": "bell", "description": "Bell" },
            { "id": "helmet", "description": "Helmet", "packSize": 600_000_000 },
        ],
        "levels": [{ "itemId": "helmet", "shopId": "main", "qoh": -700_000_000 }],
    });
    let error = call(&loaded(&snapshot), "replenish", &json!({ "at": 1 })).unwrap_err();
    assert_eq!((&error["code"], &error["path"]), (&json!("tooLarge"), &json!("items[1]")));
}

#[test]
fn of_two_shops_with_as_much_to_spare_the_first_by_id_sends() {
    for shops in [["harbour", "market"], ["market", "harbour"]] {
        let level = |shop: &str, qoh: i64| json!({ "itemId": "bell", "shopId": shop, "qoh": qoh });
        let snapshot = json!({
            "format": "oversold/1",
            "shops": (["main", shops[0], shops[1]].map(|shop| json!({ "id": shop, "name": shop }))),
            "items": [{ "id": "bell", "description": "Bell" }],
            "levels": [level("main", -1), level(shops[0], 4), level(shops[1], 4)],
        });
        let plan = replenish(&loaded(&snapshot), &json!({ "at": 1 }));
        let senders: Vec<&str> = list(&plan, "transfers").iter().map(|transfer| text(transfer, "fromShopId")).collect();
        assert_eq!(senders, ["harbour"], "{plan}");
    }
}
