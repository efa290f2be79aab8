//! Transfers that somebody made and nobody has sent yet. Their goods are not in transit (rule 7), but a plan that did not
//! know of them would ask for the same goods again.

use crate::coverage::Arrival;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::status::{self, TransferStatus};

/// Units by level.
#[derive(Debug)]
pub struct AskedFor<'s> {
    state: &'s State,
    coming: Map<Ix, Quantity>,
    going: Map<Ix, Quantity>,
}

impl<'s> AskedFor<'s> {
    pub fn new(state: &'s State) -> Self {
        let facts = &state.facts;
        let mut asked_for = Self { state, coming: Map::new(), going: Map::new() };
        for ix in facts.transfers.ids.given.in_order() {
            if status::transfer(facts, ix) != TransferStatus::Open {
                continue;
            }
            let transfer = facts.transfers.get(ix);
            for line in facts.transfer_lines.of(transfer.lines) {
                if let Some(sender) = facts.levels.find(line.item, transfer.from_shop) {
                    asked_for.add(sender, line.level, line.requested);
                }
            }
        }
        asked_for
    }

    /// A transfer counts as far as its sender has the goods, or expects them.
    fn add(&mut self, sender: Ix, receiver: Ix, requested: Quantity) {
        let has = self.state.facts.levels.qoh(sender).plus(self.incoming(sender));
        let going = self.going.or_default(sender);
        let left = has.minus(*going).or_zero();
        *going = going.plus(requested);
        let coming = self.coming.or_default(receiver);
        *coming = coming.plus(requested.min(left));
    }

    /// What is on its way to a level.
    pub fn incoming(&self, level: Ix) -> Quantity {
        let State { facts, index } = self.state;
        index.incoming(level).map(|line| Arrival::new(facts, line).outstanding).sum()
    }

    /// What is asked for from elsewhere.
    pub fn coming(&self, level: Ix) -> Quantity {
        self.coming.get(&level).copied().unwrap_or_default()
    }

    /// What is asked for by other shops.
    pub fn going(&self, level: Ix) -> Quantity {
        self.going.get(&level).copied().unwrap_or_default()
    }
}
