//! Branch and bound: a contest is reduced, falls apart into groups, and each group is asked whether it comes to what its
//! prices promise. At those prices most orders have to be served, or not, for that; the rest is a smaller contest.

use super::contest::{Contest, Deal};
use super::exchange::Exchange;
use super::groups::split;
use super::knapsacks::Knapsacks;
use super::prices::{is_below, whole};
use super::reduce::reduce;
use super::work::Work;
use crate::order::sort_by;
use crate::state::column::Ix;

/// Rounds of pricing, at the first branch and at all others, which begin with the prices of the one before.
const FIRST_ROUNDS: u32 = 80;
const ROUNDS: u32 = 12;

/// Branches upon branches: what is open there is not searched.
const DEEPEST: u32 = 200;

/// So many orders are tried one by one sooner than exchanged.
const FEW: u32 = 40;

/// Among more than so many, what the knapsacks left open is not searched: that closed none of 60 contests (benches/allocation).
const MANY: u32 = 200;

/// Steps of exchange without a better deal, for each order: before a tighter bound is asked for, which may show that there is
/// none, and before it ends. More of them rarely find more.
const FIRST_PATIENCE: u64 = 50;
const PATIENCE: u64 = 250;

/// A deal, and the most that any can come to.
#[derive(Debug)]
pub struct Best {
    pub deal: Deal,
    pub bound: u32,
}

/// The best deal of a contest, if it serves as many as are needed and the work is enough to find it. Otherwise some deal. The
/// bound holds in any case.
pub fn best(contest: &Contest, needed: u32, depth: u32, work: &mut Work) -> Best {
    best_of(contest, Deal::new(contest), (0..contest.len()).collect(), needed, depth, work)
}

/// The same for a deal that is begun, and the orders that are open.
pub fn best_of(contest: &Contest, mut deal: Deal, mut open: Vec<Ix>, needed: u32, depth: u32, work: &mut Work) -> Best {
    let before = open.len();
    reduce(contest, &mut deal, &mut open, work);
    let mut bound = deal.count.saturating_add(open.len() as u32);
    for group in split(contest, &deal.left, &open) {
        let most = group.contest.len();
        let others = bound.saturating_sub(most);
        let needed = needed.saturating_sub(others);
        let part = if needed > most {
            // Another group has too few.
            Best { deal: Deal::new(&group.contest), bound: most }
        } else if most as usize == before {
            best_of_group(group.contest, needed, depth, work)
        } else {
            best(&group.contest, needed, depth, work)
        };
        bound = others.saturating_add(part.bound);
        deal.take(contest, &group.orders, &part.deal);
    }
    Best { deal, bound }
}

/// The same for a group that nothing can be reduced of.
fn best_of_group(mut contest: Contest, needed: u32, depth: u32, work: &mut Work) -> Best {
    let is_first = depth == 0;
    let promised = contest.price(needed, if is_first { FIRST_ROUNDS } else { ROUNDS }, work);
    let mut gains: Vec<(f64, Ix)> = (0..contest.len()).map(|order| (contest.gain(order), order)).collect();
    let mut deal = Deal::new(&contest);
    sort_by(&mut gains, |a, b| b.0.total_cmp(&a.0));
    deal.fill(&contest, gains.iter().map(|(_, order)| *order));
    let mut bound = whole(promised).max(deal.count).min(contest.len());
    if is_first && bound > deal.count && contest.len() > FEW {
        let mut part = work.part((work.left() / 4).saturating_mul(3));
        let mut exchange = Exchange::new(&contest, deal);
        let mut knapsacks = None;
        for patience in [FIRST_PATIENCE, PATIENCE] {
            exchange.improve(bound, patience.saturating_mul(contest.len().into()), &mut part);
            let count = exchange.best.count;
            if bound == count {
                break;
            }
            let mut rounds = work.part(work.left() / 4);
            let tighter = knapsacks.get_or_insert_with(|| Knapsacks::new(&contest)).bound(count, &mut rounds);
            bound = bound.min(tighter.max(count));
            work.give_back(rounds);
        }
        deal = exchange.best;
        work.give_back(part);
    }
    let mut search = work.part(match contest.len() {
        _ if !is_first => work.left(),
        ..=MANY => work.left() / 32,
        _ => 0,
    });
    while bound > deal.count.max(needed.saturating_sub(1)) && depth < DEEPEST && !search.is_done() {
        let part = at_least(&contest, promised, &gains, bound, depth, &mut search);
        let is_open = part.bound >= bound;
        if part.deal.count > deal.count {
            deal = part.deal;
        }
        if is_open {
            break;
        }
        bound = bound.saturating_sub(1);
    }
    work.give_back(search);
    Best { deal, bound }
}

/// Looks for a deal that serves at least `aim` orders. The bound is below that if there is none.
fn at_least(contest: &Contest, promised: f64, gains: &[(f64, Ix)], aim: u32, depth: u32, work: &mut Work) -> Best {
    let mut begun = Deal::new(contest);
    let mut open = Vec::new();
    for (gain, order) in gains {
        if is_below(promised - gain, aim) {
            // Without it there are too few.
            if !begun.fits(contest, *order) {
                return Best { deal: begun, bound: aim.saturating_sub(1) };
            }
            begun.serve(contest, *order);
        } else if !is_below(promised + gain, aim) {
            open.push(*order);
        }
    }
    open.sort_unstable();
    let depth = depth.saturating_add(1);
    let is_fixed = open.len() < gains.len();
    let Some(order) = closest(contest, gains).filter(|_| !is_fixed) else {
        return best_of(contest, begun, open, aim, depth, work);
    };
    open.retain(|other| *other != order);
    let mut with = begun.clone();
    with.serve(contest, order);
    let with = best_of(contest, with, open.clone(), aim, depth, work);
    if with.deal.count >= aim {
        return with;
    }
    let without = best_of(contest, begun, open, aim, depth, work);
    let bound = with.bound.max(without.bound);
    Best { deal: if without.deal.count > with.deal.count { without.deal } else { with.deal }, bound }
}

/// The order of which the prices say least; of several the one that wants most.
fn closest(contest: &Contest, gains: &[(f64, Ix)]) -> Option<Ix> {
    let mut best: Option<(f64, f64, Ix)> = None;
    for (gain, order) in gains {
        let share = contest.wants(*order).iter().map(|want| want.share).sum();
        let doubt = (gain.abs() * 8.0).floor();
        if best.is_none_or(|(least, most, _)| doubt < least || (doubt == least && share > most)) {
            best = Some((doubt, share, *order));
        }
    }
    best.map(|(_, _, order)| order)
}
