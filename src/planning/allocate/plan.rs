//! What there is to decide: the orders that can be completed at all, and the stocks that they compete for.

use super::contest::{Contest, Want};
use super::stocks::Stocks;
use crate::contract::allocation::AllocationOptions;
use crate::keyed::Map;
use crate::planning::backorders::waiting_lines;
use crate::planning::shelves::Shelves;
use crate::quantity::Quantity;
use crate::readiness::{self, Waiting};
use crate::state::column::{Column, Ix};
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::orders::Fraud;

/// The orders that a plan can complete, first served first, and the stocks that it deals out.
pub struct Plan {
    /// All that have a waiting line there, in the order of rule 13.
    pub orders: Vec<Ix>,
    pub candidates: Vec<Ix>,
    pub contest: Contest,
    pub stocks: Stocks,
    /// Candidates that the queues complete without a plan.
    pub by_queue: Vec<bool>,
}

impl Plan {
    /// A line whose sale is not recorded stands in no queue, a fraudulent order is never shipped, and
    /// what is missing in a shop that is left alone stays missing: none of these orders can be completed.
    pub fn new(
        state: &State,
        options: &AllocationOptions,
        arriving: &Map<Ix, Quantity>,
        shelves: &mut Shelves<'_>,
    ) -> Self {
        let State { facts, index } = state;
        let is_dealt = |line: Ix| is_dealt(facts, options, line);
        let lines = in_queue_order(state, &is_dealt);
        let orders = orders_of(facts, &lines);
        let stocks = Stocks::new(state, &lines, arriving, &is_dealt);
        let mut candidates = Vec::new();
        let (mut wants, mut ends) = (Vec::new(), Vec::new());
        let mut own: Vec<Want> = Vec::new();
        // Which of the order's own wants each stock is, one further on; 0 where it wants nothing of it.
        let mut places = vec![0_u32; stocks.units().len()];
        for order in &orders {
            let mut can_be = facts.orders.table.get(*order).fraud != Fraud::Fraudulent;
            own.clear();
            for line in waiting_lines(facts, *order) {
                let unshipped = facts.orders.unshipped(line);
                if !is_stocked(facts, line) {
                    continue;
                }
                if !index.is_recorded(facts, line) {
                    can_be = false;
                } else if is_dealt(line) {
                    let number = stocks.number(facts.orders.lines.get(line).level);
                    match places.at(number).checked_sub(1).and_then(|place| own.get_mut(place as usize)) {
                        Some(want) => want.units = want.units.plus(unshipped),
                        None => {
                            own.push(Want::new(number, unshipped));
                            places.put(number, own.len() as u32);
                        }
                    }
                } else {
                    can_be &= shelves.on_shelf(line) == unshipped;
                }
            }
            for want in &own {
                can_be &= want.units <= stocks.units().at(want.stock);
                places.put(want.stock, 0);
            }
            if can_be {
                candidates.push(*order);
                wants.append(&mut own);
                ends.push(wants.len() as u32);
            }
        }
        let contest = Contest::new(stocks.units().to_vec(), wants, ends);
        let mut waits = vec![false; facts.orders.table.ids.numbers().len()];
        for waiting in stocks.waiting().iter().filter(|waiting| !waiting.is_on_shelf()) {
            waits.put(waiting.order, true);
        }
        let by_queue = candidates.iter().map(|order| !waits.at(*order)).collect();
        Self { orders, candidates, contest, stocks, by_queue }
    }
}

/// Whether a line waits for stock that is dealt out. What other shops have stays with whom it lies for.
pub fn is_dealt(facts: &Facts, options: &AllocationOptions, line: Ix) -> bool {
    options.shop_ids.as_ref().is_none_or(|ids| {
        let shop = facts.shops.ids.name(facts.orders.lines.get(line).shop);
        ids.iter().any(|id| id == shop)
    })
}

pub fn is_stocked(facts: &Facts, line: Ix) -> bool {
    facts.items.get(facts.orders.lines.get(line).item).inventoried
}

/// The waiting lines of the orders that have one there, in the order of rule 13; services among them.
fn in_queue_order(state: &State, is_dealt: &dyn Fn(Ix) -> bool) -> Vec<Waiting> {
    let State { facts, index } = state;
    let mut lines: Vec<Waiting> = Vec::new();
    for order in facts.orders.table.ids.given.in_order() {
        let start = lines.len();
        let mut is_there = false;
        for line in waiting_lines(facts, order) {
            is_there |= is_dealt(line);
            lines.push(readiness::waiting(facts, index, line));
        }
        if !is_there {
            lines.truncate(start);
        }
    }
    readiness::sort(&mut lines, facts);
    lines
}

/// The orders of these lines, each where its first line stands. Services stand in no queue: what waits for nothing else comes
/// behind all that does.
fn orders_of(facts: &Facts, lines: &[Waiting]) -> Vec<Ix> {
    let mut is_known = vec![false; facts.orders.table.ids.numbers().len()];
    let mut orders = Vec::new();
    for is_queued in [true, false] {
        for Waiting { order, line, .. } in lines {
            if !is_known.at(*order) && is_stocked(facts, *line) == is_queued {
                is_known.put(*order, true);
                orders.push(*order);
            }
        }
    }
    orders
}
