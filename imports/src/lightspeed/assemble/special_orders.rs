//! Units that are ordered for one customer: when they arrive they belong to their special order, so the queue must not
//! count on them.

use std::collections::BTreeMap;

use oversold::Quantity;

use super::Given;

/// Units still to come for special orders.
#[derive(Debug, Default)]
pub struct Awaited {
    pub by_order_line: BTreeMap<String, Quantity>,
    pub by_transfer_item: BTreeMap<String, Quantity>,
}

pub fn awaited(given: Given<'_>) -> Awaited {
    let mut awaited = Awaited::default();
    for (_, special) in given.retail.special_orders.iter().filter(|(_, special)| special.awaited) {
        let add = |lines: &mut BTreeMap<String, Quantity>, line: &Option<String>| {
            if let Some(line) = line {
                let units = lines.entry(line.clone()).or_default();
                *units = units.plus(special.quantity);
            }
        };
        add(&mut awaited.by_order_line, &special.order_line);
        add(&mut awaited.by_transfer_item, &special.transfer_item);
    }
    awaited
}

/// What of the units that are still to come is for the queue.
pub fn for_queue(given: Given<'_>, outstanding: Quantity, special: Option<&Quantity>, line: &str) -> Quantity {
    let taken = special.copied().unwrap_or_default().min(outstanding);
    if taken.is_positive() {
        let message = "Incoming units of special orders are not counted: they belong to their customer";
        given.notes.add("specialOrderUnits", message, format!("{line}: {taken}"));
    }
    outstanding.minus(taken)
}
