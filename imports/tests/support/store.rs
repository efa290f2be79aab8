//! A store made up by a small generator: hundreds of records with every quirk of the recorded bodies, and what is true of
//! them, kept beside. Deterministic: a seed gives the same store everywhere.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// SplitMix64: small, and the same on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn chance(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = self.below(at + 1);
            list.swap(at, other);
        }
    }
}

/// An item in a shop.
pub type Place = (String, String);

/// The store's bodies, and what is true of it.
#[derive(Default)]
pub struct Store {
    pub bodies: Vec<Value>,
    pub items: usize,
    pub qoh: BTreeMap<Place, i64>,
    /// By purchase orders.
    pub ordered: BTreeMap<Place, i64>,
    /// By transfers.
    pub in_transit: BTreeMap<Place, i64>,
    /// What each sale took out, net of refunds; voided ones nothing.
    pub sold: BTreeMap<(String, String), i64>,
}

struct Maker {
    random: Random,
    store: Store,
    next: u32,
}

/// A time so many hours after the beginning, with one of several offsets.
fn time(random: &mut Random, hours: usize) -> String {
    let (day, hour) = (hours / 24 % 28 + 1, hours % 24);
    match random.below(3) {
        0 => format!("2026-02-{day:02}T{hour:02}:00:00+00:00"),
        1 => format!("2026-02-{day:02}T{hour:02}:30:00+00:30"),
        _ => format!("2026-02-{day:02}T{hour:02}:00:00Z"),
    }
}

impl Maker {
    fn id(&mut self) -> String {
        self.next += 1;
        self.next.to_string()
    }

    /// A scalar as it is, or as a text.
    fn scalar(&mut self, value: Value) -> Value {
        match value {
            Value::Number(number) if self.random.chance(70) => json!(number.to_string()),
            Value::Bool(flag) if self.random.chance(70) => json!(flag.to_string()),
            Value::String(text)
                if text.parse::<u32>().is_ok_and(|id| id.to_string() == text) && self.random.chance(30) =>
            {
                json!(text.parse::<u32>().unwrap())
            }
            other => other,
        }
    }

    /// A record with its scalars dressed, what is null left out or empty, and fields that nobody knows.
    fn record(&mut self, fields: Value) -> Value {
        let Value::Object(fields) = fields else { unreachable!("a record is an object") };
        let mut record = Map::new();
        for (name, value) in fields {
            match value {
                Value::Null if self.random.chance(50) => continue,
                Value::Null if name.ends_with("ID") => record.insert(name, json!("0")),
                Value::Null => record.insert(name, json!("")),
                value => {
                    let value = self.scalar(value);
                    record.insert(name, value)
                }
            };
        }
        if self.random.chance(20) {
            record.insert(format!("novelty{}", self.random.below(5)), json!({ "deep": [1, "2", null] }));
        }
        Value::Object(record)
    }

    /// A relation: one record as an object, none as nothing.
    fn relation(&mut self, inner: &str, mut records: Vec<Value>) -> Value {
        match records.len() {
            0 => json!(""),
            1 if self.random.chance(70) => json!({ inner: records.remove(0) }),
            _ => json!({ inner: records }),
        }
    }

    fn shops(&mut self) {
        let shops: Vec<Value> = (1..=3)
            .map(|id| self.record(json!({ "shopID": id.to_string(), "name": format!("Shop {id}"), "archived": false })))
            .collect();
        self.store.bodies.push(json!({ "@attributes": { "count": "3" }, "Shop": shops }));
    }

    fn vendors(&mut self) {
        let vendors: Vec<Value> = (1..=9)
            .map(|id| self.record(json!({ "vendorID": id.to_string(), "name": format!("Vendor {id}") })))
            .collect();
        self.page("Vendor", vendors);
    }

