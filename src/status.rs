//! Rule 8: the status of a document is derived from its facts, never stored.

use serde::Serialize;

use crate::coverage::in_transit;
use crate::quantity::Quantity;
use crate::state::column::Ix;
use crate::state::facts::Facts;
use crate::state::orders::{Delivery, Fraud, Payment, ShipmentStatus};

/// The contract's words for a status, with their Rust names.
macro_rules! statuses {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const WORDS: &[&str] = &[$($word),+];

            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

statuses!(PurchaseOrderStatus { Open = "open", Ordered = "ordered", CheckIn = "checkIn", Finished = "finished", Archived = "archived" });
statuses!(TransferStatus { Open = "open", Sent = "sent", Received = "received", Archived = "archived" });
statuses!(VendorReturnStatus { Open = "open", Sent = "sent", Archived = "archived" });
statuses!(
    /// In the eCom back office's words.
    OrderStatus {
        Cancelled = "cancelled",
        OnHold = "onHold",
        AwaitingPayment = "awaitingPayment",
        AwaitingShipment = "awaitingShipment",
        AwaitingPickup = "awaitingPickup",
        ReadyForPickup = "readyForPickup",
        PartiallyShipped = "partiallyShipped",
        CompletedShipped = "completedShipped",
        CompletedPickedUp = "completedPickedUp",
    }
);

pub fn purchase_order(facts: &Facts, ix: Ix) -> PurchaseOrderStatus {
    let document = facts.purchase_orders.get(ix);
    if document.archived {
        PurchaseOrderStatus::Archived
    } else if document.finished {
        PurchaseOrderStatus::Finished
    } else if facts.purchase_order_lines.of(document.lines).iter().any(|line| line.received.is_positive()) {
        PurchaseOrderStatus::CheckIn
    } else if document.ordered_at.is_some() {
        PurchaseOrderStatus::Ordered
    } else {
        PurchaseOrderStatus::Open
    }
}

/// Whether a purchase order is still open. Asked for each of its lines that is on its way, so its date is looked at before all
/// of its lines are.
pub fn is_open(facts: &Facts, ix: Ix) -> bool {
    facts.purchase_orders.get(ix).ordered_at.is_none() && purchase_order(facts, ix) == PurchaseOrderStatus::Open
}

pub fn transfer(facts: &Facts, ix: Ix) -> TransferStatus {
    let document = facts.transfers.get(ix);
    if document.archived {
        TransferStatus::Archived
    } else if document.sent_at.is_none() {
        TransferStatus::Open
    } else if facts.transfer_lines.of(document.lines).iter().any(|line| in_transit(&document, line).is_positive()) {
        TransferStatus::Sent
    } else {
        TransferStatus::Received
    }
}

pub fn vendor_return(facts: &Facts, ix: Ix) -> VendorReturnStatus {
    let document = facts.vendor_returns.get(ix);
    if document.archived {
        VendorReturnStatus::Archived
    } else if document.sent_at.is_some() {
        VendorReturnStatus::Sent
    } else {
        VendorReturnStatus::Open
    }
}

pub fn order(facts: &Facts, ix: Ix) -> OrderStatus {
    let order = facts.orders.table.get(ix);
    let lines = facts.orders.lines.of(order.lines);
    let left: Quantity = lines.iter().map(|line| line.quantity.minus(line.refunded).or_zero()).sum();
    let handed_over: Quantity = lines.iter().map(|line| line.handed_over).sum();
    let unshipped: Quantity = lines.iter().map(|line| line.unshipped()).sum();
    let ready = || {
        let shipments = facts.orders.shipments.of(order.shipments);
        shipments.iter().any(|shipment| shipment.status == ShipmentStatus::ReadyForPickup)
    };
    if order.cancelled || (left.is_zero() && handed_over.is_zero()) {
        OrderStatus::Cancelled
    } else if order.fraud == Fraud::Fraudulent {
        OrderStatus::OnHold
    } else if unshipped.is_zero() {
        match order.delivery {
            Delivery::Pickup => OrderStatus::CompletedPickedUp,
            Delivery::Ship => OrderStatus::CompletedShipped,
        }
    } else if handed_over.is_positive() {
        OrderStatus::PartiallyShipped
    } else if order.payment != Payment::Paid {
        OrderStatus::AwaitingPayment
    } else if ready() {
        OrderStatus::ReadyForPickup
    } else if order.delivery == Delivery::Pickup {
        OrderStatus::AwaitingPickup
    } else {
        OrderStatus::AwaitingShipment
    }
}
