//! Taking a command back: its inverse, as a new event under the new command's id. What came too late is `notReversible`.

use super::decide::{Decided, Stop, illegal, not_found};
use super::receipt::{old_values, own_movements};
use super::{order, order_lines, purchase_order, receipt, sale, shipment, stock, transfer, vendor_return};
use crate::contract::command::Command;
use crate::contract::event::{Fact, Line};
use crate::contract::from_tree::{self, FromTree};
use crate::contract::outcome::{DocumentKind, Refusal, RefusalCode};
use crate::contract::tree::Tree;
use crate::state::column::{Ix, NONE};
use crate::state::edit::State;
use crate::state::facts::Story;
use crate::status::{self, PurchaseOrderStatus, TransferStatus};

fn too_late(message: &str) -> Refusal {
    Refusal::new(RefusalCode::NotReversible, message)
}

/// The id of the document of a kind that the command touched.
fn document(story: &Story, kind: DocumentKind) -> Result<&str, Refusal> {
    let found = story.documents.iter().find(|(found, _)| *found == kind).map(|(_, id)| id.as_str());
    found.ok_or_else(|| too_late("the command's document is not known any more"))
}

pub fn undo(state: &State, command: &Command, command_id: &str) -> Decided {
    let known = state.facts.command(command_id).ok_or_else(|| not_found("commandId", "command", command_id))?;
    let story = known.story.as_ref().ok_or_else(|| too_late("what the command did is not known any more"))?;
    if story.undone {
        return Err(too_late("the command is taken back already").into());
    }
    match inverse(state, command, command_id, story) {
        // Whatever stands in the way now came after the command: the undo is too late.
        Err(Stop::Refused(mut refusal)) if refusal.code != RefusalCode::NotReversible => {
            refusal.message = format!("the command cannot be taken back any more: {}", refusal.message);
            (refusal.code, refusal.path) = (RefusalCode::NotReversible, None);
            Err(refusal.into())
        }
        decided => decided,
    }
}

fn inverse(state: &State, command: &Command, command_id: &str, story: &Story) -> Decided {
    let facts = &state.facts;
    let old = || old_values(facts, command_id);
    let purchase_order_id = || document(story, DocumentKind::PurchaseOrder);
    let transfer_id = || document(story, DocumentKind::Transfer);
    let vendor_return_id = || document(story, DocumentKind::VendorReturn);
    let order_id = || document(story, DocumentKind::Order);
    match story.kind.as_str() {
        "createPurchaseOrder" => {
            let id = purchase_order_id()?;
            let status = status::purchase_order(facts, purchase_order::find(state, id)?);
            if status != PurchaseOrderStatus::Open {
                return Err(illegal("the purchase order", status.word(), "open").into());
            }
            purchase_order::archive(state, id)
        }
        "editPurchaseOrder" => {
            let old = old();
            let id = purchase_order_id()?;
            let ix = purchase_order::find(state, id)?;
            let lines = old_lines(&old, || purchase_order::lines(facts, ix))?;
            let now = facts.purchase_orders.get(ix).expected_at;
            purchase_order::edit_back(state, id, old_date(&old, now), lines.as_deref())
        }
        "orderPurchaseOrder" => {
            let id = purchase_order_id()?;
            let ix = purchase_order::find(state, id)?;
            let status = status::purchase_order(facts, ix);
            if status != PurchaseOrderStatus::Ordered {
                return Err(illegal("the purchase order", status.word(), "ordered with nothing received").into());
            }
            let expected_at = old_date(&old(), facts.purchase_orders.get(ix).expected_at);
            Ok(Fact::PurchaseOrderOrdered { purchase_order_id: id.to_owned(), ordered_at: None, expected_at })
        }
        "receivePurchaseOrder" | "receiveTransfer" => receipt::reverse(state, command, command_id),
        "finishPurchaseOrder" => purchase_order::reopen(state, purchase_order_id()?),
        "reopenPurchaseOrder" => purchase_order::finish(state, purchase_order_id()?),
        "archivePurchaseOrder" => {
            let id = purchase_order_id()?;
            let status = status::purchase_order(facts, purchase_order::find(state, id)?);
            if status != PurchaseOrderStatus::Archived {
                return Err(illegal("the purchase order", status.word(), "archived").into());
            }
            Ok(Fact::PurchaseOrderArchived { purchase_order_id: id.to_owned(), archived: false })
        }
        "createTransfer" => {
            let id = transfer_id()?;
            let status = status::transfer(facts, transfer::find(state, id)?);
            if status != TransferStatus::Open {
                return Err(illegal("the transfer", status.word(), "open").into());
            }
            transfer::archive(state, command, id)
        }
        "editTransfer" => {
            let old = old();
            let id = transfer_id()?;
            let ix = transfer::find(state, id)?;
            let lines = old_lines(&old, || transfer::lines(facts, ix))?;
            transfer::edit_back(state, id, old_date(&old, facts.transfers.get(ix).expected_at), lines)
        }
        "sendTransfer" => transfer::unsend(state, command, transfer::find(state, transfer_id()?)?),
        "sendVendorReturn" => vendor_return::unsend(state, command, vendor_return_id()?),
        "unsendVendorReturn" => {
            let sent_at = instant(&old(), "sentAt");
            vendor_return::send_again(state, command, vendor_return_id()?, sent_at, &own_movements(facts, command_id))
        }
        "recordSale" => sale::void(state, command, document(story, DocumentKind::Sale)?),
        "countStock" | "adjustStock" => stock::take_back(state, command, &own_movements(facts, command_id)),
        "clearFraud" | "flagFraud" | "markOrderPaid" | "prioritiseOrder" => {
            order_fact(state, order_id()?, &story.kind, &old())
        }
        "setTrackingNumber" | "tickShippedInPos" | "markShipped" | "markReadyForPickup" | "markPickedUp" => {
            shipment_fact(state, order_id()?, &story.kind, &old())
        }
        "createShipment" => {
            let old = old();
            let Tree::Text(id) = old.get("shipmentId") else {
                return Err(too_late("its shipment is not known").into());
            };
            shipment::cancel(state, order_id()?, id)
        }
        "moveOrderLine" => order_lines::take_back(state, command, order_id()?, command_id),
        kind => Err(too_late(&format!("nothing takes {kind} back")).with("type", kind).into()),
    }
}

