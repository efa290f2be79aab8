//! What is dealt out: a level's shelf and what arrives there, and the queue that waits for it.

use crate::contract::allocation::{ArrivingDocument, DocumentKind};
use crate::contract::error::InventoryError;
use crate::coverage;
use crate::keyed::{Map, Set};
use crate::quantity::Quantity;
use crate::readiness::{self, Waiting};
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::facts::Facts;

/// The stock of a level.
#[derive(Debug)]
pub struct Stock {
    /// The shelf and what arrives, less the hole of a shelf below zero.
    pub units: Quantity,
    /// In the order of rule 13.
    pub queue: Vec<Waiting>,
}

impl Stock {
    /// `queue`: all that waits on the level, in the order of rule 13.
    pub fn new(facts: &Facts, level: Ix, mut queue: Vec<Waiting>, arriving: Quantity) -> Self {
        let units = readiness::shelf(facts, level, &queue).plus(arriving).or_zero();
        readiness::deal_out(&mut queue, units);
        Self { units, queue }
    }
}

/// What documents bring, by level: all that is outstanding (rules 6 and 7). Naming one twice brings it once.
pub fn arriving(state: &State, documents: &[ArrivingDocument]) -> Result<Map<Ix, Quantity>, InventoryError> {
    let facts = &state.facts;
    let mut units: Map<Ix, Quantity> = Map::new();
    let mut known: Set<(Ix, bool)> = Set::new();
    let mut add = |level: Ix, outstanding: Quantity| {
        let sum = units.or_default(level);
        *sum = sum.plus(outstanding);
    };
    for (position, document) in documents.iter().enumerate() {
        let is_transfer = document.kind == DocumentKind::Transfer;
        let ids = if is_transfer { &facts.transfers.ids } else { &facts.purchase_orders.ids };
        let Some(ix) = ids.find_known(&document.id) else {
            let kind = if is_transfer { "transfer" } else { "purchase order" };
            let message = format!("there is no {kind} {:?}", document.id);
            return Err(InventoryError::invalid(format!("arriving[{position}].id"), message));
        };
        if !known.insert((ix, is_transfer)) {
            continue;
        }
        if is_transfer {
            let record = facts.transfers.get(ix);
            for line in record.lines.numbers() {
                let line = facts.transfer_lines.get(line);
                add(line.level, coverage::in_transit(&record, &line));
            }
        } else {
            let record = facts.purchase_orders.get(ix);
            for line in record.lines.numbers() {
                let line = facts.purchase_order_lines.get(line);
                add(line.level, coverage::outstanding(&record, &line));
            }
        }
    }
    Ok(units)
}
