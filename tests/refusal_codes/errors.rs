//! Errors: malformed input, events that do not fit, images that are damaged or too new.

use crate::cases::{o1, receive, start};
use crate::support::books::new_lines;
use crate::support::call::{call, from_image, load};
use crate::support::fields::text;
use serde_json::{Value, json};
use xxhash_rust::xxh64::xxh64;

fn code_and_path(error: &Value) -> (&str, Option<&str>) {
    (text(error, "code"), error["path"].as_str())
}

#[test]
fn what_cannot_be_read_is_invalid_input_and_changes_nothing() {
    let mut books = start().open();
    for (command, fields, path) in [
        ("sell", json!({}), "type"),
        ("clearFraud", json!({}), "orderId"),
        ("clearFraud", json!({ "orderId": "" }), "orderId"),
        ("clearFraud", json!({ "orderId": "o1", "at": "yesterday" }), "at"),
        ("clearFraud", json!({ "orderId": "o1", "id": null }), "id"),
        ("clearFraud", json!({ "orderId": "o1", "expectedRevision": -1 }), "expectedRevision"),
        ("receivePurchaseOrder", receive(-1), "lines[0].quantity"),
        (
            "receivePurchaseOrder",
            json!({ "purchaseOrderId": "p1", "lines": [{ "lineId": "helmet" }] }),
            "lines[0].quantity",
        ),
        ("receivePurchaseOrder", json!({ "purchaseOrderId": "p1", "lines": { "lineId": "helmet" } }), "lines"),
        ("receivePurchaseOrder", json!({ "purchaseOrderId": "p1", "allowOver": "yes" }), "allowOver"),
        ("countStock", json!({ "itemId": "helmet", "shopId": "main", "counted": "1.23456" }), "counted"),
        ("adjustStock", json!({ "itemId": "helmet", "shopId": "main", "quantity": 900_000_001 }), "quantity"),
        ("prioritiseOrder", json!({ "orderId": "o1", "priority": "high" }), "priority"),
        ("cancelOrder", json!({ "orderId": "o1" }), "restock"),
        ("createPurchaseOrder", json!({}), "purchaseOrder"),
        (
            "createPurchaseOrder",
            json!({ "purchaseOrder": { "id": "p9", "number": "9", "shopId": "main",
            "lines": new_lines(&[("helmet", 1), ("helmet", 2)]) } }),
            "purchaseOrder.lines[1].id",
        ),
        ("merge", json!({ "upsert": [] }), "upsert"),
        ("merge", json!({ "remove": { "sales": [7] } }), "remove.sales[0]"),
    ] {
        let thrown = books.throws(command, fields.clone());
        assert_eq!(thrown, ("invalidInput".to_string(), path.to_string()), "{command} {fields}");
    }
    let asked = call(books.inventory(), "report", &json!({ "limit": "ten" })).unwrap_err();
    assert_eq!(code_and_path(&asked), ("invalidInput", Some("limit")));
    let loaded = load(br#"{"format": "oversold/1", "shops": [{"id": 7}]}"#, &json!({})).err().unwrap();
    assert_eq!(code_and_path(&loaded), ("invalidInput", Some("shops[0].id")));
}

#[test]
fn events_that_do_not_follow_are_a_gap_and_none_is_taken_in() {
    let mut books = start().open();
    let events: Vec<Value> = [o1(), o1(), o1()]
        .into_iter()
        .zip(["clearFraud", "flagFraud", "markOrderPaid"])
        .flat_map(|(fields, command)| books.apply(command, fields).events)
        .collect();
    let mut other = start().open();
    let before = other.bytes();
    let error = other.replay(&[events[0].clone(), events[2].clone()]).unwrap_err();
    assert_eq!(code_and_path(&error), ("gap", Some("events[1].revision")));
    assert!(other.bytes() == before, "the first event was taken in alone");
    other.replay(&events[..2]).unwrap();
    // Known ones are skipped.
    other.replay(&events).unwrap();
    assert!(other.bytes() == books.bytes());
}

#[test]
fn events_that_contradict_what_is_there_are_invalid_and_none_is_taken_in() {
    let mut books = start().open();
    let mut events = books.apply("clearFraud", o1()).events;
    events.extend(books.apply("receivePurchaseOrder", receive(1)).events);
    events[1]["purchaseOrderId"] = json!("p9");
    let mut other = start().open();
    let before = other.bytes();
    let error = other.replay(&events).unwrap_err();
    assert_eq!(error["code"], json!("invalidInput"));
    assert!(error["path"].as_str().unwrap().starts_with("events[1]"), "{error}");
    assert!(other.bytes() == before);
}

#[test]
fn what_a_newer_version_wrote_is_told_from_what_is_damaged() {
    let mut books = start().open();
    let mut events = books.apply("clearFraud", o1()).events;
    events[0]["format"] = json!("oversold/2");
    let error = start().open().replay(&events).unwrap_err();
    assert_eq!(code_and_path(&error), ("unsupportedVersion", Some("events[0].format")));

    let image = books.bytes();
    let mut newer = image.clone();
    newer[8] = 9;
    // Its head has a checksum of its own, over the first 20 bytes.
    let of_head = xxh64(&newer[..20], 0).to_le_bytes();
    newer[20..28].copy_from_slice(&of_head);
    assert_eq!(code_and_path(&from_image(&newer, &json!([])).err().unwrap()), ("unsupportedVersion", None));

    let mut damaged = image.clone();
    damaged[8] = 9;
    assert_eq!(code_and_path(&from_image(&damaged, &json!([])).err().unwrap()), ("corruptImage", None));
    assert_eq!(code_and_path(&from_image(&image[..30], &json!([])).err().unwrap()), ("corruptImage", None));
}