fn instant(old: &Tree, name: &str) -> Option<crate::Instant> {
    match old.get(name) {
        Tree::Number(at) => Some(*at as crate::Instant),
        _ => None,
    }
}

/// The date before, where the command changed it and nobody did since.
fn old_date(old: &Tree, now: Option<crate::Instant>) -> Option<crate::Instant> {
    let dates = old.get("expectedAt");
    let is_unchanged = *dates != Tree::Null && instant(dates, "after") == now;
    if is_unchanged { instant(dates, "before") } else { now }
}

/// The lines before an edit, if they are unchanged since; none where it left them as they were.
fn old_lines<L: FromTree>(old: &Tree, now: impl FnOnce() -> Vec<Line>) -> Result<Option<Vec<L>>, Refusal> {
    let lines = old.get("lines");
    if *lines == Tree::Null {
        return Ok(None);
    }
    let unknown = |_| too_late("the old lines are not known any more");
    let after: Vec<Line> = from_tree::read(lines.get("after"), "lines").map_err(unknown)?;
    if after != now() {
        return Err(too_late("its lines were changed again since"));
    }
    from_tree::read(lines.get("before"), "lines").map(Some).map_err(unknown)
}

/// The old value of an order's fact, if it is unchanged since.
fn order_fact(state: &State, order_id: &str, kind: &str, old: &Tree) -> Decided {
    let (_, record) = order::find_alive(state, order_id)?;
    let (now, order_id) = (
        match kind {
            "markOrderPaid" => Tree::Text(record.payment.word().to_owned()),
            "prioritiseOrder" => Tree::Number(record.priority),
            _ => Tree::Text(record.fraud.word().to_owned()),
        },
        order_id.to_owned(),
    );
    if now != *old.get("after") {
        return Err(too_late("it was changed again since").into());
    }
    match (kind, old.get("before")) {
        ("markOrderPaid", Tree::Text(payment)) => Ok(Fact::OrderPaymentSet { order_id, payment: payment.clone() }),
        ("prioritiseOrder", Tree::Number(priority)) => Ok(Fact::OrderPrioritySet { order_id, priority: *priority }),
        (_, Tree::Text(fraud)) => Ok(Fact::OrderFraudSet { order_id, fraud: fraud.clone() }),
        _ => Err(too_late("the old value is not known any more").into()),
    }
}

/// The old value of a shipment's fact, if it is unchanged since; a hand-over only until it is ticked in the till.
fn shipment_fact(state: &State, order_id: &str, kind: &str, old: &Tree) -> Decided {
    let (ix, _) = order::find_alive(state, order_id)?;
    let facts = &state.facts;
    let Tree::Text(shipment_id) = old.get("shipmentId").clone() else {
        return Err(too_late("its shipment is not known").into());
    };
    let number = facts.shipment_number(ix, &shipment_id).ok_or_else(|| too_late("its shipment is gone"))?;
    let record = facts.orders.shipments.get(number);
    let now = match kind {
        "setTrackingNumber" => {
            let tracking = facts.texts.optional(record.tracking_number);
            tracking.map_or(Tree::Null, |text| Tree::Text(text.to_owned()))
        }
        "tickShippedInPos" => Tree::Bool(record.shipped_in_pos),
        _ => Tree::Text(record.status.word().to_owned()),
    };
    if now != *old.get("after") {
        return Err(too_late("it was changed again since").into());
    }
    let order_id = order_id.to_owned();
    match (kind, old.get("before")) {
        ("setTrackingNumber", Tree::Text(tracking)) => {
            Ok(Fact::TrackingNumberSet { order_id, shipment_id, tracking_number: Some(tracking.clone()) })
        }
        ("setTrackingNumber", _) => Ok(Fact::TrackingNumberSet { order_id, shipment_id, tracking_number: None }),
        ("tickShippedInPos", Tree::Bool(shipped)) => {
            Ok(Fact::ShippedInPosTicked { order_id, shipment_id, shipped: *shipped })
        }
        (_, Tree::Text(status)) => {
            if record.shipped_in_pos {
                return Err(too_late("the shipment is ticked as shipped in the till").into());
            }
            if was_returned(state, number) {
                return Err(too_late("some of its units came back since").into());
            }
            let forced = match old.get("forced") {
                Tree::Null => None,
                forced => from_tree::read(forced, "forced").ok(),
            };
            Ok(Fact::ShipmentStatusSet { order_id, shipment_id, status: status.clone(), forced })
        }
        _ => Err(too_late("the old value is not known any more").into()),
    }
}

/// Whether a line of a handed-over shipment holds more returned units than its other shipments handed over.
fn was_returned(state: &State, shipment: Ix) -> bool {
    let orders = &state.facts.orders;
    let record = orders.shipments.get(shipment);
    record.status.is_handed_over()
        && orders.shipment_lines.of(record.lines).iter().filter(|part| part.line != NONE).any(|part| {
            let line = orders.lines.get(part.line);
            line.handed_over.minus(part.quantity) < line.returned
        })
}
