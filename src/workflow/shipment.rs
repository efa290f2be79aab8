//! Shipments of an eCom order, and the gates before the goods leave (rule 13).
//!
//! ```text
//!   create          markReadyForPickup (pickup)      markPickedUp (pickup)
//!  ───────▶ notShipped ─────────────────▶ readyForPickup ─────────▶ pickedUp
//!               │ │                            │
//!               │ └──markShipped (ship)──▶ shipped
//!               └──────── cancelShipment ──────┴──▶ cancelled
//! ```
//! Shipping does not move QOH: the sale did.

use super::decide::{Decided, already_exists, illegal, line_path, not_found, nothing_to_do, summed};
use super::order::{find, find_alive};
use super::purchase_order::event_units;
use super::refund::free_units;
use crate::contract::command::{Command, NewShipment};
use crate::contract::event::{Fact, Forced};
use crate::contract::outcome::{Refusal, RefusalCode};
use crate::keyed::Map;
use crate::quantity::Quantity;
use crate::readiness;
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;
use crate::state::orders::{Delivery, Fraud, Order, Payment, Shipment, ShipmentStatus as Status};

fn find_shipment(state: &State, order: Ix, id: &str) -> Result<Shipment, Refusal> {
    let number = state.facts.shipment_number(order, id).ok_or_else(|| not_found("shipmentId", "shipment", id))?;
    Ok(state.facts.orders.shipments.get(number))
}

/// The order and its shipment; both are looked for before either is judged.
fn find_both(state: &State, order_id: &str, id: &str) -> Result<(Order, Shipment), Refusal> {
    let ix = find(state, order_id)?;
    let shipment = find_shipment(state, ix, id)?;
    find_alive(state, order_id).map(|(_, order)| (order, shipment))
}

pub fn create(state: &State, order_id: &str, new: &NewShipment) -> Decided {
    let ix = find(state, order_id)?;
    let facts = &state.facts;
    let numbers = facts.order_line_numbers(ix);
    let path = |path: String| format!("shipment.{path}");
    let wanted = new.lines.as_deref().map(summed);
    for (line_id, _) in wanted.iter().flatten() {
        if !numbers.contains_key(line_id.as_str()) {
            return Err(not_found(&path(line_path(new.lines.as_deref(), line_id, "lineId")), "line", line_id).into());
        }
    }
    let (_, order) = find_alive(state, order_id)?;
    if facts.shipment_number(ix, &new.id).is_some() {
        return Err(already_exists("shipment.id", "shipment", &new.id).into());
    }
    let wanted = wanted.unwrap_or_else(|| {
        let free = |line: Ix| (facts.texts.get(facts.orders.lines.get(line).id).to_owned(), free_units(state, line));
        order.lines.numbers().map(free).filter(|(_, units)| units.is_positive()).collect()
    });
    if wanted.is_empty() {
        return Err(nothing_to_do("no unit is left that is in no shipment").into());
    }
    for (line_id, units) in &wanted {
        let free = numbers.get(line_id.as_str()).map_or(Quantity::ZERO, |line| free_units(state, *line));
        if *units > free {
            let message = format!("{units} are more than the {free} of line {line_id:?} that are in no shipment");
            let path = path(line_path(new.lines.as_deref(), line_id, "quantity"));
            let refusal = Refusal::new(RefusalCode::OverShipment, message).at(path).with("lineId", line_id.as_str());
            return Err(refusal.with("left", free.to_number()).into());
        }
    }
    Ok(Fact::ShipmentCreated {
        order_id: order_id.to_owned(),
        shipment_id: new.id.clone(),
        number: new.number.clone(),
        lines: event_units(wanted),
    })
}

/// Fraud cleared, paid, every unit of the shipment on the shelf: asked at the moment, never stored. Force overrides all
/// but a fraudulent order.
fn gates(state: &State, order: &Order, shipment: &Shipment, is_forced: bool) -> Result<(), Refusal> {
    let refuse = |code, message: &str| Err(Refusal::new(code, message));
    if order.fraud == Fraud::Fraudulent || (order.fraud == Fraud::Unchecked && !is_forced) {
        return Err(Refusal::new(RefusalCode::FraudNotCleared, "the order is not cleared of fraud")
            .with("fraud", order.fraud.word()));
    }
    if is_forced {
        return Ok(());
    }
    if order.payment != Payment::Paid {
        return Err(Refusal::new(RefusalCode::NotPaid, "the order is not paid").with("payment", order.payment.word()));
    }
    let mut units: Map<Ix, Quantity> = Map::new();
    let is_stock = |line: Ix| state.facts.items.get(state.facts.orders.lines.get(line).item).inventoried;
    let parts = state.facts.orders.shipment_lines.of(shipment.lines);
    // A service waits for no stock.
    for part in parts.iter().filter(|part| part.line == NONE || is_stock(part.line)) {
        let sum = units.or_default(part.line);
        *sum = sum.plus(part.quantity);
    }
    for (line, units) in units {
        let on_shelf = readiness::line_on_shelf(&state.facts, &state.index, line);
        if units > on_shelf {
            let line_id = state.facts.texts.get(state.facts.orders.lines.get(line).id);
            let refusal = Refusal::new(
                RefusalCode::NotOnShelf,
                format!("{units} of line {line_id:?} are needed and {on_shelf} on the shelf"),
            );
            return Err(refusal.with("lineId", line_id).with("onShelf", on_shelf.to_number()));
        }
    }
    if shipment.lines.len == 0 { refuse(RefusalCode::NothingToDo, "the shipment is empty") } else { Ok(()) }
}

