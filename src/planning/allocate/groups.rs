//! A contest falls apart into groups that share no stock: each is decided by itself.

use super::contest::{Contest, Want};
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix, NONE};

/// Orders that are connected by the stocks they compete for.
#[derive(Debug, Default)]
pub struct Group {
    /// By their numbers in the whole contest, oldest first.
    pub orders: Vec<Ix>,
    pub contest: Contest,
}

/// The groups among some orders, for what is left of the stocks; small ones first. An order that competes with nobody is in none.
pub fn split(contest: &Contest, left: &[Quantity], orders: &[Ix]) -> Vec<Group> {
    let missing = missing(contest, left, orders);
    let is_scarce = |want: &&Want| missing.at(want.stock).is_positive();
    // Each order's group, as the oldest order that is known to belong to it; and the first order of each stock.
    let mut oldest: Vec<Ix> = (0..contest.len()).collect();
    let mut firsts = vec![NONE; left.len()];
    for order in orders {
        for want in contest.wants(*order).iter().filter(is_scarce) {
            let first = firsts.at(want.stock);
            if first == NONE {
                firsts.put(want.stock, *order);
            } else {
                let (a, b) = (root(&mut oldest, first), root(&mut oldest, *order));
                oldest.put(a.max(b), a.min(b));
            }
        }
    }
    let mut lists: Vec<Vec<Ix>> = Vec::new();
    let mut numbers = vec![NONE; contest.len() as usize];
    for order in orders {
        if contest.wants(*order).iter().any(|want| is_scarce(&want)) {
            let root = root(&mut oldest, *order);
            if numbers.at(root) == NONE {
                numbers.put(root, lists.len() as Ix);
                lists.push(Vec::new());
            }
            if let Some(list) = lists.get_mut(numbers.at(root) as usize) {
                list.push(*order);
            }
        }
    }
    sort_by(&mut lists, |a, b| a.len().cmp(&b.len()));
    let mut stocks = vec![NONE; left.len()];
    let mut groups = Vec::with_capacity(lists.len());
    for orders in lists {
        let contest = part(contest, left, &missing, &mut stocks, &orders);
        groups.push(Group { orders, contest });
    }
    groups
}

/// How much more of each stock is wanted than is left; nothing or less where there is enough.
fn missing(contest: &Contest, left: &[Quantity], orders: &[Ix]) -> Vec<Quantity> {
    let mut missing: Vec<Quantity> = left.iter().map(|left| Quantity::ZERO.minus(*left)).collect();
    for order in orders {
        for want in contest.wants(*order) {
            let sum = missing.at(want.stock).plus(want.units);
            missing.put(want.stock, sum);
        }
    }
    missing
}

fn root(oldest: &mut [Ix], order: Ix) -> Ix {
    let mut at = order;
    while oldest.at(at) != at {
        let above = oldest.at(oldest.at(at));
        oldest.put(at, above);
        at = above;
    }
    at
}

/// The contest of a group's orders, for the scarce stocks alone; `numbers` are the stocks' in it.
///
/// Who wants more of a stock than is missing there makes room for all others by going without. How much more does not matter:
/// without it, the same deals are possible, and the prices tell more.
fn part(contest: &Contest, left: &[Quantity], missing: &[Quantity], numbers: &mut [Ix], orders: &[Ix]) -> Contest {
    let (mut stocks, mut olds, mut wants, mut ends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for order in orders {
        for Want { stock, units, .. } in contest.wants(*order) {
            let missing = missing.at(*stock);
            if missing.is_positive() {
                let mut number = numbers.at(*stock);
                if number == NONE {
                    number = stocks.len() as Ix;
                    numbers.put(*stock, number);
                    stocks.push(left.at(*stock));
                    olds.push(*stock);
                }
                let least = missing.min(*units);
                let rest = stocks.at(number).minus(units.minus(least));
                stocks.put(number, rest);
                wants.push(Want::new(number, least));
            }
        }
        ends.push(wants.len() as u32);
    }
    let mut part = Contest::new(stocks, wants, ends);
    for (number, old) in olds.iter().enumerate() {
        let share = part.stocks.at(number as Ix).raw() as f64 / contest.stocks.at(*old).raw() as f64;
        part.prices.put(number as Ix, contest.prices.at(*old) * share);
    }
    part
}
