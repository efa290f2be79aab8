//! Images: the same facts give the same bytes, whatever way they came, and damage is told from age.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod support;

use oversold::{Command, ErrorCode, Event, HistoryQuery, Inventory, LoadOptions, Outcome, Tree, read_commands};
use proptest::collection::vec;
use proptest::prelude::any;
use serde_json::{Value, json};
use support::call::{call, load, snapshot_json};
use support::fields::{field, list, text};
use support::full;
use support::inventories::inventory;
use support::run::holds;

fn loaded(snapshot: &Value) -> Inventory {
    load(snapshot.to_string().as_bytes(), &json!({})).unwrap_or_else(|error| panic!("{error}\n{snapshot}"))
}

fn from_image(image: &[u8], events: &[Event]) -> Inventory {
    Inventory::from_bytes(image, events, &LoadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn commands(with: &Value) -> Vec<Command> {
    let tree: Tree = serde_json::from_value(with.clone()).unwrap();
    read_commands(&tree).unwrap_or_else(|error| panic!("{error}: {with}"))
}

fn answers(inventory: &Inventory) -> Vec<Value> {
    let all = json!({ "limit": 1_000_000 });
    let mut answers: Vec<Value> = ["report", "purchaseOrders", "transfers", "vendorReturns", "orders", "shipments"]
        .iter()
        .map(|method| call(inventory, method, &all).unwrap())
        .collect();
    answers.push(call(inventory, "facets", &json!({})).unwrap());
    answers.push(serde_json::to_value(inventory.history(&HistoryQuery::default())).unwrap());
    answers
}

/// Bytes out and in again, and JSON out and in again: the same bytes, the same JSON, the same answers.
fn assert_comes_back(inventory: &Inventory, what: &str) -> Vec<u8> {
    let image = inventory.to_bytes();
    let snapshot = snapshot_json(inventory);
    let again = from_image(&image, &[]);
    let said = || format!("{what}\n{}", String::from_utf8_lossy(&snapshot));
    assert!(snapshot_json(&again) == snapshot, "the image gives another snapshot: {}", said());
    assert!(again.to_bytes() == image, "the image gives another image: {}", said());
    assert_eq!(again.revision(), inventory.revision());
    assert_eq!(answers(&again), answers(inventory), "{}", said());
    let parsed = load(&snapshot, &json!({})).unwrap_or_else(|error| panic!("{error}: {}", said()));
    assert!(parsed.to_bytes() == image, "the snapshot gives another image: {}", said());
    image
}

/// Applies what is accepted and gives its events; what is refused, or only decided, leaves every byte.
fn apply(inventory: &mut Inventory, with: &Value) -> Vec<Event> {
    let (before, commands) = (inventory.to_bytes(), commands(with));
    let decided = inventory.decide(&commands);
    assert!(inventory.to_bytes() == before, "deciding changed the image: {with}");
    match inventory.apply(&commands) {
        Ok(Outcome::Accepted(accepted)) => accepted.events,
        Ok(Outcome::Refused(_)) | Err(_) => {
            assert!(inventory.to_bytes() == before, "a refused command changed the image: {with}: {decided:?}");
            Vec::new()
        }
    }
}

/// The events, after the first image and after the first snapshot, from the start or from anywhere, give the same bytes.
fn assert_replays(first: &[u8], snapshot: &Value, steps: &[(Vec<Event>, Vec<u8>)]) {
    let events: Vec<Event> = steps.iter().flat_map(|(events, _)| events.clone()).collect();
    let last = steps.last().map_or(first, |(_, image)| image);
    assert!(from_image(first, &events).to_bytes() == last, "the first image and the events: {snapshot}");
    let mut replayed = loaded(snapshot);
    replayed.replay(&events).unwrap();
    assert!(replayed.to_bytes() == last, "the snapshot and the events: {snapshot}");
    for (index, (_, image)) in steps.iter().enumerate() {
        assert!(from_image(image, &events).to_bytes() == last, "image {index} and all events: {snapshot}");
    }
}

fn run(snapshot: &Value, steps: impl IntoIterator<Item = Value>) -> usize {
    let mut inventory = loaded(snapshot);
    let first = assert_comes_back(&inventory, "at the start");
    let mut images = Vec::new();
    for with in steps {
        let events = apply(&mut inventory, &with);
        images.push((events, assert_comes_back(&inventory, &with.to_string())));
    }
    assert_replays(&first, snapshot, &images);
    images.iter().map(|(events, _)| events.len()).sum()
}

#[test]
fn the_conformance_cases_come_back_after_every_command() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance");
    let mut events = 0;
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let case: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let steps = list(&case, "steps").iter().filter(|step| text(step, "call") == "apply");
        // One that leaves records out by an option has no snapshot that loads by itself.
        if case["options"].is_null() {
            events += run(field(&case, "given"), steps.map(|step| field(step, "with").clone()));
        }
    }
    assert!(events > 20, "only {events} events were made");
}

