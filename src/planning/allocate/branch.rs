//! Branch and bound: whether so many orders can be served at all.

use super::contest::{Contest, Deal};
use super::prices::{Open, is_below};
use super::reduce::reduce;
use super::work::Work;
use crate::order::sort_by;
use crate::state::column::Ix;

/// Rounds of pricing at each branch.
const ROUNDS: u32 = 12;

#[derive(Debug)]
pub enum Answer {
    Found(Deal),
    No,
    /// The work was not enough to say.
    Unknown,
}

/// Looks for a deal that serves at least `aim` orders, from a deal that is begun.
pub fn search(contest: &Contest, begun: Open, aim: u32, work: &mut Work) -> Answer {
    let mut branches = vec![begun];
    'branches: while let Some(mut open) = branches.pop() {
        if work.is_done() {
            return Answer::Unknown;
        }
        let Open { deal, orders, .. } = &mut open;
        reduce(contest, deal, orders, work);
        if deal.count >= aim {
            return Answer::Found(open.deal);
        }
        if deal.count.saturating_add(orders.len() as u32) < aim {
            continue;
        }
        let bound = open.bound(contest, aim, ROUNDS, work);
        if is_below(bound, aim) {
            continue;
        }
        let mut gains = Vec::with_capacity(open.orders.len());
        let mut undecided = Vec::with_capacity(open.orders.len());
        for order in std::mem::take(&mut open.orders) {
            let gain = open.gain(contest, order);
            if is_below(bound - gain, aim) {
                // Without it there are too few.
                if !open.deal.fits(contest, order) {
                    continue 'branches;
                }
                open.deal.serve(contest, order);
            } else if !is_below(bound + gain, aim) {
                undecided.push(order);
                gains.push((gain, order));
            }
        }
        open.orders = undecided;
        sort_by(&mut gains, |a, b| b.0.total_cmp(&a.0));
        let mut deal = open.deal.clone();
        deal.fill(contest, gains.iter().map(|(_, order)| *order));
        if deal.count >= aim {
            return Answer::Found(deal);
        }
        let Some(order) = closest(contest, &gains) else { continue };
        open.orders.retain(|other| *other != order);
        let mut with = open.clone();
        branches.push(open);
        if with.deal.fits(contest, order) {
            with.deal.serve(contest, order);
            branches.push(with);
        }
    }
    Answer::No
}

/// The order of which the prices say least; of several the one that wants most.
fn closest(contest: &Contest, gains: &[(f64, Ix)]) -> Option<Ix> {
    let mut best: Option<(f64, f64, Ix)> = None;
    for (gain, order) in gains {
        let mut share = 0.0;
        for want in contest.wants(*order) {
            share += want.share;
        }
        let doubt = (gain.abs() * 8.0).floor();
        if best.is_none_or(|(least, most, _)| doubt < least || (doubt == least && share > most)) {
            best = Some((doubt, share, *order));
        }
    }
    best.map(|(_, _, order)| order)
}
