//! Local search: one order that has nothing is served, those in its way make room, and whoever can be served with what that
//! sets free is. A deal that is no worse is kept, so that the search wanders among equally good ones until it finds a better.

use super::contest::{Contest, Deal};
use super::work::Work;
use crate::state::column::{Column, Ix};

/// Numbers that look random, the same ones every time.
#[derive(Debug)]
struct Dice(u32);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        ((u64::from(self.0).saturating_mul(count as u64)) >> 32) as usize
    }
}

/// Improves a deal until it serves `goal` orders or the work is done.
pub fn improve(contest: &Contest, deal: &mut Deal, goal: u32, work: &mut Work) {
    let mut dice = Dice(0x9E37_79B9);
    let mut best = deal.clone();
    let mut done: Vec<(Ix, bool)> = Vec::new();
    while best.count < goal && !work.is_done() {
        let order = dice.below(contest.len() as usize) as Ix;
        if deal.served.at(order) {
            work.spend(1);
            continue;
        }
        let before = deal.count;
        done.clear();
        make_room(contest, deal, order, &mut dice, &mut done, work);
        deal.serve(contest, order);
        done.push((order, true));
        serve_again(contest, deal, &mut dice, &mut done, work);
        if deal.count > best.count {
            best.clone_from(deal);
        }
        if deal.count < before && dice.below(1000) > 0 {
            for (order, was_served) in done.iter().rev() {
                if *was_served {
                    deal.take_back(contest, *order);
                } else {
                    deal.serve(contest, *order);
                }
            }
        }
    }
    *deal = best;
}

/// Takes back what stands in an order's way.
fn make_room(
    contest: &Contest,
    deal: &mut Deal,
    order: Ix,
    dice: &mut Dice,
    done: &mut Vec<(Ix, bool)>,
    work: &mut Work,
) {
    for want in contest.wants(order) {
        let rivals = contest.wanted_by(want.stock);
        let mut at = dice.below(rivals.len());
        while want.units > deal.left.at(want.stock) {
            work.spend(1);
            let rival = rivals.get(at).copied().unwrap_or_default();
            if deal.served.at(rival) {
                deal.take_back(contest, rival);
                done.push((rival, false));
            }
            at = at.saturating_add(1);
            if at >= rivals.len() {
                at = 0;
            }
        }
    }
}

/// Serves whoever wants what was set free.
fn serve_again(contest: &Contest, deal: &mut Deal, dice: &mut Dice, done: &mut Vec<(Ix, bool)>, work: &mut Work) {
    for position in 0..done.len() {
        let Some((order, false)) = done.get(position).copied() else { continue };
        for want in contest.wants(order) {
            let others = contest.wanted_by(want.stock);
            let start = dice.below(others.len());
            let (before, after) = others.split_at_checked(start).unwrap_or_default();
            work.spend(others.len());
            for other in after.iter().chain(before) {
                if !deal.served.at(*other) && deal.fits(contest, *other) {
                    deal.serve(contest, *other);
                    done.push((*other, true));
                }
            }
        }
    }
}
