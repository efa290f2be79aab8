//! What nobody can spare is bought: for each shop, or for all of them at one that passes it on.

use super::needs::{Need, Needs, Short};
use super::{Line, Plan, Way};
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::edit::State;

/// Adds what is bought, of an item's default vendor.
fn buy(state: &State, plan: &mut Plan, to: Ix, need: Need) {
    if need.quantity.is_positive() {
        let from = state.facts.items.get(need.item).vendor;
        let line = Line { way: Way::Purchase, from, to, item: need.item, quantity: need.quantity, serves: Vec::new() };
        plan.add(line, need.row);
    }
}

pub fn at_each_shop(state: &State, plan: &mut Plan, needs: Vec<Need>) {
    for need in needs {
        buy(state, plan, need.shop, need);
    }
}

/// Buys at one shop, and passes on what is for others. What comes to that shop for nobody is passed on before any is bought:
/// it may well have been bought for this.
pub fn at_one_shop(needs: &Needs<'_>, plan: &mut Plan, short: &[Short], mut missing: Vec<Need>, hub: Ix) {
    let state = needs.state;
    let (facts, asked_for) = (&state.facts, needs.asked_for);
    let Some(first) = missing.first().copied() else { return };
    let passes_on = missing.iter().any(|need| need.shop != hub && need.quantity.is_positive());
    let mut free = Quantity::ZERO;
    if let (true, Some(level)) = (passes_on, facts.levels.find(first.item, hub)) {
        // What comes in covers the shop's own rows first, so all of them must be covered before anything is left.
        let through = short.iter().find(|short| short.level == level).map_or(0, |short| short.through);
        needs.missing(level, through, u32::MAX, &mut missing);
        needs.sort(&mut missing);
        let coming = asked_for.incoming(level).plus(asked_for.coming(level));
        free = facts.levels.qoh(level).plus(coming).minus(asked_for.going(level)).min(coming).or_zero();
    }
    for mut need in missing {
        if need.shop != hub && need.quantity.is_positive() {
            let Need { item, shop, row, quantity } = need;
            plan.add(Line { way: Way::Onward, from: hub, to: shop, item, quantity, serves: Vec::new() }, row);
            let passed = quantity.min(free);
            free = free.minus(passed);
            need.quantity = quantity.minus(passed);
        }
        buy(state, plan, hub, need);
    }
}
