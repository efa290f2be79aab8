//! What is dealt out: a level's shelf and what arrives there, and the queue that waits for it.

use super::plan::is_stocked;
use crate::contract::allocation::{ArrivingDocument, DocumentKind};
use crate::contract::error::InventoryError;
use crate::coverage;
use crate::keyed::{Map, Set};
use crate::quantity::Quantity;
use crate::readiness::{self, Waiting};
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::State;

/// The stock of a level.
#[derive(Clone, Copy, Debug)]
pub struct Stock<'s> {
    /// The shelf and what arrives, less the hole of a shelf below zero.
    pub units: Quantity,
    /// In the order of rule 13.
    pub queue: &'s [Waiting],
}

/// The stocks that are dealt out. One list holds all queues: thousands of lists of their own take longer to make than to fill.
#[derive(Debug)]
pub struct Stocks {
    units: Vec<Quantity>,
    queues: Vec<Waiting>,
    /// Where the queue for each stock ends.
    ends: Vec<u32>,
    /// By level, the number of its stock.
    numbers: Vec<Ix>,
}

impl Stocks {
    /// `lines`: all that wait, in the order of rule 13. A line for which `is_dealt` is not true waits for none of these stocks.
    pub fn new(state: &State, lines: &[Waiting], arriving: &Map<Ix, Quantity>, is_dealt: &dyn Fn(Ix) -> bool) -> Self {
        let State { facts, index } = state;
        let mut numbers = vec![NONE; facts.levels.all().len()];
        let mut levels = Vec::new();
        // Of each line its stock, and of each stock how many wait for it.
        let (mut of_lines, mut places) = (Vec::with_capacity(lines.len()), Vec::<u32>::new());
        for Waiting { line, .. } in lines {
            let mut number = NONE;
            if is_stocked(facts, *line) && index.is_recorded(facts, *line) && is_dealt(*line) {
                let level = facts.orders.lines.get(*line).level;
                number = numbers.at(level);
                if number == NONE {
                    number = levels.len() as Ix;
                    numbers.put(level, number);
                    levels.push(level);
                    places.push(0);
                }
                let count = places.at(number).saturating_add(1);
                places.put(number, count);
            }
            of_lines.push(number);
        }
        // Where each queue begins, which moves on to where it ends.
        let mut sum = 0_u32;
        for place in &mut places {
            let count = std::mem::replace(place, sum);
            sum = sum.saturating_add(count);
        }
        let mut queues = vec![Waiting::default(); sum as usize];
        for (waiting, number) in lines.iter().zip(of_lines) {
            if number != NONE {
                let place = places.at(number);
                queues.put(place, *waiting);
                places.put(number, place.saturating_add(1));
            }
        }
        let mut units = Vec::with_capacity(levels.len());
        let mut rest = queues.as_mut_slice();
        let mut start = 0_u32;
        for (level, end) in levels.into_iter().zip(&places) {
            let (queue, others) = rest.split_at_mut_checked(end.saturating_sub(start) as usize).unwrap_or_default();
            let arriving = arriving.get(&level).copied().unwrap_or_default();
            let stock = readiness::shelf(facts, level, queue).plus(arriving).or_zero();
            readiness::deal_out(queue, stock);
            units.push(stock);
            (rest, start) = (others, *end);
        }
        Self { units, queues, ends: places, numbers }
    }

    /// How many units of each there are.
    pub fn units(&self) -> &[Quantity] {
        &self.units
    }

    /// The number of a level's stock.
    pub fn number(&self, level: Ix) -> Ix {
        self.numbers.at(level)
    }

    /// All queues, one after the other.
    pub fn waiting(&self) -> &[Waiting] {
        &self.queues
    }

    pub fn iter(&self) -> impl Iterator<Item = Stock<'_>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        self.units.iter().zip(starts.zip(&self.ends)).map(|(units, (start, end))| {
            let queue = self.queues.get(*start as usize..*end as usize).unwrap_or_default();
            Stock { units: *units, queue }
        })
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