#[test]
fn a_snapshot_with_everything_in_it_comes_back() {
    assert_comes_back(&loaded(&full::snapshot()), "everything");
}

#[test]
fn the_demo_comes_back() {
    let mut json = Vec::new();
    retailer::demo_json(&mut json).unwrap();
    let inventory = load(&json, &json!({})).unwrap();
    let image = assert_comes_back(&inventory, "the demo");
    assert!(image.len() < json.len() / 2, "an image of {} bytes for {} bytes of JSON", image.len(), json.len());
}

/// Commands on a random inventory: what each byte picks may well be refused.
fn random_command(index: usize, bytes: [u8; 4], snapshot: &Value, last: Option<&str>) -> Value {
    let pick = |table: &str, byte: u8| {
        let records = list(snapshot, table);
        records.get(usize::from(byte) % records.len().max(1)).cloned().unwrap_or_else(|| json!({ "id": "none" }))
    };
    let [kind, a, b, c] = bytes;
    let id = |record: Value| record["id"].clone();
    let (item, shop) = (id(pick("items", a)), id(pick("shops", b)));
    let (purchase_order, transfer) = (id(pick("purchaseOrders", a)), id(pick("transfers", a)));
    let order = pick("orders", a);
    let line = list(&order, "lines").first().map(|line| line["id"].clone());
    let other_shop = id(pick("shops", b.wrapping_add(1)));
    let new_lines = json!([{ "id": "1", "itemId": item, "quantity": 1 + c % 4, "unitCost": 2 }]);
    let mut command = match kind % 20 {
        0 => {
            json!({ "type": "adjustStock", "itemId": item, "shopId": shop, "quantity": i32::from(c) - 100, "note": "lost" })
        }
        1 => json!({ "type": "countStock", "itemId": item, "shopId": shop, "counted": c }),
        2 => json!({ "type": "createPurchaseOrder",
            "purchaseOrder": { "id": format!("new-{index}"), "number": "N", "shopId": shop, "lines": new_lines } }),
        3 => json!({ "type": "editPurchaseOrder", "purchaseOrderId": purchase_order, "lines": new_lines }),
        4 => json!({ "type": "orderPurchaseOrder", "purchaseOrderId": purchase_order, "expectedAt": 5 }),
        5 | 6 => {
            json!({ "type": "receivePurchaseOrder", "purchaseOrderId": format!("new-{}", index.saturating_sub(1)) })
        }
        7 | 8 => json!({ "type": "receivePurchaseOrder", "purchaseOrderId": purchase_order }),
        9 => json!({ "type": "sendTransfer", "transferId": transfer }),
        10 => json!({ "type": "receiveTransfer", "transferId": transfer }),
        11 => json!({ "type": "archiveTransfer", "transferId": transfer }),
        12 => json!({ "type": "cancelOrder", "orderId": order["id"], "restock": c % 2 == 0 }),
        13 => json!({ "type": "prioritiseOrder", "orderId": order["id"], "priority": f64::from(c) / 2.0 }),
        14 => json!({ "type": "createShipment", "orderId": order["id"],
            "shipment": { "id": format!("ship-{index}"), "number": "S" } }),
        15 => json!({ "type": "moveOrderLine", "orderId": order["id"], "lineId": line.unwrap_or(json!("none")),
            "shopId": other_shop }),
        16 => json!({ "type": "merge", "upsert": { "shops": [{ "id": shop, "name": "Renamed" }],
            "levels": [{ "itemId": item, "shopId": shop, "qoh": i32::from(c) - 128, "desiredLevel": 3 }] } }),
        17 => json!({ "type": "merge", "remove": { "adjustments": [id(pick("adjustments", a))],
            "levels": [{ "itemId": item, "shopId": shop }] } }),
        18 => {
            json!({ "type": "merge", "upsert": { "orders": [order] }, "remove": { "sales": [id(pick("sales", b))] } })
        }
        _ => json!({ "type": "undo", "commandId": last.unwrap_or("none") }),
    };
    command["id"] = json!(format!("command-{index}"));
    command["at"] = json!(1_772_434_800_000_i64 + i64::from(c));
    command["by"] = if c % 3 == 0 { Value::Null } else { json!("Ida") };
    command
}

