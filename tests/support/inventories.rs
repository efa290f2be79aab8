//! Random small inventories in the contract's JSON: valid ones, with everything in them that a host may send.

use super::documents::{order, purchase_order, transfer, vendor_return};
use super::fields::{Amount, amount, text};
use super::model::is_at;
use super::raw::{RawInventory, Record, raw_inventory};
use super::values::{CODES, Clock, DESCRIPTIONS, Ids, NAMES, NUMBERS, Pick, quantity, written};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

pub fn inventory() -> impl Strategy<Value = Value> {
    raw_inventory().prop_map(|raw| Builder::new(&raw).build())
}

/// What the builders of the tables share.
pub struct Builder<'a> {
    pub raw: &'a RawInventory,
    pub clock: Clock,
    pub shops: Ids,
    pub vendors: Ids,
    pub items: Ids,
    pub sales: Ids,
    pub adjustments: Ids,
    pub purchase_orders: Ids,
    pub transfers: Ids,
    pub vendor_returns: Ids,
    pub orders: Ids,
}

/// Puts a field in unless it is null: absent and null mean the same, so both are sent, by the byte.
pub fn optional(record: &mut Value, name: &str, value: Value, byte: u8) {
    if !value.is_null() || byte % 7 == 6 {
        record[name] = value;
    }
}

impl<'a> Builder<'a> {
    pub fn new(raw: &'a RawInventory) -> Self {
        let salt = |index: usize| raw.salts[index];
        Builder {
            raw,
            clock: Clock::new(salt(0)),
            shops: Ids::new("shop", salt(1)),
            vendors: Ids::new("vendor", salt(2)),
            items: Ids::new("item", salt(3)),
            sales: Ids::new("sale", salt(4)),
            adjustments: Ids::new("a", salt(5)),
            purchase_orders: Ids::new("p", salt(6)),
            transfers: Ids::new("t", salt(7)),
            vendor_returns: Ids::new("r", salt(8)),
            orders: Ids::new("o", salt(9)),
        }
    }

    pub fn build(&self) -> Value {
        let raw = self.raw;
        let mut snapshot = Map::new();
        let mut table = |name: &str, records: Vec<Value>, left_out: bool| {
            if !(records.is_empty() && left_out) {
                snapshot.insert(name.to_string(), Value::Array(records));
            }
        };
        let left_out = raw.salts[10].is_multiple_of(2);
        let (sales, adjustments) = (self.sales(), self.adjustments());
        table("shops", self.named(&raw.shops, &self.shops), false);
        table("vendors", self.vendors(), left_out);
        table("items", self.items(), false);
        table("levels", self.levels(&adjustments), false);
        let orders = raw.orders.iter().enumerate().map(|(index, raw)| order(self, index, raw, &sales, &adjustments));
        table("orders", orders.collect(), left_out);
        table("sales", sales, left_out);
        table("adjustments", adjustments, left_out);
        table(
            "purchaseOrders",
            raw.purchase_orders.iter().enumerate().map(|(index, raw)| purchase_order(self, index, raw)).collect(),
            left_out,
        );
        let transfers = if raw.shops.len() > 1 { raw.transfers.as_slice() } else { &[] };
        table(
            "transfers",
            transfers.iter().enumerate().map(|(index, raw)| transfer(self, index, raw)).collect(),
            left_out,
        );
        table(
            "vendorReturns",
            raw.vendor_returns.iter().enumerate().map(|(index, raw)| vendor_return(self, index, raw)).collect(),
            left_out,
        );
        snapshot.insert("format".to_string(), json!("oversold/1"));
        if !raw.salts[11].is_multiple_of(3) {
            snapshot.insert("revision".to_string(), json!(u32::from(raw.salts[11]) * 1000));
        }
        Value::Object(snapshot)
    }

    pub fn shop(&self, pick: &mut Pick) -> String {
        self.shops.at(pick.mostly_first(self.raw.shops.len()))
    }

    pub fn item(&self, pick: &mut Pick) -> String {
        self.items.at(pick.mostly_first(self.raw.items.len()))
    }

