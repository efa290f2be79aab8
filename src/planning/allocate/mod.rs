//! Who gets scarce stock: each level's shelf, and what arrives there, dealt out to whole orders.
//!
//! ```text
//!  fifo            the queues of rule 13 as they stand: what happens if nobody decides anything
//!  skipIncomplete  order after order in the queue's order; one that cannot be completed gets nothing
//!  mostOrders      as many whole orders as possible; among equally many, the first in the queue as far as the work allows
//! ```
//!
//! Every answer says who comes sooner or later than by the queues alone, and which orders to prioritise for it to come true.

mod branch;
mod contest;
mod exchange;
mod groups;
mod knapsacks;
mod most_orders;
mod plan;
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
use crate::state::column::Column;
use crate::state::edit::State;
use contest::Deal;
use plan::{Plan, is_dealt, is_stocked};
use work::Work;

/// Steps for the most orders: less than a second for thousands of orders that are all connected.
const STEPS: u64 = 2_000_000;

/// Deals stock out; changes nothing.
pub fn allocate<'s>(state: &'s State, options: &AllocationOptions) -> Result<Allocation<'s>, InventoryError> {
    let facts = &state.facts;
    let arriving = stocks::arriving(state, options.arriving.as_deref().unwrap_or_default())?;
    let mut shelves = Shelves::new(state, arriving.clone());
    let plan = Plan::new(state, options, &arriving, &mut shelves);
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
    for order in &plan.orders {
        for line in waiting_lines(facts, *order) {
            let quantity = match options.strategy {
                _ if !is_dealt(facts, options, line) || !is_stocked(facts, line) => continue,
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
