//! Random queries for an inventory: its own ids and instants, and some that are not there.

use super::fields::{list, text};
use super::values::{Pick, instant_written};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

pub const COLUMNS: [&str; 17] = [
    "occurredAt",
    "id",
    "description",
    "code",
    "shop",
    "qoh",
    "reason",
    "source",
    "sold",
    "uncovered",
    "ecomOrder",
    "customer",
    "onPurchaseOrder",
    "onTransfer",
    "elsewhere",
    "vendor",
    "expectedAt",
];
pub const REASONS: [&str; 5] = ["sale", "transfer", "vendorReturn", "other", "unattributed"];
pub const COVERAGES: [&str; 3] = ["none", "partial", "full"];
pub const DIAGNOSES: [&str; 8] = [
    "unattributed",
    "refundedNotRestocked",
    "shippedUncovered",
    "excessTransfer",
    "notReceived",
    "onItsWay",
    "backorder",
    "missingDocument",
];
const WORDS: [&str; 14] = [
    "hel",
    "GLOVES",
    "echarpe",
    "Écharpe 1",
    "sku",
    "SKU-1",
    "42",
    "",
    "  ",
    "a",
    "é",
    "\"off\"",
    "e 9",
    "nothing of the kind",
];

/// Bytes for one query; what they choose depends on the inventory they are asked of.
pub fn raw_query() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 40)
}

/// Mostly absent, sometimes empty, sometimes a few of the choices.
fn some_of(pick: &mut Pick, choices: &[Value]) -> Option<Value> {
    match pick.below(8) {
        5 => Some(Value::Null),
        6 => Some(pick.of(&[json!([]), json!(["no such thing"])])),
        7 => Some(choices.iter().filter(|_| pick.one_in(2)).cloned().collect()),
        4 => Some(json!([pick.of(choices)])),
        _ => None,
    }
}

fn words(choices: &[&str]) -> Vec<Value> {
    choices.iter().map(|choice| json!(choice)).collect()
}

fn ids(snapshot: &Value, table: &str) -> Vec<Value> {
    let mut ids: Vec<Value> = list(snapshot, table).iter().map(|record| record["id"].clone()).collect();
    ids.push(json!("no such thing"));
    ids
}

/// Instants around those of the inventory, a millisecond off now and then.
fn some_instant(pick: &mut Pick, snapshot: &Value) -> Option<Value> {
    let written: Vec<i64> = list(snapshot, "adjustments")
        .iter()
        .map(|adjustment| super::fields::parse_instant(&adjustment["at"]))
        .collect();
    if written.is_empty() || !pick.one_in(5) {
        return None;
    }
    let at = pick.of(&written) + pick.of(&[0, 0, 1, -1]);
    Some(instant_written(at, pick.byte()))
}

fn put(query: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        query[name] = value;
    }
}

pub fn sort(pick: &mut Pick) -> Value {
    let keys = pick.below(4);
    (0..keys)
        .map(|_| {
            let mut key = json!({ "by": pick.of(&COLUMNS) });
            match pick.below(3) {
                1 => key["descending"] = json!(true),
                2 => key["descending"] = json!(false),
                _ => {}
            }
            key
        })
        .collect()
}

/// Filters only: what `totals`, `facets` and `csv` share with `report`.
pub fn filters(pick: &mut Pick, snapshot: &Value) -> Value {
    let mut query = json!({});
    if pick.one_in(4) {
        query["search"] = json!(pick.of(&WORDS));
    }
    put(&mut query, "from", some_instant(pick, snapshot));
    put(&mut query, "to", some_instant(pick, snapshot));
    match pick.below(6) {
        4 => query["ecomOnly"] = json!(false),
        5 => query["ecomOnly"] = json!(true),
        _ => {}
    }
    put(&mut query, "shopIds", some_of(pick, &ids(snapshot, "shops")));
    let mut vendors = ids(snapshot, "vendors");
    // Items may name a vendor that was not sent: it can be asked for all the same.
    vendors
        .extend(list(snapshot, "items").iter().map(|item| item["defaultVendorId"].clone()).filter(|id| !id.is_null()));
    vendors.push(Value::Null);
    put(&mut query, "vendorIds", some_of(pick, &vendors));
    put(&mut query, "reasons", some_of(pick, &words(&REASONS)).filter(is_of(&REASONS)));
    put(&mut query, "coverage", some_of(pick, &words(&COVERAGES)).filter(is_of(&COVERAGES)));
    put(&mut query, "diagnoses", some_of(pick, &words(&DIAGNOSES)).filter(is_of(&DIAGNOSES)));
    query
}

