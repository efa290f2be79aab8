//! What to buy and what to move, for the rows that nothing covers yet. Changes nothing.
//!
//! ```text
//!  a row ─┬─ incoming stock, or a transfer not sent yet, covers it ▶ alreadyCovered
//!         └─ units are missing ─┬─ another shop can spare them ────▶ transfers
//!                               └─ nobody can ─────────────────────▶ purchaseOrders, and onward transfers
//! ```

mod answer;
mod asked_for;
mod needs;
mod purchase;
mod rounding;
mod spare;

use self::asked_for::AskedFor;
use self::needs::Needs;
use crate::contract::error::InventoryError;
use crate::contract::planning::{Replenishment, ReplenishmentOptions, UpTo};
use crate::contract::query::ReportQuery;
use crate::quantity::Quantity;
use crate::report::filter::Filter;
use crate::report::rows::Rows;
use crate::state::column::Ix;
use crate::state::edit::State;

/// How units come to where they are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// From a vendor.
    Purchase,
    /// From a shop that can spare them.
    Transfer,
    /// From a shop where they come in first.
    Onward,
}

/// A line of the plan.
#[derive(Clone, Debug)]
struct Line {
    way: Way,
    /// A vendor or a shop.
    from: Ix,
    to: Ix,
    item: Ix,
    quantity: Quantity,
    /// Rows, each once.
    serves: Vec<u32>,
}

/// The plan as it grows, item after item.
#[derive(Debug, Default)]
struct Plan {
    lines: Vec<Line>,
    /// Where the lines of the item begin that is being planned.
    start: usize,
}

impl Plan {
    fn line(&mut self, way: Way, from: Ix, to: Ix) -> Option<&mut Line> {
        let of_item = self.lines.get_mut(self.start..).unwrap_or_default();
        of_item.iter_mut().find(|line| line.way == way && line.from == from && line.to == to)
    }

    /// Adds units that cover a row, or nobody's if there is none.
    fn add(&mut self, line: Line, row: Option<u32>) {
        let known = match self.line(line.way, line.from, line.to) {
            Some(known) => known,
            None => {
                let start = self.lines.len();
                self.lines.push(Line { quantity: Quantity::ZERO, ..line });
                let Some(added) = self.lines.get_mut(start) else { return };
                added
            }
        };
        known.quantity = known.quantity.plus(line.quantity);
        if let Some(row) = row
            && known.serves.last() != Some(&row)
        {
            known.serves.push(row);
        }
    }
}

/// What to buy and what to move.
pub fn replenish<'s>(
    state: &'s State,
    rows: &'s Rows,
    options: &ReplenishmentOptions,
) -> Result<Replenishment<'s>, InventoryError> {
    let facts = &state.facts;
    let hub = match &options.consolidate_at {
        None => None,
        Some(id) => match facts.shops.ids.find_known(id) {
            None => {
                let message = format!("there is no shop {id:?}: name one that was loaded");
                return Err(InventoryError::invalid("consolidateAt", message));
            }
            shop => shop,
        },
    };
    let query = ReportQuery {
        shop_ids: options.shop_ids.clone(),
        vendor_ids: options.vendor_ids.clone(),
        ecom_only: options.ecom_only,
        ..ReportQuery::default()
    };
    let mut kept = Filter::new(facts, &query, |_| Vec::new()).matching(rows);
    kept.sort_unstable();
    let asked_for = AskedFor::new(state);
    let needs = Needs { state, rows, asked_for: &asked_for, wishes: options.up_to == Some(UpTo::DesiredLevel) };
    let (short, covered) = needs.short_levels(&kept);
    let mut plan = Plan::default();
    for short in short.chunk_by(|a, b| a.item == b.item) {
        plan.start = plan.lines.len();
        let mut missing = needs.of(short);
        if options.transfers_first.unwrap_or(true) {
            spare::take(state, &asked_for, &mut plan, &mut missing);
        }
        match hub {
            Some(hub) => purchase::at_one_shop(&needs, &mut plan, short, missing, hub),
            None => purchase::at_each_shop(state, &mut plan, missing),
        }
    }
    answer::answer(state, rows, options.at.0, plan.lines, covered)
}
