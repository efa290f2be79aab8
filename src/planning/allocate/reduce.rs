//! What need not be searched, because some best deal does it anyway.

use super::contest::{Contest, Deal, Want};
use super::work::Work;
use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// The open orders of a deal that is begun.
struct Reduction<'c> {
    contest: &'c Contest,
    is_open: Vec<bool>,
    /// How much more of each stock is wanted by those that are open than is left. Serving somebody does not change it.
    missing: Vec<Quantity>,
    /// Stocks of which less is missing than when their rivals were looked at.
    is_eased: Vec<bool>,
    /// By stock: who wants so much of it, or more, and of no other scarce one is not safe as long as it is not eased.
    unsafe_from: Vec<Quantity>,
    /// What the order that is looked at wants of scarce stocks.
    scarce: Vec<Want>,
    /// How much of each of these is wanted by those who want as much of all of them.
    others: Vec<Quantity>,
}

/// Serves those of the open orders whom some best deal serves, and drops those that there is not enough for. What is left to
/// decide stays in the list.
pub fn reduce(contest: &Contest, deal: &mut Deal, open: &mut Vec<Ix>, work: &mut Work) {
    let mut reduction = Reduction {
        contest,
        is_open: vec![false; contest.len() as usize],
        missing: deal.left.iter().map(|left| Quantity::ZERO.minus(*left)).collect(),
        is_eased: vec![true; deal.left.len()],
        unsafe_from: vec![Quantity::MAX; deal.left.len()],
        scarce: Vec::new(),
        others: Vec::new(),
    };
    work.spend(reduction.is_open.len().saturating_add(reduction.is_eased.len()));
    for order in open.iter() {
        reduction.is_open.put(*order, true);
        reduction.count(*order, Quantity::plus);
    }
    loop {
        let before = open.len();
        // Each is looked at with its wants.
        work.spend(before.saturating_mul(4));
        open.retain(|order| {
            let is_possible = deal.fits(contest, *order);
            if !is_possible {
                reduction.is_open.put(*order, false);
                reduction.count(*order, Quantity::minus);
            }
            is_possible
        });
        open.retain(|order| {
            let is_served = deal.fits(contest, *order) && reduction.is_safe(*order, work);
            if is_served {
                reduction.is_open.put(*order, false);
                deal.serve(contest, *order);
            }
            !is_served
        });
        if open.len() == before {
            return;
        }
        reduction.is_eased.fill(false);
    }
}

impl Reduction<'_> {
    fn count(&mut self, order: Ix, sum: fn(Quantity, Quantity) -> Quantity) {
        for want in self.contest.wants(order) {
            let missing = sum(self.missing.at(want.stock), want.units);
            self.missing.put(want.stock, missing);
            self.is_eased.put(want.stock, true);
            self.unsafe_from.put(want.stock, Quantity::MAX);
        }
    }

    /// Whether an order can be served in any best deal without it, in place of one other at most.
    fn is_safe(&mut self, order: Ix, work: &mut Work) -> bool {
        let mut scarce = std::mem::take(&mut self.scarce);
        scarce.clear();
        let mut is_eased = false;
        for want in self.contest.wants(order) {
            is_eased |= self.is_eased.at(want.stock);
            if self.missing.at(want.stock).is_positive() {
                scarce.push(*want);
            }
        }
        let is_safe = is_eased
            && match scarce.as_slice() {
                [] => true,
                [want] => self.is_safe_alone(order, want, work),
                wants => self.is_safe_everywhere(order, wants, work),
            };
        self.scarce = scarce;
        is_safe
    }

    /// Whoever wants as much or more of the stock can make room for it. If none of those is served, all who want less than it
    /// must fit beside it, but for the greatest of them, which can make room too. The more it wants, the fewer make room: that
    /// is asked once for all who want as much as somebody who is not safe.
    fn is_safe_alone(&mut self, order: Ix, own: &Want, work: &mut Work) -> bool {
        if own.units >= self.unsafe_from.at(own.stock) {
            return false;
        }
        let rivals = self.contest.rivals(own.stock);
        work.spend(rivals.len());
        let (mut others, mut smaller) = (Quantity::ZERO, Quantity::ZERO);
        for rival in rivals {
            if self.is_open.at(rival.order) && rival.order != order {
                if rival.units < own.units {
                    smaller = smaller.max(rival.units);
                } else {
                    others = others.plus(rival.units);
                }
            }
        }
        let is_safe = self.missing.at(own.stock) <= others.plus(smaller);
        if !is_safe {
            self.unsafe_from.put(own.stock, own.units);
        }
        is_safe
    }

    /// Whoever wants as much or more of all of its stocks can make room for it. If none of those is served, there must be enough
    /// for all others.
    fn is_safe_everywhere(&mut self, order: Ix, wants: &[Want], work: &mut Work) -> bool {
        let fewest = wants.iter().map(|want| self.contest.rivals(want.stock)).min_by_key(|rivals| rivals.len());
        let rivals = fewest.unwrap_or_default();
        work.spend(rivals.len());
        let mut others = std::mem::take(&mut self.others);
        others.clear();
        others.resize(wants.len(), Quantity::ZERO);
        for rival in rivals.iter().filter(|rival| rival.order != order && self.is_open.at(rival.order)) {
            let theirs = self.contest.wants(rival.order);
            let of = |want: &Want| theirs.iter().find(|other| other.stock == want.stock);
            if wants.iter().all(|want| of(want).is_some_and(|other| other.units >= want.units)) {
                for (sum, other) in others.iter_mut().zip(wants.iter().filter_map(of)) {
                    *sum = sum.plus(other.units);
                }
            }
        }
        let is_safe = wants.iter().zip(&others).all(|(want, others)| self.missing.at(want.stock) <= *others);
        self.others = others;
        is_safe
    }
}
