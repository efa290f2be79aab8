//! What no command may break, as long as it held before it.

use super::call::{call, snapshot_json};
use super::fields::{Amount, amount, field, flag, list, optional_text, text};
use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// By what it is about, the two sides that must be equal.
pub type Balance = BTreeMap<String, (Amount, Amount)>;

/// Rule 14: what an order's line still holds, its sale's movement holds too. Each unit is compensated once.
pub fn compensated_once(inventory: &Inventory) -> Balance {
    let snapshot: Value = serde_json::from_slice(&snapshot_json(inventory)).unwrap();
    let kept = |id: &str| {
        let found = list(&snapshot, "adjustments").iter().find(|adjustment| text(adjustment, "id") == id);
        found.map(|adjustment| amount(adjustment, "refundedNotRestocked"))
    };
    let mut balance = Balance::new();
    for order in list(&snapshot, "orders") {
        for line in list(order, "lines") {
            let Some(adjustment) = optional_text(line, "adjustmentId") else { continue };
            let proof = call(inventory, "explain", &json!([line["itemId"], line["shopId"]])).unwrap();
            let source = list(&proof, "sources").iter().find(|source| text(source, "adjustmentId") == adjustment);
            let net = source.map_or(0, |source| amount(source, "quantity") - amount(source, "reversed"));
            let Some(kept) = kept(adjustment) else { continue };
            let holds = amount(line, "quantity") - amount(line, "refunded") - amount(line, "returned");
            balance.insert(format!("{} {}", text(order, "id"), text(line, "id")), (holds, net - kept));
        }
    }
    balance
}

/// No line is handed over or returned more often than it was sold, and no shipment holds what is not there.
pub fn assert_orders_hold(inventory: &Inventory) {
    let snapshot: Value = serde_json::from_slice(&snapshot_json(inventory)).unwrap();
    for order in list(&snapshot, "orders") {
        let in_shipments = |line: &Value, statuses: &[&str]| -> Amount {
            let shipments =
                list(order, "shipments").iter().filter(|shipment| statuses.contains(&text(shipment, "status")));
            let parts = shipments.flat_map(|shipment| list(shipment, "lines"));
            parts.filter(|part| part["orderLineId"] == line["id"]).map(|part| amount(part, "quantity")).sum()
        };
        for line in list(order, "lines") {
            let handed_over = in_shipments(line, &["shipped", "pickedUp"]);
            let waiting = in_shipments(line, &["notShipped", "readyForPickup"]);
            let left = amount(line, "quantity") - amount(line, "refunded") - handed_over - waiting;
            assert!(left >= 0, "more than was sold is in shipments or refunded: {line} of {order}");
            assert!(
                amount(line, "returned") <= handed_over,
                "more is returned than was handed over: {line} of {order}"
            );
            assert!(!flag(order, "cancelled") || waiting == 0, "a shipment of a cancelled order waits: {order}");
        }
    }
}

/// What a level held before the first known movement: every movement that a command makes is known.
pub fn openings(inventory: &Inventory) -> BTreeMap<String, Value> {
    let snapshot: Value = serde_json::from_slice(&snapshot_json(inventory)).unwrap();
    let levels = list(&snapshot, "levels").iter();
    let opening = |level: &Value| {
        let proof = call(inventory, "explain", &json!([level["itemId"], level["shopId"]])).unwrap();
        (format!("{} in {}", text(level, "itemId"), text(level, "shopId")), field(&proof, "opening").clone())
    };
    levels.map(opening).filter(|(_, opening)| opening.as_f64() != Some(0.0)).collect()
}
