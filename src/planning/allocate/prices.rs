//! The most that a contest can come to: with a price on every stock, no deal serves more orders than what all stocks cost,
//! plus what each order gains if it pays for what it wants and counts 1.
//!
//! That holds for any prices (Lagrange's relaxation); good ones make it tight, and are found by raising the price of what is
//! wanted beyond what is there and lowering that of what is not.

use super::contest::Contest;
use super::work::Work;
use crate::state::column::{Column, Ix};

/// More than any error of the sums below, and less than any order.
const MARGIN: f64 = 1e-6;

impl Contest {
    /// What serving an order adds at these prices.
    pub fn gain(&self, order: Ix) -> f64 {
        let mut gain = 1.0;
        for want in self.wants(order) {
            gain -= self.prices.at(want.stock) * want.share;
        }
        gain
    }

    /// Finds prices, from those that are there, and how many orders can be served at most: as far as it shows in so many
    /// rounds. Stops where it is less than `aim`.
    pub fn price(&mut self, aim: u32, rounds: u32, work: &mut Work) -> f64 {
        let goal = f64::from(aim) - 0.5;
        let (mut best, mut pace, mut stale) = (f64::INFINITY, 1.0, 0_u32);
        let mut good = self.prices.clone();
        for _ in 0..rounds {
            let mut left = vec![1.0; good.len()];
            let mut value: f64 = self.prices.iter().sum();
            let mut steps = good.len();
            for order in 0..self.len() {
                let gain = self.gain(order);
                let wants = self.wants(order);
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
                good.clone_from(&self.prices);
                stale = 0;
            } else if stale > 4 {
                pace /= 2.0;
                stale = 0;
            }
            let mut length = 0.0;
            for (price, left) in self.prices.iter().zip(&left) {
                if *price > 0.0 || *left < 0.0 {
                    length += left * left;
                }
            }
            if is_below(best, aim) || length <= 0.0 || work.is_done() {
                break;
            }
            let step = pace * (value - goal) / length;
            for (price, left) in self.prices.iter_mut().zip(&left) {
                *price = (*price - step * left).max(0.0);
            }
        }
        self.prices = good;
        best
    }
}

/// Whether a bound rules so many orders out.
pub fn is_below(bound: f64, count: u32) -> bool {
    bound + MARGIN < f64::from(count)
}

/// A bound as a number of orders.
pub fn whole(bound: f64) -> u32 {
    (bound + MARGIN) as u32
}
