//! How a plan is carried out: with as few orders as can be put before others, and none of them further than it needs.
//!
//! An order of the plan that the queues (rule 13) would serve anyway keeps its place. Any other is put before those that wait
//! for the same stock and are not in the plan; it may push back one that kept its place, which is then put forward too. What is
//! put forward by this is in every such set: there is no smaller one. Nobody is put back: an order that is passed over now
//! keeps its place before all that come later.

use super::stocks::{Stock, Stocks};
use crate::readiness::{self, Waiting};
use crate::state::column::Column;
use crate::state::facts::Facts;

/// By order, the priorities that carry out a plan which completes these; none for those that keep theirs.
pub fn priorities(facts: &Facts, stocks: &Stocks, completed: &[bool]) -> Vec<Option<f64>> {
    // The highest priority among those that an order must be put before.
    let mut rivals: Vec<Option<f64>> = vec![None; completed.len()];
    for stock in stocks.iter() {
        let others = stock.queue.iter().filter(|waiting| !completed.at(waiting.order));
        let Some(highest) = others.map(|waiting| waiting.priority).reduce(f64::max) else { continue };
        for waiting in stock.queue {
            let rival = rivals.at(waiting.order).map_or(highest, |rival| rival.max(highest));
            rivals.put(waiting.order, Some(rival));
        }
    }
    let mut places: Vec<Option<f64>> = vec![None; completed.len()];
    // Whom the last round put forward; nobody before the first, which takes the queues as they stand.
    let mut last: Vec<bool> = Vec::new();
    let mut changed: Vec<Waiting> = Vec::new();
    loop {
        let mut raised = vec![false; completed.len()];
        for stock in stocks.iter() {
            let queue = if last.is_empty() {
                stock.queue
            } else if is_unsettled(stock, &last, &places, completed) {
                put_forward(&mut changed, stock, &places, facts);
                changed.as_slice()
            } else {
                continue;
            };
            for waiting in queue {
                let order = waiting.order;
                if !waiting.is_on_shelf() && completed.at(order) && places.at(order).is_none() {
                    places.put(order, Some(above(rivals.at(order).unwrap_or_default())));
                    raised.put(order, true);
                }
            }
        }
        if !raised.contains(&true) {
            return places;
        }
        last = raised;
    }
}

/// Whether the queue is another since the last round, and somebody in it may have to be put forward for that.
fn is_unsettled(stock: Stock<'_>, last: &[bool], places: &[Option<f64>], completed: &[bool]) -> bool {
    let keeps = |waiting: &Waiting| completed.at(waiting.order) && places.at(waiting.order).is_none();
    stock.queue.iter().any(|waiting| last.at(waiting.order)) && stock.queue.iter().any(keeps)
}

/// A stock's queue with the orders where they were put.
fn put_forward(queue: &mut Vec<Waiting>, stock: Stock<'_>, places: &[Option<f64>], facts: &Facts) {
    queue.clear();
    // Those who were put forward first: most often that is their order already.
    for is_put in [true, false] {
        for waiting in stock.queue {
            let place = places.at(waiting.order);
            if place.is_some() == is_put {
                let mut waiting = *waiting;
                waiting.priority = place.unwrap_or(waiting.priority);
                queue.push(waiting);
            }
        }
    }
    readiness::sort(queue, facts);
    readiness::deal_out(queue, stock.units);
}

/// The next whole number, or the next number at all where whole numbers are too coarse.
fn above(priority: f64) -> f64 {
    (priority.floor() + 1.0).max(priority.next_up())
}
