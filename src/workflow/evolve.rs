//! From an event to the state: the one function behind `apply` and `replay`.
//!
//! An event says what happened, not what is allowed; but one that names what is not there, or leaves the range of a
//! quantity, is no event of this inventory and changes nothing.

use crate::contract::error::InventoryError;
use crate::contract::event::{Event, Fact, LineUnits, ReceivedDocument};
use crate::contract::outcome::DocumentKind;
use crate::order::sort_by;
use crate::quantity::Quantity;
use crate::state::column::{Ix, NONE};
use crate::state::documents::{PurchaseOrder, Transfer, TransferLine};
use crate::state::edit::{Journal, State, longer};
use crate::state::facts::{AppliedCommand, Story};
use crate::state::orders::{Forced, Fraud, Shipment, ShipmentLine, ShipmentStatus};

use super::before;
use super::parts::{
    change_purchase_order_lines, change_transfer_lines, move_stock, not_restocked, purchase_order_lines, receipt,
    refund, reversed, set_payment, set_shipment, touch_sales, transfer_lines,
};
use super::records;

pub type Done = Result<(), InventoryError>;

/// The error that an event names what is not there.
pub fn unknown(what: &str, id: &str) -> InventoryError {
    InventoryError::invalid("events", format!("there is no {what} {id:?}: this event belongs to another inventory"))
}

/// Takes one event in. On an error the journal holds what to take back.
pub fn evolve(state: &mut State, journal: &mut Journal, event: &Event) -> Done {
    let before = before::before(state, &event.fact);
    let (touched_before, levels) = (std::mem::take(&mut journal.documents), journal.moved.len());
    happen(state, journal, event)?;
    let touched = std::mem::replace(&mut journal.documents, touched_before);
    let facts = &state.facts;
    let mut documents: Vec<_> =
        touched.iter().map(|(kind, ix)| (kind, document_id(state, kind, ix).to_owned())).collect();
    sort_by(&mut documents, Ord::cmp);
    let story = Story {
        kind: event.command.clone(),
        at: event.at,
        by: event.by.clone(),
        documents,
        levels: journal
            .moved
            .iter()
            .skip(levels)
            .map(|level| {
                (facts.items.ids.name(facts.levels.item(*level)), facts.shops.ids.name(facts.levels.shop(*level)))
            })
            .map(|(item, shop)| (item.to_owned(), shop.to_owned()))
            .collect(),
        before,
        undone: false,
    };
    journal.newest_documents.extend(touched.iter());
    journal.documents.extend(touched);
    state.set_revision(journal, event.revision);
    if let Some(undone) = &event.undoes {
        state.mark_undone(journal, undone);
    }
    let (id, digest) = (event.command_id.clone(), event.digest.clone());
    state.remember(journal, AppliedCommand { id, revision: event.revision, digest, story: Some(story) });
    Ok(())
}

/// The id of a document.
pub fn document_id(state: &State, kind: DocumentKind, ix: Ix) -> &str {
    let facts = &state.facts;
    match kind {
        DocumentKind::Order => facts.orders.table.ids.name(ix),
        DocumentKind::PurchaseOrder => facts.purchase_orders.ids.name(ix),
        DocumentKind::Sale => facts.sales.ids.name(ix),
        DocumentKind::Transfer => facts.transfers.ids.name(ix),
        DocumentKind::VendorReturn => facts.vendor_returns.ids.name(ix),
    }
}

