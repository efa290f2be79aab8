//! What is fed with bytes that a fuzzer made up, and what must hold whatever they are. Nothing panics; what is refused leaves
//! no trace; what is taken in can be written and read again.

use crate::support::call::{call, change, load};
use crate::support::full;
use crate::support::values::Pick;
use crate::support::workflow::commands::command;
use crate::support::workflow::tidy::tidy;
use oversold::{Inventory, LoadOptions, Tree, read_commands};
use oversold_imports::lightspeed::back::{BackOptions, to_lightspeed};
use oversold_imports::{lightspeed, spreadsheet};
use serde_json::{Value, json};
use xxhash_rust::xxh64::xxh64;

pub type Target = fn(&[u8]);

pub const TARGETS: [(&str, Target); 9] = [
    ("snapshot", snapshot),
    ("image", image),
    ("sealed", sealed),
    ("events", events),
    ("commands", commands),
    ("walk", walk),
    ("spreadsheet", csv),
    ("lightspeed", bodies),
    ("back", back),
];

pub fn find(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}

/// Questions about everything there is.
fn ask(inventory: &Inventory) {
    for (method, with) in [
        ("report", json!({ "limit": 20 })),
        ("totals", json!({})),
        ("facets", json!({})),
        ("csv", json!({})),
        ("backorders", json!({ "at": 2_000 })),
        ("allocate", json!({ "strategy": "mostOrders" })),
        ("replenish", json!({ "at": 2_000, "upTo": "desiredLevel" })),
        ("check", json!(null)),
    ] {
        let _ = call(inventory, method, &with);
    }
}

/// What was taken in is written, read again, and the same (rule 18).
fn is_kept(inventory: &Inventory) {
    let bytes = inventory.to_bytes();
    let again = Inventory::from_bytes(&bytes, &[], &LoadOptions::default()).expect("an image is read again");
    assert!(again.to_bytes() == bytes, "an image leads elsewhere");
    let json = inventory.to_json().expect("a snapshot is written");
    let again = Inventory::from_json(&json, &LoadOptions::default()).expect("a snapshot is read again");
    assert!(again.to_bytes() == bytes, "a snapshot leads elsewhere");
    ask(inventory);
}

/// The bytes of a snapshot.
fn snapshot(bytes: &[u8]) {
    match Inventory::from_json(bytes, &LoadOptions::default()) {
        Ok(inventory) => is_kept(&inventory),
        Err(error) => assert!(!error.message.is_empty()),
    }
}

/// The bytes of an image.
fn image(bytes: &[u8]) {
    if let Ok(inventory) = Inventory::from_bytes(bytes, &[], &LoadOptions::default()) {
        is_kept(&inventory);
    }
}

/// A whole image in which bytes are others, with the checksum that belongs to them: pairs of where and what.
fn sealed(bytes: &[u8]) {
    let mut image = start().to_bytes();
    let body = image.len() - 8;
    for edit in bytes.chunks_exact(3) {
        let at = 28 + usize::from(u16::from_le_bytes([edit[0], edit[1]])) % (body - 28);
        image[at] = edit[2];
    }
    let sum = xxh64(&image[..body], 0).to_le_bytes();
    image[body..].copy_from_slice(&sum);
    if let Ok(inventory) = Inventory::from_bytes(&image, &[], &LoadOptions::default()) {
        ask(&inventory);
        let again = inventory.to_bytes();
        let again = Inventory::from_bytes(&again, &[], &LoadOptions::default()).expect("an image is read again");
        ask(&again);
    }
}

fn start() -> Inventory {
    load(full::snapshot().to_string().as_bytes(), &json!({})).expect("the first inventory is right")
}

/// A list of events as JSON, taken in whole or not at all (rule 16).
fn events(bytes: &[u8]) {
    let Ok(events) = serde_json::from_slice::<Value>(bytes) else { return };
    let mut inventory = start();
    let before = inventory.to_bytes();
    match change(&mut inventory, "replay", &events) {
        Ok(_) => is_kept(&inventory),
        Err(_) => assert!(inventory.to_bytes() == before, "refused events left a trace"),
    }
}

