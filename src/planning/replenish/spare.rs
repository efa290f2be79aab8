//! What other shops can spare: QOH above their desired level. What is set aside for waiting orders is not part of QOH, so
//! it stays; and so does what other shops have asked for already.

use super::asked_for::AskedFor;
use super::needs::Need;
use super::{Line, Plan, Way};
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::edit::State;

/// Takes from other shops what an item's needs can have, in their order, and leaves what is needed still. The fewest parcels:
/// who sends to a shop already goes on, then who has most.
pub fn take(state: &State, asked_for: &AskedFor<'_>, plan: &mut Plan, needs: &mut [Need]) {
    let facts = &state.facts;
    let Some(item) = needs.first().map(|need| need.item) else { return };
    let mut spare: Vec<(Ix, Quantity)> = Vec::new();
    for level in facts.levels.of_item(item) {
        let kept = facts.levels.desired_level(level).unwrap_or_default().or_zero();
        let left = facts.levels.qoh(level).minus(kept).minus(asked_for.going(level));
        if left.is_positive() {
            spare.push((facts.levels.shop(level), left));
        }
    }
    for need in needs {
        while need.quantity.is_positive() {
            let mut best: Option<usize> = None;
            let mut best_key = (false, Quantity::ZERO, "");
            for (position, (shop, left)) in spare.iter().enumerate() {
                let key = (plan.line(Way::Transfer, *shop, need.shop).is_some(), *left, facts.shops.ids.name(*shop));
                let is_better = (key.0, key.1) > (best_key.0, best_key.1)
                    || ((key.0, key.1) == (best_key.0, best_key.1) && key.2 < best_key.2);
                if left.is_positive() && is_better {
                    (best, best_key) = (Some(position), key);
                }
            }
            let Some((from, left)) = best.and_then(|best| spare.get_mut(best)) else { break };
            let quantity = need.quantity.min(*left);
            *left = left.minus(quantity);
            need.quantity = need.quantity.minus(quantity);
            let line = Line { way: Way::Transfer, from: *from, to: need.shop, item, quantity, serves: Vec::new() };
            plan.add(line, need.row);
        }
    }
}
