//! An allocation as it crosses the boundary: of thousands of small records only the values. The package makes the records
//! (`pkg/src/allocation_out.ts`): to read their names with each of them takes an engine longer.

use serde::{Serialize, Serializer};

use crate::contract::allocation::{AllocatedLine, Allocation, NewPriority, Strategy};
use crate::quantity::Quantity;

#[derive(Serialize)]
pub struct AllocationColumns<'p> {
    strategy: Strategy,
    completed: &'p [&'p str],
    delayed: &'p [&'p str],
    advanced: &'p [&'p str],
    orders: Column<'p, AllocatedLine<'p>, &'p str>,
    lines: Column<'p, AllocatedLine<'p>, &'p str>,
    quantities: Column<'p, AllocatedLine<'p>, Quantity>,
    raised: Column<'p, NewPriority<'p>, &'p str>,
    priorities: Column<'p, NewPriority<'p>, f64>,
    optimal: bool,
    bound: u32,
}

/// One field of records.
struct Column<'p, R, V>(&'p [R], fn(&R) -> V);

impl<R, V: Serialize> Serialize for Column<'_, R, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

impl<'p> AllocationColumns<'p> {
    pub fn new(plan: &'p Allocation<'p>) -> Self {
        Self {
            strategy: plan.strategy,
            completed: &plan.completed,
            delayed: &plan.delayed,
            advanced: &plan.advanced,
            orders: Column(&plan.lines, |line| line.order_id),
            lines: Column(&plan.lines, |line| line.order_line_id),
            quantities: Column(&plan.lines, |line| line.quantity),
            raised: Column(&plan.priorities, |new| new.order_id),
            priorities: Column(&plan.priorities, |new| new.priority),
            optimal: plan.optimal,
            bound: plan.bound,
        }
    }
}
