//! What must hold after every command, whatever it was.

use super::seen::Seen;
use crate::support::fields::{Amount, amount, field, list, optional_text, text};
use crate::support::model::incoming::{in_transit, transfer_status};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

type Level = (String, String);

fn level_of(record: &Value) -> Level {
    (text(record, "itemId").to_owned(), text(record, "shopId").to_owned())
}

fn texts(changes: &Value, name: &str) -> Vec<String> {
    list(changes, name).iter().map(|id| id.as_str().expect("ids are texts").to_owned()).collect()
}

pub fn no_changes() -> Value {
    json!({
        "rowsAdded": [], "rowsChanged": [], "rowsRemoved": [], "levels": [], "documents": [],
        "ordersReady": [], "ordersNoLongerReady": [], "needsHistory": [],
    })
}

/// The rows of a level add up to its shortage, and no row is without units.
pub fn rows_add_up(seen: &Seen) {
    let mut sums: BTreeMap<Level, Amount> = BTreeMap::new();
    for row in seen.rows.values() {
        assert!(amount(row, "uncovered") > 0, "a row without units: {row}");
        *sums.entry(level_of(row)).or_default() += amount(row, "uncovered");
    }
    for (level, qoh) in &seen.levels {
        let item = list(&seen.snapshot, "items").iter().find(|item| text(item, "id") == level.0).expect("a known item");
        let is_inventoried = field(item, "inventoried").as_bool() != Some(false);
        let shortage = if is_inventoried { (-qoh).max(0) } else { 0 };
        assert_eq!(sums.remove(level).unwrap_or(0), shortage, "the rows of {level:?} do not add up");
    }
    assert!(sums.is_empty(), "rows on levels that are not there: {sums:?}");
}

/// No quantity of a document falls below zero: the snapshot could not be loaded again.
pub fn nothing_is_negative(seen: &Seen) {
    for table in ["purchaseOrders", "transfers", "vendorReturns", "orders"] {
        for document in list(&seen.snapshot, table) {
            for line in list(document, "lines") {
                for name in ["ordered", "received", "counted", "requested", "sent", "returned", "quantity", "refunded"]
                {
                    assert!(amount(line, name) >= 0, "{name} of a line in {table} is negative: {document}");
                }
            }
        }
    }
    for adjustment in list(&seen.snapshot, "adjustments") {
        assert!(amount(adjustment, "refundedNotRestocked") >= 0, "negative: {adjustment}");
    }
}

fn new_adjustments<'a>(before: &Seen, after: &'a Seen) -> Vec<&'a Value> {
    let known: BTreeSet<&str> = list(&before.snapshot, "adjustments").iter().map(|known| text(known, "id")).collect();
    list(&after.snapshot, "adjustments").iter().filter(|adjustment| !known.contains(text(adjustment, "id"))).collect()
}

/// Stock moves by adjustments and by nothing else.
pub fn stock_is_explained(before: &Seen, after: &Seen) {
    let mut moved: BTreeMap<Level, Amount> = BTreeMap::new();
    // Services have no stock: their movements are recorded and move nothing.
    let services: BTreeSet<&str> = list(&after.snapshot, "items")
        .iter()
        .filter(|item| item["inventoried"] == false)
        .map(|item| text(item, "id"))
        .collect();
    for adjustment in new_adjustments(before, after) {
        if services.contains(text(adjustment, "itemId")) {
            continue;
        }
        *moved.entry(level_of(adjustment)).or_default() += amount(adjustment, "quantity");
    }
    let levels: BTreeSet<&Level> = before.levels.keys().chain(after.levels.keys()).chain(moved.keys()).collect();
    for level in levels {
        let difference = after.qoh(level) - before.qoh(level);
        assert_eq!(difference, moved.get(level).copied().unwrap_or(0), "stock moved unexplained on {level:?}");
    }
}

fn in_transit_by_item(seen: &Seen) -> BTreeMap<String, Amount> {
    let mut sums = BTreeMap::new();
    for transfer in list(&seen.snapshot, "transfers") {
        if transfer_status(transfer) == "sent" {
            for line in list(transfer, "lines") {
                *sums.entry(text(line, "itemId").to_owned()).or_default() += in_transit(line);
            }
        }
    }
    sums
}

/// What leaves one shop for another is in transit until it arrives: shops and transit together lose and gain nothing by
/// a transfer.
pub fn transfers_conserve_stock(before: &Seen, after: &Seen) {
    let (was, is) = (in_transit_by_item(before), in_transit_by_item(after));
    let mut balance: BTreeMap<&str, Amount> = BTreeMap::new();
    for (sums, sign) in [(&was, -1), (&is, 1)] {
        for (item, units) in sums {
            *balance.entry(item).or_default() += sign * units;
        }
    }
    let new = new_adjustments(before, after);
    for adjustment in new.iter().filter(|adjustment| text(adjustment, "reason") == "transfer") {
        *balance.entry(text(adjustment, "itemId")).or_default() += amount(adjustment, "quantity");
    }
    for (item, units) in balance {
        assert_eq!(units, 0, "units of {item} came from nowhere or went nowhere");
    }
}

