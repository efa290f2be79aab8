//! The books at the start of a story, put together record by record.

use super::books::Books;
use super::fields::{list, text};
use serde_json::{Value, json};

pub struct Start(Value);

impl Start {
    /// Two shops, two vendors, three items and a service, but nothing in stock and nothing sold.
    pub fn new() -> Self {
        Self(json!({
            "format": "oversold/1",
            "shops": [{ "id": "main", "name": "Main Street" }, { "id": "harbour", "name": "Harbour" }],
            "vendors": [{ "id": "alpine", "name": "Alpine" }, { "id": "breeze", "name": "Breeze" }],
            "items": [
                { "id": "helmet", "description": "Road helmet", "defaultVendorId": "alpine", "stockTracking": "indicator" },
                { "id": "gloves", "description": "Winter gloves", "defaultVendorId": "breeze", "stockTracking": "indicator" },
                { "id": "bell", "description": "Brass bell", "stockTracking": "disabled" },
                { "id": "fitting", "description": "Fitting", "inventoried": false },
            ],
            "levels": [],
        }))
    }

    /// Adds a record as it is.
    pub fn with(mut self, table: &str, record: Value) -> Self {
        if self.0[table].is_null() {
            self.0[table] = json!([]);
        }
        self.0[table].as_array_mut().unwrap().push(record);
        self
    }

    /// Changes some fields of a record.
    pub fn but(mut self, table: &str, id: &str, fields: Value) -> Self {
        let records = self.0[table].as_array_mut().unwrap_or_else(|| panic!("there are no {table}"));
        let record = records.iter_mut().find(|record| text(record, "id") == id);
        let record = record.unwrap_or_else(|| panic!("{table} has no {id}"));
        for (name, value) in fields.as_object().unwrap() {
            record[name] = value.clone();
        }
        self
    }

    pub fn stock(self, item: &str, shop: &str, qoh: i64) -> Self {
        self.with("levels", json!({ "itemId": item, "shopId": shop, "qoh": qoh }))
    }

    /// A sale at the till of the main shop: `s1` of a helmet moves stock by the adjustment `s1-helmet`.
    pub fn till_sale(self, id: &str, at: i64, sold: &[(&str, i64)]) -> Self {
        let sale = json!({ "id": id, "number": id, "shopId": "main", "completedAt": at });
        let by = json!({ "shopId": "main", "at": at, "reason": "sale", "sourceId": id });
        sold.iter().fold(self.with("sales", sale), |start, (item, quantity)| {
            start.moved(&format!("{id}-{item}"), item, -quantity, &by)
        })
    }

    /// A paid order of the online shop that nobody suspects, to be shipped from the main shop. `o1` of a helmet has the
    /// line `helmet`; the sale `s-o1` recorded it and moved stock by the adjustment `o1-helmet`.
    pub fn online_order(self, id: &str, at: i64, sold: &[(&str, i64)]) -> Self {
        let sale = format!("s-{id}");
        let line = |(item, quantity): &(&str, i64)| json!({ "id": item, "itemId": item, "shopId": "main", "quantity": quantity, "adjustmentId": format!("{id}-{item}") });
        let order = json!({
            "id": id, "number": format!("E-{id}"), "placedAt": at, "payment": "paid", "fraud": "cleared", "delivery": "ship",
            "lines": sold.iter().map(line).collect::<Vec<_>>(),
        });
        let record = json!({ "id": sale, "number": sale, "shopId": "main", "completedAt": at, "orderId": id });
        let by = json!({ "shopId": "main", "at": at, "reason": "sale", "sourceId": sale });
        sold.iter().fold(self.with("orders", order).with("sales", record), |start, (item, quantity)| {
            start.moved(&format!("{id}-{item}"), item, -quantity, &by)
        })
    }

    /// A purchase order of the main shop, ordered on the day that it was made. Its lines are called by their items.
    pub fn purchase_order(self, id: &str, at: i64, ordered: &[(&str, i64)]) -> Self {
        let line = |(item, quantity): &(&str, i64)| json!({ "id": item, "itemId": item, "ordered": quantity });
        let lines: Vec<Value> = ordered.iter().map(line).collect();
        let order =
            json!({ "id": id, "number": id, "shopId": "main", "createdAt": at, "orderedAt": at, "lines": lines });
        self.with("purchaseOrders", order)
    }

    /// The same, not ordered yet.
    pub fn open_purchase_order(self, id: &str, at: i64, ordered: &[(&str, i64)]) -> Self {
        self.purchase_order(id, at, ordered).but("purchaseOrders", id, json!({ "orderedAt": null }))
    }

    /// A transfer from the harbour to the main shop, not sent yet. Its lines are called by their items.
    pub fn open_transfer(self, id: &str, at: i64, requested: &[(&str, i64)]) -> Self {
        let line = |(item, quantity): &(&str, i64)| json!({ "id": item, "itemId": item, "requested": quantity });
        let lines: Vec<Value> = requested.iter().map(line).collect();
        let transfer = json!({
            "id": id, "number": id, "fromShopId": "harbour", "toShopId": "main", "createdAt": at, "lines": lines,
        });
        self.with("transfers", transfer)
    }

    /// The same, sent: `t1` of a helmet left the harbour by the adjustment `t1-helmet`.
    pub fn sent_transfer(self, id: &str, at: i64, sent: &[(&str, i64)]) -> Self {
        let line = |(item, quantity): &(&str, i64)| json!({ "id": item, "itemId": item, "requested": quantity, "sent": quantity });
        let lines: Vec<Value> = sent.iter().map(line).collect();
        let start = self.open_transfer(id, at, sent).but("transfers", id, json!({ "sentAt": at, "lines": lines }));
        let by = json!({ "shopId": "harbour", "at": at, "reason": "transfer", "sourceId": id });
        sent.iter().fold(start, |start, (item, quantity)| start.moved(&format!("{id}-{item}"), item, -quantity, &by))
    }

    /// A return to the vendor from the main shop, not sent yet. Its lines are called by their items.
    pub fn open_vendor_return(self, id: &str, returned: &[(&str, i64)]) -> Self {
        let line = |(item, quantity): &(&str, i64)| json!({ "id": item, "itemId": item, "quantity": quantity });
        let lines: Vec<Value> = returned.iter().map(line).collect();
        self.with("vendorReturns", json!({ "id": id, "number": id, "shopId": "main", "lines": lines }))
    }

    /// The same, sent: `r1` of a helmet left by the adjustment `r1-helmet`.
    pub fn sent_vendor_return(self, id: &str, at: i64, sent: &[(&str, i64)]) -> Self {
        let start = self.open_vendor_return(id, sent).but("vendorReturns", id, json!({ "sentAt": at }));
        let by = json!({ "shopId": "main", "at": at, "reason": "vendorReturn", "sourceId": id });
        sent.iter().fold(start, |start, (item, quantity)| start.moved(&format!("{id}-{item}"), item, -quantity, &by))
    }

    /// A movement of stock, unless the item is a service.
    fn moved(self, id: &str, item: &str, quantity: i64, by: &Value) -> Self {
        let is_service = |record: &Value| text(record, "id") == item && record["inventoried"] == json!(false);
        if list(&self.0, "items").iter().any(is_service) {
            return self;
        }
        let mut adjustment = by.clone();
        adjustment["id"] = json!(id);
        adjustment["itemId"] = json!(item);
        adjustment["quantity"] = json!(quantity);
        self.with("adjustments", adjustment)
    }

    pub fn snapshot(self) -> Value {
        self.0
    }

    pub fn open(self) -> Books {
        Books::open(&self.0)
    }
}