/// A command or a list of them as JSON.
fn commands(bytes: &[u8]) {
    let Ok(commands) = serde_json::from_slice::<Value>(bytes) else { return };
    let Ok(tree) = serde_json::from_value::<Tree>(commands) else { return };
    if let Ok(commands) = read_commands(&tree) {
        let mut inventory = start();
        let before = inventory.to_bytes();
        let decided = inventory.decide(&commands);
        assert!(inventory.to_bytes() == before, "deciding left a trace");
        let applied = inventory.apply(&commands);
        assert_eq!(
            serde_json::to_value(decided.as_ref().ok()).ok(),
            serde_json::to_value(applied.as_ref().ok()).ok(),
            "decided and applied differ"
        );
        is_kept(&inventory);
    }
}

/// Commands about what there is, sixteen bytes for each, legal and not.
fn walk(bytes: &[u8]) {
    let (first, steps) = bytes.split_at_checked(32).unwrap_or((&[0; 32], &[]));
    let first: &[u8; 32] = first.try_into().expect("32 bytes");
    let mut inventory = load(tidy(first).to_string().as_bytes(), &json!({})).expect("the first inventory is right");
    let mut applied = Vec::new();
    for (number, step) in steps.as_chunks::<16>().0.iter().enumerate() {
        let snapshot = change(&mut inventory, "toSnapshot", &Value::Null).expect("a snapshot is written");
        let command = command(step, number, &snapshot, &applied);
        let before = inventory.to_bytes();
        let decided = change(&mut inventory, "decide", &command);
        assert!(inventory.to_bytes() == before, "deciding left a trace: {command}");
        let Ok(outcome) = decided else { continue };
        if outcome["ok"] == json!(true) {
            let mut other =
                Inventory::from_bytes(&before, &[], &LoadOptions::default()).expect("an image is read again");
            let events = &outcome["events"];
            change(&mut other, "replay", events).unwrap_or_else(|error| panic!("{error}: {command}"));
            assert_eq!(change(&mut inventory, "apply", &command), Ok(outcome.clone()), "decided and applied");
            assert!(inventory.to_bytes() == other.to_bytes(), "the events lead elsewhere: {command}");
            applied.push(command["id"].as_str().unwrap_or_default().to_owned());
        }
    }
    is_kept(&inventory);
}

fn tree(value: Value) -> Tree {
    serde_json::from_value(value).expect("a tree takes any JSON")
}

/// A file for a spreadsheet's table: the first byte says which and how it is read.
fn csv(bytes: &[u8]) {
    let mut pick = Pick::new(bytes);
    let file = spreadsheet::FILES[pick.below(spreadsheet::FILES.len())];
    let options = [
        json!({}),
        json!({ "decimalComma": true, "dateFormat": "DD.MM.YYYY" }),
        json!({ "delimiter": ";", "utcOffset": "-05:30" }),
    ];
    let options = tree(options[pick.below(options.len())].clone());
    let options = spreadsheet::Options::read(&options).expect("the options are right");
    let body = bytes.get(2..).unwrap_or_default().to_vec();
    let _ = spreadsheet::mapping(file, &body, &options);
    let items = ("items".to_owned(), b"id,description\nhelmet,Helmet\nbell,Bell\n".to_vec());
    if let Ok(imported) = spreadsheet::read(&[items, (file.to_owned(), body)], &options) {
        let _ = Inventory::from_json(&imported.snapshot.to_json(), &LoadOptions::default());
    }
}

/// The bodies of Lightspeed's answers, one a line.
fn bodies(bytes: &[u8]) {
    let mut reader =
        lightspeed::Reader::new(lightspeed::Options::read(&tree(json!({}))).expect("the options are right"));
    for body in bytes.split(|byte| *byte == b'\n') {
        let _ = reader.add(body, None);
    }
    let snapshot = reader.snapshot().to_json();
    if let Ok(inventory) = Inventory::from_json(&snapshot, &LoadOptions::default()) {
        is_kept(&inventory);
    }
    let _ = reader.merge(&[]);
    assert!(reader.merge(&[]).is_none(), "the same again is a difference");
}

/// An event as JSON, on its way back to Lightspeed.
fn back(bytes: &[u8]) {
    if let Ok(event) = serde_json::from_slice::<Tree>(bytes) {
        let options = BackOptions::read(&tree(json!({}))).expect("the options are right");
        let _ = to_lightspeed(&event, &options);
    }
}
