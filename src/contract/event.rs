//! Facts as the host stores them: plain JSON, self-contained, discriminated by `type`.
//!
//! Stock moves only through `adjustments`, given whole, so that a host can project them into its own table: each is a
//! new movement, and its level's QOH changes by its quantity.

use serde::Serialize;

use super::from_tree::{At, FromTree, deserialize, from_tree, is_word, read_field, words_from_tree};
use super::tree::Tree;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// An event with its head. One command gives one event.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineUnits {
    pub line_id: String,
    pub quantity: Quantity,
}

/// A line as ordered or requested; what was received of it stays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    pub id: String,
    pub item_id: String,
    pub quantity: Quantity,
    pub unit_cost: Option<Quantity>,
}

/// Units of a source whose demand went while QOH stayed (rule 14); negative when `restock` put them back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotRestocked {
    pub adjustment_id: String,
    pub quantity: Quantity,
}

/// Units refunded of an order's line: before they were handed over, or returned after.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundedUnits {
    pub order_id: String,
    pub line_id: String,
    pub refunded: Quantity,
    pub returned: Quantity,
}

/// A line of an order, as far as a move to another shop changes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forced {
    pub reason: String,
    pub at: Instant,
    pub by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReceivedDocument {
    PurchaseOrder,
    Transfer,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

from_tree! {
    Movement { id id, item_id, shop_id, quantity, at, reason id, source_id optional_id, reverses optional_id, note }
    LineUnits { line_id id, quantity units }
    Line { id id, item_id, quantity units, unit_cost }
    NotRestocked { adjustment_id, quantity }
    RefundedUnits { order_id, line_id, refunded units, returned units }
    OrderLineFacts { id id, item_id, shop_id, quantity units, refunded units, returned units, adjustment_id optional_id }
    Forced { reason, at, by }
}
words_from_tree! {
    ReceivedDocument { PurchaseOrder, Transfer }
}

impl FromTree for Event {
    fn from_tree(at: &At<'_>) -> Self {
        at.expect_object();
        Self {
            format: at.field("format"),
            revision: at.field("revision"),
            command_id: at.id("command_id"),
            command: at.field("command"),
            digest: at.field("digest"),
            undoes: at.field("undoes"),
            at: at.field("at"),
            by: at.field("by"),
            fact: Fact::from_tree(at),
        }
    }
}
deserialize!(Event);

/// Facts by their words in `type`.
macro_rules! facts {
    ($($fact:ident { $($field:ident $($how:ident)?),+ $(,)? })+) => {
        impl FromTree for Fact {
            fn from_tree(at: &At<'_>) -> Self {
                let kind = at.inner("type");
                let word = kind.text().unwrap_or_default();
                $(
                    if is_word(word, stringify!($fact)) {
                        return Self::$fact { $($field: read_field!(at, $field $($how)?)),+ };
                    }
                )+
                kind.wrong("expected an event of the contract");
                Self::Merged { upsert: Tree::Null, remove: Tree::Null }
            }
        }
    };
}

facts! {
    PurchaseOrderCreated { purchase_order }
    PurchaseOrderEdited { purchase_order_id, expected_at, lines, counted }
    PurchaseOrderOrdered { purchase_order_id, ordered_at, expected_at }
    PurchaseOrderReceived { purchase_order_id, ordered_at, lines, adjustments }
    PurchaseOrderFinished { purchase_order_id, finished }
    PurchaseOrderArchived { purchase_order_id, archived }
    ReceiptReversed { document, document_id, receipt_id, lines, counted, excess, ordered_at, adjustments }
    TransferCreated { transfer }
    TransferEdited { transfer_id, expected_at, lines }
    TransferSent { transfer_id, lines, adjustments }
    TransferUnsent { transfer_id, adjustments }
    TransferReceived { transfer_id, lines, excess, adjustments }
    TransferReturned { transfer_id, lines, adjustments }
    TransferArchived { transfer_id, lines, adjustments }
    VendorReturnCreated { vendor_return }
    VendorReturnSent { vendor_return_id, sent_at, adjustments }
    SaleRecorded { sale, order, adjustments }
    Refunded { sale_ids, order_id, lines, not_restocked, payment, adjustments }
    OrderCancelled { order_id, sale_ids, lines, not_restocked, payment, shipment_ids, adjustments }
    Restocked { sale_ids, not_restocked, adjustments }
    StockCounted { item_id, shop_id, counted, adjustments }
    StockAdjusted { item_id, shop_id, adjustments }
    OrderFraudSet { order_id, fraud }
    OrderPaymentSet { order_id, payment }
    OrderPrioritySet { order_id, priority }
    OrderLineMoved { order_id, line_id, sale_ids, lines, adjustments }
    ShipmentCreated { order_id, shipment_id id, number, lines }
    ShipmentStatusSet { order_id, shipment_id, status, forced }
    TrackingNumberSet { order_id, shipment_id, tracking_number }
    ShippedInPosTicked { order_id, shipment_id, shipped }
    Merged { upsert, remove }
}
