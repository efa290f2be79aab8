//! No question and no command does more than twice as much work for twice as much data, but for sorting. What is counted is
//! every basic block that runs, of everything below the call: the core, its dependencies, the standard library's generic code.
//! It is the same number in every run on every machine of one kind, and no loop escapes it, whatever it loops over.
//!
//! `cargo xtask growth` builds this with the counters; `--lines 250000` begins there.

#[path = "../../support/call.rs"]
#[allow(dead_code)]
mod call;
mod shapes;

use call::{call, change};
use oversold::{Inventory, LoadOptions};
use serde_json::{Value, json};

unsafe extern "C" {
    safe fn steps_so_far() -> u64;
}

/// So many times as much data for the second measure.
const MORE: usize = 4;

/// The steps may grow by as much again as sorting and searching in what is sorted cost: n log n, and a little for maps.
const SORTING: f64 = 1.6;

fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = steps_so_far();
    let result = work();
    (result, steps_so_far() - before)
}

/// The questions that are asked of every inventory.
fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("report", json!({ "limit": 50, "sort": [{ "by": "source" }] })),
        ("report", json!({ "limit": 50, "sort": [{ "by": "description", "descending": true }], "search": "helm" })),
        ("totals", json!({})),
        ("facets", json!({})),
        ("csv", json!({})),
        ("incoming", json!(["i0", "main"])),
        ("explain", json!(["i0", "main"])),
        ("item", json!("i0")),
        ("order", json!("o0")),
        ("purchaseOrder", json!("p0")),
        ("transfer", json!("t0")),
        ("orders", json!({ "search": "1", "sort": [{ "by": "number" }] })),
        ("purchaseOrders", json!({ "sort": [{ "by": "number" }] })),
        ("transfers", json!({})),
        ("backorders", json!({ "at": 9, "states": ["short"], "sort": [{ "by": "promisedAt" }] })),
        ("allocate", json!({ "strategy": "skipIncomplete" })),
        ("replenish", json!({ "at": 9, "consolidateAt": null })),
        ("sortDelivery", json!({ "shopId": "main", "scanned": [{ "code": "i0", "quantity": 3 }] })),
        ("check", json!(null)),
    ]
}

/// Commands, each decided alone; and a list, each of which is about another document.
fn commands(documents: usize) -> Vec<(&'static str, Value)> {
    let command = |id: &str, kind: &str, more: Value| {
        let mut command = json!({ "id": id, "at": 10, "type": kind });
        for (name, value) in more.as_object().into_iter().flatten() {
            command[name] = value.clone();
        }
        command
    };
    let receive =
        |ix: usize| command(&format!("k{ix}"), "receivePurchaseOrder", json!({ "purchaseOrderId": format!("p{ix}") }));
    vec![
        ("receivePurchaseOrder", receive(0)),
        ("receiveTransfer", command("k", "receiveTransfer", json!({ "transferId": "t0" }))),
        ("adjustStock", command("k", "adjustStock", json!({ "itemId": "i0", "shopId": "main", "quantity": 1 }))),
        ("countStock", command("k", "countStock", json!({ "itemId": "i0", "shopId": "main", "counted": 7 }))),
        ("flagFraud", command("k", "flagFraud", json!({ "orderId": "o0" }))),
        ("prioritiseOrder", command("k", "prioritiseOrder", json!({ "orderId": "o0", "priority": 2 }))),
        ("cancelOrder", command("k", "cancelOrder", json!({ "orderId": "o0", "restock": true }))),
        (
            "createShipment",
            command("k", "createShipment", json!({ "orderId": "o0", "shipment": { "id": "h", "number": "h" } })),
        ),
        ("voidSale", command("k", "voidSale", json!({ "saleId": "s0", "restock": true }))),
        ("a list of commands", (0..documents).map(receive).collect()),
    ]
}

/// What is done to an inventory, with its steps.
fn measured(shape: fn(usize) -> Value, n: usize, in_list: usize) -> Vec<(String, u64)> {
    let json = shape(n).to_string().into_bytes();
    let mut all = Vec::new();
    let (loaded, steps) = counted(|| Inventory::from_json(&json, &LoadOptions::default()));
    let mut inventory = loaded.unwrap_or_else(|error| panic!("{error}"));
    all.push(("load".to_owned(), steps));
    let (image, steps) = counted(|| inventory.to_bytes());
    all.push(("toBytes".to_owned(), steps));
    let (again, steps) = counted(|| Inventory::from_bytes(&image, &[], &LoadOptions::default()));
    assert!(again.is_ok());
    all.push(("fromBytes".to_owned(), steps));
    for (number, (method, with)) in questions().into_iter().enumerate() {
        let (answer, steps) = counted(|| call(&inventory, method, &with));
        answer.unwrap_or_else(|error| panic!("{method}: {error}"));
        all.push((format!("{method} {number}"), steps));
    }
    for (name, commands) in commands(in_list) {
        let (outcome, steps) = counted(|| change(&mut inventory, "decide", &commands));
        let outcome = outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
        all.push((format!("decide: {name}{}", if outcome["ok"] == json!(true) { "" } else { ", refused" }), steps));
    }
    all
}

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--lines").skip(1);
    let n: usize = arguments.next().map_or(500, |lines| lines.parse().expect("--lines is a number"));
    // A command that touches a level looks at all of it, so where there is one level a list is as long for both sizes.
    let shapes: [(&str, fn(usize) -> Value, bool); 5] = [
        ("one level", shapes::one_level, false),
        ("ties", shapes::ties, true),
        ("one document", shapes::one_document, false),
        ("a ring of transfers", shapes::ring, false),
        ("a chain of reversals", shapes::reversals, false),
    ];
    let mut faults = 0;
    for (name, shape, grows) in shapes {
        println!("\n{name}: steps for {n} and for {}", n * MORE);
        let (few, many) = (measured(shape, n, n), measured(shape, n * MORE, if grows { n * MORE } else { n }));
        for ((what, few), (_, many)) in few.into_iter().zip(many) {
            let growth = many as f64 / few as f64;
            let is_fault = growth > MORE as f64 * SORTING;
            faults += u32::from(is_fault);
            println!("  {what:44} {few:>12} {many:>12} {growth:>6.2}{}", if is_fault { "  TOO MUCH" } else { "" });
        }
    }
    assert!(steps_so_far() > 0, "nothing was counted: build this by `cargo xtask growth`");
    assert_eq!(faults, 0, "more work than there is more data");
}
