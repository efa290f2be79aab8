//! eCom orders: which adjustment belongs to a line, what is unshipped, what the shelf holds, and the status.

use super::ledger::Role;
use super::{Model, is_at};
use crate::support::fields::{Amount, amount, flag, instant, list, optional_text, text};
use serde_json::Value;

/// Units of a line in shipments that were shipped or picked up.
pub fn handed_over(order: &Value, line: &Value) -> Amount {
    list(order, "shipments")
        .iter()
        .filter(|shipment| matches!(text(shipment, "status"), "shipped" | "pickedUp"))
        .flat_map(|shipment| list(shipment, "lines"))
        .filter(|shipped| text(shipped, "orderLineId") == text(line, "id"))
        .map(|shipped| amount(shipped, "quantity"))
        .sum()
}

/// Sold, not refunded, not handed over.
pub fn unshipped(order: &Value, line: &Value) -> Amount {
    if flag(order, "cancelled") {
        return 0;
    }
    (amount(line, "quantity") - amount(line, "refunded") - handed_over(order, line)).max(0)
}

/// The first status that holds.
pub fn order_status(order: &Value) -> &'static str {
    let lines = list(order, "lines");
    let nothing_left = lines.iter().all(|line| amount(line, "quantity") - amount(line, "refunded") <= 0);
    let some_handed_over = lines.iter().any(|line| handed_over(order, line) > 0);
    let pickup = text(order, "delivery") == "pickup";
    let waits_for_pickup = list(order, "shipments").iter().any(|shipment| text(shipment, "status") == "readyForPickup");
    if flag(order, "cancelled") || (nothing_left && !some_handed_over) {
        "cancelled"
    } else if text(order, "fraud") == "fraudulent" {
        "onHold"
    } else if lines.iter().all(|line| unshipped(order, line) == 0) {
        if pickup { "completedPickedUp" } else { "completedShipped" }
    } else if some_handed_over {
        "partiallyShipped"
    } else if text(order, "payment") != "paid" {
        "awaitingPayment"
    } else if waits_for_pickup {
        "readyForPickup"
    } else if pickup {
        "awaitingPickup"
    } else {
        "awaitingShipment"
    }
}

impl<'a> Model<'a> {
    fn known_sales_of(&self, order: &Value) -> Vec<&'a Value> {
        let sales = self.table("sales").iter();
        sales.filter(|sale| optional_text(sale, "orderId") == Some(text(order, "id"))).collect()
    }

    /// The sale adjustments of an order's sales that no line names, on one level, by (at, id).
    fn unnamed_adjustments(&self, order: &Value, item: &str, shop: &str) -> Vec<&'a Value> {
        let named: Vec<&str> =
            list(order, "lines").iter().filter_map(|line| optional_text(line, "adjustmentId")).collect();
        let sales: Vec<&str> = self.known_sales_of(order).into_iter().map(|sale| text(sale, "id")).collect();
        let mut found: Vec<&Value> = self
            .table("adjustments")
            .iter()
            .filter(|adjustment| is_at(adjustment, item, shop) && text(adjustment, "reason") == "sale")
            .filter(|adjustment| optional_text(adjustment, "sourceId").is_some_and(|source| sales.contains(&source)))
            .filter(|adjustment| amount(adjustment, "quantity") < 0 && self.role(adjustment) == Role::Ordinary)
            .filter(|adjustment| !named.contains(&text(adjustment, "id")))
            .collect();
        found.sort_by_key(|adjustment| (instant(adjustment, "at"), text(adjustment, "id")));
        found
    }

    /// The sale adjustment of a line: the one it names, else the k-th of the order for the k-th such line.
    pub fn adjustment_of_line(&self, order: &'a Value, line: &'a Value) -> Option<&'a str> {
        if let Some(named) = optional_text(line, "adjustmentId") {
            return Some(named);
        }
        let (item, shop) = (text(line, "itemId"), text(line, "shopId"));
        let k = list(order, "lines")
            .iter()
            .filter(|other| is_at(other, item, shop) && optional_text(other, "adjustmentId").is_none())
            .position(|other| text(other, "id") == text(line, "id"))?;
        self.unnamed_adjustments(order, item, shop).get(k).map(|adjustment| text(adjustment, "id"))
    }

    /// The unshipped units of the order lines that an adjustment recorded.
    pub fn unshipped_of_adjustment(&self, adjustment: &Value) -> Amount {
        let mut units = 0;
        for order in self.table("orders") {
            for line in list(order, "lines") {
                if self.adjustment_of_line(order, line) == Some(text(adjustment, "id")) {
                    units += unshipped(order, line);
                }
            }
        }
        units
    }

    /// Rule 12: a line is recorded if it names an adjustment, or if a sale of its order is known.
    fn is_recorded(&self, order: &Value, line: &Value) -> bool {
        optional_text(line, "adjustmentId").is_some() || !self.known_sales_of(order).is_empty()
    }

    /// What is physically there: QOH + unshipped.
    pub fn shelf(&self, item: &str, shop: &str) -> Amount {
        if !self.is_inventoried(item) {
            return 0;
        }
        let mut shelf = self.qoh(item, shop);
        for order in self.table("orders") {
            for line in list(order, "lines").iter().filter(|line| is_at(line, item, shop)) {
                if self.is_recorded(order, line) {
                    shelf += unshipped(order, line);
                }
            }
        }
        shelf
    }
}
