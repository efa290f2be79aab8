//! The lists: which documents and shipments a query keeps, and in which order.

use super::Model;
use super::lookups::{Document, with_status};
use super::query::{in_range, is_listed};
use super::text::{folded, natural};
use crate::support::fields::{field, flag, instant, list, optional_text, text};
use crate::support::shapes::{SHIPMENT, canonical};
use serde_json::{Value, json};
use std::cmp::Ordering;

impl Model<'_> {
    /// The documents that a query keeps: sorted, then by when they were made, then by id.
    pub fn documents(&self, document: &Document, query: &Value) -> Vec<Value> {
        let mut found: Vec<&Value> = self
            .table(document.table)
            .iter()
            .filter(|record| is_listed(query, "status", &json!((document.status)(record))))
            .filter(|record| keeps_any(query, "shopIds", &shops_of(record)))
            .filter(|record| keeps_any(query, "vendorIds", &self.vendors_of(document, record)))
            .filter(|record| in_range(query, made_at(record)))
            .filter(|record| keeps_any(query, "itemId", &items_of(record)))
            .filter(|record| holds_words(query, &self.searched_texts(record)))
            .collect();
        found.sort_by(|left, right| {
            let mut order = Ordering::Equal;
            for key in list(query, "sort") {
                let descending = key["descending"] == json!(true);
                order = order.then_with(|| self.compare_documents(document, text(key, "by"), descending, left, right));
            }
            order
                .then(made_at(left).unwrap_or(i64::MAX).cmp(&made_at(right).unwrap_or(i64::MAX)))
                .then(text(left, "id").cmp(text(right, "id")))
        });
        found.into_iter().map(|record| with_status(document, record)).collect()
    }

    /// A document's own vendor; for a transfer or an order those of its items.
    fn vendors_of(&self, document: &Document, record: &Value) -> Vec<Value> {
        if document.call == "purchaseOrder" || document.call == "vendorReturn" {
            return vec![self.vendor_id(record, "vendorId")];
        }
        let items = list(record, "lines").iter().filter_map(|line| self.find("items", text(line, "itemId")));
        items.map(|item| self.vendor_id(item, "defaultVendorId")).collect()
    }

    /// A vendor counts by its id, sent or not.
    pub fn vendor_id(&self, record: &Value, name: &str) -> Value {
        optional_text(record, name).map_or(Value::Null, |id| json!(id))
    }

    fn name_of(&self, table: &str, record: &Value, name: &str) -> Option<String> {
        Some(text(self.find(table, optional_text(record, name)?)?, "name").to_string())
    }

    /// What a search looks at: numbers, whom it concerns, tracking numbers.
    fn searched_texts(&self, record: &Value) -> Vec<String> {
        let mut texts = vec![text(record, "number").to_string()];
        texts.extend(optional_text(record, "customer").map(str::to_string));
        texts.extend(self.name_of("vendors", record, "vendorId"));
        texts.extend(
            list(record, "shipments")
                .iter()
                .filter_map(|shipment| optional_text(shipment, "trackingNumber"))
                .map(str::to_string),
        );
        texts
    }

    fn compare_documents(
        &self,
        document: &Document,
        by: &str,
        descending: bool,
        left: &Value,
        right: &Value,
    ) -> Ordering {
        let texts = |record: &Value| match by {
            "number" | "customer" => optional_text(record, by).map(str::to_string),
            "status" => Some((document.status)(record).to_string()),
            "vendor" => self.name_of("vendors", record, "vendorId"),
            "shop" => self.name_of("shops", record, "shopId"),
            "fromShop" => self.name_of("shops", record, "fromShopId"),
            "toShop" => self.name_of("shops", record, "toShopId"),
            other => panic!("no sort {other}"),
        };
        match by {
            "id" => {
                directed(Some(text(left, "id")), Some(text(right, "id")), descending, |left, right| left.cmp(right))
            }
            _ if by.ends_with("At") => directed(instant(left, by), instant(right, by), descending, i64::cmp),
            _ => directed(texts(left), texts(right), descending, |left, right| natural(left, right)),
        }
    }

    /// The shipments that a query keeps: oldest first, those without a date last, then by number and id.
    pub fn shipments(&self, query: &Value) -> Vec<Value> {
        let mut found = Vec::new();
        for order in self.table("orders") {
            for shipment in list(order, "shipments") {
                let line_of = |shipped: &Value| {
                    list(order, "lines").iter().find(|line| text(line, "id") == text(shipped, "orderLineId"))
                };
                let shops: Vec<Value> = list(shipment, "lines")
                    .iter()
                    .filter_map(line_of)
                    .map(|line| field(line, "shopId").clone())
                    .collect();
                let texts: Vec<String> =
                    [(shipment, "number"), (order, "number"), (order, "customer"), (shipment, "trackingNumber")]
                        .iter()
                        .filter_map(|(record, name)| optional_text(record, name).map(str::to_string))
                        .collect();
                let ticked = field(query, "shippedInPos");
                let kept = is_listed(query, "statuses", field(shipment, "status"))
                    && (ticked.is_null() || *ticked == json!(flag(shipment, "shippedInPos")))
                    && keeps_any(query, "shopIds", &shops)
                    && holds_words(query, &texts);
                if kept {
                    let mut answer = canonical(shipment, SHIPMENT);
                    answer["orderId"] = field(order, "id").clone();
                    answer["orderNumber"] = field(order, "number").clone();
                    answer["customer"] = field(order, "customer").clone();
                    found.push(answer);
                }
            }
        }
        found.sort_by(|left, right| {
            let made_at = |shipment: &Value| instant(shipment, "createdAt").unwrap_or(i64::MAX);
            made_at(left)
                .cmp(&made_at(right))
                .then_with(|| natural(text(left, "number"), text(right, "number")))
                .then_with(|| text(left, "id").cmp(text(right, "id")))
                .then_with(|| text(left, "orderId").cmp(text(right, "orderId")))
        });
        found
    }
}

fn directed<T>(left: Option<T>, right: Option<T>, descending: bool, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) if descending => compare(&right, &left),
        (Some(left), Some(right)) => compare(&left, &right),
        // Nulls last in both directions.
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// A document belongs to its own shop, a transfer to both of its shops, an order to those of its lines.
fn shops_of(record: &Value) -> Vec<Value> {
    let own = ["shopId", "fromShopId", "toShopId"].iter().map(|name| field(record, name));
    own.chain(list(record, "lines").iter().map(|line| field(line, "shopId")))
        .filter(|shop| !shop.is_null())
        .cloned()
        .collect()
}

fn items_of(record: &Value) -> Vec<Value> {
    list(record, "lines").iter().map(|line| field(line, "itemId").clone()).collect()
}

/// A filter of one value or several keeps what has any of them; an absent one keeps everything.
fn keeps_any(query: &Value, filter: &str, values: &[Value]) -> bool {
    match field(query, filter) {
        Value::Null => true,
        Value::Array(wanted) => values.iter().any(|value| wanted.contains(value)),
        wanted => values.contains(wanted),
    }
}

fn holds_words(query: &Value, texts: &[String]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| folded(text)).collect();
    let search = folded(optional_text(query, "search").unwrap_or(""));
    search.split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

/// A document's age is its createdAt, else orderedAt or sentAt; an order's is when it was placed.
pub fn made_at(record: &Value) -> Option<i64> {
    ["placedAt", "createdAt", "orderedAt", "sentAt"].iter().find_map(|name| instant(record, name))
}
