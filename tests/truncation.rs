//! A host that sends only the newer movements of its levels: what is told then is what all of them tell, or the answer
//! names the levels whose older movements it needs. `OVERSOLD_CASES` raises the number of walks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::Inventory;
use proptest::array::{uniform16, uniform32};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeMap;
use support::call::{call, change, load, snapshot_json};
use support::fields::{amount, field, flag, list, text};
use support::inventories::inventory;
use support::model::Model;
use support::run::holds;
use support::start::Start;
use support::till::with_till_sales;
use support::values::Pick;
use support::workflow::commands::{Bytes, command};
use support::workflow::seen::{all_rows, ask, reports};
use support::workflow::tidy::tidy;
use support::working_set::{Cuts, cut, working_set};

const STEPS: usize = 12;

fn loaded(snapshot: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}\n{snapshot}"))
}

fn snapshot_of(inventory: &Inventory) -> Value {
    serde_json::from_slice(&snapshot_json(inventory)).expect("a snapshot is JSON")
}

/// The report of everything there is, and some questions with filters and sorts, without the revision.
fn told(inventory: &Inventory) -> Vec<Value> {
    let without_revision = |mut report: Value| {
        report["revision"].take();
        report
    };
    let mut told: Vec<Value> = reports(inventory).into_iter().map(without_revision).collect();
    told.push(all_rows(inventory));
    told
}

fn assert_same_report(all: &Inventory, newer: &Inventory, when: &str) {
    assert_eq!(told(all), told(newer), "{when}: all movements and the newer ones tell different rows");
}

/// Whether receipts of several documents name this command.
fn is_received_twice(snapshot: &Value, command: &Value) -> bool {
    let documents = list(snapshot, "purchaseOrders").iter().chain(list(snapshot, "transfers"));
    documents.flat_map(|document| list(document, "receipts")).filter(|receipt| receipt["commandId"] == *command).count()
        > 1
}

/// An inventory that knows everything and one that knows what a working set holds, led through the same commands.
struct Pair {
    all: Inventory,
    newer: Inventory,
    cuts: Cuts,
    applied: Vec<String>,
    /// How often history was asked for.
    asked: u32,
}

impl Pair {
    fn new(snapshot: &Value, cuts: Cuts) -> Self {
        let newer = loaded(&cut(snapshot, &cuts));
        let findings = call(&newer, "check", &Value::Null).unwrap();
        let short =
            list(&json!({ "findings": findings }), "findings").iter().any(|found| found["rule"] == "needsHistory");
        assert!(!short, "a working set needs no history: {findings}");
        Pair { all: loaded(snapshot), newer, cuts, applied: Vec::new(), asked: 0 }
    }

    fn step(&mut self, bytes: &Bytes, number: usize) {
        let mut command = command(bytes, number, &snapshot_of(&self.newer), &self.applied);
        // What a host merges it answers for; history is merged below. A receipt's id at several documents is no id.
        if command["type"] == "merge" || is_received_twice(&snapshot_of(&self.all), &command["commandId"]) {
            return;
        }
        command["expectedRevision"] = Value::Null;
        let Ok(decided) = change(&mut self.newer, "decide", &command) else { return };
        if !flag(&decided, "ok") || flag(&decided, "duplicate") {
            return;
        }
        let whole = change(&mut self.all, "apply", &command).expect("what one reads the other reads");
        if !flag(&whole, "ok") {
            // The sums of all movements reach the limit earlier than those of the newer ones.
            assert_eq!(whole["refusal"]["code"], json!("outOfRange"), "accepted without older movements: {command}");
            return;
        }
        let outcome = change(&mut self.newer, "apply", &command).expect("what was decided is applied");
        let moves = |outcome: &Value| outcome["events"][0]["adjustments"].clone();
        assert_eq!(moves(&outcome), moves(&whole), "{command} moves other stock");
        assert_eq!(field(&whole["changes"], "needsHistory"), &json!([]), "who knows everything needs nothing");
        self.applied.push(text(&command, "id").to_owned());
        let levels = list(&outcome["changes"], "needsHistory").to_vec();
        if !levels.is_empty() {
            self.asked += 1;
            self.fetch(&levels, number);
        }
        assert_same_report(&self.all, &self.newer, &format!("after {command}"));
    }

    /// What the host does when history is needed: it fetches all of these levels, and what that names, and merges it.
    fn fetch(&mut self, levels: &[Value], number: usize) {
        for level in levels {
            self.cuts.remove(&(text(level, "itemId").to_owned(), text(level, "shopId").to_owned()));
        }
        let known = snapshot_of(&self.newer);
        let wanted = cut(&snapshot_of(&self.all), &self.cuts);
        let mut upsert = json!({});
        for table in ["sales", "adjustments", "purchaseOrders", "transfers", "vendorReturns", "orders"] {
            let is_known = |record: &&Value| list(&known, table).iter().any(|other| other["id"] == record["id"]);
            let new: Vec<&Value> = list(&wanted, table).iter().filter(|record| !is_known(record)).collect();
            upsert[table] = json!(new);
        }
        let is_wanted = |level: &&Value| {
            levels.iter().any(|named| named["itemId"] == level["itemId"] && named["shopId"] == level["shopId"])
        };
        let whole: Vec<&Value> = list(&wanted, "levels").iter().filter(is_wanted).collect();
        assert_eq!(whole.len(), levels.len(), "a level that needs history is there");
        upsert["levels"] = json!(whole);
        let merge = json!({ "id": format!("history {number}"), "at": 0, "type": "merge", "upsert": upsert });
        let merged = change(&mut self.newer, "apply", &merge).unwrap_or_else(|error| panic!("{error}\n{merge}"));
        assert!(flag(&merged, "ok"), "{merged}\n{merge}");
        assert_eq!(field(&merged["changes"], "needsHistory"), &json!([]), "with its history a level needs none");
        assert_same_report(&self.all, &self.newer, "after the history was merged");
    }
}

