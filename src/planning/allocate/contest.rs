//! A contest: orders that want units of the same stocks, and deals that serve some of them.

use crate::quantity::Quantity;
use crate::state::column::{Column, Ix};

/// Units that an order wants of a stock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Want {
    pub stock: Ix,
    pub units: Quantity,
    /// Of all units of the stock.
    pub share: f64,
}

/// Stocks, and orders by number, oldest first, with what each wants: at most one line for each stock, and never more than
/// there is.
#[derive(Debug, Default)]
pub struct Contest {
    pub stocks: Vec<Quantity>,
    wants: Vec<Want>,
    /// Where the wants of each order end.
    ends: Vec<u32>,
    /// The orders that want something of each stock, oldest first.
    wanted_by: Vec<Vec<Ix>>,
}

impl Contest {
    pub fn new(stocks: Vec<Quantity>) -> Self {
        let wanted_by = vec![Vec::new(); stocks.len()];
        Self { stocks, wants: Vec::new(), ends: Vec::new(), wanted_by }
    }

    /// Adds the next order.
    pub fn add(&mut self, wants: &[(Ix, Quantity)]) {
        let order = self.len();
        for (stock, units) in wants {
            let share = units.raw() as f64 / self.stocks.at(*stock).raw() as f64;
            self.wants.push(Want { stock: *stock, units: *units, share });
            if let Some(orders) = self.wanted_by.get_mut(*stock as usize) {
                orders.push(order);
            }
        }
        self.ends.push(self.wants.len() as u32);
    }

    /// The contest of some orders for what is left.
    pub fn part(&self, left: &[Quantity], orders: &[Ix]) -> Self {
        let mut part = Self::new(left.to_vec());
        for order in orders {
            let wants: Vec<(Ix, Quantity)> = self.wants(*order).iter().map(|want| (want.stock, want.units)).collect();
            part.add(&wants);
        }
        part
    }

    pub fn len(&self) -> Ix {
        self.ends.len() as Ix
    }

    pub fn wants(&self, order: Ix) -> &[Want] {
        let start = if order == 0 { 0 } else { self.ends.at(order.saturating_sub(1)) };
        self.wants.get(start as usize..self.ends.at(order) as usize).unwrap_or_default()
    }

    pub fn wanted_by(&self, stock: Ix) -> &[Ix] {
        self.wanted_by.get(stock as usize).map(Vec::as_slice).unwrap_or_default()
    }
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

    pub fn fits(&self, contest: &Contest, order: Ix) -> bool {
        for want in contest.wants(order) {
            if want.units > self.left.at(want.stock) {
                return false;
            }
        }
        true
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
}
