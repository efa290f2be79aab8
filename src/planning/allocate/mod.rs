//! Who gets scarce stock: each level's shelf, and what arrives there, dealt out to whole orders.
//!
//! ```text
//!  fifo            the queues of rule 13 as they stand: what happens if nobody decides anything
//!  skipIncomplete  order after order in the queue's order; one that cannot be completed gets nothing
//!  mostOrders      as many whole orders as possible; among equally many, the first in the queue
//! ```
//!
//! Every answer says who comes sooner or later than by the queues alone, and which orders to prioritise for it to come true.

mod branch;
mod contest;
mod exchange;
mod groups;
mod most_orders;
mod prices;
mod priorities;
mod reduce;
mod stocks;
#[cfg(test)]
mod tests;
mod work;

use super::backorders::waiting_lines;
use super::shelves::Shelves;
use crate::contract::allocation::{AllocatedLine, Allocation, AllocationOptions, NewPriority, Strategy};
use crate::contract::error::InventoryError;
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::readiness::{self, Waiting};
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Facts;
use crate::state::orders::Fraud;
use contest::{Contest, Deal, Want};
use stocks::Stock;
use work::Work;

/// Steps for the most orders: less than a second for thousands of orders that are all connected.
const STEPS: u64 = 2_000_000;

/// The orders that a plan can complete, first served first, and the stocks that it deals out.
struct Plan {
    candidates: Vec<Ix>,
    contest: Contest,
    stocks: Vec<Stock>,
    /// Candidates that the queues complete without a plan.
    by_queue: Vec<bool>,
}

/// Deals stock out; changes nothing.
pub fn allocate<'s>(state: &'s State, options: &AllocationOptions) -> Result<Allocation<'s>, InventoryError> {
    let facts = &state.facts;
    let arriving = stocks::arriving(state, options.arriving.as_deref().unwrap_or_default())?;
    let is_dealt = |line: Ix| is_dealt(facts, options, line);
    let orders = in_queue_order(state, &is_dealt);
    let mut shelves = Shelves::new(state, arriving.clone());
    let plan = plan(state, &orders, &mut shelves, &arriving, &is_dealt);
    let most = most_orders::most_orders(&plan.contest, Work::new(STEPS));
    let numbers = 0..plan.contest.len();
    let served = match options.strategy {
        Strategy::Fifo => plan.by_queue.clone(),
        Strategy::SkipIncomplete => {
            let mut deal = Deal::new(&plan.contest);
            deal.fill(&plan.contest, numbers.clone());
            deal.served
        }
        Strategy::MostOrders => most.served,
    };
    let mut completed = vec![false; facts.orders.table.ids.numbers().len()];
    let mut answer = Allocation {
        strategy: options.strategy,
        completed: Vec::new(),
        delayed: Vec::new(),
        advanced: Vec::new(),
        lines: Vec::new(),
        priorities: Vec::new(),
        optimal: false,
        bound: most.bound,
    };
    for (number, order) in numbers.zip(&plan.candidates) {
        let id = facts.orders.table.ids.name(*order);
        match (served.at(number), plan.by_queue.at(number)) {
            (true, false) => answer.advanced.push(id),
            (false, true) => answer.delayed.push(id),
            _ => {}
        }
        if served.at(number) {
            completed.put(*order, true);
            answer.completed.push(id);
        }
    }
    answer.optimal = answer.completed.len() as u32 == answer.bound;
    for order in &orders {
        for line in waiting_lines(facts, *order) {
            let quantity = match options.strategy {
                _ if !is_dealt(line) || !is_stocked(facts, line) => continue,
                Strategy::Fifo => shelves.on_shelf(line),
                _ if completed.at(*order) => facts.orders.unshipped(line),
                _ => continue,
            };
            if quantity.is_positive() {
                let order_line_id = facts.texts.get(facts.orders.lines.get(line).id);
                answer.lines.push(AllocatedLine {
                    order_id: facts.orders.table.ids.name(*order),
                    order_line_id,
                    quantity,
                });
            }
        }
    }
    if options.strategy != Strategy::Fifo {
        let places = priorities::priorities(facts, &plan.stocks, &completed);
        for order in &plan.candidates {
            if let Some(priority) = places.at(*order) {
                let order_id = facts.orders.table.ids.name(*order);
                answer.priorities.push(NewPriority { order_id, priority });
            }
        }
    }
    Ok(answer)
}

/// Whether a line waits for stock that is dealt out. What other shops have stays with whom it lies for.
fn is_dealt(facts: &Facts, options: &AllocationOptions, line: Ix) -> bool {
    let shop = facts.shops.ids.name(facts.orders.lines.get(line).shop);
    options.shop_ids.as_ref().is_none_or(|ids| ids.iter().any(|id| id == shop))
}

fn is_stocked(facts: &Facts, line: Ix) -> bool {
    facts.items.get(facts.orders.lines.get(line).item).inventoried
}

/// The waiting orders that have a line there, each where its first line stands in the order of rule 13.
fn in_queue_order(state: &State, is_dealt: &dyn Fn(Ix) -> bool) -> Vec<Ix> {
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
    let mut is_known = vec![false; facts.orders.table.ids.numbers().len()];
    let mut orders = Vec::new();
    for waiting in lines {
        let order = facts.orders.lines.get(waiting.line).order;
        if !is_known.at(order) {
            is_known.put(order, true);
            orders.push(order);
        }
    }
    orders
}

/// What there is to decide. A line whose sale is not recorded stands in no queue, a fraudulent order is never shipped, and
/// what is missing in a shop that is left alone stays missing: none of these orders can be completed.
fn plan(
    state: &State,
    orders: &[Ix],
    shelves: &mut Shelves<'_>,
    arriving: &Map<Ix, Quantity>,
    is_dealt: &dyn Fn(Ix) -> bool,
) -> Plan {
    let State { facts, index } = state;
    let mut stocks: Vec<Stock> = Vec::new();
    let mut numbers = vec![NONE; facts.levels.all().len()];
    let mut candidates = Vec::new();
    let (mut wants, mut ends) = (Vec::new(), Vec::new());
    let mut own: Vec<Want> = Vec::new();
    for order in orders {
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
                let level = facts.orders.lines.get(line).level;
                let mut number = numbers.at(level);
                if number == NONE {
                    number = stocks.len() as Ix;
                    numbers.put(level, number);
                    stocks.push(Stock::new(state, level, arriving.get(&level).copied().unwrap_or_default()));
                }
                match own.iter_mut().find(|want| want.stock == number) {
                    Some(want) => want.units = want.units.plus(unshipped),
                    None => own.push(Want::new(number, unshipped)),
                }
            } else {
                can_be &= shelves.on_shelf(line) == unshipped;
            }
        }
        for want in &own {
            can_be &= stocks.get(want.stock as usize).is_some_and(|stock| want.units <= stock.units);
        }
        if can_be {
            candidates.push(*order);
            wants.append(&mut own);
            ends.push(wants.len() as u32);
        }
    }
    let contest = Contest::new(stocks.iter().map(|stock| stock.units).collect(), wants, ends);
    let mut waits = vec![false; facts.orders.table.ids.numbers().len()];
    for waiting in stocks.iter().flat_map(|stock| &stock.queue).filter(|waiting| !waiting.is_on_shelf()) {
        waits.put(facts.orders.lines.get(waiting.line).order, true);
    }
    let by_queue = candidates.iter().map(|order| !waits.at(*order)).collect();
    Plan { candidates, contest, stocks, by_queue }
}
