//! The host's records, given back as the contract has them: look-ups, lists, and the snapshot.

use serde::Serialize;

use super::outcome::ChangedDocument;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// A document by id and number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DocumentRef<'a> {
    pub id: &'a str,
    pub number: &'a str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shop<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vendor<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub lead_time_days: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item<'a> {
    pub id: &'a str,
    pub description: &'a str,
    pub system_sku: Option<&'a str>,
    pub upc: Option<&'a str>,
    pub ean: Option<&'a str>,
    pub custom_sku: Option<&'a str>,
    pub manufacturer_sku: Option<&'a str>,
    pub default_vendor_id: Option<&'a str>,
    pub inventoried: bool,
    pub stock_tracking: Option<&'static str>,
    pub pack_size: Option<Quantity>,
    pub minimum_order: Option<Quantity>,
    pub unit_cost: Option<Quantity>,
    /// In a look-up: the item's levels, by shop id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Level<'a>>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Level<'a> {
    pub item_id: &'a str,
    pub shop_id: &'a str,
    pub qoh: Quantity,
    pub reorder_point: Option<Quantity>,
    pub desired_level: Option<Quantity>,
    /// From when on its movements are complete; null where all of them are there.
    pub history_from: Option<Instant>,
    /// In a look-up: what is derived of it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub derived: Option<LevelDerived>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LevelDerived {
    /// QOH and what is sold but not handed over.
    pub shelf: Quantity,
    pub on_purchase_order: Quantity,
    pub on_transfer: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sale<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub shop_id: &'a str,
    pub completed_at: Instant,
    pub order_id: Option<&'a str>,
}

/// A sale looked up: with its movements, and its eCom order if that is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SaleView<'a> {
    #[serde(flatten)]
    pub sale: Sale<'a>,
    pub lines: Vec<Adjustment<'a>>,
    pub order: Option<DocumentRef<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Adjustment<'a> {
    pub id: &'a str,
    pub item_id: &'a str,
    pub shop_id: &'a str,
    pub quantity: Quantity,
    pub at: Instant,
    pub reason: &'a str,
    pub source_id: Option<&'a str>,
    pub reverses: Option<&'a str>,
    pub refunded_not_restocked: Quantity,
    pub note: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineQuantity<'a> {
    pub line_id: &'a str,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt<'a> {
    pub command_id: &'a str,
    pub at: Instant,
    pub by: Option<&'a str>,
    pub lines: Vec<LineQuantity<'a>>,
    pub reversed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseOrder<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub vendor_id: Option<&'a str>,
    pub shop_id: &'a str,
    pub created_at: Option<Instant>,
    pub ordered_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub finished: bool,
    pub archived: bool,
    pub lines: Vec<PurchaseOrderLine<'a>>,
    pub receipts: Vec<Receipt<'a>>,
    /// Derived; not in a snapshot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseOrderLine<'a> {
    pub id: &'a str,
    pub item_id: &'a str,
    pub ordered: Quantity,
    pub received: Quantity,
    pub counted: Quantity,
    pub unit_cost: Option<Quantity>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Transfer<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub from_shop_id: &'a str,
    pub to_shop_id: &'a str,
    pub created_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub archived: bool,
    pub lines: Vec<TransferLine<'a>>,
    pub receipts: Vec<Receipt<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferLine<'a> {
    pub id: &'a str,
    pub item_id: &'a str,
    pub requested: Quantity,
    pub sent: Quantity,
    pub received: Quantity,
    pub returned: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorReturn<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub vendor_id: Option<&'a str>,
    pub shop_id: &'a str,
    pub sent_at: Option<Instant>,
    pub archived: bool,
    pub lines: Vec<VendorReturnLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorReturnLine<'a> {
    pub id: &'a str,
    pub item_id: &'a str,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EcomOrder<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub placed_at: Instant,
    pub customer: Option<&'a str>,
    pub due_at: Option<Instant>,
    pub payment: &'static str,
    pub fraud: &'static str,
    pub delivery: &'static str,
    pub cancelled: bool,
    pub priority: f64,
    pub lines: Vec<EcomOrderLine<'a>>,
    pub shipments: Vec<Shipment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EcomOrderLine<'a> {
    pub id: &'a str,
    pub item_id: &'a str,
    pub shop_id: &'a str,
    pub quantity: Quantity,
    pub refunded: Quantity,
    pub returned: Quantity,
    pub adjustment_id: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shipment<'a> {
    pub id: &'a str,
    pub number: &'a str,
    pub created_at: Option<Instant>,
    pub status: &'static str,
    pub tracking_number: Option<&'a str>,
    pub shipped_in_pos: bool,
    pub forced: Option<Forced<'a>>,
    pub lines: Vec<ShipmentLine<'a>>,
    /// In the list of shipments: whose it is.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<ShipmentOwner<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShipmentOwner<'a> {
    pub order_id: &'a str,
    pub order_number: &'a str,
    pub customer: Option<&'a str>,
}

/// A gate overridden.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forced<'a> {
    pub reason: &'a str,
    pub at: Instant,
    pub by: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShipmentLine<'a> {
    pub order_line_id: &'a str,
    pub quantity: Quantity,
}

/// A command that was applied: what rule 15 needs, and what history and undo need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AppliedCommand<'a> {
    pub id: &'a str,
    pub revision: u64,
    pub digest: &'a str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub story: Option<CommandStory<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommandStory<'a> {
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub at: Instant,
    pub by: Option<&'a str>,
    pub documents: Vec<ChangedDocument>,
    pub levels: Vec<ItemAndShop<'a>>,
    /// JSON for `undo`, opaque to the host.
    pub before: Option<String>,
    pub undone: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemAndShop<'a> {
    pub item_id: &'a str,
    pub shop_id: &'a str,
}