/// Walks over a snapshot cut at random, and over its working set.
fn walk(snapshot: &Value, bytes: &[u8; 32], steps: &[Bytes], left_out: &Cell<usize>, asked: &Cell<u32>) {
    let model = Model::new(snapshot);
    let mut pick = Pick::new(bytes);
    let mut cuts = working_set(&model);
    if pick.one_in(2) {
        // A host may send more than is needed: from an earlier day on.
        cuts.values_mut().for_each(|from| *from -= i64::from(pick.byte()) * 3);
    }
    let newer = cut(snapshot, &cuts);
    left_out.set(left_out.get() + list(snapshot, "adjustments").len() - list(&newer, "adjustments").len());
    let mut pair = Pair::new(snapshot, cuts);
    assert_same_report(&pair.all, &pair.newer, "at load");
    for (number, bytes) in steps.iter().enumerate() {
        pair.step(bytes, number);
    }
    asked.set(asked.get() + pair.asked);
}

fn holds_for(name: &str, snapshots: impl Strategy<Value = Value>) {
    let (left_out, asked) = (Cell::new(0), Cell::new(0));
    let strategy = (snapshots, vec(any::<u8>(), 64), uniform32(any::<u8>()), vec(uniform16(any::<u8>()), STEPS));
    holds(name, 400, strategy, |(snapshot, till, bytes, steps)| {
        let snapshot = with_till_sales(snapshot, &till);
        let told = support::run::quietly(|| walk(&snapshot, &bytes, &steps, &left_out, &asked));
        if let Err(message) = told {
            panic!("{message}\nthe inventory: {snapshot}\nthe cuts: {bytes:?}");
        }
    });
    println!("{name}: {} movements left out, history asked for {} times", left_out.get(), asked.get());
    assert!(left_out.get() > 0 && asked.get() > 0, "nothing was put to the test");
}

#[test]
fn newer_movements_tell_what_all_of_them_tell_where_the_host_is_tidy() {
    holds_for("the newer movements of a tidy host", uniform32(any::<u8>()).prop_map(|bytes| tidy(&bytes)));
}

#[test]
fn newer_movements_tell_what_all_of_them_tell_whatever_was_loaded() {
    holds_for("the newer movements of an odd host", inventory());
}

/// Two old sales of the till and an order; what is left of it are the order's two units.
fn short_helmets() -> Value {
    let start = Start::new().stock("helmet", "main", -2).till_sale("s1", 100, &[("helmet", 3)]);
    start.online_order("o1", 300, &[("helmet", 2)]).snapshot()
}

fn newest(snapshot: &Value) -> Pair {
    let cuts = BTreeMap::from([(("helmet".to_owned(), "main".to_owned()), 300)]);
    assert_eq!(list(&cut(snapshot, &cuts), "adjustments").len(), 1, "only the order's movement is sent");
    Pair::new(snapshot, cuts)
}

fn applied(inventory: &mut Inventory, command: &Value) -> Value {
    let outcome = change(inventory, "apply", command).unwrap();
    assert!(flag(&outcome, "ok"), "{outcome}");
    outcome["changes"].clone()
}

#[test]
fn a_priority_that_pulls_an_order_forward_needs_the_sales_that_come_behind_it_now() {
    let mut pair = newest(&short_helmets());
    assert_same_report(&pair.all, &pair.newer, "at load");
    let command = json!({ "id": "c1", "at": 400, "type": "prioritiseOrder", "orderId": "o1", "priority": 1 });
    let levels = [json!({ "itemId": "helmet", "shopId": "main" })];
    assert_eq!(applied(&mut pair.newer, &command)["needsHistory"], json!(levels));
    applied(&mut pair.all, &command);
    assert_ne!(all_rows(&pair.all), all_rows(&pair.newer));
    pair.fetch(&levels, 1);
    assert_eq!(all_rows(&pair.newer)[0]["source"]["id"], json!("s1"));
}

#[test]
fn a_loss_needs_the_sales_that_come_behind_it() {
    let mut pair = newest(&short_helmets());
    let loss =
        json!({ "id": "c1", "at": 400, "type": "adjustStock", "itemId": "helmet", "shopId": "main", "quantity": -1 });
    let levels = [json!({ "itemId": "helmet", "shopId": "main" })];
    assert_eq!(applied(&mut pair.newer, &loss)["needsHistory"], json!(levels));
    applied(&mut pair.all, &loss);
    pair.fetch(&levels, 1);
}

#[test]
fn what_needs_no_older_movement_asks_for_none() {
    let mut pair = newest(&short_helmets());
    let found =
        json!({ "id": "c1", "at": 400, "type": "adjustStock", "itemId": "helmet", "shopId": "main", "quantity": 1 });
    assert_eq!(applied(&mut pair.newer, &found)["needsHistory"], json!([]));
    applied(&mut pair.all, &found);
    assert_same_report(&pair.all, &pair.newer, "after a unit was found");
    assert_eq!(amount(&ask(&pair.newer, "report", &Value::Null)["rows"][0], "uncovered"), 10_000);
}
