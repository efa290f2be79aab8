//! The contract's records, field by field, so that what comes back can be compared with what was handed over
//! by meaning: "1.50" and 1.5, an ISO instant and its milliseconds, absent and null, an absent flag and false.

use super::fields::{field, number, parse_amount, parse_instant};
use serde_json::{Map, Value, json};

pub enum Kind {
    /// Text, a number that is no quantity, or anything else that comes back as it is.
    Plain,
    Quantity,
    /// A quantity that means 0 where it is absent.
    QuantityOrZero,
    Instant,
    /// A flag and what it means where it is absent.
    Flag(bool),
    /// A number that means 0 where it is absent.
    NumberOrZero,
    List(&'static Shape),
    Object(&'static Shape),
}

use Kind::{Flag, Instant, List, NumberOrZero, Object, Plain, Quantity, QuantityOrZero};

pub type Shape = [(&'static str, Kind)];

pub static SHOP: &Shape = &[("id", Plain), ("name", Plain)];
pub static VENDOR: &Shape = &[("id", Plain), ("name", Plain), ("leadTimeDays", Plain)];
pub static ITEM: &Shape = &[
    ("id", Plain),
    ("description", Plain),
    ("systemSku", Plain),
    ("upc", Plain),
    ("ean", Plain),
    ("customSku", Plain),
    ("manufacturerSku", Plain),
    ("defaultVendorId", Plain),
    ("inventoried", Flag(true)),
    ("stockTracking", Plain),
    ("packSize", Quantity),
    ("minimumOrder", Quantity),
    ("unitCost", Quantity),
];
pub static LEVEL: &Shape = &[
    ("itemId", Plain),
    ("shopId", Plain),
    ("qoh", Quantity),
    ("reorderPoint", Quantity),
    ("desiredLevel", Quantity),
    ("historyFrom", Instant),
];
pub static SALE: &Shape =
    &[("id", Plain), ("number", Plain), ("shopId", Plain), ("completedAt", Instant), ("orderId", Plain)];
pub static ADJUSTMENT: &Shape = &[
    ("id", Plain),
    ("itemId", Plain),
    ("shopId", Plain),
    ("quantity", Quantity),
    ("at", Instant),
    ("reason", Plain),
    ("sourceId", Plain),
    ("reverses", Plain),
    ("refundedNotRestocked", QuantityOrZero),
    ("note", Plain),
];
static RECEIPT_LINE: &Shape = &[("lineId", Plain), ("quantity", Quantity)];
static RECEIPT: &Shape =
    &[("commandId", Plain), ("at", Instant), ("by", Plain), ("lines", List(RECEIPT_LINE)), ("reversed", Flag(false))];
static PURCHASE_ORDER_LINE: &Shape = &[
    ("id", Plain),
    ("itemId", Plain),
    ("ordered", Quantity),
    ("received", QuantityOrZero),
    ("counted", QuantityOrZero),
    ("unitCost", Quantity),
];
pub static PURCHASE_ORDER: &Shape = &[
    ("id", Plain),
    ("number", Plain),
    ("vendorId", Plain),
    ("shopId", Plain),
    ("createdAt", Instant),
    ("orderedAt", Instant),
    ("expectedAt", Instant),
    ("finished", Flag(false)),
    ("archived", Flag(false)),
    ("lines", List(PURCHASE_ORDER_LINE)),
    ("receipts", List(RECEIPT)),
];
static TRANSFER_LINE: &Shape = &[
    ("id", Plain),
    ("itemId", Plain),
    ("requested", Quantity),
    ("sent", QuantityOrZero),
    ("received", QuantityOrZero),
    ("returned", QuantityOrZero),
];
pub static TRANSFER: &Shape = &[
    ("id", Plain),
    ("number", Plain),
    ("fromShopId", Plain),
    ("toShopId", Plain),
    ("createdAt", Instant),
    ("sentAt", Instant),
    ("expectedAt", Instant),
    ("archived", Flag(false)),
    ("lines", List(TRANSFER_LINE)),
    ("receipts", List(RECEIPT)),
];
static VENDOR_RETURN_LINE: &Shape = &[("id", Plain), ("itemId", Plain), ("quantity", Quantity)];
pub static VENDOR_RETURN: &Shape = &[
    ("id", Plain),
    ("number", Plain),
    ("vendorId", Plain),
    ("shopId", Plain),
    ("sentAt", Instant),
    ("archived", Flag(false)),
    ("lines", List(VENDOR_RETURN_LINE)),
];
static ORDER_LINE: &Shape = &[
    ("id", Plain),
    ("itemId", Plain),
    ("shopId", Plain),
    ("quantity", Quantity),
    ("refunded", QuantityOrZero),
    ("returned", QuantityOrZero),
    ("adjustmentId", Plain),
];
static SHIPPED_LINE: &Shape = &[("orderLineId", Plain), ("quantity", Quantity)];
static FORCED: &Shape = &[("reason", Plain), ("at", Instant), ("by", Plain)];
pub static SHIPMENT: &Shape = &[
    ("id", Plain),
    ("number", Plain),
    ("createdAt", Instant),
    ("status", Plain),
    ("trackingNumber", Plain),
    ("shippedInPos", Flag(false)),
    ("forced", Object(FORCED)),
    ("lines", List(SHIPPED_LINE)),
];
pub static ORDER: &Shape = &[
    ("id", Plain),
    ("number", Plain),
    ("placedAt", Instant),
    ("customer", Plain),
    ("dueAt", Instant),
    ("payment", Plain),
    ("fraud", Plain),
    ("delivery", Plain),
    ("cancelled", Flag(false)),
    ("priority", NumberOrZero),
    ("lines", List(ORDER_LINE)),
    ("shipments", List(SHIPMENT)),
];
pub static TABLES: [(&str, &Shape); 10] = [
    ("shops", SHOP),
    ("vendors", VENDOR),
    ("items", ITEM),
    ("levels", LEVEL),
    ("sales", SALE),
    ("adjustments", ADJUSTMENT),
    ("purchaseOrders", PURCHASE_ORDER),
    ("transfers", TRANSFER),
    ("vendorReturns", VENDOR_RETURN),
    ("orders", ORDER),
];

/// A record with every field of its shape, each in one way of writing it; fields beyond the shape are left out.
pub fn canonical(record: &Value, shape: &Shape) -> Value {
    let mut fields = Map::new();
    for (name, kind) in shape {
        fields.insert((*name).to_string(), canonical_field(field(record, name), kind));
    }
    Value::Object(fields)
}

fn canonical_field(given: &Value, kind: &Kind) -> Value {
    match (kind, given) {
        (Flag(meaning), Value::Null) => json!(meaning),
        (NumberOrZero | QuantityOrZero, Value::Null) => json!(0.0),
        (List(_), Value::Null) => json!([]),
        (_, Value::Null) => Value::Null,
        (Plain | Flag(_) | NumberOrZero, given) => given.clone(),
        (Quantity | QuantityOrZero, given) => number(parse_amount(given)),
        (Instant, given) => json!(parse_instant(given)),
        (List(shape), given) => given.as_array().unwrap().iter().map(|line| canonical(line, shape)).collect(),
        (Object(shape), given) => canonical(given, shape),
    }
}

/// Asserts that an answer leaves no field of the shape out: null, never undefined.
pub fn assert_complete(record: &Value, shape: &Shape, path: &str) {
    for (name, kind) in shape {
        let given = record.get(name).unwrap_or_else(|| panic!("{path}.{name} is left out of {record}"));
        match kind {
            List(lines) => {
                for (index, line) in given.as_array().into_iter().flatten().enumerate() {
                    assert_complete(line, lines, &format!("{path}.{name}[{index}]"));
                }
            }
            Object(inner) if !given.is_null() => assert_complete(given, inner, &format!("{path}.{name}")),
            Quantity | QuantityOrZero => {
                assert!(given.is_number() || given.is_null(), "{path}.{name} is {given}, not a number")
            }
            Instant => assert!(
                given.is_i64()
                    || given.is_u64()
                    || given.is_null()
                    || given.as_f64().is_some_and(|at| at.fract() == 0.0),
                "{path}.{name} is {given}, not milliseconds"
            ),
            _ => {}
        }
    }
}

/// A whole snapshot by meaning: tables in the order of their ids, levels by (item, shop).
pub fn canonical_snapshot(snapshot: &Value) -> Value {
    let mut tables = Map::new();
    for (table, shape) in TABLES {
        let mut records: Vec<Value> =
            field(snapshot, table).as_array().into_iter().flatten().map(|record| canonical(record, shape)).collect();
        records.sort_by_key(|record| match table {
            "levels" => json!([field(record, "itemId"), field(record, "shopId")]).to_string(),
            _ => field(record, "id").to_string(),
        });
        tables.insert(table.to_string(), Value::Array(records));
    }
    tables.insert("format".to_string(), field(snapshot, "format").clone());
    tables.insert("revision".to_string(), json!(field(snapshot, "revision").as_u64().unwrap_or(0)));
    tables.insert("commands".to_string(), canonical_field(field(snapshot, "commands"), &List(COMMAND)));
    Value::Object(tables)
}

static COMMAND: &Shape = &[("id", Plain), ("revision", Plain), ("digest", Plain)];
