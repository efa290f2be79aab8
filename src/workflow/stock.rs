//! Stock counted, adjusted, and put back after a refund that had left it out.

use super::decide::{Decided, Moves, inventoried, not_found, nothing_to_do, shop};
use crate::contract::command::Command;
use crate::contract::event::{Fact, NotRestocked};
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::Ix;
use crate::state::edit::State;

/// Rule 12: units seen on the shelf. Unshipped units of waiting orders lie there too, so QOH is what is left of the
/// count without them; a count that confirms the books is a fact all the same.
pub fn count(state: &State, command: &Command, item_id: &str, shop_id: &str, counted: Quantity) -> Decided {
    let facts = &state.facts;
    let item = inventoried(facts, item_id, "itemId")?;
    let shop = shop(facts, shop_id, "shopId")?;
    let level = facts.levels.find(item, shop);
    let qoh = level.map_or(Quantity::ZERO, |level| facts.levels.qoh(level));
    let unshipped = level.map_or(Quantity::ZERO, |level| state.index.unshipped(facts, level));
    let difference = counted.minus(unshipped).minus(qoh);
    let mut moves = Moves::new(state, command);
    if !difference.is_zero() {
        moves.add(item_id, shop_id, difference, "other", None)?;
    }
    let (item_id, shop_id) = (item_id.to_owned(), shop_id.to_owned());
    Ok(Fact::StockCounted { item_id, shop_id, counted, adjustments: moves.done() })
}

pub fn adjust(
    state: &State,
    command: &Command,
    item_id: &str,
    shop_id: &str,
    quantity: Quantity,
    note: Option<String>,
) -> Decided {
    inventoried(&state.facts, item_id, "itemId")?;
    shop(&state.facts, shop_id, "shopId")?;
    if quantity.is_zero() {
        return Err(nothing_to_do("an adjustment of 0 moves nothing").at("quantity").into());
    }
    let mut moves = Moves::new(state, command);
    moves.add(item_id, shop_id, quantity, "other", None)?.note = note;
    let (item_id, shop_id) = (item_id.to_owned(), shop_id.to_owned());
    Ok(Fact::StockAdjusted { item_id, shop_id, adjustments: moves.done() })
}

/// The opposite of a count or an adjustment, which it reverses.
pub fn take_back(state: &State, command: &Command, own: &[Ix]) -> Decided {
    let facts = &state.facts;
    let Some(adjustment) = own.first() else {
        return Err(Refusal::new(RefusalCode::NotReversible, "the command moved no stock").into());
    };
    let record = facts.adjustment_record(*adjustment);
    let units = if record.quantity.is_negative() { record.quantity.negated() } else { record.quantity };
    let mut moves = Moves::new(state, command);
    moves.reverse(*adjustment, units)?;
    let (item_id, shop_id) = (record.item_id.to_owned(), record.shop_id.to_owned());
    Ok(Fact::StockAdjusted { item_id, shop_id, adjustments: moves.done() })
}

/// Rule 14: units that were refunded and not put back go back now.
pub fn restock(state: &State, command: &Command, adjustment_id: &str, quantity: Option<Quantity>) -> Decided {
    let facts = &state.facts;
    let adjustments = &facts.adjustments;
    let ix = adjustments.ids.find_known(adjustment_id);
    let ix = ix.ok_or_else(|| not_found("adjustmentId", "adjustment", adjustment_id))?;
    let left = adjustments.refunded_not_restocked(ix);
    let units = quantity.unwrap_or(left);
    if left.is_zero() || units.is_zero() {
        return Err(nothing_to_do("nothing is left to put back").into());
    }
    if units > left {
        let message = format!("{units} are more than the {left} that were not put back");
        return Err(Refusal::new(RefusalCode::OverRefund, message)
            .at("quantity")
            .with("left", left.to_number())
            .into());
    }
    let mut moves = Moves::new(state, command);
    moves.reverse(ix, units)?;
    let sale =
        (adjustments.reason(ix) == Reason::Sale).then(|| facts.sales.ids.name_of(adjustments.source(ix))).flatten();
    Ok(Fact::Restocked {
        sale_ids: sale.map(str::to_owned).into_iter().collect(),
        not_restocked: vec![NotRestocked { adjustment_id: adjustment_id.to_owned(), quantity: units.negated() }],
        adjustments: moves.done(),
    })
}
