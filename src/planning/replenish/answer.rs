//! The plan as documents to be: lines that come the same way stand together.

use super::rounding::rounded;
use super::{Line, Way};
use crate::contract::error::InventoryError;
use crate::contract::planning::{MoveLine, PlannedPurchaseOrder, PlannedTransfer, PurchaseLine, Replenishment};
use crate::instant::{self, Instant};
use crate::order::sort_by;
use crate::quantity::QuantityError;
use crate::report::rows::Rows;
use crate::report::show::row_id;
use crate::state::column::{Column, Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Facts;

/// The answer; a quantity that leaves the range is the item's fault, which the path names (rule 17).
pub fn answer<'s>(
    state: &'s State,
    rows: &'s Rows,
    at: Instant,
    mut lines: Vec<Line>,
    mut covered: Vec<u32>,
) -> Result<Replenishment<'s>, InventoryError> {
    let facts = &state.facts;
    sort(facts, &mut lines);
    let mut plan = Replenishment::default();
    let mut before = (Way::Purchase, NONE, NONE);
    for line in &lines {
        let record = facts.items.get(line.item);
        let document = (line.way, line.from, line.to);
        let quantity = if line.way == Way::Purchase { rounded(line.quantity, &record) } else { line.quantity };
        if !quantity.in_range() {
            let path = format!("items[{}]", facts.items.ids.given.position(line.item));
            return Err(InventoryError::too_large(path, QuantityError::OutOfRange.message()));
        }
        let item_id = facts.items.ids.name(line.item);
        let serves = line.serves.iter().map(|row| row_id(facts, rows, *row)).collect();
        if line.way == Way::Purchase {
            if document != before || plan.purchase_orders.is_empty() {
                plan.purchase_orders.push(purchase_order(facts, at, line.from, line.to));
            }
            if let Some(last) = plan.purchase_orders.last_mut() {
                let (needed, unit_cost) = (line.quantity, record.unit_cost);
                last.lines.push(PurchaseLine { item_id, quantity, needed, unit_cost, serves });
            }
        } else {
            if document != before {
                plan.transfers.push(PlannedTransfer {
                    from_shop_id: facts.shops.ids.name(line.from),
                    to_shop_id: facts.shops.ids.name(line.to),
                    onward: line.way == Way::Onward,
                    lines: Vec::new(),
                });
            }
            if let Some(last) = plan.transfers.last_mut() {
                last.lines.push(MoveLine { item_id, quantity, serves });
            }
        }
        before = document;
    }
    let key = |row: &u32| (rows.occurred_at.at(*row), row_id(facts, rows, *row));
    sort_by(&mut covered, |a, b| key(a).cmp(&key(b)));
    plan.already_covered = covered.iter().map(|row| row_id(facts, rows, *row)).collect();
    Ok(plan)
}

fn purchase_order(facts: &Facts, at: Instant, vendor: Ix, shop: Ix) -> PlannedPurchaseOrder<'_> {
    let days = facts.vendors.known(vendor).and_then(|vendor| vendor.lead_time_days);
    PlannedPurchaseOrder {
        vendor_id: facts.vendors.ids.name_of(vendor),
        shop_id: facts.shops.ids.name(shop),
        expected_at: days.map(|days| instant::plus_days(at, days)),
        lines: Vec::new(),
    }
}

/// By document: purchase orders by vendor, none last, and shop; transfers by sender and receiver, onward ones behind the
/// others. The lines of a document stay as they stand, by item.
fn sort(facts: &Facts, lines: &mut [Line]) {
    let key = |line: &Line| {
        let is_purchase = line.way == Way::Purchase;
        let ids = if is_purchase { &facts.vendors.ids } else { &facts.shops.ids };
        let from = (line.from == NONE, ids.name(line.from));
        (!is_purchase, from, facts.shops.ids.name(line.to), line.way)
    };
    sort_by(lines, |a, b| key(a).cmp(&key(b)));
}
