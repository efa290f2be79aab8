//! As many whole orders as possible, the oldest ones where several deals serve as many.
//!
//! ```text
//!  contest ──▶ groups ──▶ each: serve and drop what needs no search ──▶ what is left, in groups ──▶ each:
//!                           a deal by exchange, and a bound by prices, then by knapsacks
//!                           if they differ, branch and bound: a better deal, or the proof that there is none
//!                         then older orders in place of younger ones
//! ```

use super::branch::{Best, best, best_of};
use super::contest::{Contest, Deal};
use super::groups::split;
use super::work::Work;
use crate::state::column::{Column, Ix};

/// Steps for one question about an order's age; and among how many orders none is asked, since each would take as long as the
/// rest of the work.
const ONE_QUESTION: u64 = 20_000;
const MANY: u32 = 1_000;

/// Steps for each order, beside the work: for older orders in place of younger ones.
const STEPS: u64 = 200;

/// Who is served, and how many could be at most.
#[derive(Debug)]
pub struct Most {
    pub served: Vec<bool>,
    pub bound: u32,
}

/// The answer for a contest.
pub fn most_orders(contest: &Contest, mut work: Work) -> Most {
    let orders: Vec<Ix> = (0..contest.len()).collect();
    let mut most = Most { served: vec![true; orders.len()], bound: contest.len() };
    for group in split(contest, &contest.stocks, &orders) {
        let contest = &group.contest;
        let mut best = best(contest, 0, 0, &mut work);
        oldest_first(contest, &mut best, &mut work);
        most.bound = most.bound.saturating_sub(contest.len()).saturating_add(best.bound);
        for (order, is_served) in group.orders.iter().zip(best.deal.served) {
            most.served.put(*order, is_served);
        }
    }
    most
}

/// Serves older orders in place of younger ones, as many as before: the oldest first, each in place of one. Where the deal is known
/// to be the best and the group is not large, it is also asked whether a deal with it can be as good.
fn oldest_first(contest: &Contest, best: &mut Best, work: &mut Work) {
    let is_asked = best.deal.count == best.bound && contest.len() < MANY;
    let deal = &mut best.deal;
    let mut questions = work.part(work.left() / 16);
    let mut steps = Work::new(STEPS.saturating_mul(contest.len().into()));
    let mut begun = Deal::new(contest);
    for order in 0..contest.len() {
        if !deal.served.at(order)
            && begun.fits(contest, order)
            && !replace(contest, deal, order, &mut steps)
            && is_asked
            && !questions.is_done()
        {
            let mut with = begun.clone();
            with.serve(contest, order);
            let younger = (order.saturating_add(1)..contest.len()).collect();
            let mut part = questions.part(ONE_QUESTION);
            let other = best_of(contest, with, younger, deal.count, 1, &mut part).deal;
            if other.count == deal.count {
                *deal = other;
            }
            questions.give_back(part);
        }
        if deal.served.at(order) {
            begun.serve(contest, order);
        }
    }
    // A place that was made for one may suit another, older than who has it now. Each step leads to an older deal, so there is an end.
    loop {
        let unserved: Vec<Ix> = (0..contest.len()).filter(|order| !deal.served.at(*order)).collect();
        let replaced = unserved.iter().filter(|order| replace(contest, deal, **order, &mut steps)).count();
        deal.fill(contest, 0..contest.len());
        if replaced == 0 || steps.is_done() {
            break;
        }
    }
    work.give_back(questions);
}

/// Serves an order in place of one younger one, if there is one that makes enough room.
fn replace(contest: &Contest, deal: &mut Deal, order: Ix, steps: &mut Work) -> bool {
    let is_short = |deal: &Deal| {
        let wants = contest.wants(order).iter();
        wants.copied().find(|want| want.units > deal.left.at(want.stock))
    };
    let Some(want) = is_short(deal) else { return false };
    // The youngest first.
    for rival in contest.rivals(want.stock).iter().rev() {
        let younger = rival.order;
        steps.spend(1);
        if younger <= order || steps.is_done() {
            break;
        }
        let room = deal.left.at(want.stock).plus(rival.units);
        if deal.served.at(younger) && want.units <= room {
            deal.take_back(contest, younger);
            if is_short(deal).is_none() {
                deal.serve(contest, order);
                return true;
            }
            deal.serve(contest, younger);
        }
    }
    false
}