    /// A known vendor, an unknown one, or none.
    pub fn vendor(&self, pick: &mut Pick) -> Value {
        match pick.below(6) {
            0 => Value::Null,
            5 => json!(self.vendors.unknown()),
            choice if !self.raw.vendors.is_empty() => json!(self.vendors.at(choice % self.raw.vendors.len())),
            _ => Value::Null,
        }
    }

    pub fn number_of(&self, pick: &mut Pick, index: usize) -> String {
        // Distinct within a table, and equal to each other in natural order now and then ("9" and "09").
        NUMBERS[(pick.below(NUMBERS.len()) / 4 * 4 + index) % NUMBERS.len()].to_string()
    }

    fn named(&self, raw: &[Record], ids: &Ids) -> Vec<Value> {
        raw.iter()
            .enumerate()
            .map(|(index, bytes)| json!({ "id": ids.at(index), "name": Pick::new(bytes).of(&NAMES) }))
            .collect()
    }

    fn vendors(&self) -> Vec<Value> {
        let mut vendors = self.named(&self.raw.vendors, &self.vendors);
        for (vendor, bytes) in vendors.iter_mut().zip(&self.raw.vendors) {
            let days = bytes[1];
            optional(vendor, "leadTimeDays", if days % 3 == 0 { Value::Null } else { json!(days % 5) }, bytes[2]);
        }
        vendors
    }

    fn items(&self) -> Vec<Value> {
        let build = |(index, bytes): (usize, &Record)| {
            let mut pick = Pick::new(bytes);
            let mut item = json!({ "id": self.items.at(index), "description": pick.of(&DESCRIPTIONS) });
            for code in ["systemSku", "upc", "ean", "customSku", "manufacturerSku"] {
                let byte = pick.byte();
                let value = if byte % 3 == 2 { json!(CODES[usize::from(byte / 3) % CODES.len()]) } else { Value::Null };
                optional(&mut item, code, value, byte);
            }
            let vendor = self.vendor(&mut pick);
            optional(&mut item, "defaultVendorId", vendor, pick.byte());
            match pick.below(10) {
                8 => item["inventoried"] = json!(true),
                9 => item["inventoried"] = json!(false),
                _ => {}
            }
            let tracking = pick.of(&[Value::Null, json!("disabled"), json!("enabled"), json!("indicator")]);
            optional(&mut item, "stockTracking", tracking, pick.byte());
            for name in ["packSize", "minimumOrder", "unitCost"] {
                let byte = pick.byte();
                let value = if byte % 4 == 3 { written(quantity(byte | 1), byte) } else { Value::Null };
                optional(&mut item, name, value, byte);
            }
            item
        };
        self.raw.items.iter().enumerate().map(build).collect()
    }

    /// Levels that moved are mostly what the movements made of them, or short by part of it; the others mostly in stock.
    fn levels(&self, adjustments: &[Value]) -> Vec<Value> {
        let mut levels = Vec::new();
        for item in 0..self.raw.items.len() {
            for shop in 0..self.raw.shops.len() {
                let mut pick = Pick::new(&self.raw.levels[item * self.raw.shops.len() + shop]);
                let (item, shop) = (self.items.at(item), self.shops.at(shop));
                let moved: Vec<Amount> = adjustments
                    .iter()
                    .filter(|adjustment| is_at(adjustment, &item, &shop))
                    .map(|adjustment| amount(adjustment, "quantity"))
                    .collect();
                let left: Amount = moved.iter().filter(|quantity| **quantity < 0).sum();
                let some = quantity(pick.byte());
                let qoh = match (pick.below(8), moved.is_empty()) {
                    (0 | 1, false) => moved.iter().sum(),
                    (2 | 3, false) => left / 2,
                    (4, false) => left,
                    (5, _) | (0, true) => -some,
                    (6, _) | (1..=3, true) => some,
                    _ => continue,
                };
                let mut level = json!({ "itemId": item, "shopId": shop, "qoh": written(qoh, pick.byte()) });
                for name in ["reorderPoint", "desiredLevel"] {
                    let byte = pick.byte();
                    let value = if byte % 3 == 2 { written(quantity(byte), byte) } else { Value::Null };
                    optional(&mut level, name, value, byte);
                }
                levels.push(level);
            }
        }
        levels
    }

