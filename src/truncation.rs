//! Levels of which a host sent only the newer movements: whether their rows can be told all the same.
//!
//! What is missing on such a level is older than its `historyFrom` and of no priority below 0. In the queue of rule 3 it
//! stands before every source of priority 0 that is as new as that, and before every source of a lower priority: those are
//! the queue's end, whatever else there is. As long as they hold the whole shortage, the rows are those of all movements.

use std::cmp::Ordering;

use crate::attribution::Source;
use crate::instant::Instant;
use crate::quantity::Quantity;
use crate::report::level::TakenApart;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::state::index::Index;

/// Whether nothing that is missing can come behind a source.
fn is_at_the_end(source: &Source, history_from: Instant) -> bool {
    !source.is_loss
        && match source.priority.total_cmp(&0.0) {
            Ordering::Less => true,
            Ordering::Equal => source.at >= history_from,
            Ordering::Greater => false,
        }
}

/// Whether the shortage reaches behind what is known for certain.
fn reaches_behind(queue: &[Source], history_from: Instant, shortage: Quantity) -> bool {
    let end = queue.iter().filter(|source| is_at_the_end(source, history_from));
    end.map(|source| source.net).sum::<Quantity>() < shortage
}

/// Whether a level's rows would need movements that were not sent.
pub fn needs_history(facts: &Facts, index: &Index, level: Ix, scratch: &mut TakenApart) -> bool {
    let shortage = facts.levels.qoh(level).shortage();
    let Some(history_from) = facts.levels.history_from(level) else { return false };
    if !shortage.is_positive() || !facts.is_inventoried(level) {
        return false;
    }
    scratch.take(facts, index, level);
    reaches_behind(&scratch.queue, history_from, shortage)
}

#[cfg(test)]
mod tests {
    use super::reaches_behind;
    use crate::attribution::Source;
    use crate::quantity::Quantity;

    const FROM: i64 = 10;

    fn source(is_loss: bool, priority: f64, at: i64) -> Source {
        let net = Quantity::from_raw(2);
        Source { adjustment: 0, is_loss, priority, at, taken: net, net, uncovered: Quantity::ZERO }
    }

    fn reaches(source: Source, shortage: i64) -> bool {
        reaches_behind(&[source], FROM, Quantity::from_raw(shortage))
    }

    #[test]
    fn what_is_as_new_as_the_history_stands_behind_what_is_missing() {
        assert!(!reaches(source(false, 0.0, FROM), 2));
        assert!(reaches(source(false, 0.0, FROM), 3));
        assert!(reaches(source(false, 0.0, FROM - 1), 1));
    }

    #[test]
    fn a_priority_moves_a_source_before_what_is_missing_or_behind_it() {
        assert!(reaches(source(false, 1.0, FROM), 1));
        assert!(!reaches(source(false, -1.0, FROM - 1), 2));
        assert!(reaches(source(true, -1.0, FROM), 1));
    }
}
