//! Everything that is known, and nothing that is derived.

use std::collections::BTreeMap;

use super::adjustments::Adjustments;
use super::catalogue::{Item, Shop, Vendor};
use super::column::Ix;
use super::documents::{
    Lines, PurchaseOrder, PurchaseOrderLine, Receipt, Sale, Transfer, TransferLine, VendorReturn, VendorReturnLine,
};
use super::levels::Levels;
use super::orders::Orders;
use super::table::Table;
use super::texts::Texts;

/// A command that was applied (rule 15).
#[derive(Clone, Debug)]
pub struct AppliedCommand {
    pub id: String,
    pub revision: u64,
    pub digest: String,
}

/// The host's facts, interned.
#[derive(Debug, Default)]
pub struct Facts {
    pub revision: u64,
    pub texts: Texts,
    pub shops: Table<Shop>,
    pub vendors: Table<Vendor>,
    pub items: Table<Item>,
    pub levels: Levels,
    pub sales: Table<Sale>,
    pub adjustments: Adjustments,
    pub purchase_orders: Table<PurchaseOrder>,
    pub purchase_order_lines: Lines<PurchaseOrderLine>,
    pub purchase_order_receipts: BTreeMap<Ix, Vec<Receipt>>,
    pub transfers: Table<Transfer>,
    pub transfer_lines: Lines<TransferLine>,
    pub transfer_receipts: BTreeMap<Ix, Vec<Receipt>>,
    pub vendor_returns: Table<VendorReturn>,
    pub vendor_return_lines: Lines<VendorReturnLine>,
    pub orders: Orders,
    pub commands: Vec<AppliedCommand>,
}

impl Facts {
    /// Whether a level counts at all (rule 1): services and labour have no stock.
    pub fn is_inventoried(&self, level: Ix) -> bool {
        self.items.get(self.levels.item(level)).inventoried
    }
}
