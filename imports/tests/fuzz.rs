//! Bodies, files and events that somebody broke: whatever comes in, nothing panics, and what goes out is a snapshot that the
//! engine takes or refuses with a path. `OVERSOLD_FUZZ` says how many cases to run; by default a few seconds' worth.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use oversold::{Inventory, LoadOptions};
use oversold_imports::lightspeed::back::{BackOptions, to_lightspeed};
use oversold_imports::lightspeed::{Options, Reader};
use oversold_imports::spreadsheet::{self, FILES, template};
use serde_json::{Value, json};
use support::store::{Random, store};
use support::tree;

const DEFAULT_CASES: usize = 150;

fn cases() -> usize {
    std::env::var("OVERSOLD_FUZZ").ok().and_then(|cases| cases.parse().ok()).unwrap_or(DEFAULT_CASES)
}

fn seed() -> u64 {
    std::env::var("OVERSOLD_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7)
}

/// Values that somebody may find in any place.
fn oddity(random: &mut Random) -> Value {
    let texts = [
        "",
        " ",
        "0",
        "-0",
        "-1",
        "1e309",
        "NaN",
        "9999999999999999999",
        "true",
        "null",
        "2026-02-30T00:00:00Z",
        "2026-03-02",
        "\u{0}",
        "é\u{301}",
        "..",
        "__proto__",
    ];
    match random.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(-1),
        4 => json!(1e300),
        5 => json!(0.1 + 0.2),
        6 => json!(u64::MAX),
        7 => json!([]),
        8 => json!({}),
        9 => json!([[[[null]]]]),
        10 => json!({ "resource": { "id": false, "embedded": [1, { "id": "2" }, null] } }),
        _ => json!(*random.pick(&texts)),
    }
}

/// Puts something else in the place of something inside; takes away, doubles, renames, and swaps.
fn mutate(value: &mut Value, random: &mut Random) {
    let deeper = random.chance(85);
    match value {
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = random.below(list.len());
            match random.below(10) {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                2 => list[at] = oddity(random),
                _ => mutate(&mut list[at], random),
            }
        }
        Value::Object(fields) if deeper && !fields.is_empty() => {
            let name = fields.keys().nth(random.below(fields.len())).unwrap().clone();
            match random.below(12) {
                0 => drop(fields.remove(&name)),
                1 => {
                    let moved = fields.remove(&name).unwrap();
                    let names = ["Item", "itemID", "SaleLines", "id", "embedded", "orders", "OrderLine", "qoh"];
                    fields.insert((*random.pick(&names)).to_owned(), moved);
                }
                2 => drop(fields.insert(name, oddity(random))),
                3 => {
                    let whole = Value::Object(fields.clone());
                    fields.insert(name, whole);
                }
                _ => mutate(fields.get_mut(&name).unwrap(), random),
            }
        }
        _ => *value = oddity(random),
    }
}

/// Changes bytes, cuts, and repeats.
fn scratch(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] = random.next() as u8,
            1 => bytes.truncate(at),
            2 => {
                let part = bytes[at..(at + 20).min(bytes.len())].to_vec();
                bytes.extend(part);
            }
            _ => bytes.insert(at, *random.pick(b"\"{}[],:\\0-e;\n\t'")),
        }
    }
}

fn ecom() -> Vec<Value> {
    let product = json!({ "id": 1, "quantityOrdered": 2, "quantityShipped": 2, "quantityRefunded": 1, "quantityReturned": 0, "articleCode": "C-7", "ean": "", "sku": "", "variant": { "resource": { "id": 77 } } });
    let shipment = json!({ "id": 9, "number": "SHIP9", "status": "shipped", "order": { "resource": { "id": 555 } }, "products": { "resource": { "id": false, "embedded": [{ "id": 1, "quantity": 1 }] } } });
    vec![
        json!({ "order": { "id": 555, "number": "ORD1", "createdAt": "2026-03-02T08:00:00Z", "status": "on_hold", "paymentStatus": "paid", "products": { "resource": { "embedded": [product] } }, "shipments": { "resource": { "embedded": [shipment] } } } }),
        json!({ "variants": [{ "id": 77, "articleCode": "C-7", "stockTracking": "indicator", "stockLevel": 3 }] }),
        json!({ "return": { "id": 3, "orderId": 555, "status": "completed", "isStockAdjusted": true, "orderProducts": [{ "id": 1, "quantity": 1 }] } }),
        json!({ "invoice": { "id": 3, "isCreditNote": true, "items": { "resource": { "embedded": [{ "orderProductId": 1, "quantity": 1 }] } } } }),
        json!({ "variantsMovements": [{ "id": 4, "createdAt": "2026-03-02T08:00:00Z", "channel": "auto", "stockLevelChange": -2, "variant": { "resource": { "id": 77 } } }] }),
        json!({ "Sale": { "saleID": "1", "shopID": "1", "completed": "true", "completeTime": "2026-02-02T00:00:00Z", "referenceNumber": "ORD1" }, "ShipTo": { "shipToID": "1", "saleID": "1", "shipped": "true" } }),
        json!({ "SpecialOrder": { "specialOrderID": "1", "unitQuantity": "2", "orderLineID": "1003", "completed": "false", "status": "Ordered" } }),
        json!({ "VendorReturn": { "vendorReturnID": "1", "shopID": "1", "status": "sent", "sentDate": "2026-02-02T00:00:00Z", "VendorReturnItems": { "VendorReturnItem": { "vendorReturnItemID": "1", "itemID": "3", "quantity": "1" } } } }),
        json!({ "OrderShipment": { "orderShipmentID": "1", "orderID": "1", "receptionDate": "2026-02-02T00:00:00Z", "OrderShipmentItems": { "OrderShipmentItem": { "orderShipmentItemID": "1", "itemID": "3", "qtyReceived": "1" } } } }),
    ]
}

