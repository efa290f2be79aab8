//! Rule 3, the suffix rule: which outflows hold a level below zero.

use std::cmp::Ordering;

use crate::instant::Instant;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::Ix;

/// An outflow in the queue of its level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    pub adjustment: Ix,
    /// A loss, not demand: served before everything else.
    pub is_loss: bool,
    /// Of the order behind it (rule 5).
    pub priority: f64,
    pub at: Instant,
    /// What it took out, and what is left of that (rule 2).
    pub taken: Quantity,
    pub net: Quantity,
    /// Units that no stock covers.
    pub uncovered: Quantity,
}

/// The order of rule 3, up to the tie that ids break: losses, then priority (high first), then time.
fn before(a: &Source, b: &Source) -> Ordering {
    b.is_loss
        .cmp(&a.is_loss)
        .then_with(|| if a.is_loss { Ordering::Equal } else { b.priority.total_cmp(&a.priority) })
        .then_with(|| a.at.cmp(&b.at))
}

/// Sorts a level's sources into their queue; `id` tells an adjustment's id.
pub fn sort_queue<'i>(queue: &mut [Source], id: impl Fn(Ix) -> &'i str) {
    let order = |a: &Source, b: &Source| before(a, b).then_with(|| id(a.adjustment).cmp(id(b.adjustment)));
    if !queue.is_sorted_by(|a, b| order(a, b) == Ordering::Less) {
        sort_by(queue, order);
    }
}

/// Marks the last `shortage` units of the queue as uncovered and gives what no source explains.
///
/// Whatever came in covered the oldest first; so no record of which unit went where is kept, and taking one source
/// back never marks another as filled.
pub fn attribute(queue: &mut [Source], shortage: Quantity) -> Quantity {
    let mut missing = shortage;
    for source in queue.iter_mut().rev() {
        source.uncovered = source.net.min(missing);
        missing = missing.minus(source.uncovered);
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::{Source, attribute, sort_queue};
    use crate::quantity::Quantity;

    fn source(adjustment: u32, is_loss: bool, priority: f64, at: i64, net: i64) -> Source {
        let net = Quantity::from_raw(net);
        Source { adjustment, is_loss, priority, at, taken: net, net, uncovered: Quantity::ZERO }
    }

    #[test]
    fn losses_then_priority_then_time_then_id() {
        let mut queue = [
            source(0, false, 0.0, 1, 1),
            source(1, false, 5.0, 9, 1),
            source(2, true, 0.0, 99, 1),
            source(3, false, 0.0, 1, 1),
        ];
        sort_queue(&mut queue, |ix| if ix == 3 { "a" } else { "b" });
        assert_eq!(queue.map(|source| source.adjustment), [2, 1, 3, 0]);
    }

    #[test]
    fn the_last_units_are_uncovered_and_the_rest_is_unattributed() {
        let mut queue = [source(0, false, 0.0, 1, 4), source(1, false, 0.0, 2, 1)];
        assert!(attribute(&mut queue, Quantity::from_raw(3)).is_zero());
        assert_eq!(queue.map(|source| source.uncovered.raw()), [2, 1]);
        assert_eq!(attribute(&mut queue, Quantity::from_raw(7)), Quantity::from_raw(2));
        assert_eq!(queue.map(|source| source.uncovered.raw()), [4, 1]);
    }
}
