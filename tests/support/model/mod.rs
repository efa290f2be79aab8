//! The naive model: every rule of the design written down as plainly as possible, from the snapshot's JSON
//! to the answers' JSON, without an index and without a thought for speed. The core must agree with it.

pub mod incoming;
pub mod ledger;
pub mod lists;
pub mod lookups;
pub mod orders;
pub mod proof;
pub mod query;
pub mod rows;
pub mod text;

use super::fields::{Amount, amount, flag, list, optional_text, text};
use serde_json::Value;
use std::cell::OnceCell;

/// A valid snapshot, and the one load option that changes answers.
pub struct Model<'a> {
    pub snapshot: &'a Value,
    open_purchase_orders: bool,
    /// Every row of the report, once it was asked for.
    rows: OnceCell<Vec<Value>>,
}

impl<'a> Model<'a> {
    pub fn new(snapshot: &'a Value) -> Self {
        Model { snapshot, open_purchase_orders: true, rows: OnceCell::new() }
    }

    /// With the load option `openPurchaseOrders: false`.
    pub fn without_open_purchase_orders(snapshot: &'a Value) -> Self {
        Model { open_purchase_orders: false, ..Model::new(snapshot) }
    }

    /// Every row of the report, level after level.
    pub fn all_rows(&self) -> &[Value] {
        self.rows.get_or_init(|| {
            let levels = self.all_levels().into_iter();
            levels
                .flat_map(|(item, shop)| {
                    self.coverage(item, shop).iter().map(|covered| self.row(item, shop, covered)).collect::<Vec<_>>()
                })
                .collect()
        })
    }

    pub fn table(&self, name: &str) -> &'a [Value] {
        list(self.snapshot, name)
    }

    pub fn find(&self, table: &str, id: &str) -> Option<&'a Value> {
        self.table(table).iter().find(|record| text(record, "id") == id)
    }

    /// Rule 1: items that are not inventoried have no level.
    pub fn is_inventoried(&self, item: &str) -> bool {
        self.find("items", item).is_some_and(|item| item.get("inventoried").and_then(Value::as_bool) != Some(false))
    }

    /// Quantity on hand; a level that was not sent has 0.
    pub fn qoh(&self, item: &str, shop: &str) -> Amount {
        if !self.is_inventoried(item) {
            return 0;
        }
        let level = self.table("levels").iter().find(|level| is_at(level, item, shop));
        level.map_or(0, |level| amount(level, "qoh"))
    }

    /// Rule 4: what other shops have of it.
    pub fn elsewhere(&self, item: &str, shop: &str) -> Amount {
        let levels = self.table("levels").iter();
        levels
            .filter(|level| text(level, "itemId") == item && text(level, "shopId") != shop)
            .map(|level| amount(level, "qoh").max(0))
            .sum()
    }

    /// Every (item, shop) of the snapshot, sent or not.
    pub fn all_levels(&self) -> Vec<(&'a str, &'a str)> {
        let items = self.table("items").iter();
        items
            .flat_map(|item| self.table("shops").iter().map(move |shop| (text(item, "id"), text(shop, "id"))))
            .collect()
    }

    /// The order that this sale recorded, if both are known.
    pub fn order_of_sale(&self, sale: &Value) -> Option<&'a Value> {
        self.find("orders", optional_text(sale, "orderId")?)
    }

    pub fn is_cancelled(order: &Value) -> bool {
        flag(order, "cancelled")
    }
}

pub fn is_at(record: &Value, item: &str, shop: &str) -> bool {
    text(record, "itemId") == item && text(record, "shopId") == shop
}
