//! Sales: recorded, refunded, voided. What a refund does is rule 14.

use super::decide::{Decided, Moves, already_exists, not_found, nothing_to_do, shop, sum};
use super::records;
use super::refund::{Refund, Refunded};
use crate::contract::command::{AdjustmentUnits, Command, NewSale, SoldLine};
use crate::contract::error::InventoryError;
use crate::contract::event::Fact;
use crate::contract::into_tree::object;
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::named::Names;
use crate::order::{sort_by, sort_texts};
use crate::quantity::Quantity;
use crate::state::adjustments::Reason;
use crate::state::column::Ix;
use crate::state::edit::State;

fn find(state: &State, id: &str) -> Result<Ix, Refusal> {
    state.facts.sales.ids.find_known(id).ok_or_else(|| not_found("saleId", "sale", id))
}

pub fn record(state: &State, command: &Command, new: &NewSale, lines: &[SoldLine], order: Option<&Tree>) -> Decided {
    let facts = &state.facts;
    if facts.sales.ids.find_known(&new.id).is_some() {
        return Err(already_exists("sale.id", "sale", &new.id).into());
    }
    shop(facts, &new.shop_id, "sale.shopId")?;
    let mut order_id = new.order_id.clone();
    if let Some(order) = order {
        let given = records::check_order(facts, order)?;
        if facts.orders.table.ids.find_known(&given).is_some() {
            return Err(already_exists("order.id", "order", &given).into());
        }
        if order_id.as_ref().is_some_and(|id| *id != given) {
            return Err(
                InventoryError::invalid("sale.orderId", "expected the id of the order given with the sale").into()
            );
        }
        order_id = Some(given);
    }
    let mut ids = Names::default();
    let mut adjustments = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let path = |field: &str| format!("lines[{index}].{field}");
        super::decide::item(facts, &line.item_id, &path("itemId"))?;
        if !ids.add(&line.adjustment_id) {
            return Err(InventoryError::invalid(path("adjustmentId"), "this id is given twice").into());
        }
        if facts.adjustments.ids.find_known(&line.adjustment_id).is_some() {
            return Err(already_exists(&path("adjustmentId"), "adjustment", &line.adjustment_id).into());
        }
        if line.quantity.is_zero() {
            continue;
        }
        adjustments.push(crate::contract::event::Movement {
            id: line.adjustment_id.clone(),
            item_id: line.item_id.clone(),
            shop_id: new.shop_id.clone(),
            quantity: line.quantity.negated(),
            at: new.completed_at,
            reason: Reason::Sale.word().to_owned(),
            source_id: Some(new.id.clone()),
            reverses: None,
            note: None,
        });
    }
    if adjustments.is_empty() && order.is_none() {
        return Err(nothing_to_do("the sale has no line").at("lines").into());
    }
    let _ = command;
    let sale = object! {
        "id": new.id, "number": new.number, "shopId": new.shop_id, "completedAt": new.completed_at, "orderId": order_id,
    };
    Ok(Fact::SaleRecorded { sale, order: order.cloned(), adjustments })
}

pub fn refund(state: &State, command: &Command, id: &str, lines: &[AdjustmentUnits], restock: bool) -> Decided {
    let sale = find(state, id)?;
    let facts = &state.facts;
    let path = |adjustment_id: &str, field: &str| {
        let index = lines.iter().position(|line| line.adjustment_id == adjustment_id).unwrap_or_default();
        format!("lines[{index}].{field}")
    };
    let mut wanted = Vec::new();
    for (adjustment_id, units) in sum(lines.iter().map(|line| (line.adjustment_id.as_str(), line.quantity))) {
        let adjustment = facts.adjustments.ids.find_known(&adjustment_id).filter(|ix| is_line(state, sale, *ix));
        let adjustment = adjustment
            .ok_or_else(|| not_found(&path(&adjustment_id, "adjustmentId"), "line of this sale", &adjustment_id))?;
        wanted.push((adjustment, units, path(&adjustment_id, "quantity")));
    }
    if wanted.is_empty() {
        return Err(nothing_to_do("no units to refund").at("lines").into());
    }
    refund_units(state, command, wanted, restock)
}

/// All that is left of a sale goes back.
pub fn void(state: &State, command: &Command, id: &str) -> Decided {
    let sale = find(state, id)?;
    let mut lines: Vec<Ix> = state.index.adjustments_of_sale(sale).filter(|ix| is_line(state, sale, *ix)).collect();
    sort_by(&mut lines, |a, b| {
        let id = |ix: &Ix| state.facts.adjustments.ids.name(*ix);
        id(a).cmp(id(b))
    });
    let left = lines.into_iter().map(|ix| (ix, left_to_refund(state, ix), "saleId".to_owned()));
    let wanted: Vec<_> = left.filter(|(_, units, _)| units.is_positive()).collect();
    if wanted.is_empty() {
        return Err(nothing_to_do("nothing of this sale is left").into());
    }
    refund_units(state, command, wanted, true)
}

/// What an adjustment still holds. What was refunded or returned of the order lines that met it is not refunded again, even where no
/// movement tells of it.
fn left_to_refund(state: &State, adjustment: Ix) -> Quantity {
    let left = super::decide::left_of(state, adjustment);
    let facts = &state.facts;
    let lines = state.index.lines_of_adjustment(adjustment).map(|line| facts.orders.lines.get(line));
    let refunded: Quantity = lines.map(|line| line.refunded.plus(line.returned)).sum();
    left.min(facts.adjustments.quantity(adjustment).negated().minus(refunded).or_zero())
}

/// Whether an adjustment is a line of the sale: what it sold, and not what was put back.
fn is_line(state: &State, sale: Ix, adjustment: Ix) -> bool {
    let adjustments = &state.facts.adjustments;
    adjustments.reason(adjustment) == Reason::Sale
        && adjustments.source(adjustment) == sale
        && adjustments.quantity(adjustment).is_negative()
        && adjustments.reverses(adjustment) == crate::state::column::NONE
}

fn over_refund(units: Quantity, left: Quantity, path: &str) -> Refusal {
    let message = format!("{units} are more than the {left} that the line still holds");
    Refusal::new(RefusalCode::OverRefund, message).at(path).with("left", left.to_number())
}

fn refund_units(state: &State, command: &Command, wanted: Vec<(Ix, Quantity, String)>, restock: bool) -> Decided {
    let mut refund = Refund::new(state, Moves::new(state, command), restock);
    for (adjustment, units, path) in wanted {
        let left = refund.left_of(adjustment);
        if units > left {
            return Err(over_refund(units, left, &path).into());
        }
        // Of an eCom sale the order's lines are refunded: first what is not handed over, then what comes back.
        let lines: Vec<Ix> = state.index.lines_of_adjustment(adjustment).collect();
        let mut rest = units;
        for line in &lines {
            let refunded = rest.min(refund.free(*line));
            refund.count(*line, refunded, Quantity::ZERO);
            rest = rest.minus(refunded);
        }
        for line in &lines {
            let returned = rest.min(refund.returnable(*line));
            refund.count(*line, Quantity::ZERO, returned);
            rest = rest.minus(returned);
        }
        if !lines.is_empty() && rest.is_positive() {
            return Err(over_refund(units, units.minus(rest), &path).into());
        }
        refund.give_back(adjustment, units)?;
    }
    let Refunded { lines, not_restocked, adjustments, mut sale_ids, order_id, payment } = refund.done(None);
    sort_texts(&mut sale_ids);
    Ok(Fact::Refunded { sale_ids, order_id, lines, not_restocked, payment, adjustments })
}