/// What a hand-over asks of an order and a shipment.
struct HandOver {
    delivery: Delivery,
    from: &'static [Status],
    to: Status,
}

fn hand_over(
    state: &State,
    command: &Command,
    order_id: &str,
    shipment_id: &str,
    force: Option<&str>,
    hand_over: &HandOver,
) -> Decided {
    let (order, shipment) = find_both(state, order_id, shipment_id)?;
    if order.delivery != hand_over.delivery {
        let message = format!("the order's delivery is {}", order.delivery.word());
        let refusal = Refusal::new(RefusalCode::IllegalTransition, message);
        let refusal = refusal.with("status", order.delivery.word()).with("expected", hand_over.delivery.word());
        return Err(refusal.into());
    }
    if !hand_over.from.contains(&shipment.status) {
        let expected: Vec<&str> = hand_over.from.iter().map(|status| status.word()).collect();
        return Err(illegal("the shipment", shipment.status.word(), &expected.join(" or ")).into());
    }
    gates(state, &order, &shipment, force.is_some())?;
    let forced = force.map(|reason| Forced { reason: reason.to_owned(), at: command.at, by: command.by.clone() });
    Ok(Fact::ShipmentStatusSet {
        order_id: order_id.to_owned(),
        shipment_id: shipment_id.to_owned(),
        status: hand_over.to.word().to_owned(),
        forced: forced.or(recorded_force(state, &shipment)),
    })
}

/// A gate overridden before stays on record.
fn recorded_force(state: &State, shipment: &Shipment) -> Option<Forced> {
    let texts = &state.facts.texts;
    shipment.forced.map(|forced| Forced {
        reason: texts.get(forced.reason).to_owned(),
        at: forced.at,
        by: texts.optional(forced.by).map(str::to_owned),
    })
}

pub fn mark_shipped(state: &State, command: &Command, order_id: &str, id: &str, force: Option<&str>) -> Decided {
    let how = HandOver { delivery: Delivery::Ship, from: &[Status::NotShipped], to: Status::Shipped };
    hand_over(state, command, order_id, id, force, &how)
}

pub fn mark_ready(state: &State, command: &Command, order_id: &str, id: &str, force: Option<&str>) -> Decided {
    let how = HandOver { delivery: Delivery::Pickup, from: &[Status::NotShipped], to: Status::ReadyForPickup };
    hand_over(state, command, order_id, id, force, &how)
}

pub fn mark_picked_up(state: &State, command: &Command, order_id: &str, id: &str, force: Option<&str>) -> Decided {
    let from = &[Status::NotShipped, Status::ReadyForPickup];
    hand_over(state, command, order_id, id, force, &HandOver { delivery: Delivery::Pickup, from, to: Status::PickedUp })
}

pub fn cancel(state: &State, order_id: &str, id: &str) -> Decided {
    let ix = find(state, order_id)?;
    let shipment = find_shipment(state, ix, id)?;
    if !shipment.status.is_waiting() {
        return Err(illegal("the shipment", shipment.status.word(), "notShipped or readyForPickup").into());
    }
    let (order_id, shipment_id) = (order_id.to_owned(), id.to_owned());
    let forced = recorded_force(state, &shipment);
    Ok(Fact::ShipmentStatusSet { order_id, shipment_id, status: Status::Cancelled.word().to_owned(), forced })
}

pub fn set_tracking_number(state: &State, order_id: &str, id: &str, tracking_number: Option<String>) -> Decided {
    let (_, shipment) = find_both(state, order_id, id)?;
    if shipment.status == Status::Cancelled {
        return Err(illegal("the shipment", "cancelled", "not cancelled").into());
    }
    if state.facts.texts.optional(shipment.tracking_number) == tracking_number.as_deref() {
        return Err(nothing_to_do("the shipment has this tracking number already").into());
    }
    Ok(Fact::TrackingNumberSet { order_id: order_id.to_owned(), shipment_id: id.to_owned(), tracking_number })
}

/// The SHIPPED checkbox of the till's Shipments page.
pub fn tick(state: &State, order_id: &str, id: &str, shipped: bool) -> Decided {
    let (_, shipment) = find_both(state, order_id, id)?;
    if !shipment.status.is_handed_over() {
        return Err(illegal("the shipment", shipment.status.word(), "shipped or pickedUp").into());
    }
    if shipment.shipped_in_pos == shipped {
        return Err(nothing_to_do("the box is so already").into());
    }
    Ok(Fact::ShippedInPosTicked { order_id: order_id.to_owned(), shipment_id: id.to_owned(), shipped })
}
