//! As many whole orders as possible, the oldest ones where several deals serve as many.
//!
//! ```text
//!  contest ──▶ groups ──▶ each: a first deal, oldest first
//!                               a bound by prices
//!                               apart? ──▶ exchange, then branch and bound: a better deal, or the proof that there is none
//!                               as many of them from the oldest on as can be
//! ```

use super::branch::{Answer, search};
use super::contest::{Contest, Deal};
use super::exchange::improve;
use super::groups::split;
use super::prices::{Open, whole};
use super::work::Work;
use crate::state::column::{Column, Ix};

/// Rounds of pricing for the bound of a group.
const ROUNDS: u32 = 400;

/// So many orders are tried one by one sooner than exchanged.
const FEW: u32 = 40;

/// Steps for one question about an order's age.
const ONE_QUESTION: u64 = 20_000;

/// Who is served, and how many could be at most.
#[derive(Debug)]
pub struct Most {
    pub served: Vec<bool>,
    pub bound: u32,
}

/// The answer for a contest.
pub fn most_orders(contest: &Contest, mut work: Work) -> Most {
    let (groups, free) = split(contest);
    let mut most = Most { served: vec![false; contest.len() as usize], bound: free.len() as u32 };
    for order in free {
        most.served.put(order, true);
    }
    for group in groups {
        let (deal, bound) = solve(&group.contest, &mut work);
        most.bound = most.bound.saturating_add(bound);
        for (order, is_served) in group.orders.iter().zip(deal.served) {
            most.served.put(*order, is_served);
        }
    }
    most
}

/// The best deal of one group, and its bound.
fn solve(contest: &Contest, work: &mut Work) -> (Deal, u32) {
    let all = || 0..contest.len();
    let mut root = Open::new(contest);
    let mut deal = Deal::new(contest);
    deal.fill(contest, all());
    // Nobody's bound is above all orders; the first rounds say how far it is below.
    let mut bound = whole(root.bound(contest, deal.count.saturating_add(1), ROUNDS, work)).max(deal.count);
    let steps = work.left();
    for part in if contest.len() <= FEW { [0, steps] } else { [steps / 2, steps] } {
        if deal.count < bound && part > 0 {
            let mut part = work.part(part);
            improve(contest, &mut deal, bound, &mut part);
            work.give_back(part);
        }
        while deal.count < bound {
            let aim = deal.count.saturating_add(1);
            match search(contest, root.clone(), aim, work) {
                Answer::Found(better) => deal = better,
                Answer::No => bound = deal.count,
                Answer::Unknown => break,
            }
        }
    }
    let is_proven = deal.count == bound;
    oldest_first(contest, &mut deal, &root, if is_proven { ONE_QUESTION } else { 0 });
    deal.fill(contest, all());
    (deal, bound)
}

/// Serves older orders in place of younger ones, as many as before: the oldest first.
fn oldest_first(contest: &Contest, deal: &mut Deal, root: &Open, steps: u64) {
    let mut begun = root.clone();
    for order in 0..contest.len() {
        begun.orders.retain(|other| *other != order);
        if !deal.served.at(order) && begun.deal.fits(contest, order) && !exchange(contest, deal, order) && steps > 0 {
            let mut with = begun.clone();
            with.deal.serve(contest, order);
            if let Answer::Found(other) = search(contest, with, deal.count, &mut Work::new(steps)) {
                *deal = other;
            }
        }
        if deal.served.at(order) {
            begun.deal.serve(contest, order);
        }
    }
}

/// Serves an order in place of one younger one, if there is one that makes enough room.
fn exchange(contest: &Contest, deal: &mut Deal, order: Ix) -> bool {
    for want in contest.wants(order) {
        if want.units <= deal.left.at(want.stock) {
            continue;
        }
        for younger in contest.wanted_by(want.stock).iter().rev() {
            if *younger <= order {
                break;
            }
            if deal.served.at(*younger) {
                deal.take_back(contest, *younger);
                if deal.fits(contest, order) {
                    deal.serve(contest, order);
                    return true;
                }
                deal.serve(contest, *younger);
            }
        }
        return false;
    }
    false
}
