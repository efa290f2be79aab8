//! The parts of which events are made: lines changed, units refunded, shipments set, stock moved.

use super::evolve::{Done, order, unknown, word};
use crate::contract::error::InventoryError;
use crate::contract::event::{Event, Line, LineUnits, Movement, NotRestocked, RefundedUnits};
use crate::contract::outcome::DocumentKind;
use crate::keyed::{Map, Set};
use crate::named::Names;
use crate::quantity::Quantity;
use crate::state::adjustments::{Adjustment, Extras, Reason};
use crate::state::column::{Ix, NONE};
use crate::state::documents::{PurchaseOrderLine, Receipt, Span, TransferLine};
use crate::state::edit::{Journal, State};
use crate::state::orders::{OrderLine, Payment, Shipment};

/// The named lines of a purchase order, changed.
pub fn change_purchase_order_lines(
    state: &State,
    ix: Ix,
    units: &[LineUnits],
    change: &dyn Fn(&mut PurchaseOrderLine, Quantity),
) -> Result<Vec<(Ix, PurchaseOrderLine)>, InventoryError> {
    let numbers = state.facts.purchase_order_line_numbers(ix);
    let changed = |units: &LineUnits| {
        let number = *numbers.get(units.line_id.as_str()).ok_or_else(|| unknown("line", &units.line_id))?;
        let mut line = state.facts.purchase_order_lines.get(number);
        change(&mut line, units.quantity);
        Ok((number, line))
    };
    units.iter().map(changed).collect()
}

pub fn change_transfer_lines(
    state: &State,
    ix: Ix,
    units: &[LineUnits],
    change: &dyn Fn(&mut TransferLine, Quantity),
) -> Result<Vec<(Ix, TransferLine)>, InventoryError> {
    let numbers = state.facts.transfer_line_numbers(ix);
    let changed = |units: &LineUnits| {
        let number = *numbers.get(units.line_id.as_str()).ok_or_else(|| unknown("line", &units.line_id))?;
        let mut line = state.facts.transfer_lines.get(number);
        change(&mut line, units.quantity);
        Ok((number, line))
    };
    units.iter().map(changed).collect()
}

/// The ids of one list: each is there once.
pub fn once<'l>(ids: impl Iterator<Item = &'l str>) -> Done {
    let mut seen = Names::default();
    for id in ids {
        if !seen.add(id) {
            return Err(InventoryError::invalid("events", format!("{id:?} is there already")));
        }
    }
    Ok(())
}

/// New lines for a purchase order; what was received and counted of a line stays with its id and item.
pub fn purchase_order_lines(state: &mut State, ix: Ix, lines: &[Line]) -> Result<Span, InventoryError> {
    once(lines.iter().map(|line| line.id.as_str()))?;
    let shop = state.facts.purchase_orders.get(ix).shop;
    let before: Vec<PurchaseOrderLine> =
        state.facts.purchase_order_lines.of(state.facts.purchase_orders.get(ix).lines).to_vec();
    let mut records = Vec::with_capacity(lines.len());
    for line in lines {
        let facts = &mut state.facts;
        let item = facts.items.ids.find_known(&line.item_id).ok_or_else(|| unknown("item", &line.item_id))?;
        let before = before.iter().rev().find(|before| facts.texts.get(before.id) == line.id);
        let before = before.filter(|before| before.item == item).copied().unwrap_or_default();
        records.push(PurchaseOrderLine {
            document: ix,
            id: facts.texts.add(&line.id),
            item,
            level: facts.levels.ensure(item, shop),
            ordered: line.quantity,
            unit_cost: line.unit_cost,
            ..before
        });
    }
    Ok(state.facts.purchase_order_lines.add(records))
}

pub fn transfer_lines(state: &mut State, ix: Ix, lines: &[Line]) -> Result<Span, InventoryError> {
    once(lines.iter().map(|line| line.id.as_str()))?;
    let shop = state.facts.transfers.get(ix).to_shop;
    let mut records = Vec::with_capacity(lines.len());
    for line in lines {
        let facts = &mut state.facts;
        let item = facts.items.ids.find_known(&line.item_id).ok_or_else(|| unknown("item", &line.item_id))?;
        records.push(TransferLine {
            document: ix,
            id: facts.texts.add(&line.id),
            item,
            level: facts.levels.ensure(item, shop),
            requested: line.quantity,
            ..TransferLine::default()
        });
    }
    Ok(state.facts.transfer_lines.add(records))
}

pub fn receipt(state: &mut State, event: &Event, lines: &[LineUnits]) -> Receipt {
    let texts = &mut state.facts.texts;
    Receipt {
        command: texts.add(&event.command_id),
        at: event.at,
        by: texts.add_optional(event.by.as_deref()),
        reversed: false,
        lines: lines.iter().map(|line| (texts.add(&line.line_id), line.quantity)).collect(),
    }
}

