//! A command done and taken back leaves what the host saw before: rows, levels, orders that are ready, and what the
//! documents say, except for the trace that the command was there.

use super::seen::Seen;
use crate::support::fields::{field, list, text};
use serde_json::Value;

/// Commands that can be taken back at once, by the design's table.
pub const UNDOABLE: [&str; 26] = [
    "createPurchaseOrder",
    "editPurchaseOrder",
    "orderPurchaseOrder",
    "receivePurchaseOrder",
    "finishPurchaseOrder",
    "reopenPurchaseOrder",
    "archivePurchaseOrder",
    "createTransfer",
    "editTransfer",
    "sendTransfer",
    "receiveTransfer",
    "sendVendorReturn",
    "unsendVendorReturn",
    "recordSale",
    "countStock",
    "adjustStock",
    "clearFraud",
    "flagFraud",
    "markOrderPaid",
    "prioritiseOrder",
    "moveOrderLine",
    "createShipment",
    "setTrackingNumber",
    "markReadyForPickup",
    "markShipped",
    "markPickedUp",
];

pub fn is_as_before(kind: &str, before: &Seen, undone: &Seen) {
    for level in before.levels.keys().chain(undone.levels.keys()) {
        assert_eq!(undone.qoh(level), before.qoh(level), "{kind} taken back: QOH of {level:?}");
    }
    // A sale that is voided refunds the order it recorded: that is what taking it back means.
    let is_sale = kind == "recordSale";
    for (id, row) in &before.rows {
        let found = undone.rows.get(id).unwrap_or_else(|| panic!("{kind} taken back: the row {row} is missing"));
        assert!(is_sale || found == row, "{kind} taken back: a row differs\n  before {row}\n  after  {found}");
    }
    assert_eq!(undone.rows.len(), before.rows.len(), "{kind} taken back: rows {:?}", undone.rows.keys());
    for (id, was) in &before.documents {
        if is_sale && id.0 == "order" {
            continue;
        }
        let is = undone.documents.get(id).unwrap_or_else(|| panic!("{kind} taken back: {id:?} is missing"));
        assert_eq!(visible(is, was), *was, "{kind} taken back: {id:?}");
    }
    if !is_sale {
        for (id, was) in &before.readiness {
            assert_eq!(undone.readiness.get(id), Some(was), "{kind} taken back: readiness of {id}");
        }
    }
}

/// The document without what taking back leaves behind: receipts that are reversed, shipments that are cancelled, and
/// movements that cancel each other out.
fn visible(is: &Value, was: &Value) -> Value {
    let mut document = is.clone();
    let known = |list_name: &str, key: &str, record: &Value| {
        list(was, list_name).iter().any(|known| text(known, key) == text(record, key))
    };
    if let Some(receipts) = document.get_mut("receipts").and_then(Value::as_array_mut) {
        receipts.retain(|receipt| known("receipts", "commandId", receipt) || !is_true(receipt, "reversed"));
    }
    if let Some(shipments) = document.get_mut("shipments").and_then(Value::as_array_mut) {
        shipments.retain(|shipment| known("shipments", "id", shipment) || text(shipment, "status") != "cancelled");
    }
    let is_sale = was.get("completedAt").is_some();
    if let Some(lines) = document.get_mut("lines").and_then(Value::as_array_mut).filter(|_| is_sale) {
        lines.retain(|line| known("lines", "id", line));
    }
    document
}

fn is_true(record: &Value, name: &str) -> bool {
    field(record, name).as_bool() == Some(true)
}
