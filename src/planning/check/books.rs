//! What several rules look at: the facts, what is left of the movements that are taken back, and where records stand.

use crate::contract::findings::Place;
use crate::keyed::Map;
use crate::netting::{self, Linked, Net};
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::ids::Ids;
use crate::state::index::Index;

pub struct Books<'s> {
    pub facts: &'s Facts,
    pub index: &'s Index,
    /// Rule 2: of movements that take others back or are taken back.
    pub nets: Map<Ix, Net>,
}

impl<'s> Books<'s> {
    pub fn new(state: &'s State) -> Self {
        let State { facts, index } = state;
        let adjustments = &facts.adjustments;
        let mut linked = Vec::new();
        for ix in adjustments.ids.numbers() {
            let target = adjustments.reverses(ix);
            if adjustments.ids.is_known(ix) && (target != NONE || !index.reversals_of(ix).is_empty()) {
                let is_known = adjustments.ids.is_known(target);
                let is_here = is_known && adjustments.level(target) == adjustments.level(ix);
                linked.push(Linked {
                    adjustment: ix,
                    quantity: adjustments.quantity(ix),
                    target: if is_here { target } else { NONE },
                    dangling: target != NONE && !is_known,
                });
            }
        }
        Self { facts, index, nets: netting::net(&linked) }
    }

    /// What a movement took out, less what takes it back.
    pub fn net_outflow(&self, adjustment: Ix) -> Quantity {
        let whole = self.facts.adjustments.quantity(adjustment);
        self.nets.get(&adjustment).map_or(whole, |net| net.quantity).shortage()
    }

    /// An item as people know it.
    pub fn item(&self, item: Ix) -> &'s str {
        self.facts.texts.get(self.facts.items.get(item).description)
    }
}

/// Where a record stands in the snapshot.
pub fn place(list: &'static str, ids: &Ids, ix: Ix) -> Place<'static> {
    Place { parent: None, list, index: ids.given.position(ix) }
}

/// Where a smaller record stands in a larger one.
pub fn inside<'p>(parent: &'p Place<'p>, list: &'static str, index: usize) -> Place<'p> {
    Place { parent: Some(parent), list, index: index as u32 }
}