#[test]
fn random_inventories_come_back_after_random_commands() {
    let strategy = (inventory(), vec(any::<[u8; 4]>(), 0..6));
    holds("images come back", 300, strategy, |(snapshot, bytes)| {
        let ids: Vec<String> = (0..bytes.len()).map(|index| format!("command-{index}")).collect();
        let last = |index: usize| index.checked_sub(1).map(|before| ids[before].as_str());
        run(
            &snapshot,
            bytes.iter().enumerate().map(|(index, bytes)| random_command(index, *bytes, &snapshot, last(index))),
        );
    });
}

/// The same tables in another order are interned in another order.
#[test]
fn the_order_of_tables_does_not_matter() {
    let snapshot = full::snapshot();
    let tables = snapshot.as_object().unwrap();
    let written = |names: Vec<&String>| {
        let fields: Vec<String> = names.iter().map(|name| format!("{name:?}: {}", tables[*name])).collect();
        let inventory = load(format!("{{{}}}", fields.join(", ")).as_bytes(), &json!({})).unwrap();
        inventory.to_bytes()
    };
    let image = written(tables.keys().collect());
    assert!(image == written(tables.keys().rev().collect()));
    let mut turned: Vec<&String> = tables.keys().collect();
    for _ in 0..turned.len() {
        turned.rotate_left(1);
        assert!(image == written(turned.clone()), "{turned:?}");
    }
}

#[test]
fn the_order_of_records_does() {
    let mut snapshot = full::snapshot();
    let image = loaded(&snapshot).to_bytes();
    snapshot["items"].as_array_mut().unwrap().reverse();
    assert!(image != loaded(&snapshot).to_bytes());
}

#[test]
fn load_options_are_given_again() {
    let mut snapshot = full::snapshot();
    snapshot["purchaseOrders"][0]["orderedAt"] = Value::Null;
    snapshot["purchaseOrders"][0]["lines"][0]["received"] = json!(0);
    let without = LoadOptions { open_purchase_orders: Some(false), ..LoadOptions::default() };
    let counted = loaded(&snapshot);
    let bytes = snapshot.to_string();
    let not_counted = Inventory::from_json(bytes.as_bytes(), &without).unwrap();
    assert!(counted.to_bytes() == not_counted.to_bytes());
    assert_ne!(answers(&counted), answers(&not_counted), "open purchase orders count or do not");
    let from_bytes = Inventory::from_bytes(&counted.to_bytes(), &[], &without).unwrap();
    assert_eq!(answers(&from_bytes), answers(&not_counted));
}

#[test]
fn what_the_load_skipped_is_not_there() {
    let mut snapshot = full::snapshot();
    let clean = loaded(&snapshot);
    let adjustments = snapshot["adjustments"].as_array_mut().unwrap();
    adjustments.insert(
        0,
        json!({ "id": "lost", "itemId": "unknown", "shopId": "main", "quantity": -1, "at": 1, "reason": "sale" }),
    );
    snapshot["levels"].as_array_mut().unwrap().push(json!({ "itemId": "bell", "shopId": "unknown", "qoh": 3 }));
    let skipped = load(snapshot.to_string().as_bytes(), &json!({ "onUnknown": "skip" })).unwrap();
    assert_eq!(skipped.skipped().len(), 2);
    let image = skipped.to_bytes();
    assert!(image == clean.to_bytes());
    assert!(from_image(&image, &[]).skipped().is_empty());
}

