//! What changed since the records were handed out last: the content of a `merge` command.

use std::collections::{BTreeMap, BTreeSet};

use oversold::Tree;
use serde::Serialize;
use serde_json::{Map, Value, json};
use xxhash_rust::xxh64::xxh64;

use crate::snapshot::{EcomOrder, Snapshot};

/// What a `merge` command names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Merge {
    pub upsert: Map<String, Value>,
    pub remove: Map<String, Value>,
}

/// A record's table and its key there.
type Key = (&'static str, String);

/// Digests of the records that were handed out.
#[derive(Debug, Default)]
pub struct Differences(BTreeMap<Key, u64>);

/// A record: its key, a digest of what it says, and what it says, made only of those that changed: the trees of a large
/// store would be millions of small pieces of memory.
struct Record<'s> {
    key: Key,
    digest: u64,
    value: Box<dyn Fn() -> Value + 's>,
}

impl<'s> Record<'s> {
    fn new<T: Serialize>(table: &'static str, id: String, record: &'s T) -> Self {
        Self { key: (table, id), digest: digest(record), value: Box::new(move || json!(record)) }
    }
}

/// Each record of a snapshot that is not made up.
fn records(snapshot: &Snapshot) -> Vec<Record<'_>> {
    let mut records = Vec::new();
    macro_rules! table {
        ($name:literal, $list:expr, $id:expr) => {
            records.extend($list.map(|record| Record::new($name, $id(record), record)));
        };
    }
    table!("shops", snapshot.shops.iter().filter(|shop| !shop.made_up), |shop: &crate::snapshot::Shop| shop.id.clone());
    table!("vendors", snapshot.vendors.iter(), |vendor: &crate::snapshot::Vendor| vendor.id.clone());
    table!("items", snapshot.items.iter().filter(|item| !item.made_up), |item: &crate::snapshot::Item| item.id.clone());
    table!("levels", snapshot.levels.iter(), |level: &crate::snapshot::Level| {
        json!([level.item_id, level.shop_id]).to_string()
    });
    table!("sales", snapshot.sales.iter(), |sale: &crate::snapshot::Sale| sale.id.clone());
    table!("adjustments", snapshot.adjustments.iter(), |movement: &crate::snapshot::Adjustment| movement.id.clone());
    table!("purchaseOrders", snapshot.purchase_orders.iter(), |order: &crate::snapshot::PurchaseOrder| order
        .id
        .clone());
    table!("transfers", snapshot.transfers.iter(), |transfer: &crate::snapshot::Transfer| transfer.id.clone());
    table!("vendorReturns", snapshot.vendor_returns.iter(), |back: &crate::snapshot::VendorReturn| back.id.clone());
    table!("orders", snapshot.orders.iter(), |order: &EcomOrder| order.id.clone());
    records
}

fn digest(record: &impl Serialize) -> u64 {
    xxh64(&serde_json::to_vec(record).unwrap_or_default(), 0)
}

impl Differences {
    /// Notes that the snapshot was handed out whole.
    pub fn take(&mut self, snapshot: &Snapshot) {
        self.0 = records(snapshot).into_iter().map(|record| (record.key, record.digest)).collect();
    }

    pub fn changed_orders(&self, snapshot: &Snapshot) -> Vec<String> {
        let changed = |order: &EcomOrder| self.0.get(&("orders", order.id.clone())) != Some(&digest(order));
        snapshot.orders.iter().filter(|order| changed(order)).map(|order| order.id.clone()).collect()
    }

    /// The difference to the snapshot, which counts as handed out from now on.
    pub fn merge(&mut self, snapshot: &Snapshot, kept: &[Tree]) -> Option<Merge> {
        let (mut upsert, mut remove) = (Map::new(), Map::new());
        let mut there = BTreeSet::new();
        for Record { key, digest, value } in records(snapshot) {
            if self.0.insert(key.clone(), digest) != Some(digest) {
                let mut record = value();
                if key.0 == "orders" {
                    keep(&mut record, kept);
                }
                push(&mut upsert, key.0, record);
            }
            there.insert(key);
        }
        let gone: Vec<Key> = self.0.keys().filter(|key| !there.contains(*key)).cloned().collect();
        for key in gone {
            self.0.remove(&key);
            let name = match serde_json::from_str::<Value>(&key.1) {
                Ok(Value::Array(level)) if key.0 == "levels" => {
                    json!({ "itemId": level.first(), "shopId": level.get(1) })
                }
                _ => Value::String(key.1),
            };
            push(&mut remove, key.0, name);
        }
        (!upsert.is_empty() || !remove.is_empty()).then_some(Merge { upsert, remove })
    }
}

fn push(tables: &mut Map<String, Value>, table: &str, record: Value) {
    if let Value::Array(list) = tables.entry(table).or_insert_with(|| json!([])) {
        list.push(record);
    }
}

/// Lightspeed has no field for what was decided here: whether an order is fraudulent, which is served first, and why a
/// shipment was let go. A merge replaces records whole, so these come along from the inventory.
fn keep(order: &mut Value, kept: &[Tree]) {
    let text = |tree: &Tree| match tree {
        Tree::Text(text) => Some(text.clone()),
        _ => None,
    };
    let id = order.get("id").and_then(Value::as_str).map(str::to_owned);
    let Some(known) = kept.iter().find(|known| text(known.get("id")) == id) else { return };
    let Value::Object(fields) = order else { return };
    if let Some(fraud) = text(known.get("fraud")).filter(|fraud| fraud != "unchecked") {
        fields.insert("fraud".into(), fraud.into());
    }
    if let Tree::Number(priority) = known.get("priority") {
        fields.insert("priority".into(), json!(priority));
    }
    let (Some(Value::Array(shipments)), Tree::List(known)) = (fields.get_mut("shipments"), known.get("shipments"))
    else {
        return;
    };
    for shipment in shipments.iter_mut().filter_map(Value::as_object_mut) {
        let id = shipment.get("id").and_then(Value::as_str).map(str::to_owned);
        let forced = known.iter().find(|known| text(known.get("id")) == id).map(|known| known.get("forced"));
        if let Some(forced @ Tree::Object(_)) = forced {
            shipment.insert("forced".into(), json!(forced));
        }
    }
}
