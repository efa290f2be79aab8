//! The contract's records, as they are written: absent where there is nothing to say.

use std::fmt;

use serde::{Serialize, Serializer};

/// An id or a document number: a prefix, a number and, for parts of something, a part. Small and `Copy`, so that
/// millions of them cost no allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    prefix: &'static str,
    number: u32,
    part: u32,
}

impl Label {
    pub const fn new(prefix: &'static str, number: usize) -> Self {
        Self { prefix, number: number as u32, part: 0 }
    }

    /// `<this>:<part>`, parts counting from 1.
    pub const fn part(self, part: usize) -> Self {
        Self { part: part as u32, ..self }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.prefix, self.number)?;
        if self.part > 0 { write!(out, ":{}", self.part) } else { Ok(()) }
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

/// An exact quantity in ten-thousandths, written as a number with at most four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(pub i64);

/// One unit.
pub const UNIT: i64 = 10_000;

impl Quantity {
    pub const fn units(units: i64) -> Self {
        Self(units * UNIT)
    }

    pub fn is_zero(&self) -> bool {
        self.0 == 0
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.0 % UNIT == 0 {
            out.serialize_i64(self.0 / UNIT)
        } else {
            out.serialize_f64(self.0 as f64 / UNIT as f64)
        }
    }
}

fn is_false(value: &bool) -> bool {
    !*value
}

macro_rules! records {
    ($($(#[$note:meta])* $name:ident { $($(#[$with:meta])* $field:ident: $kind:ty,)* })*) => {
        $($(#[$note])*
        #[derive(Clone, Debug, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$with])* pub $field: $kind,)* })*
    };
}

records! {
    Shop { id: Label, name: &'static str, }
    Vendor {
        id: Label, name: String,
        #[serde(skip_serializing_if = "Option::is_none")] lead_time_days: Option<i64>,
    }
    Item {
        id: Label, description: String,
        #[serde(skip_serializing_if = "Option::is_none")] system_sku: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] upc: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] ean: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] custom_sku: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] manufacturer_sku: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] default_vendor_id: Option<Label>,
        #[serde(skip_serializing_if = "Option::is_none")] inventoried: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")] stock_tracking: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")] pack_size: Option<Quantity>,
        #[serde(skip_serializing_if = "Option::is_none")] minimum_order: Option<Quantity>,
        #[serde(skip_serializing_if = "Option::is_none")] unit_cost: Option<Quantity>,
    }
    Level {
        item_id: Label, shop_id: Label, qoh: Quantity,
        #[serde(skip_serializing_if = "Option::is_none")] reorder_point: Option<Quantity>,
        #[serde(skip_serializing_if = "Option::is_none")] desired_level: Option<Quantity>,
    }
    Sale {
        id: Label, number: Label, shop_id: Label, completed_at: i64,
        #[serde(skip_serializing_if = "Option::is_none")] order_id: Option<Label>,
    }
    Adjustment {
        id: Label, item_id: Label, shop_id: Label, quantity: Quantity, at: i64, reason: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")] source_id: Option<Label>,
        #[serde(skip_serializing_if = "Option::is_none")] reverses: Option<Label>,
        #[serde(skip_serializing_if = "Quantity::is_zero")] refunded_not_restocked: Quantity,
        #[serde(skip_serializing_if = "Option::is_none")] note: Option<&'static str>,
    }
    Receipt { command_id: Label, at: i64, by: &'static str, lines: Vec<LineQuantity>, }
    LineQuantity { line_id: Label, quantity: Quantity, }
    PurchaseOrder {
        id: Label, number: Label,
        #[serde(skip_serializing_if = "Option::is_none")] vendor_id: Option<Label>,
        shop_id: Label,
        #[serde(skip_serializing_if = "Option::is_none")] created_at: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")] ordered_at: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")] expected_at: Option<i64>,
        #[serde(skip_serializing_if = "is_false")] finished: bool,
        #[serde(skip_serializing_if = "is_false")] archived: bool,
        lines: Vec<PurchaseOrderLine>,
        #[serde(skip_serializing_if = "Vec::is_empty")] receipts: Vec<Receipt>,
    }
    PurchaseOrderLine {
        id: Label, item_id: Label, ordered: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] received: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] counted: Quantity,
        #[serde(skip_serializing_if = "Option::is_none")] unit_cost: Option<Quantity>,
    }
    Transfer {
        id: Label, number: Label, from_shop_id: Label, to_shop_id: Label,
        #[serde(skip_serializing_if = "Option::is_none")] created_at: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")] sent_at: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")] expected_at: Option<i64>,
        #[serde(skip_serializing_if = "is_false")] archived: bool,
        lines: Vec<TransferLine>,
        #[serde(skip_serializing_if = "Vec::is_empty")] receipts: Vec<Receipt>,
    }
    TransferLine {
        id: Label, item_id: Label, requested: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] sent: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] received: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] returned: Quantity,
    }
    VendorReturn {
        id: Label, number: Label,
        #[serde(skip_serializing_if = "Option::is_none")] vendor_id: Option<Label>,
        shop_id: Label,
        #[serde(skip_serializing_if = "Option::is_none")] sent_at: Option<i64>,
        #[serde(skip_serializing_if = "is_false")] archived: bool,
        lines: Vec<VendorReturnLine>,
    }
    VendorReturnLine { id: Label, item_id: Label, quantity: Quantity, }
    Order {
        id: Label, number: Label, placed_at: i64,
        #[serde(skip_serializing_if = "Option::is_none")] customer: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")] due_at: Option<i64>,
        payment: &'static str, fraud: &'static str, delivery: &'static str,
        #[serde(skip_serializing_if = "is_false")] cancelled: bool,
        #[serde(skip_serializing_if = "Option::is_none")] priority: Option<i64>,
        lines: Vec<OrderLine>,
        #[serde(skip_serializing_if = "Vec::is_empty")] shipments: Vec<Shipment>,
    }
    OrderLine {
        id: Label, item_id: Label, shop_id: Label, quantity: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] refunded: Quantity,
        #[serde(skip_serializing_if = "Quantity::is_zero")] returned: Quantity,
        #[serde(skip_serializing_if = "Option::is_none")] adjustment_id: Option<Label>,
    }
    Shipment {
        id: Label, number: Label, created_at: i64, status: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")] tracking_number: Option<String>,
        #[serde(skip_serializing_if = "is_false")] shipped_in_pos: bool,
        #[serde(skip_serializing_if = "Option::is_none")] forced: Option<Forced>,
        lines: Vec<ShipmentLine>,
    }
    Forced { reason: &'static str, at: i64, by: &'static str, }
    ShipmentLine { order_line_id: Label, quantity: Quantity, }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<T: Serialize>(value: &T) -> String {
        serde_json::to_string(value).unwrap_or_default()
    }

    #[test]
    fn quantities_are_written_exactly() {
        assert_eq!(written(&Quantity::units(-3)), "-3");
        assert_eq!(written(&Quantity(12_500)), "1.25");
        assert_eq!(written(&Quantity(1)), "0.0001");
    }

    #[test]
    fn labels_name_parts() {
        assert_eq!(written(&Label::new("a", 1_000_001)), "\"a1000001\"");
        assert_eq!(written(&Label::new("c", 7).part(2)), "\"c7:2\"");
    }
}