/// The report before can be rebuilt from the report after and the changes, and nothing is named that is the same.
pub fn changes_are_exact(before: &Seen, after: &Seen, changes: &Value) {
    let (was, is) = (&before.rows, &after.rows);
    let added: Vec<String> = is.keys().filter(|id| !was.contains_key(*id)).cloned().collect();
    let removed: Vec<String> = was.keys().filter(|id| !is.contains_key(*id)).cloned().collect();
    let changed: Vec<String> =
        is.keys().filter(|id| was.get(*id).is_some_and(|row| *row != is[*id])).cloned().collect();
    for (name, expected) in [("rowsAdded", added), ("rowsRemoved", removed), ("rowsChanged", changed)] {
        let named = texts(changes, name);
        for id in named.iter().chain(&expected) {
            assert!(
                named.contains(id) && expected.contains(id),
                "{name} {named:?}, expected {expected:?}: row {id}\n  before {}\n  after  {}",
                was.get(id).unwrap_or(&Value::Null),
                is.get(id).unwrap_or(&Value::Null)
            );
        }
        assert_eq!(named, expected, "{name} out of order");
    }
    let all: BTreeSet<&Level> = before.levels.keys().chain(after.levels.keys()).collect();
    let moved = all.into_iter().filter(|level| before.qoh(level) != after.qoh(level));
    let moved: Vec<(Level, Amount)> = moved.map(|level| (level.clone(), after.qoh(level))).collect();
    let named: Vec<(Level, Amount)> =
        list(changes, "levels").iter().map(|level| (level_of(level), amount(level, "qoh"))).collect();
    assert_eq!(named, moved, "levels");
    let all: BTreeSet<&Level> = before.documents.keys().chain(after.documents.keys()).collect();
    let differ: Vec<&Level> =
        all.into_iter().filter(|id| before.documents.get(*id) != after.documents.get(*id)).collect();
    let named: Vec<Level> = list(changes, "documents")
        .iter()
        .map(|document| (text(document, "type").to_owned(), text(document, "id").to_owned()))
        .collect();
    for id in named.iter().chain(differ.iter().copied()) {
        assert!(
            named.contains(id) && differ.contains(&id),
            "documents {named:?}, expected {differ:?}: {id:?}\n  before {}\n  after  {}",
            before.documents.get(id).unwrap_or(&Value::Null),
            after.documents.get(id).unwrap_or(&Value::Null)
        );
    }
    assert_eq!(named.iter().collect::<Vec<_>>(), differ, "documents out of order");
}

/// `ordersReady` and `ordersNoLongerReady` against the shelf counted by hand.
pub fn readiness_is_told(before: &Seen, after: &Seen, changes: &Value) {
    let was_ready = |id: &String| before.readiness.get(id).is_some_and(|order| order.is_ready);
    let is_now = |(id, now): &(&String, &super::shelf::Readiness)| now.is_ready && !was_ready(id);
    let is_no_longer = |(id, now): &(&String, &super::shelf::Readiness)| now.waits && !now.is_ready && was_ready(id);
    let ready: Vec<String> = after.readiness.iter().filter(is_now).map(|(id, _)| id.clone()).collect();
    let no_longer: Vec<String> = after.readiness.iter().filter(is_no_longer).map(|(id, _)| id.clone()).collect();
    assert_eq!(texts(changes, "ordersReady"), ready, "ordersReady");
    assert_eq!(texts(changes, "ordersNoLongerReady"), no_longer, "ordersNoLongerReady");
}

/// Units of one line that are compensated are never more than it sold (rule 14).
pub fn nothing_is_compensated_twice(seen: &Seen) {
    for order in list(&seen.snapshot, "orders") {
        for line in list(order, "lines") {
            let back = amount(line, "refunded") + amount(line, "returned");
            assert!(back <= amount(line, "quantity"), "more is refunded than was sold: {order}");
        }
    }
    for adjustment in list(&seen.snapshot, "adjustments").iter().filter(|sold| amount(sold, "quantity") < 0) {
        let id = text(adjustment, "id");
        let reversals = list(&seen.snapshot, "adjustments").iter();
        let back: Amount = reversals
            .filter(|other| optional_text(other, "reverses") == Some(id) && amount(other, "quantity") > 0)
            .filter(|other| level_of(other) == level_of(adjustment))
            .map(|other| amount(other, "quantity") - taken_back_again(seen, text(other, "id")))
            .sum();
        let compensated = back + amount(adjustment, "refundedNotRestocked");
        assert!(compensated <= -amount(adjustment, "quantity"), "compensated twice: {adjustment}, {compensated} units");
    }
}

fn taken_back_again(seen: &Seen, id: &str) -> Amount {
    let reversals = list(&seen.snapshot, "adjustments").iter();
    reversals.filter(|other| optional_text(other, "reverses") == Some(id)).map(|other| -amount(other, "quantity")).sum()
}