#[test]
fn mutated_bodies_find_no_panic() {
    let mut random = Random(seed());
    let mut base = store(seed(), 8).bodies;
    base.extend(ecom());
    let options =
        [json!({}), json!({ "registerIds": ["1"] }), json!({ "ordersBySale": { "1": "ORD1" }, "fraud": "cleared" })];
    let (mut taken, mut refused, mut loaded) = (0, 0, 0);
    for _ in 0..cases() {
        let mut reader = Reader::new(Options::read(&tree(random.pick(&options))).unwrap());
        let mut batches = 0;
        for _ in 0..2 {
            for body in &base {
                let mut body = body.clone();
                for _ in 0..random.below(4) {
                    mutate(&mut body, &mut random);
                }
                let mut bytes = body.to_string().into_bytes();
                if random.chance(15) {
                    scratch(&mut bytes, &mut random);
                }
                let address = random.chance(20).then_some("https://there/orders/555/products.json?page=2");
                match reader.add(&bytes, address) {
                    Ok(()) => taken += 1,
                    Err(error) => {
                        assert!(!error.message.is_empty());
                        refused += 1;
                    }
                }
            }
            batches += 1;
            if batches == 1 {
                // Whatever it became, the engine takes it or says where it does not.
                match Inventory::from_json(&reader.snapshot().to_json(), &LoadOptions::default()) {
                    Ok(_) => loaded += 1,
                    Err(error) => assert!(error.path.as_ref().is_some_and(|path| !path.is_empty()), "{error}"),
                }
            } else {
                reader.merge(&[]);
                assert_eq!(reader.merge(&[]), None);
            }
        }
        assert!(serde_json::to_string(&reader.warnings()).is_ok());
    }
    println!("{} cases: {taken} bodies taken in, {refused} refused, {loaded} snapshots loaded", cases());
    assert!(taken > refused && loaded > 0);
}

#[test]
fn mutated_files_find_no_panic() {
    let mut random = Random(seed());
    let options = [
        json!({}),
        json!({ "decimalComma": true, "dateFormat": "DD.MM.YYYY" }),
        json!({ "delimiter": ";", "utcOffset": "-05:30", "dateFormat": "%q%" }),
    ];
    let (mut read, mut refused) = (0, 0);
    for _ in 0..cases() * 10 {
        let how = spreadsheet::Options::read(&tree(random.pick(&options))).unwrap();
        let mut files = Vec::new();
        for file in FILES {
            let mut bytes = template(file).unwrap().into_bytes();
            if random.chance(30) {
                scratch(&mut bytes, &mut random);
            }
            if random.chance(60) {
                files.push((file.to_owned(), bytes));
            }
        }
        match spreadsheet::read(&files, &how) {
            Ok(imported) => {
                read += 1;
                let json = imported.snapshot.to_json();
                if let Err(error) = Inventory::from_json(&json, &LoadOptions::default()) {
                    panic!("{error} of {files:?}");
                }
            }
            Err(error) => {
                assert!(error.path.as_ref().is_some_and(|path| !path.is_empty()), "{error}");
                refused += 1;
            }
        }
    }
    println!("{} cases: {read} read, {refused} refused", cases() * 10);
    assert!(read > 0 && refused > 0);
}

#[test]
fn mutated_events_find_no_panic() {
    let mut random = Random(seed());
    let event = json!({ "format": "oversold/1", "revision": 1, "commandId": "c", "command": "receivePurchaseOrder", "digest": "x", "undoes": null, "at": 1, "by": null,
        "type": "purchaseOrderReceived", "purchaseOrderId": "12", "orderedAt": null, "lines": [{ "lineId": "120", "quantity": 4 }],
        "adjustments": [{ "id": "a", "itemId": "7", "shopId": "1", "quantity": 4, "at": 1, "reason": "other", "sourceId": "12", "reverses": null, "note": null }] });
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..cases() * 20 {
        let mut event = event.clone();
        mutate(&mut event, &mut random);
        match to_lightspeed(&tree(&event), &BackOptions::default()) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        }
    }
    println!("{} cases: {taken} taken, {refused} refused", cases() * 20);
    assert!(taken > 0 && refused > 0);
}
