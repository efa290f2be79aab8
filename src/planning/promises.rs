//! Rule 13, the second half: units that are not on the shelf come with the incoming line that first brings them.

use std::ops::Range;

use crate::coverage::{self, Arrival};
use crate::quantity::Quantity;
use crate::readiness;
use crate::state::column::{Column, Ix, NONE, grow};
use crate::state::edit::State;

/// Where the unshipped units of a line are. What is on the shelf, what comes, and what is missing add up to them.
#[derive(Clone, Debug, Default)]
pub struct Promise {
    pub unshipped: Quantity,
    pub on_shelf: Quantity,
    /// Neither on the shelf nor incoming.
    pub missing: Quantity,
    coming: Range<usize>,
}

/// Units that come with an incoming line.
#[derive(Clone, Copy, Debug)]
pub struct Coming {
    pub arrival: Arrival,
    pub quantity: Quantity,
}

/// What is promised to the waiting lines. A level's queue is worked out once, however many orders wait on it.
#[derive(Debug)]
pub struct Promises<'s> {
    state: &'s State,
    /// Levels whose queue is worked out.
    levels: Vec<bool>,
    /// Where each line's promise stands.
    lines: Vec<Ix>,
    promises: Vec<Promise>,
    coming: Vec<Coming>,
}

impl<'s> Promises<'s> {
    pub fn new(state: &'s State) -> Self {
        Self { state, levels: Vec::new(), lines: Vec::new(), promises: Vec::new(), coming: Vec::new() }
    }

    /// What is promised to an order line.
    pub fn of(&mut self, line: Ix) -> Promise {
        let State { facts, index } = self.state;
        let record = facts.orders.lines.get(line);
        let unshipped = facts.orders.unshipped(line);
        if !facts.items.get(record.item).inventoried {
            // Services and labour have no stock to wait for.
            return Promise { unshipped, on_shelf: unshipped, ..Promise::default() };
        }
        if index.is_recorded(facts, line) && !self.levels.at(record.level) {
            grow(&mut self.levels, record.level, false);
            self.levels.put(record.level, true);
            self.serve(record.level);
        }
        // A line whose sale is not recorded took no stock: it stands in no queue, and all of it is missing.
        let missing = || Promise { unshipped, missing: unshipped, ..Promise::default() };
        self.promises.get(self.lines.at_or(line, NONE) as usize).cloned().unwrap_or_else(missing)
    }

    /// The units of a line that are on their way, in the order in which they arrive.
    pub fn coming(&self, promise: &Promise) -> &[Coming] {
        self.coming.get(promise.coming.clone()).unwrap_or_default()
    }

    /// Deals out a level: the shelf first, then what arrives.
    fn serve(&mut self, level: Ix) {
        let State { facts, index } = self.state;
        let queue = readiness::on_shelf(facts, index, level);
        let mut pieces = Vec::new();
        let mut arrivals = Vec::new();
        if !queue.iter().all(readiness::Waiting::is_on_shelf) {
            arrivals = index.incoming(level).map(|line| Arrival::new(facts, line)).collect();
            coverage::sort(&mut arrivals, facts);
            // A shelf below zero is a hole that arrivals fill before they serve anybody.
            let hole = readiness::shelf(facts, level, &queue).shortage();
            let waiting = queue.iter().map(|waiting| waiting.unshipped.minus(waiting.on_shelf));
            coverage::cover(std::iter::once(hole).chain(waiting), &arrivals, &mut pieces);
        }
        let mut pieces = pieces.into_iter().filter(|piece| piece.row > 0).peekable();
        for (position, waiting) in queue.iter().enumerate() {
            let start = self.coming.len();
            let mut missing = Quantity::ZERO;
            while let Some(piece) = pieces.next_if(|piece| piece.row == position.saturating_add(1)) {
                match piece.arrival.and_then(|arrival| arrivals.get(arrival)) {
                    Some(arrival) => self.coming.push(Coming { arrival: *arrival, quantity: piece.quantity }),
                    None => missing = missing.plus(piece.quantity),
                }
            }
            let coming = start..self.coming.len();
            let promise = Promise { unshipped: waiting.unshipped, on_shelf: waiting.on_shelf, missing, coming };
            grow(&mut self.lines, waiting.line, NONE);
            self.lines.put(waiting.line, self.promises.len() as Ix);
            self.promises.push(promise);
        }
    }
}
