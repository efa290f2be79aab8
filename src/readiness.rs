//! Rule 13: which unshipped units are on the shelf, and for whom.

use std::cmp::Ordering;

use crate::instant::Instant;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;
use crate::state::orders::OrderLine;

/// A waiting order line in the queue of its level.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Waiting {
    pub line: Ix,
    pub order: Ix,
    pub unshipped: Quantity,
    /// Of those, what lies on the shelf for it.
    pub on_shelf: Quantity,
    pub priority: f64,
    at: Instant,
}

impl Waiting {
    pub fn is_on_shelf(&self) -> bool {
        self.on_shelf == self.unshipped
    }
}

/// When a line's units queue: when its sale was completed, else its order's first known sale, else when it was placed.
fn queue_time(facts: &Facts, index: &Index, record: &OrderLine) -> Instant {
    if record.link != NONE {
        return facts.queue_time(record.link);
    }
    let sales = index.sales_of_order(record.order).map(|sale| facts.sales.get(sale).completed_at);
    sales.min().unwrap_or(facts.orders.table.get(record.order).placed_at)
}

/// A line as it stands in a queue, nothing dealt out to it.
pub fn waiting(facts: &Facts, index: &Index, line: Ix) -> Waiting {
    let record = facts.orders.lines.get(line);
    Waiting {
        line,
        order: record.order,
        unshipped: facts.orders.unshipped(line),
        on_shelf: Quantity::ZERO,
        priority: facts.orders.table.get(record.order).priority,
        at: queue_time(facts, index, &record),
    }
}

/// The queue of a level's unshipped units by (priority, high first; time; adjustment id; order and line), without stock.
pub fn queue(facts: &Facts, index: &Index, level: Ix) -> Vec<Waiting> {
    let mut queue: Vec<Waiting> = index.waiting(level).map(|line| waiting(facts, index, line)).collect();
    sort(&mut queue, facts);
    queue
}

/// Sorts waiting lines, of one level or of several, as they are served.
pub fn sort(queue: &mut [Waiting], facts: &Facts) {
    let names = |line: Ix| {
        let record = facts.orders.lines.get(line);
        let adjustment = if record.link == NONE { record.adjustment } else { record.link };
        let order = facts.orders.table.ids.name(record.order);
        (facts.adjustments.ids.name(adjustment), order, facts.texts.get(record.id))
    };
    let before = |a: &Waiting, b: &Waiting| -> Ordering {
        let key = b.priority.total_cmp(&a.priority).then_with(|| a.at.cmp(&b.at));
        key.then_with(|| names(a.line).cmp(&names(b.line)))
    };
    // What a level waits for was most often recorded in this order.
    if !queue.is_sorted_by(|a, b| before(a, b).is_le()) {
        sort_by(queue, before);
    }
}

/// What is physically there: QOH and what is sold but not handed over. Below zero where the books are wrong, or where a
/// till sold what was never there.
pub fn shelf(facts: &Facts, level: Ix, queue: &[Waiting]) -> Quantity {
    facts.levels.qoh(level).plus(queue.iter().map(|waiting| waiting.unshipped).sum())
}

/// Deals a shelf out to the queue, first come first served.
pub fn deal_out(queue: &mut [Waiting], shelf: Quantity) {
    let mut left = shelf.or_zero();
    for waiting in queue {
        waiting.on_shelf = waiting.unshipped.min(left);
        left = left.minus(waiting.on_shelf);
    }
}

/// The queue with what lies on the shelf dealt out.
pub fn on_shelf(facts: &Facts, index: &Index, level: Ix) -> Vec<Waiting> {
    let mut queue = queue(facts, index, level);
    let shelf = shelf(facts, level, &queue);
    deal_out(&mut queue, shelf);
    queue
}

/// Units of one line that lie on the shelf for it.
pub fn line_on_shelf(facts: &Facts, index: &Index, line: Ix) -> Quantity {
    let level = facts.orders.lines.get(line).level;
    let queue = on_shelf(facts, index, level);
    queue.iter().find(|waiting| waiting.line == line).map_or(Quantity::ZERO, |waiting| waiting.on_shelf)
}
