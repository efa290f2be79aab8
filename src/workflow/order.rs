//! eCom orders: fraud, payment, priority, refund, cancel. Their status is derived (see `status`); lines are moved in
//! `order_lines`, shipments have their own file.
//!
//! ```text
//!   fraud:    unchecked ⇄ cleared ⇄ fraudulent      (clearFraud, flagFraud)
//!   payment:  notPaid, partiallyPaid ──▶ paid ──▶ refunded (when no unit is left unrefunded)
//!   order:    alive ──cancelOrder──▶ cancelled, while something is not handed over
//! ```

use super::decide::{Decided, Moves, illegal, not_found, nothing_to_do};
use super::refund::{Refund, Refunded};
use crate::contract::command::{Command, RefundedLine};
use crate::contract::event::Fact;
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::edit::State;
use crate::state::orders::{Fraud, Order, Payment};
use crate::status;

pub fn find(state: &State, id: &str) -> Result<Ix, Refusal> {
    state.facts.orders.table.ids.find_known(id).ok_or_else(|| not_found("orderId", "order", id))
}

/// An order that is not cancelled.
pub fn find_alive(state: &State, id: &str) -> Result<(Ix, Order), Refusal> {
    let ix = find(state, id)?;
    let order = state.facts.orders.table.get(ix);
    if order.cancelled { Err(illegal("the order", "cancelled", "not cancelled")) } else { Ok((ix, order)) }
}

fn set_fraud(state: &State, id: &str, fraud: Fraud) -> Decided {
    let (_, order) = find_alive(state, id)?;
    if order.fraud == fraud {
        return Err(nothing_to_do("the order is so already").with("fraud", fraud.word()).into());
    }
    Ok(Fact::OrderFraudSet { order_id: id.to_owned(), fraud: fraud.word().to_owned() })
}

pub fn clear_fraud(state: &State, id: &str) -> Decided {
    set_fraud(state, id, Fraud::Cleared)
}

pub fn flag_fraud(state: &State, id: &str) -> Decided {
    set_fraud(state, id, Fraud::Fraudulent)
}

pub fn mark_paid(state: &State, id: &str) -> Decided {
    let (_, order) = find_alive(state, id)?;
    match order.payment {
        Payment::NotPaid | Payment::PartiallyPaid => {
            Ok(Fact::OrderPaymentSet { order_id: id.to_owned(), payment: Payment::Paid.word().to_owned() })
        }
        Payment::Paid => Err(nothing_to_do("the order is paid already").into()),
        Payment::Refunded => Err(illegal("the order's payment", "refunded", "notPaid or partiallyPaid").into()),
    }
}

pub fn prioritise(state: &State, id: &str, priority: f64) -> Decided {
    let (_, order) = find_alive(state, id)?;
    if order.priority == priority {
        return Err(nothing_to_do("the order has this priority already").with("priority", priority).into());
    }
    Ok(Fact::OrderPrioritySet { order_id: id.to_owned(), priority })
}

/// Everything that is not handed over is refunded, and waiting shipments are cancelled.
pub fn cancel(state: &State, command: &Command, id: &str, restock: bool) -> Decided {
    let (ix, order) = find_alive(state, id)?;
    let facts = &state.facts;
    let unshipped = order.lines.numbers().map(|line| (line, facts.orders.unshipped(line)));
    let unshipped: Vec<(Ix, Quantity)> = unshipped.filter(|(_, units)| units.is_positive()).collect();
    if unshipped.is_empty() {
        let status = status::order(facts, ix).word();
        return Err(illegal("the order", status, "one of which something is not handed over").into());
    }
    let mut refund = Refund::new(state, Moves::new(state, command), restock);
    for (line, units) in unshipped {
        refund.of_line(line, units, Quantity::ZERO)?;
    }
    let waiting = order.shipments.numbers().map(|number| facts.orders.shipments.get(number));
    let waiting = waiting.filter(|shipment| shipment.status.is_waiting());
    let shipment_ids = waiting.map(|shipment| facts.texts.get(shipment.id).to_owned()).collect();
    let Refunded { lines, not_restocked, adjustments, sale_ids, payment, .. } = refund.done(Some(ix));
    Ok(Fact::OrderCancelled {
        order_id: id.to_owned(),
        sale_ids,
        lines,
        not_restocked,
        payment,
        shipment_ids,
        adjustments,
    })
}

/// Unshipped units that wait in no shipment, or with `returned` units that had been handed over.
pub fn refund(state: &State, command: &Command, id: &str, lines: Option<&[RefundedLine]>, restock: bool) -> Decided {
    let ix = find(state, id)?;
    let facts = &state.facts;
    let order = facts.orders.table.get(ix);
    let numbers = facts.order_line_numbers(ix);
    let mut refund = Refund::new(state, Moves::new(state, command), restock);
    let mut nothing = true;
    match lines {
        None => {
            for line in order.lines.numbers() {
                let units = refund.free(line);
                nothing &= units.is_zero();
                refund.of_line(line, units, Quantity::ZERO)?;
            }
        }
        Some(lines) => {
            for (index, line) in lines.iter().enumerate() {
                if !numbers.contains_key(line.line_id.as_str()) {
                    return Err(not_found(&format!("lines[{index}].lineId"), "line", &line.line_id).into());
                }
            }
            for (index, wanted) in lines.iter().enumerate().filter(|(_, line)| !line.quantity.is_zero()) {
                let Some(line) = numbers.get(wanted.line_id.as_str()).copied() else { continue };
                let left = if wanted.returned { refund.returnable(line) } else { refund.free(line) };
                if wanted.quantity > left {
                    let message =
                        format!("{} are more than the {left} left of line {:?}", wanted.quantity, wanted.line_id);
                    let refusal = Refusal::new(RefusalCode::OverRefund, message).at(format!("lines[{index}].quantity"));
                    return Err(refusal.with("lineId", wanted.line_id.as_str()).with("left", left.to_number()).into());
                }
                nothing = false;
                let (refunded, returned) =
                    if wanted.returned { (Quantity::ZERO, wanted.quantity) } else { (wanted.quantity, Quantity::ZERO) };
                refund.of_line(line, refunded, returned)?;
            }
        }
    }
    if nothing {
        return Err(nothing_to_do("nothing is left to refund").into());
    }
    let Refunded { lines, not_restocked, adjustments, sale_ids, order_id, payment } = refund.done(Some(ix));
    Ok(Fact::Refunded { sale_ids, order_id, lines, not_restocked, payment, adjustments })
}
