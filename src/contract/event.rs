//! Facts as the host stores them: plain JSON, self-contained, discriminated by `type`.
//!
//! Stock moves only through `adjustments`, given whole, so that a host can project them into its own table: each is a
//! new movement, and its level's QOH changes by its quantity.

use serde::{Deserialize, Serialize};

use super::tree::Tree;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// An event with its head. One command gives one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    pub format: String,
    pub revision: u64,
    pub command_id: String,
    /// The command's type.
    pub command: String,
    /// Of the command's content (rule 15).
    pub digest: String,
    /// The command that this one took back.
    pub undoes: Option<String>,
    pub at: Instant,
    pub by: Option<String>,
    #[serde(flatten)]
    pub fact: Fact,
}

/// A movement that an event made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Movement {
    pub id: String,
    pub item_id: String,
    pub shop_id: String,
    pub quantity: Quantity,
    pub at: Instant,
    pub reason: String,
    pub source_id: Option<String>,
    pub reverses: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LineUnits {
    pub line_id: String,
    pub quantity: Quantity,
}

/// A line as ordered or requested; what was received of it stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    pub id: String,
    pub item_id: String,
    pub quantity: Quantity,
    pub unit_cost: Option<Quantity>,
}

/// Units of a source whose demand went while QOH stayed (rule 14); negative when `restock` put them back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotRestocked {
    pub adjustment_id: String,
    pub quantity: Quantity,
}

/// Units refunded of an order's line: before they were handed over, or returned after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundedUnits {
    pub order_id: String,
    pub line_id: String,
    pub refunded: Quantity,
    pub returned: Quantity,
}

/// A line of an order, as far as a move to another shop changes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderLineFacts {
    pub id: String,
    pub item_id: String,
    pub shop_id: String,
    pub quantity: Quantity,
    pub refunded: Quantity,
    pub returned: Quantity,
    pub adjustment_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forced {
    pub reason: String,
    pub at: Instant,
    pub by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReceivedDocument {
    PurchaseOrder,
    Transfer,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Fact {
    /// The record as in a snapshot.
    PurchaseOrderCreated {
        purchase_order: Tree,
    },
    /// `lines`: all lines from now on; null: as they were. `counted`: units at the dock of lines that are there again.
    PurchaseOrderEdited {
        purchase_order_id: String,
        expected_at: Option<Instant>,
        lines: Option<Vec<Line>>,
        counted: Vec<LineUnits>,
    },
    /// `orderedAt` null: an order taken back.
    PurchaseOrderOrdered {
        purchase_order_id: String,
        ordered_at: Option<Instant>,
        expected_at: Option<Instant>,
    },
    /// `orderedAt`: set where the purchase order was still open.
    PurchaseOrderReceived {
        purchase_order_id: String,
        ordered_at: Option<Instant>,
        lines: Vec<LineUnits>,
        adjustments: Vec<Movement>,
    },
    PurchaseOrderFinished {
        purchase_order_id: String,
        finished: bool,
    },
    PurchaseOrderArchived {
        purchase_order_id: String,
        archived: bool,
    },
    /// A receipt taken back, whole. `excess`: units by which a transfer's receipt had raised `sent`.
    ReceiptReversed {
        document: ReceivedDocument,
        document_id: String,
        receipt_id: String,
        lines: Vec<LineUnits>,
        /// Units counted at the dock again.
        counted: Vec<LineUnits>,
        excess: Vec<LineUnits>,
        ordered_at: Option<Instant>,
        adjustments: Vec<Movement>,
    },
    TransferCreated {
        transfer: Tree,
    },
    TransferEdited {
        transfer_id: String,
        expected_at: Option<Instant>,
        lines: Option<Vec<Line>>,
    },
    TransferSent {
        transfer_id: String,
        lines: Vec<LineUnits>,
        adjustments: Vec<Movement>,
    },
    /// A Send taken back: open again, nothing sent.
    TransferUnsent {
        transfer_id: String,
        adjustments: Vec<Movement>,
    },
    /// `excess`: units received beyond what was in transit, which raise `sent`.
    TransferReceived {
        transfer_id: String,
        lines: Vec<LineUnits>,
        excess: Vec<LineUnits>,
        adjustments: Vec<Movement>,
    },
    TransferReturned {
        transfer_id: String,
        lines: Vec<LineUnits>,
        adjustments: Vec<Movement>,
    },
    /// `lines`: what was in transit and returned to the sender first.
    TransferArchived {
        transfer_id: String,
        lines: Vec<LineUnits>,
        adjustments: Vec<Movement>,
    },
    VendorReturnCreated {
        vendor_return: Tree,
    },
    VendorReturnSent {
        vendor_return_id: String,
        sent_at: Option<Instant>,
        adjustments: Vec<Movement>,
    },
    /// `sale` and `order` as in a snapshot.
    SaleRecorded {
        sale: Tree,
        order: Option<Tree>,
        adjustments: Vec<Movement>,
    },
    /// Of a sale, or of an order; `payment` where it changed.
    Refunded {
        sale_ids: Vec<String>,
        order_id: Option<String>,
        lines: Vec<RefundedUnits>,
        not_restocked: Vec<NotRestocked>,
        payment: Option<String>,
        adjustments: Vec<Movement>,
    },
    OrderCancelled {
        order_id: String,
        sale_ids: Vec<String>,
        lines: Vec<RefundedUnits>,
        not_restocked: Vec<NotRestocked>,
        payment: Option<String>,
        shipment_ids: Vec<String>,
        adjustments: Vec<Movement>,
    },
    Restocked {
        sale_ids: Vec<String>,
        not_restocked: Vec<NotRestocked>,
        adjustments: Vec<Movement>,
    },
    StockCounted {
        item_id: String,
        shop_id: String,
        counted: Quantity,
        adjustments: Vec<Movement>,
    },
    StockAdjusted {
        item_id: String,
        shop_id: String,
        adjustments: Vec<Movement>,
    },
    OrderFraudSet {
        order_id: String,
        fraud: String,
    },
    OrderPaymentSet {
        order_id: String,
        payment: String,
    },
    OrderPrioritySet {
        order_id: String,
        priority: f64,
    },
    /// All lines of the order from now on.
    OrderLineMoved {
        order_id: String,
        line_id: String,
        sale_ids: Vec<String>,
        lines: Vec<OrderLineFacts>,
        adjustments: Vec<Movement>,
    },
    ShipmentCreated {
        order_id: String,
        shipment_id: String,
        number: String,
        lines: Vec<LineUnits>,
    },
    ShipmentStatusSet {
        order_id: String,
        shipment_id: String,
        status: String,
        forced: Option<Forced>,
    },
    TrackingNumberSet {
        order_id: String,
        shipment_id: String,
        tracking_number: Option<String>,
    },
    ShippedInPosTicked {
        order_id: String,
        shipment_id: String,
        shipped: bool,
    },
    Merged {
        upsert: Tree,
        remove: Tree,
    },
}
