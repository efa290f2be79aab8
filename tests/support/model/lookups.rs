//! The look-ups: a record as it was handed over, with what is derived from it.

use super::Model;
use super::incoming::{purchase_order_status, transfer_status, vendor_return_status};
use super::orders::order_status;
use crate::support::fields::{number, optional_text, text};
use crate::support::shapes::{
    ADJUSTMENT, ITEM, LEVEL, ORDER, PURCHASE_ORDER, SALE, Shape, TRANSFER, VENDOR_RETURN, canonical,
};
use serde_json::{Value, json};

/// A look-up that answers a document and its status.
pub struct Document {
    pub table: &'static str,
    pub call: &'static str,
    pub shape: &'static Shape,
    pub status: fn(&Value) -> &'static str,
}

pub static DOCUMENTS: [Document; 4] = [
    Document { table: "purchaseOrders", call: "purchaseOrder", shape: PURCHASE_ORDER, status: purchase_order_status },
    Document { table: "transfers", call: "transfer", shape: TRANSFER, status: transfer_status },
    Document { table: "vendorReturns", call: "vendorReturn", shape: VENDOR_RETURN, status: vendor_return_status },
    Document { table: "orders", call: "order", shape: ORDER, status: order_status },
];

pub fn with_status(document: &Document, record: &Value) -> Value {
    let mut answer = canonical(record, document.shape);
    answer["status"] = json!((document.status)(record));
    answer
}

impl Model<'_> {
    /// The item, and its levels by shop: those that were sent, and those where something is on its way or waits.
    pub fn item(&self, id: &str) -> Option<(Value, Vec<Value>)> {
        let item = self.find("items", id)?;
        let mut levels = Vec::new();
        for shop in self.table("shops").iter().map(|shop| text(shop, "id")).filter(|_| self.is_inventoried(id)) {
            let sent = self.table("levels").iter().find(|level| super::is_at(level, id, shop)).cloned();
            let facts = sent.unwrap_or_else(|| json!({ "itemId": id, "shopId": shop, "qoh": 0 }));
            let mut level = canonical(&facts, LEVEL);
            level["shelf"] = number(self.shelf(id, shop));
            level["onPurchaseOrder"] = number(self.incoming_total(id, shop, "purchaseOrder"));
            level["onTransfer"] = number(self.incoming_total(id, shop, "transfer"));
            levels.push(level);
        }
        Some((canonical(item, ITEM), levels))
    }

    /// Was this level sent by the host?
    pub fn is_sent(&self, item: &str, shop: &str) -> bool {
        self.table("levels").iter().any(|level| super::is_at(level, item, shop))
    }

    pub fn sale(&self, id: &str) -> Option<Value> {
        let sale = self.find("sales", id)?;
        let mut lines: Vec<Value> = self
            .table("adjustments")
            .iter()
            .filter(|line| text(line, "reason") == "sale" && optional_text(line, "sourceId") == Some(id))
            .map(|line| canonical(line, ADJUSTMENT))
            .collect();
        lines.sort_by_key(|line| text(line, "id").to_string());
        let mut answer = canonical(sale, SALE);
        answer["lines"] = Value::Array(lines);
        answer["order"] = self
            .order_of_sale(sale)
            .map_or(Value::Null, |order| json!({ "id": text(order, "id"), "number": text(order, "number") }));
        Some(answer)
    }
}
