//! What need not be searched, because some best deal does it anyway.

use super::contest::{Contest, Deal};
use super::work::Work;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// Serves the open orders that compete with nobody, and those that compete for one stock alone and want least of it: in any
/// deal without such an order it can take the place of another that wants that stock. Drops those that there is not enough
/// for. What is left to decide stays in the list.
pub fn reduce(contest: &Contest, deal: &mut Deal, orders: &mut Vec<Ix>, work: &mut Work) {
    loop {
        let before = orders.len();
        orders.retain(|order| deal.fits(contest, *order));
        let mut wanted = vec![Quantity::ZERO; contest.stocks.len()];
        let mut least = vec![Quantity::MAX; contest.stocks.len()];
        let mut steps = wanted.len();
        for order in orders.iter() {
            for want in contest.wants(*order) {
                let sum = wanted.at(want.stock).plus(want.units);
                wanted.put(want.stock, sum);
                let min = least.at(want.stock).min(want.units);
                least.put(want.stock, min);
                steps = steps.saturating_add(1);
            }
        }
        work.spend(steps);
        let mut scarce = Vec::with_capacity(wanted.len());
        for (wanted, left) in wanted.iter().zip(&deal.left) {
            scarce.push(wanted > left);
        }
        orders.retain(|order| {
            let mut competes = 0_u32;
            let mut is_least = true;
            for want in contest.wants(*order) {
                if scarce.at(want.stock) {
                    competes = competes.saturating_add(1);
                    is_least &= want.units == least.at(want.stock);
                }
            }
            let is_served = competes == 0 || (competes == 1 && is_least && deal.fits(contest, *order));
            if is_served {
                deal.serve(contest, *order);
            }
            !is_served
        });
        if orders.len() == before {
            return;
        }
    }
}
