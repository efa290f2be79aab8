//! What the host asks for.

use super::from_tree::{from_tree, words_from_tree};
use super::input::InstantInput;

/// Rows of a page where the host names no limit.
pub const DEFAULT_LIMIT: u32 = 100;

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Id,
    Description,
    Code,
    Shop,
    Qoh,
    Reason,
    Source,
    OccurredAt,
    Sold,
    Uncovered,
    EcomOrder,
    Customer,
    OnPurchaseOrder,
    OnTransfer,
    Elsewhere,
    Vendor,
    ExpectedAt,
}

/// One key of a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SortBy {
    pub by: Column,
    pub descending: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonChoice {
    Sale,
    VendorReturn,
    Transfer,
    Other,
    Unattributed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverageChoice {
    None,
    Partial,
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagnosisChoice {
    Unattributed,
    RefundedNotRestocked,
    ShippedUncovered,
    ExcessTransfer,
    NotReceived,
    OnItsWay,
    Backorder,
    MissingDocument,
}

/// Filters, sort and window of the report (rule 11). Absent or null: no such filter; an empty list keeps nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportQuery {
    /// Every word must occur in the description or begin one of the five codes.
    pub search: Option<String>,
    /// [from, to)
    pub from: Option<InstantInput>,
    pub to: Option<InstantInput>,
    pub ecom_only: Option<bool>,
    pub shop_ids: Option<Vec<String>>,
    /// `None` inside stands for items without a default vendor.
    pub vendor_ids: Option<Vec<Option<String>>>,
    pub reasons: Option<Vec<ReasonChoice>>,
    pub coverage: Option<Vec<CoverageChoice>>,
    pub diagnoses: Option<Vec<DiagnosisChoice>>,
    /// First key first; then occurredAt, then id.
    pub sort: Option<Vec<SortBy>>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A sort of documents, by a name that the kind of document knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortDocumentsBy {
    pub by: String,
    pub descending: Option<bool>,
}

/// Filters, sort and window of a list of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentQuery {
    /// Every word must occur in the number, vendor, customer or a tracking number, or begin the id.
    pub search: Option<String>,
    pub status: Option<Vec<String>>,
    /// A transfer belongs to both its shops, an order to those of its lines.
    pub shop_ids: Option<Vec<String>>,
    /// Of the document; of a transfer or an order: of one of its items.
    pub vendor_ids: Option<Vec<Option<String>>>,
    pub item_id: Option<String>,
    /// [from, to) of when the document was made: created, else ordered or sent; placed.
    pub from: Option<InstantInput>,
    pub to: Option<InstantInput>,
    pub sort: Option<Vec<SortDocumentsBy>>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShipmentStatusChoice {
    NotShipped,
    ReadyForPickup,
    Shipped,
    PickedUp,
    Cancelled,
}

/// Filters and window of the till's Shipments page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShipmentQuery {
    /// Every word must occur in the shipment's number, its order's number, the customer or the tracking number.
    pub search: Option<String>,
    /// The SHIPPED box.
    pub shipped_in_pos: Option<bool>,
    pub statuses: Option<Vec<ShipmentStatusChoice>>,
    pub shop_ids: Option<Vec<String>>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

words_from_tree! {
    Column {
        Id, Description, Code, Shop, Qoh, Reason, Source, OccurredAt, Sold, Uncovered, EcomOrder, Customer,
        OnPurchaseOrder, OnTransfer, Elsewhere, Vendor, ExpectedAt,
    }
    ReasonChoice { Sale, VendorReturn, Transfer, Other, Unattributed }
    CoverageChoice { None, Partial, Full }
    DiagnosisChoice {
        Unattributed, RefundedNotRestocked, ShippedUncovered, ExcessTransfer, NotReceived, OnItsWay, Backorder,
        MissingDocument,
    }
    ShipmentStatusChoice { NotShipped, ReadyForPickup, Shipped, PickedUp, Cancelled }
}
from_tree! {
    SortBy { by, descending }
    ReportQuery {
        search, from, to, ecom_only, shop_ids, vendor_ids, reasons, coverage, diagnoses, sort, offset, limit,
    }
    SortDocumentsBy { by, descending }
    DocumentQuery { search, status, shop_ids, vendor_ids, item_id, from, to, sort, offset, limit }
    ShipmentQuery { search, shipped_in_pos, statuses, shop_ids, offset, limit }
}
