//! Everything that a host sees of an inventory, to compare before with after.

use super::call::{call, snapshot_json};
use super::fields::{field, flag, list, text};
use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The documents of a snapshot: their table and the method that looks one up, which is also the word in `changes`.
const DOCUMENTS: [(&str, &str); 5] = [
    ("orders", "order"),
    ("purchaseOrders", "purchaseOrder"),
    ("sales", "sale"),
    ("transfers", "transfer"),
    ("vendorReturns", "vendorReturn"),
];

#[derive(Clone, PartialEq)]
pub struct Picture {
    /// By (type, id), as looked up.
    documents: BTreeMap<(String, String), Value>,
    /// QOH by (item, shop).
    levels: BTreeMap<(String, String), Value>,
    /// Rows of the report by id.
    rows: BTreeMap<String, Value>,
    /// Waiting orders by id.
    backorders: BTreeMap<String, Value>,
    /// The proof of every level, and what is on its way there.
    explained: BTreeMap<(String, String), (Value, Value)>,
}

impl Picture {
    pub fn of(inventory: &Inventory) -> Self {
        let snapshot: Value = serde_json::from_slice(&snapshot_json(inventory)).unwrap();
        let ask = |method: &str, with: Value| call(inventory, method, &with).unwrap_or_else(|error| panic!("{error}"));
        let all = || json!({ "limit": 1_000_000 });
        let by_id = |page: Value, id: &str| -> BTreeMap<String, Value> {
            list(&page, "rows").iter().map(|row| (text(row, id).to_string(), row.clone())).collect()
        };
        let mut documents = BTreeMap::new();
        for (table, method) in DOCUMENTS {
            for record in list(&snapshot, table) {
                let id = text(record, "id");
                let mut document = ask(method, json!(id));
                if method == "sale" {
                    // The number of its order is the order's.
                    document["order"] = json!(null);
                }
                documents.insert((method.to_string(), id.to_string()), document);
            }
        }
        let level = |level: &Value| {
            ((text(level, "itemId").to_string(), text(level, "shopId").to_string()), field(level, "qoh").clone())
        };
        let mut explained = BTreeMap::new();
        for item in list(&snapshot, "items") {
            for shop in list(&snapshot, "shops") {
                let (item, shop) = (text(item, "id"), text(shop, "id"));
                let proof = (ask("explain", json!([item, shop])), ask("incoming", json!([item, shop])));
                explained.insert((item.to_string(), shop.to_string()), proof);
            }
        }
        Self {
            documents,
            levels: list(&snapshot, "levels").iter().map(level).collect(),
            rows: by_id(ask("report", all()), "id"),
            backorders: by_id(ask("backorders", all()), "orderId"),
            explained,
        }
    }

    /// The same facts, though something was done and taken back in between: a level that was made stays, with nothing on
    /// it; a receipt stays, and says that it is reversed; a sale keeps the movements that take each other back.
    pub fn assert_same(&self, other: &Picture, what: &str) {
        let (before, after) = (self.without_traces(), other.without_traces());
        assert_eq!(before.documents, after.documents, "{what}: the documents");
        assert_eq!(before.levels, after.levels, "{what}: the levels");
        assert_eq!(before.rows, after.rows, "{what}: the report");
        assert_eq!(before.backorders, after.backorders, "{what}: the waiting orders");
        assert_eq!(before.explained, after.explained, "{what}: the proofs");
    }

    fn without_traces(&self) -> Self {
        let mut picture = self.clone();
        picture.levels.retain(|_, qoh| qoh.as_f64() != Some(0.0));
        for ((kind, _), document) in &mut picture.documents {
            if let Some(receipts) = document.get_mut("receipts").and_then(Value::as_array_mut) {
                receipts.retain(|receipt| !flag(receipt, "reversed"));
            }
            if kind == "sale" {
                document["lines"].as_array_mut().unwrap().retain(|line| !text(line, "id").contains(':'));
            }
        }
        picture
    }

    fn is_ready(&self, order: &str) -> bool {
        self.backorders.get(order).is_some_and(|order| text(order, "state") == "ready")
    }
}

/// What `changes` must say between two pictures.
pub fn differences(before: &Picture, after: &Picture) -> Value {
    let added = after.rows.keys().filter(|id| !before.rows.contains_key(*id));
    let removed = before.rows.keys().filter(|id| !after.rows.contains_key(*id));
    let changed = before.rows.iter().filter(|(id, row)| after.rows.get(*id).is_some_and(|now| now != *row));
    let qoh = |picture: &Picture, level: &(String, String)| -> Value {
        picture.levels.get(level).cloned().unwrap_or_else(|| json!(0))
    };
    let mut levels: Vec<_> = before.levels.keys().chain(after.levels.keys()).collect();
    levels.sort();
    levels.dedup();
    let moved = levels.into_iter().filter(|level| qoh(before, level) != qoh(after, level));
    let level = |level: &(String, String)| json!({ "itemId": level.0, "shopId": level.1, "qoh": qoh(after, level) });
    let mut documents: Vec<_> = before.documents.keys().chain(after.documents.keys()).collect();
    documents.sort();
    documents.dedup();
    let touched = documents.into_iter().filter(|key| before.documents.get(key) != after.documents.get(key));
    let ready = after.backorders.keys().filter(|id| after.is_ready(id) && !before.is_ready(id));
    // Only those that still wait: an order that is shipped or cancelled is done, and not less ready.
    let no_longer = after.backorders.keys().filter(|id| before.is_ready(id) && !after.is_ready(id));
    json!({
        "rowsAdded": added.collect::<Vec<_>>(),
        "rowsChanged": changed.map(|(id, _)| id).collect::<Vec<_>>(),
        "rowsRemoved": removed.collect::<Vec<_>>(),
        "levels": moved.map(level).collect::<Vec<_>>(),
        "documents": touched.map(|(kind, id)| json!({ "type": kind, "id": id })).collect::<Vec<_>>(),
        "ordersReady": ready.collect::<Vec<_>>(),
        "ordersNoLongerReady": no_longer.collect::<Vec<_>>(),
        // These inventories know all their movements.
        "needsHistory": [],
    })
}
