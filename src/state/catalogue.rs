//! Shops, vendors and items.

use super::column::{Ix, NONE};
use crate::quantity::Quantity;

#[derive(Clone, Copy, Debug)]
pub struct Shop {
    pub name: Ix,
}

impl Default for Shop {
    fn default() -> Self {
        Self { name: NONE }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    pub name: Ix,
    pub lead_time_days: Option<f64>,
}

impl Default for Vendor {
    fn default() -> Self {
        Self { name: NONE, lead_time_days: None }
    }
}

/// How the online shop tracks an item's stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockTracking {
    Disabled,
    Enabled,
    Indicator,
}

impl StockTracking {
    pub const ALL: [(&'static str, Self); 3] =
        [("disabled", Self::Disabled), ("enabled", Self::Enabled), ("indicator", Self::Indicator)];

    pub fn word(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::Indicator => "indicator",
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub description: Ix,
    /// In the order in which a row shows the first: custom SKU, system SKU, UPC, EAN, manufacturer SKU.
    pub codes: [Ix; 5],
    pub vendor: Ix,
    pub inventoried: bool,
    pub stock_tracking: Option<StockTracking>,
    pub pack_size: Option<Quantity>,
    pub minimum_order: Option<Quantity>,
    pub unit_cost: Option<Quantity>,
}

impl Default for Item {
    fn default() -> Self {
        Self {
            description: NONE,
            codes: [NONE; 5],
            vendor: NONE,
            inventoried: true,
            stock_tracking: None,
            pack_size: None,
            minimum_order: None,
            unit_cost: None,
        }
    }
}