    fn items(&mut self, count: usize) {
        let mut items = Vec::new();
        let mut lots = Vec::new();
        for number in 1..=count {
            let id = number.to_string();
            let mut levels = Vec::new();
            let mut sum = 0;
            for shop in 1..=3 {
                let qoh = self.random.below(12) as i64 - 4;
                sum += qoh;
                self.store.qoh.insert((id.clone(), shop.to_string()), qoh);
                let (item_shop, work_order) =
                    (self.id(), if self.random.chance(50) { "onWorkOrder" } else { "onWorkorder" });
                let fields = json!({ "itemShopID": item_shop, "itemID": id, "shopID": shop.to_string(), "qoh": qoh, "sellable": qoh.max(0),
                    "reorderPoint": 0, "reorderLevel": 3, work_order: 0, "timeStamp": "2026-03-01T00:00:00+00:00" });
                levels.push(self.record(fields));
            }
            let all = self.id();
            let all = self.record(json!({ "itemShopID": all, "itemID": id, "shopID": "0", "qoh": sum }));
            levels.insert(self.random.below(levels.len()), all);
            let vendor =
                if self.random.chance(20) { Value::Null } else { json!((self.random.below(9) + 1).to_string()) };
            let mut item = self.record(json!({ "itemID": id, "description": format!("Item {number}"), "systemSku": format!("21{number:010}"), "customSku": format!("C-{number}"),
                "upc": null, "itemType": "default", "defaultVendorID": vendor, "defaultCost": 1.5, "archived": false, "timeStamp": "2026-03-01T00:00:00+00:00" }));
            item["ItemShops"] = self.relation("ItemShop", levels);
            if self.random.chance(10) {
                lots.push(json!({ "inventoryID": self.id(), "itemID": id, "Item": item.clone() }));
                lots.push(json!({ "inventoryID": self.id(), "itemID": id, "Item": item.clone() }));
            }
            if self.random.chance(10) {
                // An older version of the same, on another page.
                let mut old = item.clone();
                old["timeStamp"] = json!("2026-01-01T00:00:00+00:00");
                old["description"] = json!("an old name");
                old["ItemShops"] = json!({ "ItemShop": { "itemShopID": "1", "itemID": id, "shopID": "1", "qoh": "777", "timeStamp": "2026-01-01T00:00:00Z" } });
                items.push(old);
            }
            items.push(item);
        }
        self.store.items = count;
        self.page("Item", items);
        self.page("Inventory", lots);
    }

    fn sales(&mut self, count: usize) {
        let mut sales = Vec::new();
        let mut logs = Vec::new();
        for number in 1..=count {
            let sale = number.to_string();
            let (completed, voided) = (!self.random.chance(8), self.random.chance(5));
            let logged = self.random.chance(40);
            let shop = (self.random.below(3) + 1).to_string();
            let (at, later) = (time(&mut self.random, number), time(&mut self.random, number + 1));
            let mut lines = Vec::new();
            let mut used = Vec::new();
            for _ in 0..self.random.below(4) {
                let item = (self.random.below(self.store.items) + 1).to_string();
                if used.contains(&item) {
                    continue;
                }
                used.push(item.clone());
                let (line, quantity) = (self.id(), self.random.below(3) as i64 + 1);
                lines.push(self.record(json!({ "saleLineID": line, "saleID": sale, "itemID": item, "shopID": shop, "unitQuantity": quantity, "parentSaleLineID": null })));
                let counts = completed && !voided;
                if logged && completed {
                    let (log, reason) = (self.id(), *self.random.pick(&["RemoveForTransaction", "AdjustmentForSale"]));
                    logs.push(self.record(json!({ "inventoryLogID": log, "itemID": item, "shopID": shop, "qohChange": -quantity, "saleID": sale, "orderID": null,
                        "reason": reason, "createTime": at, "causedNegative": true })));
                }
                let mut net = if counts { quantity } else { 0 };
                if counts && self.random.chance(15) {
                    let (refund, back) = (format!("{}", 100_000 + number * 10 + used.len()), self.id());
                    let mut record = self.record(json!({ "saleID": refund, "shopID": shop, "completed": true, "voided": false, "completeTime": later, "timeStamp": later }));
                    let line = self.record(json!({ "saleLineID": back, "saleID": refund, "itemID": item, "shopID": shop, "unitQuantity": -1, "parentSaleLineID": line }));
                    record["SaleLines"] = self.relation("SaleLine", vec![line]);
                    sales.push(record);
                    if logged {
                        let log = self.id();
                        logs.push(self.record(json!({ "inventoryLogID": log, "itemID": item, "shopID": shop, "qohChange": 1, "saleID": refund, "reason": "RefundAddInventory", "createTime": later })));
                    }
                    net -= 1;
                }
                if net != 0 {
                    self.store.sold.insert((sale.clone(), item), net);
                }
            }
            // A remark is no stock.
            let remark = self.id();
            lines.push(self.record(json!({ "saleLineID": remark, "saleID": sale, "itemID": null, "shopID": shop, "unitQuantity": 1, "parentSaleLineID": null })));
            let mut record = self.record(json!({ "saleID": sale, "shopID": shop, "completed": completed, "voided": voided, "completeTime": at, "referenceNumber": null,
                "registerID": "1", "shipToID": null, "timeStamp": at }));
            record["SaleLines"] = self.relation("SaleLine", lines);
            sales.push(record);
        }
        self.page("Sale", sales);
        self.page("InventoryLog", logs);
    }

