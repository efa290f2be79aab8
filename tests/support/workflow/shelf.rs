//! Rule 13 as plainly as possible: the unshipped units of a level stand in a queue, and those are on the shelf that the
//! shelf reaches.

use crate::support::fields::{Amount, flag, instant, list, optional_text, text};
use crate::support::model::orders::unshipped;
use crate::support::model::{Model, is_at};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Some units are unshipped.
    pub waits: bool,
    /// And every one of them is on the shelf.
    pub is_ready: bool,
}

fn is_recorded(model: &Model, order: &Value, line: &Value) -> bool {
    let is_of = |sale: &&Value| optional_text(sale, "orderId") == Some(text(order, "id"));
    optional_text(line, "adjustmentId").is_some() || model.table("sales").iter().any(|sale| is_of(&sale))
}

/// When a line's units queue: its sale's `completedAt`; where its adjustment was not sent, that of its order's first
/// sale, or when the order was placed.
fn queue_time(model: &Model, order: &Value, adjustment: Option<&str>) -> i64 {
    if let Some(adjustment) = adjustment.and_then(|id| model.find("adjustments", id)) {
        return model.queue_time(adjustment);
    }
    let sales = model.table("sales").iter().filter(|sale| optional_text(sale, "orderId") == Some(text(order, "id")));
    let first = sales.filter_map(|sale| instant(sale, "completedAt")).min();
    first.or(instant(order, "placedAt")).unwrap()
}

/// (order, line) of a level's unshipped units in their queue, each with whether it is on the shelf.
pub fn queue<'a>(model: &'a Model, item: &str, shop: &str) -> Vec<(&'a str, &'a str, bool)> {
    let mut waiting = Vec::new();
    for order in model.table("orders") {
        for line in list(order, "lines").iter().filter(|line| is_at(line, item, shop)) {
            let units = unshipped(order, line);
            if units > 0 && is_recorded(model, order, line) {
                let adjustment = model.adjustment_of_line(order, line);
                let priority = order.get("priority").and_then(Value::as_f64).unwrap_or(0.0);
                waiting.push((
                    priority,
                    queue_time(model, order, adjustment),
                    adjustment.unwrap_or(""),
                    order,
                    line,
                    units,
                ));
            }
        }
    }
    waiting.sort_by(|left, right| {
        let ids = |(_, _, adjustment, order, line, _): &(f64, i64, &'a str, &'a Value, &'a Value, Amount)| {
            (*adjustment, text(order, "id"), text(line, "id"))
        };
        let by_time = right.0.partial_cmp(&left.0).unwrap().then(left.1.cmp(&right.1));
        by_time.then_with(|| ids(left).cmp(&ids(right)))
    });
    let shelf = model.shelf(item, shop);
    let mut before = 0;
    let mut queue = Vec::new();
    for (_, _, _, order, line, units) in waiting {
        before += units;
        queue.push((text(order, "id"), text(line, "id"), before <= shelf));
    }
    queue
}

/// Of every order: does it wait, and is all that it waits for on the shelf?
pub fn readiness(model: &Model) -> BTreeMap<String, Readiness> {
    let mut on_shelf: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for (item, shop) in model.all_levels() {
        for (order, line, is_there) in queue(model, item, shop) {
            on_shelf.insert((order, line), is_there);
        }
    }
    let of_order = |order: &Value| {
        let waiting: Vec<&Value> = list(order, "lines").iter().filter(|line| unshipped(order, line) > 0).collect();
        let is_there = |line: &&Value| {
            // Services and labour lie on no shelf, and nobody waits for them.
            !model.is_inventoried(text(line, "itemId"))
                || on_shelf.get(&(text(order, "id"), text(line, "id"))) == Some(&true)
        };
        let waits = !waiting.is_empty() && !flag(order, "cancelled");
        (text(order, "id").to_owned(), Readiness { waits, is_ready: waits && waiting.iter().all(is_there) })
    };
    model.table("orders").iter().map(of_order).collect()
}
