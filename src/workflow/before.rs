//! What undo needs and nothing else tells once an event is taken in: the old values, and the new ones to compare with.

use super::transfer;
use crate::contract::event::{Fact, Line};
use crate::contract::into_tree::object;
use crate::contract::tree::Tree;
use crate::instant::Instant;
use crate::state::column::Ix;
use crate::state::edit::State;

/// The old values that an event replaces.
pub fn before(state: &State, fact: &Fact) -> Tree {
    let facts = &state.facts;
    let order = |id: &str| facts.orders.table.ids.find_known(id).map(|ix| facts.orders.table.get(ix));
    let shipment = |order_id: &str, id: &str| {
        let order = order(order_id)?;
        let mut shipments = facts.orders.shipments.of(order.shipments).iter();
        shipments.find(|shipment| facts.texts.get(shipment.id) == id).copied()
    };
    let values: Option<Tree> = match fact {
        Fact::PurchaseOrderEdited { purchase_order_id, expected_at, lines, .. } => {
            facts.purchase_orders.ids.find_known(purchase_order_id).map(|ix| {
                let record = facts.purchase_order_record(ix);
                let lines = lines.as_ref().map(|after| {
                    let line = |line: &crate::contract::documents::PurchaseOrderLine<'_>| {
                        object! {
                            "id": line.id, "itemId": line.item_id, "quantity": line.ordered, "unitCost": line.unit_cost,
                            "received": line.received, "counted": line.counted,
                        }
                    };
                    object! {"before": record.lines.iter().map(line).collect::<Vec<_>>(), "after": after}
                });
                object! {"expectedAt": date(record.expected_at, *expected_at), "lines": lines}
            })
        }
        Fact::PurchaseOrderOrdered { purchase_order_id, expected_at, .. } => {
            let ix = facts.purchase_orders.ids.find_known(purchase_order_id);
            ix.map(|ix| object! {"expectedAt": date(facts.purchase_orders.get(ix).expected_at, *expected_at)})
        }
        Fact::PurchaseOrderReceived { purchase_order_id, lines, .. } => {
            facts.purchase_orders.ids.find_known(purchase_order_id).map(|ix| {
                let numbers = facts.purchase_order_line_numbers(ix);
                let counted = |wanted: &crate::contract::event::LineUnits| -> Option<Tree> {
                    let line = facts.purchase_order_lines.get(*numbers.get(wanted.line_id.as_str())?);
                    let falls_by = line.counted.min(wanted.quantity);
                    falls_by.is_positive().then(|| object! {"lineId": wanted.line_id, "quantity": falls_by})
                };
                let was_open = facts.purchase_orders.get(ix).ordered_at.is_none();
                object! {"wasOpen": was_open, "counted": lines.iter().filter_map(counted).collect::<Vec<_>>()}
            })
        }
        Fact::TransferEdited { transfer_id, expected_at, lines } => facts.transfers.ids.find_known(transfer_id).map(|ix| {
            // A transfer has no costs, whatever an event says.
            let free = |line: &Line| Line { unit_cost: None, ..line.clone() };
            let after = lines.as_ref().map(|after| after.iter().map(free).collect::<Vec<_>>());
            let lines = after.map(|after| object! {"before": transfer::lines(facts, ix), "after": after});
            object! {"expectedAt": date(facts.transfers.get(ix).expected_at, *expected_at), "lines": lines}
        }),
        Fact::VendorReturnSent { vendor_return_id, .. } => {
            let ix = facts.vendor_returns.ids.find_known(vendor_return_id);
            ix.map(|ix| object! {"sentAt": facts.vendor_returns.get(ix).sent_at})
        }
        Fact::TransferReceived { excess, .. } => Some(object! {"excess": excess}),
        Fact::OrderFraudSet { order_id, fraud } => {
            order(order_id).map(|order| object! {"before": order.fraud.word(), "after": fraud})
        }
        Fact::OrderPaymentSet { order_id, payment } => {
            order(order_id).map(|order| object! {"before": order.payment.word(), "after": payment})
        }
        Fact::OrderPrioritySet { order_id, priority } => {
            order(order_id).map(|order| object! {"before": order.priority, "after": priority})
        }
        Fact::TrackingNumberSet { order_id, shipment_id, tracking_number } => {
            let tracking = |ix: Ix| facts.texts.optional(ix);
            shipment(order_id, shipment_id)
                .map(|shipment| object! {"shipmentId": shipment_id, "before": tracking(shipment.tracking_number), "after": tracking_number})
        }
        Fact::ShippedInPosTicked { order_id, shipment_id, shipped } => shipment(order_id, shipment_id)
            .map(|shipment| object! {"shipmentId": shipment_id, "before": shipment.shipped_in_pos, "after": shipped}),
        Fact::ShipmentStatusSet { order_id, shipment_id, status, .. } => shipment(order_id, shipment_id).map(|shipment| {
            let forced = shipment.forced.map(|forced| {
                object! {"reason": facts.texts.get(forced.reason), "at": forced.at, "by": facts.texts.optional(forced.by)}
            });
            object! {"shipmentId": shipment_id, "before": shipment.status.word(), "after": status, "forced": forced}
        }),
        Fact::ShipmentCreated { shipment_id, .. } => Some(object! {"shipmentId": shipment_id}),
        Fact::OrderLineMoved { order_id, line_id, .. } => {
            facts.orders.table.ids.find_known(order_id).map(|ix| {
                object! {"lineId": line_id, "lines": facts.order_record(ix).lines}
            })
        }
        _ => None,
    };
    values.unwrap_or_default()
}

/// A date that changes; none where it stays.
fn date(before: Option<Instant>, after: Option<Instant>) -> Option<Tree> {
    (before != after).then(|| object! {"before": before, "after": after})
}