/// The receipts with one of them reversed.
pub fn reversed(state: &State, receipts: Option<&Vec<Receipt>>, id: &str) -> Result<Vec<Receipt>, InventoryError> {
    let mut receipts = receipts.cloned().unwrap_or_default();
    let found = receipts.iter_mut().find(|receipt| state.facts.texts.get(receipt.command) == id);
    found.ok_or_else(|| unknown("receipt", id))?.reversed = true;
    Ok(receipts)
}

pub fn touch_sales(state: &State, journal: &mut Journal, ids: &[String]) {
    let known = ids.iter().filter_map(|id| state.facts.sales.ids.find_known(id));
    journal.documents.extend(known.map(|ix| (DocumentKind::Sale, ix)));
}

/// Counts refunded units on order lines.
pub fn refund(state: &mut State, journal: &mut Journal, units: &[RefundedUnits]) -> Done {
    let mut by_order: Map<Ix, Map<Ix, OrderLine>> = Map::new();
    let mut numbers = Map::new();
    for units in units {
        let (facts, ix) = (&state.facts, order(state, &units.order_id)?);
        let number = numbers.or_insert_with(ix, || facts.order_line_numbers(ix)).get(units.line_id.as_str()).copied();
        let number = number.ok_or_else(|| unknown("order line", &units.line_id))?;
        // One line may be named for units before and after they were handed over.
        let line = by_order.or_default(ix).or_insert_with(number, || facts.orders.lines.get(number));
        line.refunded = line.refunded.plus(units.refunded);
        line.returned = line.returned.plus(units.returned);
    }
    for (ix, lines) in by_order {
        let lines: Vec<(Ix, OrderLine)> = lines.into_iter().collect();
        state.set_order_parts(journal, ix, &lines, &[]);
    }
    Ok(())
}

pub fn not_restocked(state: &mut State, journal: &mut Journal, units: &[NotRestocked]) -> Done {
    for units in units {
        let ids = &state.facts.adjustments.ids;
        let ix = ids.find_known(&units.adjustment_id).ok_or_else(|| unknown("adjustment", &units.adjustment_id))?;
        let sum = state.facts.adjustments.refunded_not_restocked(ix).plus(units.quantity);
        state.set_not_restocked(journal, ix, sum.or_zero());
    }
    Ok(())
}

pub fn set_payment(state: &mut State, journal: &mut Journal, order_id: &str, payment: &str) -> Done {
    let ix = order(state, order_id)?;
    let mut record = state.facts.orders.table.get(ix);
    record.payment = word(Payment::ALL, payment)?;
    state.set_order(journal, ix, record);
    Ok(())
}

pub fn set_shipment(
    state: &mut State,
    journal: &mut Journal,
    order: Ix,
    id: &str,
    change: impl FnOnce(&mut Shipment),
) -> Done {
    let number = state.facts.shipment_number(order, id).ok_or_else(|| unknown("shipment", id))?;
    let mut shipment = state.facts.orders.shipments.get(number);
    change(&mut shipment);
    state.set_order_parts(journal, order, &[], &[(number, shipment)]);
    Ok(())
}

/// Makes new movements, each with its level's QOH.
pub fn move_stock(state: &mut State, journal: &mut Journal, movements: &[Movement]) -> Done {
    let mut orders = Set::new();
    for movement in movements {
        let facts = &mut state.facts;
        let item = facts.items.ids.find_known(&movement.item_id).ok_or_else(|| unknown("item", &movement.item_id))?;
        let shop = facts.shops.ids.find_known(&movement.shop_id).ok_or_else(|| unknown("shop", &movement.shop_id))?;
        if facts.adjustments.ids.find_known(&movement.id).is_some() {
            let message = format!("the adjustment {:?} is there already", movement.id);
            return Err(InventoryError::invalid("events", message));
        }
        let reason = Reason::from_word(&movement.reason);
        let source = movement.source_id.as_deref();
        let source = match reason {
            Reason::Sale => facts.sales.ids.refer(source),
            Reason::VendorReturn => facts.vendor_returns.ids.refer(source),
            Reason::Transfer => facts.transfers.ids.refer(source),
            Reason::Other => facts.purchase_orders.ids.refer(source),
        };
        let level = facts.levels.ensure(item, shop);
        let extras = Extras {
            reverses: facts.adjustments.ids.refer(movement.reverses.as_deref()),
            note: facts.texts.add_optional(movement.note.as_deref()),
            word: if movement.reason == reason.word() { NONE } else { facts.texts.add(&movement.reason) },
            ..Extras::default()
        };
        let ix = facts.adjustments.ids.intern(&movement.id);
        let record = Adjustment { level, quantity: movement.quantity, at: movement.at, reason, source };
        state.add_adjustment(journal, ix, record, extras);
        orders.extend(state.orders_meeting(ix));
    }
    state.link_again(journal, orders);
    Ok(())
}