    fn sales(&self) -> Vec<Value> {
        let build = |(index, bytes): (usize, &Record)| {
            let mut pick = Pick::new(bytes);
            let orders = self.raw.orders.len();
            let order = match pick.below(6) {
                1 => Value::Null,
                4 => json!(self.orders.unknown()),
                choice if orders > 0 => json!(self.orders.at(choice % orders)),
                _ => Value::Null,
            };
            let mut sale = json!({
                "id": self.sales.at(index), "number": self.number_of(&mut pick, index), "shopId": self.shop(&mut pick),
                "completedAt": self.clock.at(pick.byte()),
            });
            optional(&mut sale, "orderId", order, pick.byte());
            sale
        };
        self.raw.sales.iter().enumerate().map(build).collect()
    }

    fn adjustments(&self) -> Vec<Value> {
        let mut built: Vec<(Value, Amount)> = Vec::new();
        for (index, bytes) in self.raw.adjustments.iter().enumerate() {
            built.push(self.adjustment(index, bytes, &built));
        }
        built.into_iter().map(|(adjustment, _)| adjustment).collect()
    }

    fn adjustment(&self, index: usize, bytes: &Record, before: &[(Value, Amount)]) -> (Value, Amount) {
        let mut pick = Pick::new(bytes);
        let (item, shop) = (self.item(&mut pick), self.shop(&mut pick));
        let sign = if pick.one_in(4) { 1 } else { -1 };
        let mut moved = sign * quantity(pick.byte());
        let reason = pick.of(&[
            "sale",
            "sale",
            "transfer",
            "sale",
            "vendorReturn",
            "sale",
            "other",
            "sale",
            "Breakage",
            "sale",
            "Sale",
            "unattributed",
        ]);
        let (table, count) = match reason {
            "sale" => (&self.sales, self.raw.sales.len()),
            "transfer" => (&self.transfers, self.raw.transfers.len()),
            "vendorReturn" => (&self.vendor_returns, self.raw.vendor_returns.len()),
            _ => (&self.purchase_orders, self.raw.purchase_orders.len()),
        };
        let source = match pick.below(9) {
            7 => Value::Null,
            8 => json!(table.unknown()),
            choice if count > 0 => json!(table.at(choice % count)),
            _ => Value::Null,
        };
        let mut adjustment = json!({ "id": self.adjustments.at(index), "itemId": item, "shopId": shop, "at": self.clock.at(pick.byte()), "reason": reason });
        // Refunds, unsent returns and reversed receipts: mostly of what is there, now and then of nothing or in a circle.
        let target = pick.below(self.raw.adjustments.len());
        let reverses = match pick.below(9) {
            5 => json!(self.adjustments.at(target)),
            6 => json!(self.adjustments.unknown()),
            7 | 8 if !before.is_empty() => {
                let (taken_back, quantity_before) = &before[target % before.len()];
                adjustment["itemId"] = taken_back["itemId"].clone();
                adjustment["shopId"] = taken_back["shopId"].clone();
                moved = if pick.one_in(3) {
                    -quantity_before * 2
                } else {
                    -quantity_before / if pick.one_in(2) { 2 } else { 1 }
                };
                json!(text(taken_back, "id"))
            }
            _ => Value::Null,
        };
        adjustment["quantity"] = written(moved, pick.byte());
        optional(&mut adjustment, "sourceId", source, pick.byte());
        optional(&mut adjustment, "reverses", reverses, pick.byte());
        let kept = if moved < 0 && pick.one_in(8) { written(-moved, pick.byte()) } else { Value::Null };
        optional(&mut adjustment, "refundedNotRestocked", kept, pick.byte());
        (adjustment, moved)
    }
}
