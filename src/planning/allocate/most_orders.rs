//! As many whole orders as possible, the oldest ones where several deals serve as many.
//!
//! ```text
//!  contest ──▶ groups ──▶ each: serve and drop what needs no search ──▶ what is left, in groups ──▶ each:
//!                           a deal by exchange, and a bound by prices
//!                           if they differ, branch and bound: a better deal, or the proof that there is none
//!                         then older orders in place of younger ones
//! ```

use super::branch::{Answer, search};
use super::contest::{Contest, Deal};
use super::exchange::improve;
use super::groups::split;
use super::prices::{Open, whole};
use super::reduce::reduce;
use super::work::Work;
use crate::order::sort_by;
use crate::state::column::{Column, Ix};

/// Rounds of pricing for the bound of a group.
const ROUNDS: u32 = 400;

/// So many orders are tried one by one sooner than exchanged.
const FEW: u32 = 40;

/// An order that gains less than this is in no good deal, or nearly so.
const HOPELESS: f64 = -0.3;

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
        let contest = &group.contest;
        let (mut deal, bound) = best(contest, &mut work);
        let is_proven = deal.count == bound;
        oldest_first(contest, &mut deal, is_proven, &mut work);
        most.bound = most.bound.saturating_add(bound);
        for (order, is_served) in group.orders.iter().zip(deal.served) {
            most.served.put(*order, is_served);
        }
    }
    most
}

/// The best deal of a group, and its bound.
fn best(contest: &Contest, work: &mut Work) -> (Deal, u32) {
    let mut deal = Deal::new(contest);
    let mut orders: Vec<Ix> = (0..contest.len()).collect();
    reduce(contest, &mut deal, &mut orders, work);
    let mut bound = deal.count;
    let (groups, _) = split(&contest.part(&deal.left, &orders));
    for group in groups {
        let (part, most) = solve(&group.contest, work);
        bound = bound.saturating_add(most);
        for (order, is_served) in group.orders.iter().zip(part.served) {
            if is_served {
                deal.serve(contest, orders.at(*order));
            }
        }
    }
    (deal, bound)
}

/// The best deal of a group of which every order has to be searched, and its bound.
fn solve(contest: &Contest, work: &mut Work) -> (Deal, u32) {
    let mut root = Open::new(contest);
    let mut deal = Deal::new(contest);
    deal.fill(contest, 0..contest.len());
    let bound = root.bound(contest, deal.count.saturating_add(1), ROUNDS, work);
    let mut bound = whole(bound).max(deal.count);
    if deal.count < bound && contest.len() > FEW {
        let mut most = work.part((work.left() / 10).saturating_mul(9));
        exchange(contest, &root, &mut deal, bound, &mut most);
        work.give_back(most);
    }
    while deal.count < bound {
        match search(contest, root.clone(), deal.count.saturating_add(1), work) {
            Answer::Found(better) => deal = better,
            Answer::No => bound = deal.count,
            Answer::Unknown => break,
        }
    }
    (deal, bound)
}

/// A better deal by exchange among the orders that the prices do not rule out.
fn exchange(contest: &Contest, root: &Open, deal: &mut Deal, goal: u32, work: &mut Work) {
    let mut orders = Vec::new();
    let mut gains = Vec::new();
    for order in 0..contest.len() {
        let gain = root.gain(contest, order);
        if gain > HOPELESS {
            orders.push(order);
            gains.push(gain);
        }
    }
    let core = contest.part(&contest.stocks, &orders);
    let mut by_gain: Vec<Ix> = (0..core.len()).collect();
    sort_by(&mut by_gain, |a, b| gains.at(*b).total_cmp(&gains.at(*a)));
    let mut best = Deal::new(&core);
    best.fill(&core, by_gain.into_iter());
    improve(&core, &gains, &mut best, goal, work);
    if best.count > deal.count {
        *deal = Deal::new(contest);
        for (order, is_served) in orders.iter().zip(best.served) {
            if is_served {
                deal.serve(contest, *order);
            }
        }
        deal.fill(contest, 0..contest.len());
    }
}

/// Serves older orders in place of younger ones, as many as before: the oldest first. Where the deal is known to be the best,
/// every question is asked that can be answered with little work.
fn oldest_first(contest: &Contest, deal: &mut Deal, is_proven: bool, work: &mut Work) {
    let mut begun = Open::new(contest);
    for order in 0..contest.len() {
        begun.orders.retain(|other| *other != order);
        if !deal.served.at(order) && begun.deal.fits(contest, order) && !replace(contest, deal, order) && is_proven {
            let mut with = begun.clone();
            with.deal.serve(contest, order);
            let mut part = work.part(ONE_QUESTION);
            if let Answer::Found(other) = search(contest, with, deal.count, &mut part) {
                *deal = other;
            }
            work.give_back(part);
        }
        if deal.served.at(order) {
            begun.deal.serve(contest, order);
        }
    }
    deal.fill(contest, 0..contest.len());
}

/// Serves an order in place of one younger one, if there is one that makes enough room.
fn replace(contest: &Contest, deal: &mut Deal, order: Ix) -> bool {
    let is_short = |deal: &Deal| {
        let wants = contest.wants(order).iter();
        wants.copied().find(|want| want.units > deal.left.at(want.stock))
    };
    let Some(want) = is_short(deal) else { return false };
    for younger in contest.wanted_by(want.stock).iter().rev() {
        if *younger > order && deal.served.at(*younger) {
            deal.take_back(contest, *younger);
            if is_short(deal).is_none() {
                deal.serve(contest, order);
                return true;
            }
            deal.serve(contest, *younger);
        }
    }
    false
}
