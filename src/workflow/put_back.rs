//! What a document took out goes back to the shop it left: its own sources are reversed, the newest first.

use super::decide::{Moves, net_outflow, newest_sources};
use crate::contract::outcome::Refusal;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::Ix;
use crate::state::edit::State;

/// The document behind the sources, and what this command reversed of each so far.
pub struct PutBack<'s> {
    state: &'s State,
    reason: Reason,
    document: Ix,
    document_id: &'s str,
    shop: Ix,
    reversed: Map<Ix, Quantity>,
}

impl<'s> PutBack<'s> {
    pub fn of_transfer(state: &'s State, document: Ix) -> Self {
        let transfers = &state.facts.transfers;
        let (document_id, shop) = (transfers.ids.name(document), transfers.get(document).from_shop);
        Self { state, reason: Reason::Transfer, document, document_id, shop, reversed: Map::new() }
    }

    pub fn of_vendor_return(state: &'s State, document: Ix) -> Self {
        let returns = &state.facts.vendor_returns;
        let (document_id, shop) = (returns.ids.name(document), returns.get(document).shop);
        Self { state, reason: Reason::VendorReturn, document, document_id, shop, reversed: Map::new() }
    }

    /// Units of an item. What left without a movement that is known comes back all the same.
    pub fn units(&mut self, moves: &mut Moves<'_>, item: Ix, units: Quantity) -> Result<(), Refusal> {
        let facts = &self.state.facts;
        if !facts.items.get(item).inventoried {
            return Ok(());
        }
        let mut left = units;
        for source in newest_sources(self.state, self.reason, self.document, item, self.shop) {
            left = left.minus(self.reverse(moves, source, left)?);
        }
        if left.is_positive() {
            let (item_id, shop_id) = (facts.items.ids.name(item), facts.shops.ids.name(self.shop));
            moves.add(item_id, shop_id, left, self.reason.word(), Some(self.document_id))?;
        }
        Ok(())
    }

    /// Reverses a source as far as something of it is left, and says how far.
    pub fn reverse(&mut self, moves: &mut Moves<'_>, source: Ix, units: Quantity) -> Result<Quantity, Refusal> {
        let reversed = self.reversed.or_default(source);
        let part = net_outflow(self.state, source).minus(*reversed).or_zero().min(units);
        if part.is_positive() {
            *reversed = reversed.plus(part);
            moves.reverse(source, part)?;
        }
        Ok(part)
    }
}
