//! A contest falls apart into groups that share no stock: each is decided by itself.

use super::contest::Contest;
use crate::keyed::Map;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// Orders that are connected by the stocks they compete for.
#[derive(Debug, Default)]
pub struct Group {
    /// By their numbers in the whole contest, oldest first.
    pub orders: Vec<Ix>,
    pub contest: Contest,
}

/// The groups, small ones first, and the orders that compete with nobody.
pub fn split(contest: &Contest) -> (Vec<Group>, Vec<Ix>) {
    let scarce = scarce(contest);
    // Each order's group, as the oldest order that is known to belong to it.
    let mut oldest: Vec<Ix> = (0..contest.len()).collect();
    for (stock, is_scarce) in scarce.iter().enumerate() {
        let mut orders = contest.wanted_by(stock as Ix).iter();
        if let Some(first) = orders.next().filter(|_| *is_scarce) {
            for order in orders {
                let (a, b) = (root(&mut oldest, *first), root(&mut oldest, *order));
                oldest.put(a.max(b), a.min(b));
            }
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut free = Vec::new();
    let mut numbers: Map<Ix, usize> = Map::new();
    for order in 0..contest.len() {
        if !contest.wants(order).iter().any(|want| scarce.at(want.stock)) {
            free.push(order);
            continue;
        }
        let number = *numbers.or_insert_with(root(&mut oldest, order), || groups.len());
        if number == groups.len() {
            groups.push(Group::default());
        }
        if let Some(group) = groups.get_mut(number) {
            group.orders.push(order);
        }
    }
    for group in &mut groups {
        group.contest = part(contest, &scarce, &group.orders);
    }
    sort_by(&mut groups, |a, b| a.orders.len().cmp(&b.orders.len()));
    (groups, free)
}

/// Whether there is less of each stock than all want together.
fn scarce(contest: &Contest) -> Vec<bool> {
    let mut wanted = vec![Quantity::ZERO; contest.stocks.len()];
    for order in 0..contest.len() {
        for want in contest.wants(order) {
            let sum = wanted.at(want.stock).plus(want.units);
            wanted.put(want.stock, sum);
        }
    }
    let mut scarce = Vec::with_capacity(wanted.len());
    for (wanted, there) in wanted.iter().zip(&contest.stocks) {
        scarce.push(wanted > there);
    }
    scarce
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

/// The contest of some orders, for the scarce stocks alone.
fn part(contest: &Contest, scarce: &[bool], orders: &[Ix]) -> Contest {
    let mut numbers: Map<Ix, Ix> = Map::new();
    let mut stocks = Vec::new();
    let mut wants: Vec<Vec<(Ix, Quantity)>> = Vec::new();
    for order in orders {
        let mut own = Vec::new();
        for want in contest.wants(*order) {
            if scarce.at(want.stock) {
                let number = *numbers.or_insert_with(want.stock, || stocks.len() as Ix);
                if number as usize == stocks.len() {
                    stocks.push(contest.stocks.at(want.stock));
                }
                own.push((number, want.units));
            }
        }
        wants.push(own);
    }
    let mut part = Contest::new(stocks);
    for own in &wants {
        part.add(own);
    }
    part
}