#[test]
fn text_ranks_are_no_part_of_it() {
    let mut snapshot = full::snapshot();
    snapshot["levels"][1]["qoh"] = json!(-1);
    let inventory = loaded(&snapshot);
    let image = inventory.to_bytes();
    let by = serde_json::from_value(json!("description")).unwrap();
    let count = inventory.texts_to_rank(by).map_or(0, |texts| texts.len());
    assert!(count > 0, "there is something to rank");
    inventory.set_text_ranks(by, &vec![7; count]).unwrap();
    assert!(inventory.to_bytes() == image);
}

fn refused(image: &[u8]) -> Option<ErrorCode> {
    Inventory::from_bytes(image, &[], &LoadOptions::default()).err().map(|error| error.code)
}

#[test]
fn every_flipped_bit_is_found() {
    let image = loaded(&full::snapshot()).to_bytes();
    assert_eq!(refused(&image), None);
    for bit in 0..image.len() * 8 {
        let mut damaged = image.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(refused(&damaged), Some(ErrorCode::CorruptImage), "bit {bit} of {}", image.len() * 8);
    }
}

#[test]
fn every_truncation_is_found() {
    let image = loaded(&full::snapshot()).to_bytes();
    for len in 0..image.len() {
        assert_eq!(refused(&image[..len]), Some(ErrorCode::CorruptImage), "{len} bytes");
    }
    let mut longer = image.clone();
    longer.push(0);
    assert_eq!(refused(&longer), Some(ErrorCode::CorruptImage));
    assert_eq!(
        refused(full::snapshot().to_string().as_bytes()),
        Some(ErrorCode::CorruptImage),
        "a snapshot is no image"
    );
}

#[test]
fn an_error_says_what_to_do() {
    let error = Inventory::from_bytes(b"", &[], &LoadOptions::default()).unwrap_err();
    assert_eq!(
        error.message,
        "the image ends after 0 bytes: load an older image and the events since, or the snapshot"
    );
    assert_eq!(error.path, None);
}

#[test]
fn events_after_an_image_must_follow_it() {
    let mut inventory = loaded(&full::snapshot());
    let image = inventory.to_bytes();
    let count = |id: &str, counted: u32| json!({ "type": "countStock", "id": id, "at": 1, "itemId": "bell", "shopId": "main", "counted": counted });
    let mut events = apply(&mut inventory, &count("first", 9));
    events.extend(apply(&mut inventory, &count("second", 7)));
    assert_eq!(events.len(), 2);
    let gap = Inventory::from_bytes(&image, &events[1..], &LoadOptions::default()).unwrap_err();
    assert_eq!((gap.code, gap.path.as_deref()), (ErrorCode::Gap, Some("events[0].revision")));
    // Rule 15 holds across the image: the same command again is a duplicate.
    let mut again = from_image(&image, &events);
    let Outcome::Accepted(accepted) = again.apply(&commands(&count("first", 9))).unwrap() else { panic!("refused") };
    assert!(accepted.duplicate && accepted.events.is_empty());
}

/// Whoever changes these bytes changes what hosts have stored: give the layout a new version.
#[test]
fn the_layouts_are_those_of_versions_1_and_2() {
    let with = full::snapshot();
    let mut without = with.clone();
    without["levels"][0].as_object_mut().unwrap().remove("historyFrom");
    for (snapshot, version, length, sum) in
        [(without, 1, 1203, "12c87b1cce8015b6"), (with, 2, 1219, "8e20c52b129ff20d")]
    {
        let image = loaded(&snapshot).to_bytes();
        assert_eq!(image[..12], [&b"oversold"[..], &[version, 0, 0, 0]].concat());
        let checksum = image.last_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes)).unwrap();
        assert_eq!((image.len(), format!("{checksum:016x}").as_str()), (length, sum), "version {version}");
        assert_eq!(from_image(&image, &[]).to_bytes(), image);
    }
}
