//! The snapshot that is handed out: the contract's shapes, as far as imports fill them.

use oversold::{Instant, Quantity};
use serde::Serialize;

/// Everything, in the contract's order. `Inventory.fromJson` takes its JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    pub shops: Vec<Shop>,
    pub vendors: Vec<Vendor>,
    pub items: Vec<Item>,
    pub levels: Vec<Level>,
    pub sales: Vec<Sale>,
    pub adjustments: Vec<Adjustment>,
    pub purchase_orders: Vec<PurchaseOrder>,
    pub transfers: Vec<Transfer>,
    pub vendor_returns: Vec<VendorReturn>,
    pub orders: Vec<EcomOrder>,
}

impl Snapshot {
    /// As `Inventory.fromJson` reads it.
    pub fn to_json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Whole<'a> {
            format: &'static str,
            #[serde(flatten)]
            tables: &'a Snapshot,
        }
        // Names and numbers: there is nothing in it that JSON could not say.
        serde_json::to_vec(&Whole { format: "oversold/1", tables: self }).unwrap_or_default()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shop {
    pub id: String,
    pub name: String,
    /// Made up for a reference to it: whoever has the real one keeps it.
    #[serde(skip)]
    pub made_up: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Vendor {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_time_days: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub id: String,
    pub description: String,
    pub system_sku: Option<String>,
    pub upc: Option<String>,
    pub ean: Option<String>,
    pub custom_sku: Option<String>,
    pub manufacturer_sku: Option<String>,
    pub default_vendor_id: Option<String>,
    pub inventoried: bool,
    pub stock_tracking: Option<&'static str>,
    pub pack_size: Option<Quantity>,
    pub minimum_order: Option<Quantity>,
    pub unit_cost: Option<Quantity>,
    #[serde(skip)]
    pub made_up: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    pub item_id: String,
    pub shop_id: String,
    pub qoh: Quantity,
    pub reorder_point: Option<Quantity>,
    pub desired_level: Option<Quantity>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sale {
    pub id: String,
    pub number: String,
    pub shop_id: String,
    pub completed_at: Instant,
    pub order_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Adjustment {
    pub id: String,
    pub item_id: String,
    pub shop_id: String,
    pub quantity: Quantity,
    pub at: Instant,
    pub reason: String,
    pub source_id: Option<String>,
    pub reverses: Option<String>,
    pub refunded_not_restocked: Quantity,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineQuantity {
    pub line_id: String,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    pub command_id: String,
    pub at: Instant,
    pub by: Option<String>,
    pub lines: Vec<LineQuantity>,
    pub reversed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseOrder {
    pub id: String,
    pub number: String,
    pub vendor_id: Option<String>,
    pub shop_id: String,
    pub created_at: Option<Instant>,
    pub ordered_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub finished: bool,
    pub archived: bool,
    pub lines: Vec<PurchaseOrderLine>,
    pub receipts: Vec<Receipt>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseOrderLine {
    pub id: String,
    pub item_id: String,
    pub ordered: Quantity,
    pub received: Quantity,
    pub counted: Quantity,
    pub unit_cost: Option<Quantity>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    pub id: String,
    pub number: String,
    pub from_shop_id: String,
    pub to_shop_id: String,
    pub created_at: Option<Instant>,
    pub sent_at: Option<Instant>,
    pub expected_at: Option<Instant>,
    pub archived: bool,
    pub lines: Vec<TransferLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferLine {
    pub id: String,
    pub item_id: String,
    pub requested: Quantity,
    pub sent: Quantity,
    pub received: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorReturn {
    pub id: String,
    pub number: String,
    pub vendor_id: Option<String>,
    pub shop_id: String,
    pub sent_at: Option<Instant>,
    pub archived: bool,
    pub lines: Vec<VendorReturnLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorReturnLine {
    pub id: String,
    pub item_id: String,
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EcomOrder {
    pub id: String,
    pub number: String,
    pub placed_at: Instant,
    pub customer: Option<String>,
    pub due_at: Option<Instant>,
    pub payment: &'static str,
    pub fraud: &'static str,
    pub delivery: &'static str,
    pub cancelled: bool,
    pub priority: f64,
    pub lines: Vec<EcomOrderLine>,
    pub shipments: Vec<Shipment>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EcomOrderLine {
    pub id: String,
    pub item_id: String,
    pub shop_id: String,
    pub quantity: Quantity,
    pub refunded: Quantity,
    pub returned: Quantity,
    pub adjustment_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shipment {
    pub id: String,
    pub number: String,
    pub created_at: Option<Instant>,
    pub status: &'static str,
    pub tracking_number: Option<String>,
    pub shipped_in_pos: bool,
    pub lines: Vec<ShipmentLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShipmentLine {
    pub order_line_id: String,
    pub quantity: Quantity,
}