/// Ids may be unknown; the contract's own words may not.
fn is_of<'a>(choices: &'a [&'a str]) -> impl Fn(&Value) -> bool + 'a {
    |value| {
        value.as_array().is_none_or(|values| {
            values.iter().all(|value| value.as_str().is_some_and(|value| choices.contains(&value)))
        })
    }
}

pub fn report_query(bytes: &[u8], snapshot: &Value) -> Value {
    let mut pick = Pick::new(bytes);
    let mut query = filters(&mut pick, snapshot);
    match pick.below(4) {
        0 => {}
        1 => query["sort"] = Value::Null,
        _ => query["sort"] = sort(&mut pick),
    }
    put(
        &mut query,
        "offset",
        pick.of(&[None, Some(0), Some(1), Some(2), Some(7), Some(4_000_000_000_u32)]).map(|offset| json!(offset)),
    );
    put(
        &mut query,
        "limit",
        pick.of(&[None, Some(1), Some(3), Some(0), Some(1000), Some(4_000_000_000_u32)]).map(|limit| json!(limit)),
    );
    query
}

/// Names of sorts that each kind of document knows.
pub fn document_sorts(call: &str) -> &'static [&'static str] {
    match call {
        "purchaseOrder" => &["number", "vendor", "shop", "status", "createdAt", "orderedAt", "expectedAt", "id"],
        "transfer" => &["number", "fromShop", "toShop", "status", "createdAt", "sentAt", "expectedAt", "id"],
        "vendorReturn" => &["number", "vendor", "shop", "status", "sentAt", "id"],
        _ => &["number", "customer", "status", "placedAt", "dueAt", "id"],
    }
}

/// A query for documents. A document's `search` is only asked where words of a number, a name or a customer decide.
pub fn document_query(bytes: &[u8], snapshot: &Value, call: &str, statuses: &[&str]) -> Value {
    let mut pick = Pick::new(bytes);
    let mut query = json!({});
    put(&mut query, "status", some_of(&mut pick, &words(statuses)).filter(is_of(statuses)));
    put(&mut query, "shopIds", some_of(&mut pick, &ids(snapshot, "shops")));
    if pick.one_in(6) {
        query["itemId"] = pick.of(&ids(snapshot, "items"));
    }
    put(&mut query, "from", some_instant(&mut pick, snapshot));
    put(&mut query, "to", some_instant(&mut pick, snapshot));
    let mut vendors = ids(snapshot, "vendors");
    vendors.push(Value::Null);
    put(&mut query, "vendorIds", some_of(&mut pick, &vendors));
    if pick.one_in(4) {
        query["search"] = json!(pick.of(&DOCUMENT_WORDS));
    }
    let sorts = document_sorts(call);
    let keys = pick.below(3);
    if keys > 0 {
        query["sort"] = (0..keys).map(|_| json!({ "by": pick.of(sorts), "descending": pick.one_in(2) })).collect();
    }
    put(&mut query, "offset", pick.of(&[None, Some(0), Some(1)]).map(|offset| json!(offset)));
    put(&mut query, "limit", pick.of(&[None, Some(2), Some(0)]).map(|limit| json!(limit)));
    query
}

/// No word of these begins an id, which a search would find too.
const DOCUMENT_WORDS: [&str; 8] = ["é-2", "1001", "BEN 1", "ben", "adne", "track", "  ", "ad zz"];

pub fn shipment_query(bytes: &[u8], snapshot: &Value) -> Value {
    let mut pick = Pick::new(bytes);
    let mut query = json!({});
    let statuses = ["notShipped", "readyForPickup", "shipped", "pickedUp", "cancelled"];
    put(&mut query, "statuses", some_of(&mut pick, &words(&statuses)).filter(is_of(&statuses)));
    put(&mut query, "shopIds", some_of(&mut pick, &ids(snapshot, "shops")));
    put(&mut query, "shippedInPos", pick.of(&[None, Some(true), Some(false)]).map(|ticked| json!(ticked)));
    if pick.one_in(4) {
        query["search"] = json!(pick.of(&DOCUMENT_WORDS));
    }
    put(&mut query, "offset", pick.of(&[None, Some(0), Some(1)]).map(|offset| json!(offset)));
    put(&mut query, "limit", pick.of(&[None, Some(2), Some(0)]).map(|limit| json!(limit)));
    query
}

/// Ids of rows that are there, and of some that are not.
pub fn row_ids(rows: &[Value], bytes: &[u8]) -> Vec<String> {
    let mut pick = Pick::new(bytes);
    let mut ids: Vec<String> = rows.iter().filter(|_| !pick.one_in(3)).map(|row| text(row, "id").to_string()).collect();
    ids.extend(["no such row", "", "unattributed:item1:shop1", "unattributed::", "a1", "a1"].map(str::to_string));
    let turn = pick.below(ids.len());
    ids.rotate_left(turn);
    ids
}