fn happen(state: &mut State, journal: &mut Journal, event: &Event) -> Done {
    match &event.fact {
        Fact::PurchaseOrderCreated { purchase_order } => records::add_purchase_order(state, journal, purchase_order),
        Fact::PurchaseOrderEdited { purchase_order_id, expected_at, lines, counted } => {
            let ix = purchase_order(state, purchase_order_id)?;
            let mut document = PurchaseOrder { expected_at: *expected_at, ..state.facts.purchase_orders.get(ix) };
            if let Some(lines) = lines {
                document.lines = purchase_order_lines(state, ix, lines)?;
            }
            state.set_purchase_order(journal, ix, document);
            let changed = change_purchase_order_lines(state, ix, counted, &|line, units| {
                line.counted = line.counted.plus(units);
            })?;
            state.set_purchase_order_lines(journal, ix, &changed);
            Ok(())
        }
        Fact::PurchaseOrderOrdered { purchase_order_id, ordered_at, expected_at } => {
            let ix = purchase_order(state, purchase_order_id)?;
            let document = state.facts.purchase_orders.get(ix);
            let (ordered_at, expected_at) = (*ordered_at, *expected_at);
            state.set_purchase_order(journal, ix, PurchaseOrder { ordered_at, expected_at, ..document });
            Ok(())
        }
        Fact::PurchaseOrderReceived { purchase_order_id, ordered_at, lines, adjustments } => {
            let ix = purchase_order(state, purchase_order_id)?;
            let document = state.facts.purchase_orders.get(ix);
            let changed = change_purchase_order_lines(state, ix, lines, &|line, units| {
                line.received = line.received.plus(units);
                line.counted = line.counted.minus(units).or_zero();
            })?;
            if let Some(ordered_at) = ordered_at {
                let document = PurchaseOrder { ordered_at: Some(*ordered_at), ..document };
                state.set_purchase_order(journal, ix, document);
            }
            state.set_purchase_order_lines(journal, ix, &changed);
            let receipt = receipt(state, event, lines);
            let mut receipts = state.facts.purchase_order_receipts.get(&ix).cloned().unwrap_or_default();
            receipts.push(receipt);
            state.set_purchase_order_receipts(journal, ix, receipts);
            move_stock(state, journal, adjustments)
        }
        Fact::PurchaseOrderFinished { purchase_order_id, finished } => {
            let ix = purchase_order(state, purchase_order_id)?;
            let document = PurchaseOrder { finished: *finished, ..state.facts.purchase_orders.get(ix) };
            state.set_purchase_order(journal, ix, document);
            Ok(())
        }
        Fact::PurchaseOrderArchived { purchase_order_id, archived } => {
            let ix = purchase_order(state, purchase_order_id)?;
            let document = PurchaseOrder { archived: *archived, ..state.facts.purchase_orders.get(ix) };
            state.set_purchase_order(journal, ix, document);
            Ok(())
        }
        Fact::ReceiptReversed {
            document: ReceivedDocument::PurchaseOrder,
            document_id,
            receipt_id,
            lines,
            counted,
            ordered_at,
            adjustments,
            ..
        } => {
            let ix = purchase_order(state, document_id)?;
            let changed = change_purchase_order_lines(state, ix, lines, &|line, units| {
                line.received = line.received.minus(units).or_zero();
            })?;
            state.set_purchase_order_lines(journal, ix, &changed);
            let changed = change_purchase_order_lines(state, ix, counted, &|line, units| {
                line.counted = line.counted.plus(units);
            })?;
            state.set_purchase_order_lines(journal, ix, &changed);
            let document = PurchaseOrder { ordered_at: *ordered_at, ..state.facts.purchase_orders.get(ix) };
            state.set_purchase_order(journal, ix, document);
            let receipts = reversed(state, state.facts.purchase_order_receipts.get(&ix), receipt_id)?;
            state.set_purchase_order_receipts(journal, ix, receipts);
            move_stock(state, journal, adjustments)
        }
        Fact::ReceiptReversed {
            document: ReceivedDocument::Transfer,
            document_id,
            receipt_id,
            lines,
            excess,
            adjustments,
            ..
        } => {
            let ix = transfer(state, document_id)?;
            let changed = change_transfer_lines(state, ix, lines, &|line, units| {
                line.received = line.received.minus(units).or_zero();
            })?;
            state.set_transfer_lines(journal, ix, &changed);
            let changed = change_transfer_lines(state, ix, excess, &|line, units| {
                line.sent = line.sent.minus(units).or_zero();
            })?;
            state.set_transfer_lines(journal, ix, &changed);
            let receipts = reversed(state, state.facts.transfer_receipts.get(&ix), receipt_id)?;
            state.set_transfer_receipts(journal, ix, receipts);
            move_stock(state, journal, adjustments)
        }
        Fact::TransferCreated { transfer } => records::add_transfer(state, journal, transfer),
        Fact::TransferEdited { transfer_id, expected_at, lines } => {
            let ix = transfer(state, transfer_id)?;
            let mut document = Transfer { expected_at: *expected_at, ..state.facts.transfers.get(ix) };
            if let Some(lines) = lines {
                document.lines = transfer_lines(state, ix, lines)?;
            }
            state.set_transfer(journal, ix, document);
            Ok(())
        }
        Fact::TransferSent { transfer_id, lines, adjustments } => {
            let ix = transfer(state, transfer_id)?;
            let document = Transfer { sent_at: Some(event.at), ..state.facts.transfers.get(ix) };
            let all = document.lines.numbers().map(|number| (number, state.facts.transfer_lines.get(number)));
            let nothing: Vec<_> =
                all.map(|(number, line)| (number, TransferLine { sent: Quantity::ZERO, ..line })).collect();
            let changed = change_transfer_lines(state, ix, lines, &|line, units| line.sent = units)?;
            state.set_transfer(journal, ix, document);
            state.set_transfer_lines(journal, ix, &nothing);
            state.set_transfer_lines(journal, ix, &changed);
            move_stock(state, journal, adjustments)
        }
        Fact::TransferUnsent { transfer_id, adjustments } => {
            let ix = transfer(state, transfer_id)?;
            let document = state.facts.transfers.get(ix);
            let lines = document.lines.numbers().map(|number| (number, state.facts.transfer_lines.get(number)));
            let nothing = |line| TransferLine { sent: Quantity::ZERO, returned: Quantity::ZERO, ..line };
            let changed: Vec<_> = lines.map(|(number, line)| (number, nothing(line))).collect();
            state.set_transfer(journal, ix, Transfer { sent_at: None, ..document });
            state.set_transfer_lines(journal, ix, &changed);
            move_stock(state, journal, adjustments)
        }
        Fact::TransferReceived { transfer_id, lines, excess, adjustments } => {
            let ix = transfer(state, transfer_id)?;
            let changed =
                change_transfer_lines(state, ix, lines, &|line, units| line.received = line.received.plus(units))?;
            state.set_transfer_lines(journal, ix, &changed);
            let changed = change_transfer_lines(state, ix, excess, &|line, units| line.sent = line.sent.plus(units))?;
            state.set_transfer_lines(journal, ix, &changed);
            let receipt = receipt(state, event, lines);
            let mut receipts = state.facts.transfer_receipts.get(&ix).cloned().unwrap_or_default();
            receipts.push(receipt);
            state.set_transfer_receipts(journal, ix, receipts);
            move_stock(state, journal, adjustments)
        }
        Fact::TransferReturned { transfer_id, lines, adjustments } => {
            let ix = transfer(state, transfer_id)?;
            let changed =
                change_transfer_lines(state, ix, lines, &|line, units| line.returned = line.returned.plus(units))?;
            state.set_transfer_lines(journal, ix, &changed);
            move_stock(state, journal, adjustments)
        }
        Fact::TransferArchived { transfer_id, lines, adjustments } => {
            let ix = transfer(state, transfer_id)?;
            let changed =
                change_transfer_lines(state, ix, lines, &|line, units| line.returned = line.returned.plus(units))?;
            state.set_transfer_lines(journal, ix, &changed);
            let document = Transfer { archived: true, ..state.facts.transfers.get(ix) };
            state.set_transfer(journal, ix, document);
            move_stock(state, journal, adjustments)
        }
        Fact::VendorReturnCreated { vendor_return } => records::add_vendor_return(state, journal, vendor_return),
        Fact::VendorReturnSent { vendor_return_id, sent_at, adjustments } => {
            let ids = &state.facts.vendor_returns.ids;
            let ix = ids.find_known(vendor_return_id).ok_or_else(|| unknown("vendor return", vendor_return_id))?;
            let mut document = state.facts.vendor_returns.get(ix);
            document.sent_at = *sent_at;
            state.set_vendor_return(journal, ix, document);
            move_stock(state, journal, adjustments)
        }
        Fact::SaleRecorded { sale, order, adjustments } => {
            if let Some(order) = order {
                records::add_order(state, journal, order)?;
            }
            records::add_sale(state, journal, sale)?;
            move_stock(state, journal, adjustments)
        }
        Fact::Refunded { sale_ids, order_id, lines, not_restocked: units, payment, adjustments } => {
            touch_sales(state, journal, sale_ids);
            refund(state, journal, lines)?;
            not_restocked(state, journal, units)?;
            if let (Some(order_id), Some(payment)) = (order_id, payment) {
                set_payment(state, journal, order_id, payment)?;
            }
            move_stock(state, journal, adjustments)
        }
        Fact::OrderCancelled {
            order_id,
            sale_ids,
            lines,
            not_restocked: units,
            payment,
            shipment_ids,
            adjustments,
        } => {
            touch_sales(state, journal, sale_ids);
            refund(state, journal, lines)?;
            not_restocked(state, journal, units)?;
            if let Some(payment) = payment {
                set_payment(state, journal, order_id, payment)?;
            }
            let ix = order(state, order_id)?;
            for id in shipment_ids {
                set_shipment(state, journal, ix, id, |shipment| shipment.status = ShipmentStatus::Cancelled)?;
            }
            let mut record = state.facts.orders.table.get(ix);
            record.cancelled = true;
            state.set_order(journal, ix, record);
            move_stock(state, journal, adjustments)
        }
        Fact::Restocked { sale_ids, not_restocked: units, adjustments } => {
            touch_sales(state, journal, sale_ids);
            not_restocked(state, journal, units)?;
            move_stock(state, journal, adjustments)
        }
        Fact::StockCounted { adjustments, .. } | Fact::StockAdjusted { adjustments, .. } => {
            move_stock(state, journal, adjustments)
        }
        Fact::OrderFraudSet { order_id, fraud } => {
            let ix = order(state, order_id)?;
            let mut record = state.facts.orders.table.get(ix);
            record.fraud = word(Fraud::ALL, fraud)?;
            state.set_order(journal, ix, record);
            Ok(())
        }
        Fact::OrderPaymentSet { order_id, payment } => set_payment(state, journal, order_id, payment),
        Fact::OrderPrioritySet { order_id, priority } => {
            let ix = order(state, order_id)?;
            let mut record = state.facts.orders.table.get(ix);
            record.priority = *priority;
            state.set_order(journal, ix, record);
            Ok(())
        }
        Fact::OrderLineMoved { order_id, sale_ids, lines, adjustments, .. } => {
            touch_sales(state, journal, sale_ids);
            move_stock(state, journal, adjustments)?;
            let ix = order(state, order_id)?;
            super::order_lines::replace(state, journal, ix, lines)
        }
        Fact::ShipmentCreated { order_id, shipment_id, number, lines } => {
            let ix = order(state, order_id)?;
            if state.facts.shipment_number(ix, shipment_id).is_some() {
                return Err(InventoryError::invalid("events", format!("{shipment_id:?} is there already")));
            }
            let numbers: Vec<(Ix, Quantity, String)> = {
                let known = state.facts.order_line_numbers(ix);
                let part = |line: &LineUnits| {
                    (known.get(line.line_id.as_str()).copied().unwrap_or(NONE), line.quantity, line.line_id.clone())
                };
                lines.iter().map(part).collect()
            };
            let texts = &mut state.facts.texts;
            let parts: Vec<ShipmentLine> = numbers
                .into_iter()
                .map(|(line, quantity, id)| ShipmentLine { id: texts.add(&id), line, quantity })
                .collect();
            let shipment = Shipment {
                order: ix,
                id: texts.add(shipment_id),
                number: texts.add(number),
                created_at: Some(event.at),
                lines: state.facts.orders.shipment_lines.add(parts),
                ..Shipment::default()
            };
            let mut record = state.facts.orders.table.get(ix);
            record.shipments = longer(&mut state.facts.orders.shipments, record.shipments, [shipment]);
            state.set_order(journal, ix, record);
            Ok(())
        }
        Fact::ShipmentStatusSet { order_id, shipment_id, status, forced } => {
            let ix = order(state, order_id)?;
            let status = word(ShipmentStatus::ALL, status)?;
            let texts = &mut state.facts.texts;
            let forced = forced.as_ref().map(|forced| Forced {
                reason: texts.add(&forced.reason),
                at: forced.at,
                by: texts.add_optional(forced.by.as_deref()),
            });
            set_shipment(state, journal, ix, shipment_id, |shipment| {
                shipment.status = status;
                shipment.forced = forced;
            })
        }
        Fact::TrackingNumberSet { order_id, shipment_id, tracking_number } => {
            let ix = order(state, order_id)?;
            let text = state.facts.texts.add_optional(tracking_number.as_deref());
            set_shipment(state, journal, ix, shipment_id, |shipment| shipment.tracking_number = text)
        }
        Fact::ShippedInPosTicked { order_id, shipment_id, shipped } => {
            let ix = order(state, order_id)?;
            set_shipment(state, journal, ix, shipment_id, |shipment| shipment.shipped_in_pos = *shipped)
        }
        Fact::Merged { upsert, remove } => super::merge::merge(state, journal, upsert, remove),
    }
}

fn purchase_order(state: &State, id: &str) -> Result<Ix, InventoryError> {
    state.facts.purchase_orders.ids.find_known(id).ok_or_else(|| unknown("purchase order", id))
}

fn transfer(state: &State, id: &str) -> Result<Ix, InventoryError> {
    state.facts.transfers.ids.find_known(id).ok_or_else(|| unknown("transfer", id))
}

pub fn order(state: &State, id: &str) -> Result<Ix, InventoryError> {
    state.facts.orders.table.ids.find_known(id).ok_or_else(|| unknown("order", id))
}

pub fn word<T: Copy>(words: &[(&'static str, T)], word: &str) -> Result<T, InventoryError> {
    let found = words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
    found.ok_or_else(|| InventoryError::invalid("events", format!("there is no {word:?}")))
}
