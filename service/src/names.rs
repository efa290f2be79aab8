//! What an event names: the records that must be at hand before it can be taken in.

use crate::asked::Name;
use crate::tables::TABLES;
use serde_json::Value;
use std::collections::BTreeSet;

/// Tables by the fields that name a record of theirs, and by those that hold a new one.
const FIELDS: [(&str, &str); 24] = [
    ("itemId", "items"),
    ("shopId", "shops"),
    ("fromShopId", "shops"),
    ("toShopId", "shops"),
    ("vendorId", "vendors"),
    ("defaultVendorId", "vendors"),
    ("saleId", "sales"),
    ("saleIds", "sales"),
    ("sale", "sales"),
    ("adjustmentId", "adjustments"),
    ("reverses", "adjustments"),
    ("adjustments", "adjustments"),
    ("purchaseOrderId", "purchase_orders"),
    ("purchaseOrder", "purchase_orders"),
    ("transferId", "transfers"),
    ("transfer", "transfers"),
    ("vendorReturnId", "vendor_returns"),
    ("vendorReturn", "vendor_returns"),
    ("orderId", "orders"),
    ("order", "orders"),
    ("sourceId", "sales"),
    ("sourceId", "purchase_orders"),
    ("sourceId", "transfers"),
    ("sourceId", "vendor_returns"),
];

pub fn of(events: &[Value]) -> Vec<Name> {
    let mut names = BTreeSet::new();
    for event in events {
        walk(event, &mut names);
        // A receipt taken back says by a word which document it was of.
        if let Some(id) = event["documentId"].as_str() {
            let is_transfer = event["document"] == "transfer";
            add(if is_transfer { "transfers" } else { "purchase_orders" }, id, &mut names);
        }
        for records in [&event["upsert"], &event["remove"]] {
            for table in TABLES.iter().filter(|table| table.table != "levels") {
                named(table.table, &records[table.field], &mut names);
            }
        }
    }
    names.into_iter().collect()
}

fn walk(value: &Value, names: &mut BTreeSet<Name>) {
    match value {
        Value::Array(list) => list.iter().for_each(|element| walk(element, names)),
        Value::Object(fields) => {
            for (field, value) in fields {
                FIELDS.iter().filter(|(known, _)| known == field).for_each(|(_, kind)| named(kind, value, names));
                walk(value, names);
            }
            if let (Some(item), Some(shop)) = (value["itemId"].as_str(), value["shopId"].as_str()) {
                names.insert(Name { kind: "levels", id: item.to_owned(), shop_id: shop.to_owned() });
            }
        }
        _ => {}
    }
}

/// An id, a record, or a list of either.
fn named(kind: &'static str, value: &Value, names: &mut BTreeSet<Name>) {
    match value {
        Value::String(id) => add(kind, id, names),
        Value::Array(list) => list.iter().for_each(|element| named(kind, element, names)),
        record => {
            if let Some(id) = record["id"].as_str() {
                add(kind, id, names);
            }
        }
    }
}

fn add(kind: &'static str, id: &str, names: &mut BTreeSet<Name>) {
    names.insert(Name { kind, id: id.to_owned(), shop_id: String::new() });
}

#[cfg(test)]
mod tests {
    use super::of;
    use serde_json::json;

    #[test]
    fn ids_lists_of_ids_records_and_levels() {
        let event = json!({
            "orderId": "o1",
            "saleIds": ["s1"],
            "adjustments": [{ "id": "c:1", "itemId": "bell", "shopId": "main", "sourceId": "s1", "reverses": "a1" }],
            "remove": { "items": ["old"] },
        });
        let found: Vec<_> = of(&[event]).into_iter().map(|name| format!("{} {}", name.kind, name.id)).collect();
        for expected in
            ["orders o1", "sales s1", "adjustments c:1", "adjustments a1", "levels bell", "items bell", "items old"]
        {
            assert!(found.contains(&expected.to_owned()), "{expected} in {found:?}");
        }
    }
}
