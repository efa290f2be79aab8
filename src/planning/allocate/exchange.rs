//! Local search: one order that has nothing is served, those in its way that matter least make room, and whoever can be
//! served with what that sets free is. A deal that is no worse is kept, so that the search wanders among equally good ones
//! until it finds a better.

use super::contest::{Contest, Deal, Rival};
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
        (u64::from(self.0).saturating_mul(count as u64) >> 32) as usize
    }
}

/// Rivals that are compared: among many, a few are enough.
const RIVALS: u32 = 6;

/// A search that is going on.
pub struct Exchange<'c> {
    contest: &'c Contest,
    /// Where it has come to, and the best deal on its way.
    deal: Deal,
    pub best: Deal,
    /// The last step: who was served in it, or lost what they had.
    done: Vec<(Ix, bool)>,
    dice: Dice,
}

impl<'c> Exchange<'c> {
    pub fn new(contest: &'c Contest, deal: Deal) -> Self {
        Self { contest, best: deal.clone(), deal, done: Vec::new(), dice: Dice(0x1234_5677) }
    }

    /// Goes on until a deal serves `goal` orders, or the work is done, or so many steps have found nothing better.
    pub fn improve(&mut self, goal: u32, patience: u64, work: &mut Work) {
        let mut end = work.left().saturating_sub(patience);
        while self.best.count < goal && work.left() > end {
            let order = self.dice.below(self.contest.len() as usize) as Ix;
            work.spend(1);
            if !self.deal.served.at(order) {
                self.step(order, work);
                if self.deal.count > self.best.count {
                    self.best.clone_from(&self.deal);
                    end = work.left().saturating_sub(patience);
                }
            }
        }
    }

    /// Serves an order; takes it back if fewer are served then.
    fn step(&mut self, order: Ix, work: &mut Work) {
        let before = self.deal.count;
        self.done.clear();
        for want in self.contest.wants(order) {
            while want.units > self.deal.left.at(want.stock) {
                let Some(rival) = self.least(want.stock, work) else { break };
                self.set(rival, false);
            }
        }
        self.set(order, true);
        let mut position = 0;
        while let Some((order, is_served)) = self.done.get(position).copied() {
            position = position.saturating_add(1);
            for want in self.contest.wants(order) {
                if !is_served {
                    self.serve_again(want.stock, work);
                }
            }
        }
        if self.deal.count < before {
            while let Some((order, is_served)) = self.done.pop() {
                if is_served {
                    self.deal.take_back(self.contest, order);
                } else {
                    self.deal.serve(self.contest, order);
                }
            }
        }
    }

    fn set(&mut self, order: Ix, is_served: bool) {
        if is_served {
            self.deal.serve(self.contest, order);
        } else {
            self.deal.take_back(self.contest, order);
        }
        self.done.push((order, is_served));
    }

    /// The rivals for a stock, from any of them on.
    fn rivals(&mut self, stock: Ix) -> impl Iterator<Item = &'c Rival> + use<'c> {
        let rivals = self.contest.rivals(stock);
        let start = self.dice.below(rivals.len());
        let (before, after) = rivals.split_at_checked(start).unwrap_or_default();
        after.iter().chain(before)
    }

    /// The one that gains least of some who are served from a stock, give or take a quarter of an order.
    fn least(&mut self, stock: Ix, work: &mut Work) -> Option<Ix> {
        let mut least: Option<(f64, Ix)> = None;
        let mut compared = 0_u32;
        for rival in self.rivals(stock) {
            work.spend(1);
            if self.deal.served.at(rival.order) {
                let gain = self.contest.gain(rival.order) + self.dice.below(1024) as f64 / 4096.0;
                if least.is_none_or(|(other, _)| gain < other) {
                    least = Some((gain, rival.order));
                }
                compared = compared.saturating_add(1);
                if compared == RIVALS {
                    break;
                }
            }
        }
        least.map(|(_, rival)| rival)
    }

    /// Serves whoever wants what was set free of a stock.
    fn serve_again(&mut self, stock: Ix, work: &mut Work) {
        for rival in self.rivals(stock) {
            if !self.deal.left.at(stock).is_positive() {
                break;
            }
            work.spend(1);
            if !self.deal.served.at(rival.order) && self.deal.fits(self.contest, rival.order) {
                self.set(rival.order, true);
            }
        }
    }
}
