//! A contest: orders that want units of the same stocks, and deals that serve some of them.

use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// Units that an order wants of a stock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Want {
    pub stock: Ix,
    pub units: Quantity,
    /// Of all units of the stock, once it stands in a contest.
    pub share: f64,
}

impl Want {
    pub fn new(stock: Ix, units: Quantity) -> Self {
        Self { stock, units, share: 0.0 }
    }
}

/// An order that wants units of a stock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rival {
    pub order: Ix,
    pub units: Quantity,
}

/// Stocks, and orders by number, oldest first, with what each wants: at most one line for each stock, and never more than
/// there is.
#[derive(Debug, Default)]
pub struct Contest {
    pub stocks: Vec<Quantity>,
    /// For all units of each stock.
    pub prices: Vec<f64>,
    wants: Vec<Want>,
    /// Where the wants of each order end.
    ends: Vec<u32>,
    /// The orders that want something of each stock, oldest first.
    rivals: Vec<Rival>,
    /// Where the rivals for each stock end.
    rival_ends: Vec<u32>,
}

impl Contest {
    /// `wants`, order after order, and where those of each order end.
    pub fn new(stocks: Vec<Quantity>, mut wants: Vec<Want>, ends: Vec<u32>) -> Self {
        // Where the rivals for each stock begin, which moves on to where they end.
        let mut places = vec![0_u32; stocks.len().saturating_add(1)];
        for want in &mut wants {
            want.share = want.units.raw() as f64 / stocks.at(want.stock).raw() as f64;
            let next = want.stock.saturating_add(1);
            let count = places.at(next).saturating_add(1);
            places.put(next, count);
        }
        let mut sum = 0_u32;
        for place in &mut places {
            sum = sum.saturating_add(*place);
            *place = sum;
        }
        let prices = vec![0.0; stocks.len()];
        let rivals = vec![Rival::default(); wants.len()];
        let mut contest = Self { stocks, prices, wants, ends, rivals, rival_ends: places };
        for order in 0..contest.len() {
            let (start, end) = span(&contest.ends, order);
            for want in contest.wants.get(start..end).unwrap_or_default() {
                let place = contest.rival_ends.at(want.stock);
                contest.rivals.put(place, Rival { order, units: want.units });
                contest.rival_ends.put(want.stock, place.saturating_add(1));
            }
        }
        contest
    }

    pub fn len(&self) -> Ix {
        self.ends.len() as Ix
    }

    /// Of all orders, one after the other.
    pub fn all_wants(&self) -> &[Want] {
        &self.wants
    }

    #[inline(always)]
    pub fn wants(&self, order: Ix) -> &[Want] {
        let (start, end) = span(&self.ends, order);
        self.wants.get(start..end).unwrap_or_default()
    }

    #[inline(always)]
    pub fn rivals(&self, stock: Ix) -> &[Rival] {
        let (start, end) = span(&self.rival_ends, stock);
        self.rivals.get(start..end).unwrap_or_default()
    }
}

/// From where to where, by where each ends.
#[inline(always)]
fn span(ends: &[u32], ix: Ix) -> (usize, usize) {
    let start = ix.checked_sub(1).map_or(0, |before| ends.at(before));
    (start as usize, ends.at(ix) as usize)
}

/// Who is served, and what is left.
#[derive(Clone, Debug)]
pub struct Deal {
    pub served: Vec<bool>,
    pub left: Vec<Quantity>,
    pub count: u32,
}

impl Deal {
    pub fn new(contest: &Contest) -> Self {
        Self { served: vec![false; contest.len() as usize], left: contest.stocks.clone(), count: 0 }
    }

    #[inline]
    pub fn fits(&self, contest: &Contest, order: Ix) -> bool {
        contest.wants(order).iter().all(|want| want.units <= self.left.at(want.stock))
    }

    pub fn serve(&mut self, contest: &Contest, order: Ix) {
        for want in contest.wants(order) {
            let left = self.left.at(want.stock).minus(want.units);
            self.left.put(want.stock, left);
        }
        self.served.put(order, true);
        self.count = self.count.saturating_add(1);
    }

    pub fn take_back(&mut self, contest: &Contest, order: Ix) {
        for want in contest.wants(order) {
            let left = self.left.at(want.stock).plus(want.units);
            self.left.put(want.stock, left);
        }
        self.served.put(order, false);
        self.count = self.count.saturating_sub(1);
    }

    /// Serves everybody who can be served with what is left, the first of the list first.
    pub fn fill(&mut self, contest: &Contest, orders: impl Iterator<Item = Ix>) {
        for order in orders {
            if !self.served.at(order) && self.fits(contest, order) {
                self.serve(contest, order);
            }
        }
    }

    /// Serves those whom the deal of a group serves; `orders` are the group's.
    pub fn take(&mut self, contest: &Contest, orders: &[Ix], group: &Deal) {
        for (order, is_served) in orders.iter().zip(&group.served) {
            if *is_served {
                self.serve(contest, *order);
            }
        }
    }
}