    fn purchase_orders(&mut self, count: usize) {
        let mut orders = Vec::new();
        for number in 1..=count {
            let shop = (self.random.below(3) + 1).to_string();
            let (archived, complete) = (self.random.chance(10), self.random.chance(20));
            let mut lines = Vec::new();
            for _ in 0..self.random.below(5) {
                let item = (self.random.below(self.store.items) + 1).to_string();
                let (line, quantity, checked_in) =
                    (self.id(), self.random.below(9) as i64, self.random.below(6) as i64);
                let counted = self.random.below(3);
                lines.push(self.record(json!({ "orderLineID": line, "orderID": number.to_string(), "itemID": item, "quantity": quantity, "checkedIn": checked_in,
                    "numReceived": counted, "price": "1.23456" })));
                if !archived && !complete {
                    *self.store.ordered.entry((item, shop.clone())).or_default() += (quantity - checked_in).max(0);
                }
            }
            let ordered = if self.random.chance(70) { json!(time(&mut self.random, number)) } else { Value::Null };
            let received = if self.random.chance(30) { json!(time(&mut self.random, number + 5)) } else { Value::Null };
            let mut record = self.record(json!({ "orderID": number.to_string(), "vendorID": "3", "shopID": shop, "archived": archived, "complete": complete,
                "orderedDate": ordered, "receivedDate": received, "arrivalDate": null, "timeStamp": "2026-03-01T00:00:00Z" }));
            record["OrderLines"] = self.relation("OrderLine", lines);
            orders.push(record);
        }
        self.page("Order", orders);
    }

    /// Each item at most once, so that its level's `onTransferIn` tells which of the two readings is right.
    fn transfers(&mut self, count: usize) {
        let mut transfers = Vec::new();
        let mut alone = Vec::new();
        let mut levels = Vec::new();
        for number in 1..=count.min(self.store.items) {
            let (item, id, line) = (number.to_string(), number.to_string(), self.id());
            let quantity = self.random.below(6) as i64 + 1;
            let received = self.random.below(quantity as usize + 1) as i64;
            let status = *self.random.pick(&["open", "sent", "received"]);
            let moves = self.random.chance(50);
            let (to_send, sent, received) = match status {
                "open" => (quantity, 0, 0),
                "received" if moves => (0, 0, quantity),
                "received" => (quantity, quantity, quantity),
                _ if moves => (0, quantity - received, received),
                _ => (quantity, quantity, received),
            };
            let in_transit =
                if status == "sent" { quantity - if moves { quantity - sent } else { received } } else { 0 };
            self.store.in_transit.insert((item.clone(), "2".into()), in_transit);
            let qoh = self.store.qoh[&(item.clone(), "2".to_owned())];
            levels.push(self.record(json!({ "itemShopID": format!("9{number}"), "itemID": item, "shopID": "2", "qoh": qoh, "onTransferIn": in_transit,
                "timeStamp": "2026-03-02T00:00:00Z" })));
            let old = self.random.chance(40);
            let at = time(&mut self.random, number);
            let mut record = if old {
                self.record(json!({ "transferID": id, "sent": status != "open", "received": status == "received", "archived": false, "timeStamp": at }))
            } else {
                self.record(json!({ "transferID": id, "status": status, "archived": false, "sendingShopID": "1", "receivingShopID": "2", "sentOn": at, "timeStamp": at }))
            };
            if old {
                record["TransferFrom"] = json!({ "transferFromID": "1", "shopID": "1", "sentOn": at });
                record["TransferTo"] = json!({ "transferToID": "1", "shopID": "2", "needBy": "" });
            }
            let item = self.record(json!({ "transferItemID": line, "transferID": id, "itemID": item, "toSend": to_send, "sent": sent, "received": received, "toReceive": 0 }));
            if self.random.chance(50) {
                alone.push(item);
            } else {
                record["TransferItems"] = self.relation("TransferItem", vec![item]);
            }
            transfers.push(record);
        }
        self.page("Transfer", transfers);
        self.page("TransferItem", alone);
        self.page("ItemShop", levels);
    }

    /// Pages of at most a hundred, overlapping and in no order, one result as an object.
    fn page(&mut self, key: &str, records: Vec<Value>) {
        for part in records.chunks(100) {
            let count = part.len().to_string();
            let records = if part.len() == 1 { part[0].clone() } else { json!(part) };
            self.store
                .bodies
                .push(json!({ "@attributes": { "count": count, "next": "", "previous": "" }, key: records }));
            if part.len() > 1 && self.random.chance(30) {
                let half = part.len() / 2;
                self.store.bodies.push(json!({ key: part[half..].to_vec() }));
            }
        }
        if records.is_empty() {
            self.store.bodies.push(json!({ "@attributes": { "count": "0" } }));
        }
    }
}

/// A store of so many items and five times as many documents.
pub fn store(seed: u64, items: usize) -> Store {
    let mut maker = Maker { random: Random(seed), store: Store::default(), next: 1_000 };
    maker.shops();
    maker.vendors();
    maker.items(items);
    maker.sales(items * 2);
    maker.purchase_orders(items / 2);
    maker.transfers(items / 3);
    let Maker { mut random, mut store, .. } = maker;
    random.shuffle(&mut store.bodies);
    store
}
