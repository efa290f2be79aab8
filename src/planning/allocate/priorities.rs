//! How a plan is carried out: with as few orders as can be put before others, and none of them further than it needs.
//!
//! An order of the plan that the queues (rule 13) would serve anyway keeps its place. Any other is put before those that wait
//! for the same stock and are not in the plan; it may push back one that kept its place, which is then put forward too. What is
//! put forward by this is in every such set: there is no smaller one. Nobody is put back: an order that is passed over now
//! keeps its place before all that come later.

use super::stocks::Stock;
use crate::keyed::{Map, Set};
use crate::readiness;
use crate::state::column::Ix;
use crate::state::facts::Facts;

/// The orders to prioritise for a plan that completes these, each with its new priority.
pub fn priorities(facts: &Facts, stocks: &[Stock], completed: &Set<Ix>) -> Map<Ix, f64> {
    let order_of = |line: Ix| facts.orders.lines.get(line).order;
    // The highest priority among those that an order must be put before.
    let mut rivals: Map<Ix, f64> = Map::new();
    for stock in stocks {
        let others = stock.queue.iter().filter(|waiting| !completed.contains(&order_of(waiting.line)));
        let Some(highest) = others.map(|waiting| waiting.priority).reduce(f64::max) else { continue };
        for waiting in &stock.queue {
            let rival = rivals.or_insert_with(order_of(waiting.line), || highest);
            *rival = rival.max(highest);
        }
    }
    let mut places: Map<Ix, f64> = Map::new();
    let mut last: Option<Set<Ix>> = None;
    loop {
        let mut raised: Set<Ix> = Set::new();
        for stock in stocks {
            // Only where somebody was put forward the queue is another now.
            let is_same = |last: &Set<Ix>| !stock.queue.iter().any(|waiting| last.contains(&order_of(waiting.line)));
            if last.as_ref().is_some_and(is_same) {
                continue;
            }
            let mut queue = stock.queue.clone();
            for waiting in &mut queue {
                waiting.priority = places.get(&order_of(waiting.line)).copied().unwrap_or(waiting.priority);
            }
            readiness::sort(&mut queue, facts);
            readiness::deal_out(&mut queue, stock.units);
            for waiting in queue {
                let order = order_of(waiting.line);
                if !waiting.is_on_shelf() && completed.contains(&order) && !places.contains_key(&order) {
                    places.insert(order, above(rivals.get(&order).copied().unwrap_or_default()));
                    raised.insert(order);
                }
            }
        }
        if raised.is_empty() {
            return places;
        }
        last = Some(raised);
    }
}

/// The next whole number, or the next number at all where whole numbers are too coarse.
fn above(priority: f64) -> f64 {
    (priority.floor() + 1.0).max(priority.next_up())
}
