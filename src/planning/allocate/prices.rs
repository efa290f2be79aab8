//! The most that a contest can come to: with a price on every stock, no deal serves more orders than there are, plus what
//! all that is left costs, plus what each order that is still open gains if it pays for what it wants and counts 1.
//!
//! That holds for any prices (Lagrange's relaxation); good ones make it tight, and are found by raising the price of what is
//! wanted beyond what is left and lowering that of what is not.

use super::contest::{Contest, Deal};
use super::work::Work;
use crate::state::column::{Column, Ix};

/// More than any error of the sums below, and less than any order.
const MARGIN: f64 = 1e-6;

/// A deal that is not finished.
#[derive(Clone, Debug)]
pub struct Open {
    pub deal: Deal,
    /// Orders of which nothing is decided, oldest first.
    pub orders: Vec<Ix>,
    /// For all units of each stock.
    pub prices: Vec<f64>,
}

impl Open {
    pub fn new(contest: &Contest) -> Self {
        let prices = vec![0.0; contest.stocks.len()];
        Self { deal: Deal::new(contest), orders: (0..contest.len()).collect(), prices }
    }

    /// What serving an order adds at these prices.
    pub fn gain(&self, contest: &Contest, order: Ix) -> f64 {
        gain(contest, &self.prices, order)
    }

    /// How many orders can be served at most, as far as it is found in so many rounds; stops where it is less than `aim`.
    pub fn bound(&mut self, contest: &Contest, aim: u32, rounds: u32, work: &mut Work) -> f64 {
        let mut shares = Vec::with_capacity(self.prices.len());
        for (stock, left) in self.deal.left.iter().enumerate() {
            shares.push(left.raw() as f64 / contest.stocks.at(stock as Ix).raw() as f64);
        }
        let goal = f64::from(aim) - 0.5;
        let (mut best, mut pace, mut stale) = (f64::INFINITY, 1.0, 0_u32);
        let mut prices = self.prices.clone();
        for _ in 0..rounds {
            let mut steps = prices.len();
            let mut value = f64::from(self.deal.count);
            let mut left = shares.clone();
            for (price, left) in prices.iter().zip(&left) {
                value += price * left;
            }
            for order in &self.orders {
                let gain = gain(contest, &prices, *order);
                let wants = contest.wants(*order);
                steps = steps.saturating_add(wants.len());
                if gain > 0.0 {
                    value += gain;
                    for want in wants {
                        let rest = left.at(want.stock) - want.share;
                        left.put(want.stock, rest);
                    }
                }
            }
            work.spend(steps);
            stale = stale.saturating_add(1);
            if value < best {
                best = value;
                self.prices.clone_from(&prices);
                stale = 0;
            } else if stale > 4 {
                pace /= 2.0;
                stale = 0;
            }
            let mut length = 0.0;
            for (price, left) in prices.iter().zip(&left) {
                if *price > 0.0 || *left < 0.0 {
                    length += left * left;
                }
            }
            if is_below(best, aim) || length <= 0.0 || work.is_done() {
                break;
            }
            let step = pace * (value - goal) / length;
            for (price, left) in prices.iter_mut().zip(&left) {
                *price = (*price - step * left).max(0.0);
            }
        }
        best
    }
}

fn gain(contest: &Contest, prices: &[f64], order: Ix) -> f64 {
    let mut gain = 1.0;
    for want in contest.wants(order) {
        gain -= prices.at(want.stock) * want.share;
    }
    gain
}

/// Whether a bound rules so many orders out.
pub fn is_below(bound: f64, count: u32) -> bool {
    bound + MARGIN < f64::from(count)
}

/// A bound as a number of orders.
pub fn whole(bound: f64) -> u32 {
    (bound + MARGIN) as u32
}
