//! The proof of a level's rows, and what is on its way to it.

use super::level::TakenApart;
use super::show::{incoming_line, source, source_row_id};
use crate::contract::report::{CoveredBy, ExplainedSource, Explanation, IncomingLine};
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};
use crate::state::facts::Facts;
use crate::state::index::Index;

/// What is on its way, in the order of rule 9.
pub fn incoming<'f>(facts: &'f Facts, index: &Index, level: Ix) -> Vec<IncomingLine<'f>> {
    let mut taken = TakenApart::default();
    taken.take(facts, index, level);
    taken.arrivals.iter().map(|arrival| incoming_line(facts, arrival)).collect()
}

/// opening + inflow - outflow = qoh, and where the uncovered units stand.
pub fn explain<'f>(facts: &'f Facts, index: &Index, level: Ix) -> Explanation<'f> {
    let mut taken = TakenApart::default();
    taken.take(facts, index, level);
    let sources = taken.queue.iter().filter(|source| source.net.is_positive()).map(|queued| ExplainedSource {
        adjustment_id: facts.adjustments.ids.name(queued.adjustment),
        at: queued.at,
        reason: facts.adjustments.reason(queued.adjustment).word(),
        number: source(facts, queued.adjustment).map(|source| source.number),
        quantity: queued.taken,
        reversed: queued.taken.minus(queued.net),
        covered: queued.net.minus(queued.uncovered),
        uncovered: queued.uncovered,
    });
    let row_id = |row: usize| {
        let source = row.checked_sub(1).and_then(|row| taken.queue.get(row));
        source_row_id(facts, level, source.map_or(NONE, |source| source.adjustment))
    };
    let covered_by = taken.pieces.iter().map(|piece| CoveredBy {
        row_id: row_id(piece.row),
        quantity: piece.quantity,
        by: piece.arrival.and_then(|arrival| taken.arrivals.get(arrival)).map(|arrival| incoming_line(facts, arrival)),
    });
    Explanation {
        item_id: facts.items.ids.name(facts.levels.item(level)),
        shop_id: facts.shops.ids.name(facts.levels.shop(level)),
        qoh: taken.qoh,
        shelf: taken.qoh.plus(index.unshipped(facts, level)),
        opening: taken.qoh.minus(taken.inflow).plus(taken.outflow),
        inflow: taken.inflow,
        outflow: taken.outflow,
        sources: sources.collect(),
        unattributed: taken.unattributed,
        covered_by: covered_by.collect(),
    }
}

/// What is said of a level that nothing names.
pub fn nothing<'q>(item_id: &'q str, shop_id: &'q str) -> Explanation<'q> {
    Explanation {
        item_id,
        shop_id,
        qoh: Quantity::ZERO,
        shelf: Quantity::ZERO,
        opening: Quantity::ZERO,
        inflow: Quantity::ZERO,
        outflow: Quantity::ZERO,
        sources: Vec::new(),
        unattributed: Quantity::ZERO,
        covered_by: Vec::new(),
    }
}
