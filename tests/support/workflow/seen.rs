//! Everything that a host can see of an inventory at one moment, so that two moments can be compared.

use super::shelf::{Readiness, readiness};
use crate::support::call::{call, snapshot_json};
use crate::support::fields::{Amount, amount, list, text};
use crate::support::model::Model;
use oversold::Inventory;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The contract's word for a document's type, its table, and the method that shows it. For sales it is the same word.
pub const DOCUMENTS: [(&str, &str); 5] = [
    ("order", "orders"),
    ("purchaseOrder", "purchaseOrders"),
    ("sale", "sales"),
    ("transfer", "transfers"),
    ("vendorReturn", "vendorReturns"),
];

pub struct Seen {
    pub bytes: Vec<u8>,
    pub snapshot: Value,
    /// By row id.
    pub rows: BTreeMap<String, Value>,
    /// QOH by item and shop.
    pub levels: BTreeMap<(String, String), Amount>,
    /// The views by type and id.
    pub documents: BTreeMap<(String, String), Value>,
    pub readiness: BTreeMap<String, Readiness>,
}

pub fn ask(inventory: &Inventory, method: &str, with: &Value) -> Value {
    call(inventory, method, with).unwrap_or_else(|error| panic!("{method}({with}) is refused: {error}"))
}

/// Every row of the report.
pub fn all_rows(inventory: &Inventory) -> Value {
    ask(inventory, "report", &json!({ "limit": 1_000_000 }))["rows"].take()
}

/// Questions whose answers an inventory keeps and repairs, some of them short of all that matches.
pub fn reports(inventory: &Inventory) -> Vec<Value> {
    let facets = ask(inventory, "facets", &Value::Null);
    let shops: Vec<&Value> = list(&facets, "shops").iter().take(1).map(|facet| &facet["value"]).collect();
    let questions = [
        json!({ "sort": [{ "by": "source" }], "limit": 2 }),
        json!({ "ecomOnly": true, "sort": [{ "by": "customer", "descending": true }, { "by": "qoh" }] }),
        json!({ "shopIds": shops, "sort": [{ "by": "elsewhere" }], "limit": 1 }),
        json!({ "vendorIds": [null], "sort": [{ "by": "expectedAt" }, { "by": "id" }], "limit": 3 }),
        json!({ "search": "a", "sort": [{ "by": "onPurchaseOrder" }] }),
        json!({ "coverage": ["none"], "diagnoses": ["backorder", "missingDocument"], "sort": [{ "by": "description" }], "limit": 2 }),
    ];
    questions.iter().map(|question| ask(inventory, "report", question)).collect()
}

impl Seen {
    pub fn of(inventory: &Inventory) -> Self {
        reports(inventory);
        let bytes = snapshot_json(inventory);
        let snapshot: Value = serde_json::from_slice(&bytes).expect("a snapshot is JSON");
        let mut rows = BTreeMap::new();
        for row in all_rows(inventory).as_array().expect("rows are a list") {
            assert!(rows.insert(text(row, "id").to_owned(), row.clone()).is_none(), "two rows have one id: {row}");
        }
        let level =
            |level: &Value| ((text(level, "itemId").into(), text(level, "shopId").into()), amount(level, "qoh"));
        let levels = list(&snapshot, "levels").iter().map(level).collect();
        let mut documents = BTreeMap::new();
        for (kind, table) in DOCUMENTS {
            for record in list(&snapshot, table) {
                let mut view = ask(inventory, kind, &record["id"]);
                // Its own facts: the number of a sale's order is the order's.
                if let Some(view) = view.as_object_mut().filter(|_| kind == "sale") {
                    view.remove("order");
                }
                documents.insert((kind.to_owned(), text(record, "id").to_owned()), view);
            }
        }
        let readiness = readiness(&Model::new(&snapshot));
        Seen { bytes, snapshot, rows, levels, documents, readiness }
    }

    /// QOH; a level that is not there has 0.
    pub fn qoh(&self, level: &(String, String)) -> Amount {
        self.levels.get(level).copied().unwrap_or(0)
    }
}
