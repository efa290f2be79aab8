//! Rule 13, the first half, with goods that have just come in: which units lie on the shelf, and for whom.

use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::readiness;
use crate::state::column::Ix;
use crate::state::edit::State;

/// The shelves as they are, and what has just come in. Each level is dealt out once.
#[derive(Debug)]
pub struct Shelves<'s> {
    state: &'s State,
    /// By level.
    arrived: Map<Ix, Quantity>,
    /// By level, then by line.
    dealt: Map<Ix, Map<Ix, Quantity>>,
}

impl<'s> Shelves<'s> {
    pub fn new(state: &'s State, arrived: Map<Ix, Quantity>) -> Self {
        Self { state, arrived, dealt: Map::new() }
    }

    /// The units that lie on the shelf for a recorded line.
    pub fn on_shelf(&mut self, line: Ix) -> Quantity {
        let State { facts, index } = self.state;
        let level = facts.orders.lines.get(line).level;
        let dealt = self.dealt.or_insert_with(level, || {
            let mut queue = readiness::queue(facts, index, level);
            let arrived = self.arrived.get(&level).copied().unwrap_or_default();
            let shelf = readiness::shelf(facts, level, &queue).plus(arrived);
            readiness::deal_out(&mut queue, shelf);
            queue.into_iter().map(|waiting| (waiting.line, waiting.on_shelf)).collect()
        });
        dealt.get(&line).copied().unwrap_or_default()
    }

    /// Whether every unshipped unit of an order is on the shelf; services and labour need none.
    pub fn hold_all_of(&mut self, order: Ix) -> bool {
        let facts = &self.state.facts;
        facts.orders.table.get(order).lines.numbers().all(|line| {
            let unshipped = facts.orders.unshipped(line);
            let is_stocked = facts.items.get(facts.orders.lines.get(line).item).inventoried;
            !is_stocked || unshipped.is_zero() || self.on_shelf(line) == unshipped
        })
    }
}
